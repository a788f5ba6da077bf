"""`freesheet run`: the whole newsroom as one process tree."""

import contextlib
import sys
from functools import partial
from typing import Any

from django.conf import settings
from django.core.management import call_command, execute_from_command_line
from django.core.management.base import BaseCommand, CommandError

from freesheet.config import environment as env
from freesheet.config.household import Child, Household, forked, load
from freesheet.config.listening import wait_until_free
from freesheet.config.preparation import prepare
from freesheet.kit.processes import call_oneself
from freesheet.staff.actions import DoorClosed, first_door


class Command(BaseCommand):
    help = "Runs the newsroom: front door, workers and schedule. Ctrl-C ends it."

    def handle(self, *args: Any, **options: Any) -> None:
        wait_until_free(env.text("HOST"), env.port(), say=self._say)
        call_oneself("freesheet run")
        load()
        self._make_ready()
        children = [Child("front door", "serve", partial(execute_from_command_line, ["freesheet", "serve"]))]
        workers = range(1, env.number("WORKERS") + 1)
        work = partial(execute_from_command_line, ["freesheet", "work"])
        children += [Child(f"worker {number}", "work", work) for number in workers]
        Household(children, say=self._say).run()
        self._say("Ended.")

    def _make_ready(self) -> None:
        """In a process of its own, which takes with it whatever that has opened."""
        process = forked("prepare", self._prepare)
        try:
            process.join()
        except KeyboardInterrupt:
            process.terminate()
            process.join()
        if process.exitcode:
            sys.exit(process.exitcode if process.exitcode > 0 else 1)

    def _prepare(self) -> None:
        try:
            prepare()
            if settings.DEMO:
                call_command("demo", stdout=self.stdout)
            call_command("press", new=True, verbosity=0)  # a first start is whole; an upgrade keeps nobody waiting
            self._say_where()
        except CommandError as problem:
            sys.exit(f"CommandError: {problem}")

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
