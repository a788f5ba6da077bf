"""`freesheet doctor`: what is wrong with this install, and how to mend it."""

import sys
from typing import Any

from django.core.management.base import BaseCommand

from freesheet.config.doctor import examine


class Command(BaseCommand):
    help = "Examines the install and says what is wrong and how to mend it; exit code 1 if anything is."
    requires_system_checks: list[str] = []

    def handle(self, *args: Any, **options: Any) -> None:
        ill = 0
        for finding in examine():
            mark = self.style.SUCCESS("well ") if finding.well else self.style.ERROR("WRONG")
            self.stdout.write(f"{mark}  {finding.words}")
            if not finding.well:
                ill += 1
                self.stdout.write(f"       {finding.mend}")
        if ill:
            sys.exit(1)
