"""`freesheet demo`: build the demo newsroom; `--size N` gives it an archive; `demo code`: the accounts' six digits."""

from typing import Any

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError, CommandParser

from freesheet.demo import accounts, newsroom, size
from freesheet.staff import actions
from freesheet.staff.models import User

BAR = 40


class Command(BaseCommand):
    help = "Builds the demo newsroom (what is there stays). `demo code` prints the code to sign in with now."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("what", nargs="?", choices=["build", "code", "accounts"], default="build")
        parser.add_argument("--size", type=int, default=0, metavar="N", help="Add synthetic stories until there are N.")

    def handle(self, *args: Any, **options: Any) -> None:
        if not settings.DEMO:
            raise CommandError(
                "This is not a demo: set FREESHEET_DEMO=yes, in a folder with no newsroom of yours in it."
            )
        if options["what"] == "code":
            self.stdout.write(actions.current_code(User.objects.get(email=accounts.ACCOUNTS[0].email)))
            return
        if options["what"] == "build":
            newsroom.build(say=self.stdout.write)
        accounts.open_all()
        if options["size"]:
            added = size.build(options["size"], progress=self._draw)
            self.stdout.write(f"  {added:,} stories added; the worker presses their pages by and by, the newest first.")
        self._print_accounts()

    def _draw(self, done: int, total: int) -> None:
        """A bar for whoever watches; nothing where the output goes into a file."""
        if self.stdout.isatty():
            full = BAR * done // total
            end = "\n" if done == total else ""
            self.stdout.write(f"\r  [{'#' * full}{'.' * (BAR - full)}] {done:,} of {total:,} stories", ending=end)
            self.stdout.flush()

    def _print_accounts(self) -> None:
        self.stdout.write("\n  Ready accounts of the demo (refused anywhere else):")
        for account in accounts.ACCOUNTS:
            role = ", ".join(account.groups) or "Administrator"
            self.stdout.write(f"    {account.email:22} {role}")
        code = actions.current_code(User.objects.get(email=accounts.ACCOUNTS[0].email))
        self.stdout.write(f"  Password: {accounts.PASSWORD}")
        self.stdout.write(f"  Second factor: the code is {code} now; later ones: freesheet demo code")
        self.stdout.write(f"  or put {accounts.TOTP_SECRET} into an authenticator app.")
