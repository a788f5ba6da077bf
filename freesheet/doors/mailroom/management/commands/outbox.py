"""`freesheet outbox`: read the mail that lies in the local outbox."""

from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser

from freesheet.doors.mailroom.relay.outbox import OutboxMail
from freesheet.doors.mailroom.relay.providers import outbox


class Command(BaseCommand):
    help = "Lists the newest mail in the local outbox, or shows one mail as its reader would have it."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("name", nargs="?", help="A mail's name, as the list gives it; the newest with 'latest'.")
        parser.add_argument("--to", default="", help="Only mail to this address.")
        parser.add_argument("--count", type=int, default=20, help="How many are listed (20).")

    def handle(self, *args: Any, **options: Any) -> None:
        if options["name"]:
            self.stdout.write(_read(self._find(options["name"], options["to"])))
            return
        kept = outbox().newest(options["count"], to=options["to"])
        if not kept:
            self.stdout.write("No mail lies here. With FREESHEET_SMTP_URL set, mail leaves through that relay instead.")
        for one in kept:
            self.stdout.write(
                f"{one.at:%Y-%m-%d %H:%M} UTC  {one.recipient}  {one.message()['Subject']}\n    {one.name}"
            )

    def _find(self, name: str, to: str) -> OutboxMail:
        try:
            return outbox().newest(1, to=to)[0] if name == "latest" else outbox().mail(name)
        except (FileNotFoundError, IndexError) as missing:
            raise CommandError("No such mail. `freesheet outbox` lists what there is.") from missing


def _read(mail: OutboxMail) -> str:
    """Headers that a reader sees, and the text part."""
    message = mail.message()
    text = message.get_body(("plain", "html"))
    headers = "".join(f"{name}: {message[name]}\n" for name in ("From", "To", "Date", "Subject"))
    return f"{headers}\n{text.get_content() if text else ''}"
