"""`freesheet run`: the whole newsroom as one process tree."""

import contextlib
from typing import Any

from django.conf import settings
from django.core.management import call_command
from django.core.management.base import BaseCommand
from django.db import connections

from freesheet.config import environment as env
from freesheet.config.household import Child, Household, our
from freesheet.config.listening import wait_until_free
from freesheet.config.preparation import prepare
from freesheet.staff.actions import DoorClosed, first_door


class Command(BaseCommand):
    help = "Runs the newsroom: front door, workers and schedule. Ctrl-C ends it."

    def handle(self, *args: Any, **options: Any) -> None:
        wait_until_free(env.text("HOST"), env.port(), say=self._say)
        prepare()
        if settings.DEMO:
            call_command("demo", stdout=self.stdout)
        call_command("press", new=True, verbosity=0)  # a first start is whole; an upgrade keeps nobody waiting
        self._say_where()
        connections.close_all()
        children = [Child("front door", our("serve"))]
        children += [Child(f"worker {number}", our("work")) for number in range(1, env.number("WORKERS") + 1)]
        Household(children, say=self._say).run()
        self._say("Ended.")

    def _say(self, words: str) -> None:
        self.stdout.write(words)
        self.stdout.flush()

    def _say_where(self) -> None:
        self._say(f"\n  The paper   {settings.SITE_URL}/")
        self._say(f"  The desk    {settings.SITE_URL}/desk/")
        with contextlib.suppress(DoorClosed):
            link = first_door()
            self._say("\n  The first member of staff enrols with this link, once:")
            self._say(f"  {link}")
        self._say("\n  Ctrl-C ends it.\n")
