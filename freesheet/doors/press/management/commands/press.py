"""`freesheet press`: press what is stale, or everything, now and here."""

from typing import Any

from django.core.management.base import BaseCommand, CommandParser

from freesheet.doors.press.actions import stale_all
from freesheet.doors.press.models import Sheet
from freesheet.doors.press.pressing import Outcome, press
from freesheet.work import actions as work


class Command(BaseCommand):
    help = "Presses what is stale. --all: everything, as after a change of templates; --new: what never was."

    def add_arguments(self, parser: CommandParser) -> None:
        which = parser.add_mutually_exclusive_group()
        which.add_argument("--all", action="store_true", help="Press every page again.")
        which.add_argument("--new", action="store_true", help="Press what was never pressed, and leave the rest due.")

    def handle(self, *args: Any, **options: Any) -> None:
        if options["all"]:
            stale_all()
        wanted = Sheet.objects.filter(pressed_at=None) if options["new"] else Sheet.objects.all()
        counts = dict.fromkeys(Outcome, 0)
        while sheets := work.claim(wanted, limit=32, lease_seconds=60):
            for sheet in sheets:
                counts[press(sheet)] += 1
        if options["verbosity"]:
            told = ", ".join(f"{count} {outcome.value}" for outcome, count in counts.items() if count)
            self.stdout.write(told or "0 stale")
