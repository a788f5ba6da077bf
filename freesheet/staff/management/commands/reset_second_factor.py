"""`freesheet reset_second_factor ada@example.org`: for a technician who lost phone and recovery codes."""

from typing import Any

from django.core.management import BaseCommand, CommandError, CommandParser

from freesheet.staff import actions
from freesheet.staff.models import User


class Command(BaseCommand):
    help = "Forget a member's second factor; they sign in by password or mailed code and set up a new one."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("email")

    def handle(self, *args: Any, **options: Any) -> None:
        user = User.objects.filter(email=options["email"].lower()).first()
        if user is None:
            raise CommandError(f"Nobody on the staff has the address {options['email']}.")
        actions.reset_second_factor(user)
        self.stdout.write(f"{user.email} sets up a new second factor at the next sign-in.")
