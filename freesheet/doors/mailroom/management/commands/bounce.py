"""`freesheet bounce`: a mail server pipes in a mail that came back."""

import os
import sys
from typing import Any

from django.core.management.base import BaseCommand
from django.db import Error as DatabaseTrouble

from freesheet.doors.mailroom.returning import returns
from freesheet.doors.mailroom.returning.judging import READ_BYTES


class Command(BaseCommand):
    """Source: sysexits.h, as Postfix, Exim and sendmail read it; what is no return of ours is swallowed too."""

    help = "Takes in one mail that came back, from standard input, and says what became of it."
    requires_system_checks: list[str] = []

    def handle(self, *args: Any, **options: Any) -> None:
        raw = sys.stdin.buffer.read(READ_BYTES)
        if not raw.strip():
            self.stderr.write("No mail came in.")
            sys.exit(os.EX_NOINPUT)
        while sys.stdin.buffer.read(READ_BYTES):  # or the server's pipe breaks, and it tries again
            pass
        try:
            self.stdout.write(returns.take_in(raw, way="command").value)
        except DatabaseTrouble as trouble:
            self.stderr.write(f"The database does not answer: {trouble}")
            sys.exit(os.EX_TEMPFAIL)
