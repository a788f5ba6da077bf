"""How fast the press is in a newsroom with a large archive: from publishing to readers, page by page, and all of it.

Run     .venv/bin/python -m bench.press [--stories 32000] [--data FOLDER: one built before, or to be kept] [--postgres]
        [--only start weight rates publishing whole]
Prints  tables: cold start, weight of the processes, pages pressed beside the same rendered from nothing, publishing at
        rest and while the whole site is pressed anew, and that itself
Bar     stands in each line; a medians' miss is said
"""

import argparse
import shutil
import subprocess
import sys
import tempfile
import time
from functools import partial
from pathlib import Path

from bench.desk import built
from bench.press import publishing, whole
from tests.servers import Newsroom, Postgres

PARTS = ("start", "weight", "rates", "publishing", "whole")
BAR_START_SECONDS = 3.0
RENAME = """
from django.db.models import Count
from freesheet.public.masthead.models import Author
author = Author.objects.annotate(count=Count("bylines")).order_by("-count").first()
author.name = author.name.split(" the ")[0] + " the {}"
author.save()
"""
RATES = "from bench.press.rates import main; main()"
STALE = "from freesheet.doors.press.actions import stale_all; stale_all()"
NEVER = "from freesheet.doors.press.models import Sheet; print(Sheet.objects.filter(pressed_at=None).count())"
DUE = "from freesheet.doors.press.models import Sheet; print(Sheet.objects.due().count())"


def start(newsroom: Newsroom) -> None:
    """Start the newsroom, set up already, until its front page is there."""
    began = time.perf_counter()
    newsroom.start()
    took = time.perf_counter() - began
    print(f"Cold start: {took:.1f} s (bar {BAR_START_SECONDS}){' **missed**' if took > BAR_START_SECONDS else ''}.\n")


def press_what_never_was(newsroom: Newsroom) -> None:
    """A newsroom that was just built: a start would press all of it before it answers."""
    count = int(newsroom.python(NEVER))
    if count:
        began = time.perf_counter()
        subprocess.run([sys.executable, "-m", "freesheet", "press"], env=newsroom.variables(), check=True)
        took = time.perf_counter() - began
        print(f"{count:,} pages pressed for the first time: {took:.0f} s, {count / took:.0f} a second.\n", flush=True)
    newsroom.command("work", "--until-idle")  # pictures, and the pages that show them


def wait_until_pressed(newsroom: Newsroom) -> None:
    while int(newsroom.python(DUE)):
        time.sleep(1)


def measure_publishing(newsroom: Newsroom, times: int) -> None:
    editor = publishing.Editor(newsroom)
    print(publishing.heading())
    measure = partial(publishing.measure, newsroom, editor)
    measure("at rest", times=times, name="kestrel", between=partial(wait_until_pressed, newsroom))
    newsroom.python(RENAME.format("Elder"))
    measure("after an author’s new name", times=5, name="plover", between=partial(time.sleep, 0.5))
    newsroom.python(STALE)
    measure("while the whole site is pressed anew", times=5, name="curlew", between=partial(time.sleep, 0.5))
    editor.leave()


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--stories", type=int, default=32_000)
    parser.add_argument("--times", type=int, default=15)
    parser.add_argument("--workers", type=int, default=2, help="of the press; 0 where the version knows no such option")
    parser.add_argument("--data", type=Path)
    parser.add_argument("--postgres", action="store_true", help="on a PostgreSQL of its own")
    parser.add_argument("--only", nargs="+", choices=PARTS, default=list(PARTS))
    options = parser.parse_args()
    folder = options.data or Path(tempfile.mkdtemp(prefix="freesheet-bench-"))
    server = Postgres(Path(tempfile.mkdtemp(prefix="freesheet-postgres-")) / "server") if options.postgres else None
    if server:
        server.start()
    newsroom = built(
        folder, options.stories, **({"FREESHEET_DATABASE_URL": server.create("freesheet")} if server else {})
    )
    newsroom.command("prepare")
    press_what_never_was(newsroom)
    newsroom.close_console()
    newsroom.environment["FREESHEET_DEMO"] = "no"  # else each start lays it out anew
    try:
        if "rates" in options.only:
            command = [sys.executable, "-m", "freesheet", "shell", "-v", "0", "-c", RATES]
            subprocess.run(command, env=newsroom.variables(), check=True)
        start(newsroom)
        if "weight" in options.only:
            time.sleep(20)
            whole.weigh(newsroom)
        if "whole" in options.only:
            whole.press_everything(newsroom, options.workers)
        if "publishing" in options.only:
            wait_until_pressed(newsroom)
            measure_publishing(newsroom, options.times)
    finally:
        if newsroom.process:
            newsroom.stop()
        newsroom.close_console()
        if server:
            server.stop()
            shutil.rmtree(server.folder.parent, ignore_errors=True)
        if options.data is None:
            shutil.rmtree(folder, ignore_errors=True)


if __name__ == "__main__":
    main()
