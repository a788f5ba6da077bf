"""Pages pressed one after the other in one process: how many a second, beside the same pages rendered from nothing.

Run     by bench.press, in a newsroom's own shell
Prints  a table's lines: a page's milliseconds rendered from nothing, pressed again, pressed for the first time
Rule    what is pressed again was ordered by one story in it, as news does; the archive's pages as press --all does
"""

import statistics
import time
from collections.abc import Callable, Iterable
from functools import partial

from django.utils import timezone

from freesheet.doors.press import actions as press
from freesheet.doors.press.models import Sheet, SheetKey
from freesheet.doors.press.pressing import Outcome, press_together
from freesheet.doors.press.rendering.render import render
from freesheet.public.stories.models import Story
from freesheet.work import actions as work

BATCH, STORIES, TIMES = 16, 320, 20
BARS = {"a story’s page": 80, "front page": 30, "a month’s page": 50}


def milliseconds(do: Callable[[], object]) -> float:
    began = time.perf_counter()
    do()
    return (time.perf_counter() - began) * 1000


def from_nothing(paths: Iterable[str]) -> float:
    return statistics.median(milliseconds(partial(render, path)) for path in paths)


def press_all_of(sheets: list[int], *, known: bool) -> float:
    """Milliseconds for each of these sheets, in batches; known: orders find them already."""
    if not known:
        SheetKey.objects.filter(sheet__in=sheets).delete()
    Sheet.objects.filter(pk__in=sheets).update(digest="", due_at=timezone.now(), lease_until=None)
    began = time.perf_counter()
    for begin in range(0, len(sheets), BATCH):
        batch = Sheet.objects.filter(pk__in=sheets[begin : begin + BATCH])
        outcomes = press_together(work.claim(batch, limit=BATCH, lease_seconds=60))
        assert set(outcomes) == {Outcome.PRESSED}, outcomes
    return (time.perf_counter() - began) * 1000 / len(sheets)


def press_one(sheet: Sheet, *, ordered: str) -> float:
    """Milliseconds, after an order of something on it."""
    press.order({ordered})
    Sheet.objects.filter(pk=sheet.pk).update(digest="")
    (claimed,) = work.claim(Sheet.objects.filter(pk=sheet.pk), limit=1, lease_seconds=60)
    return milliseconds(lambda: press_together([claimed]))


def line(name: str, nothing: float, again: float, first: float | None = None) -> None:
    rate, bar = 1000 / again, BARS.get(name)
    of_bar = f" (bar {bar}){' **missed**' if rate < bar else ''}" if bar else ""
    at_first = f"{1000 / first:.0f} a second" if first else ""
    print(f"| {name} | {nothing:.1f} ms | {again:.1f} ms | {rate:.0f} a second{of_bar} | {at_first} |", flush=True)


def main() -> None:
    print("| one core | from nothing | pressed again | | for the first time |\n|---|---|---|---|---|")
    live = Sheet.objects.filter(status=Sheet.Status.OK).order_by("-pk")
    for name, kind in (("a story’s page", "story:"), ("its text edition", "text:story:")):
        sheets = list(live.filter(owner__startswith=kind, path__startswith="/").values_list("pk", "path")[:STORIES])
        pks = [pk for pk, _path in sheets]
        nothing = from_nothing(path for _pk, path in sheets[:: STORIES // TIMES])
        first = press_all_of(pks, known=False)
        line(name, nothing, press_all_of(pks, known=True), first)
    newest = Story.objects.readable("en").newest().select_related("section", "locale").first()
    assert newest is not None
    assert newest.section is not None
    year, month = newest.published_at.strftime("%Y/%m").split("/")
    pages = {
        "front page": "/",
        "a section’s page": newest.section.address,
        "a month’s page": f"/{year}/{month}/",
        "RSS": "/feed.rss",
    }
    for name, path in pages.items():
        sheet = Sheet.objects.get(path=path)
        press_one(sheet, ordered=newest.key)
        again = statistics.median(press_one(sheet, ordered=newest.key) for _ in range(TIMES))
        line(name, from_nothing([path] * TIMES), again)
