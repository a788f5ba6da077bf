"""What an editor's five commonest jobs cost at the desk, and in WordPress and Ghost, done in Chromium.

Run     .venv/bin/python -m bench.jobs [--wordpress URL] [--ghost URL] [--only SYSTEM …]
Prints  a table for each system: clicks, keys, letters, pages opened, screens scrolled
Needs   the other two freshly installed, which are no dependencies of ours: wordpress.py and ghost.py say how
Rule    a job begins at the page that a system shows after signing in, and ends when it says that it is done
"""

import argparse

from playwright.sync_api import Browser, ViewportSize

from bench.jobs import freesheet, ghost, wordpress
from bench.jobs.count import Count
from tests.chromium import running_chromium

JOBS = {
    "File a story": "file_a_story",
    "Correct a live headline": "correct_a_story",
    "Post a brief": "post_a_brief",
    "Change the front page's lead": "change_the_lead",
    "Schedule a story": "schedule_a_story",
}
LAPTOP: ViewportSize = {"width": 1280, "height": 800}
SYSTEMS = {"Freesheet": freesheet, "WordPress": wordpress, "Ghost": ghost}


def measure(system: str, url: str, browser: Browser) -> None:
    room = SYSTEMS[system]
    with room.desk(browser, url, LAPTOP) as page:
        count = Count(page.context)
        page.goto(room.HOME)
        room.file_a_story(page)  # not told: a system shows some of what was used last
        print(f"\n| {system} | clicks | keys | letters | pages | screens scrolled |\n|---|---|---|---|---|---|")
        for name, job in JOBS.items():
            page.goto(room.HOME)
            count.clear(page)
            getattr(room, job)(page)
            print("|", " | ".join([name, *count.costs(page)]), "|", flush=True)


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--wordpress", metavar="URL", default="")
    parser.add_argument("--ghost", metavar="URL", default="")
    parser.add_argument("--only", nargs="+", choices=SYSTEMS, default=list(SYSTEMS))
    options = parser.parse_args()
    urls = {"Freesheet": "our own", "WordPress": options.wordpress, "Ghost": options.ghost}
    with running_chromium() as browser:
        for system in options.only:
            if url := urls[system]:
                measure(system, url, browser)


if __name__ == "__main__":
    main()
