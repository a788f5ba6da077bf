"""`freesheet press`: press what is stale, or everything, now and here."""

import multiprocessing
import os
import signal
import sys
import time
from argparse import ArgumentTypeError
from collections import Counter
from multiprocessing.queues import SimpleQueue
from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser
from django.db import connections

from freesheet.doors.press.actions import stale_all
from freesheet.doors.press.management.progress import Progress
from freesheet.doors.press.models import Sheet
from freesheet.doors.press.pressing import Outcome, press_together
from freesheet.kit.processes import die_with_parent
from freesheet.work import actions as work
from freesheet.work.models import DueQuerySet

TOGETHER, LEASE_SECONDS = 16, 15
WORTH_A_PROCESS = 500
"""Sheets; one that starts takes as long as so many."""
LOOK_EVERY_SECONDS = 0.5

Counts = Counter[Outcome]


def count_of_workers(number: str) -> int:
    if not number.isdigit() or not 1 <= int(number) <= 64:
        raise ArgumentTypeError(f"{number!r} is no number of processes: 1 to 64, best as many as the machine has cores")
    return int(number)


class Command(BaseCommand):
    help = (
        "Presses what is stale. --all: everything, as after a change of templates; --new: what never was. "
        "Ended before it is done, it leaves the rest due, and goes on where it was when it is called without --all."
    )

    def add_arguments(self, parser: CommandParser) -> None:
        which = parser.add_mutually_exclusive_group()
        which.add_argument("--all", action="store_true", help="Press every page again.")
        which.add_argument("--new", action="store_true", help="Press what was never pressed, and leave the rest due.")
        parser.add_argument("--workers", type=count_of_workers, help="In so many processes; else as it is worth.")

    def handle(self, *args: Any, **options: Any) -> None:
        if options["all"]:
            stale_all()
        sheets = Sheet.objects.filter(pressed_at=None) if options["new"] else Sheet.objects.all()
        total = sheets.due().count()
        workers = options["workers"] or min(os.cpu_count() or 1, 1 + total // WORTH_A_PROCESS)
        progress = Progress(self.stdout if options["verbosity"] else None, total)
        try:
            counts = pressed(sheets, progress) if workers == 1 else pressed_by_many(sheets, workers, progress)
            while not options["new"] and sheets.due().exists():  # held by others, also by such as were killed
                time.sleep(LOOK_EVERY_SECONDS)
                counts += pressed(sheets)
        except KeyboardInterrupt:
            left = sheets.due().count()
            raise CommandError(f"Ended with {left:,} pages still due. Without --all it goes on with them.") from None
        progress.end(", ".join(f"{counts[outcome]:,} {outcome.value}" for outcome in Outcome if counts[outcome]))


def pressed(sheets: DueQuerySet[Sheet], progress: Progress | None = None) -> Counts:
    """Press what is due of these, news first, until nothing is."""
    counts: Counts = Counter()
    while together := work.claim(sheets, limit=TOGETHER, lease_seconds=LEASE_SECONDS, first_by="rank"):
        try:
            counts.update(press_together(together))
        except BaseException:
            work.give_back(together)
            raise
        if progress:
            progress.tell(counts.total())
    return counts


def pressed_by_many(sheets: DueQuerySet[Sheet], workers: int, progress: Progress) -> Counts:
    """The same in several processes, which share what is loaded."""
    total = sheets.due().count()
    connections.close_all()  # each process has its own
    fork = multiprocessing.get_context("fork")
    counted: SimpleQueue[Counts] = fork.SimpleQueue()
    press_some = (sheets, counted, os.getpid())
    children = [fork.Process(target=_press_in_child, args=press_some, daemon=True) for _ in range(workers)]
    for child in children:
        child.start()
    try:
        while running := [child for child in children if child.is_alive()]:
            running[0].join(LOOK_EVERY_SECONDS)
            progress.tell(total - sheets.due().count())
    finally:
        for child in children:
            child.terminate()  # one that has ended does not mind
            child.join()
    if any(child.exitcode for child in children):
        raise CommandError("A process of the press has ended before its time; what it complained of stands above.")
    return sum((counted.get() for _ in children), Counter())


def _press_in_child(sheets: DueQuerySet[Sheet], counted: "SimpleQueue[Counts]", parent: int) -> None:
    signal.signal(signal.SIGINT, signal.SIG_IGN)  # Ctrl-C is for the parent, which ends us
    signal.signal(signal.SIGTERM, signal.default_int_handler)
    die_with_parent(parent)
    try:
        counted.put(pressed(sheets))
    except KeyboardInterrupt:
        sys.exit(1)  # without a traceback; the parent waits for no count
