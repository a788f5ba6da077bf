"""`freesheet work`: do what is due, and keep the schedule."""

import signal
import threading
from typing import Any

from django.core.management.base import BaseCommand, CommandParser

from freesheet.config.schedule import SCHEDULE
from freesheet.config.wagtail.jobs import WagtailJobs
from freesheet.work import loop, schedule, wake
from freesheet.work.kinds import MAIL, PAPER, RETURNS
from freesheet.work.schedule import Line


class Command(BaseCommand):
    help = "Does what is due (pressing pages, preparing pictures, the schedule) until it is stopped."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("--until-idle", action="store_true", help="Do what is due now, then end.")

    def handle(self, *args: Any, **options: Any) -> None:
        if options["until_idle"]:
            schedule.keep(SCHEDULE)
            loop.drain()
            return
        stopping = threading.Event()

        def stop(number: int, frame: object) -> None:
            stopping.set()
            wake.ring_here()

        signal.signal(signal.SIGTERM, stop)
        signal.signal(signal.SIGINT, stop)
        jobs = WagtailJobs()
        jobs.start()

        def work_in(lane: str, lines: list[Line]) -> None:
            """One lane that ends ends the others: the household starts the worker again."""
            try:
                loop.run(stopping.is_set, lines=lines, lane=lane)
            finally:
                stopping.set()
                wake.ring_here()

        beside = [threading.Thread(target=work_in, args=[lane, []], name=lane) for lane in (MAIL, RETURNS)]
        for thread in beside:
            thread.start()
        work_in(PAPER, SCHEDULE)
        for thread in beside:
            thread.join()
        jobs.stop()
