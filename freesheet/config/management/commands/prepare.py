"""`freesheet prepare`: database, static files and tree as this version needs them."""

from typing import Any

from django.core.management.base import BaseCommand

from freesheet.config.preparation import prepare


class Command(BaseCommand):
    help = "Makes an install ready, or brings it up to date; may be run again at any time."

    def handle(self, *args: Any, **options: Any) -> None:
        prepare()
        self.stdout.write("Ready.")
