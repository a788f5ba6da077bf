"""What a first view costs a reader: bytes over the wire, by kind, as Chromium counts them with an empty cache.

Run     .venv/bin/python -m bench.page [--url http://localhost:8000]   (without a URL it builds and starts the demo)
Prints  kilobytes of HTML, CSS, JavaScript, fonts and pictures for each kind of page, and the hosts that were asked
Bar     HTML, CSS and JavaScript 35 KB together, JavaScript 8 KB, fonts 90 KB, no other host
Source  Chrome DevTools Protocol: Network.loadingFinished counts what came over the wire, headers included
"""

import argparse
import re
import shutil
import tempfile
from collections import Counter
from dataclasses import dataclass, field
from pathlib import Path
from urllib.parse import urlsplit

from playwright.sync_api import Browser

from tests.chromium import running_chromium
from tests.servers import Newsroom, wait_for

PHONE = {"viewport": {"width": 390, "height": 844}, "device_scale_factor": 3, "is_mobile": True, "has_touch": True}
TEXT = ("Document", "Stylesheet", "Script")
WAITING = "from freesheet.work.kinds import registered; print(sum(k.model.objects.due().count() for k in registered()))"
BARS = {"text": 35_000, "Script": 8_000, "Font": 90_000}


@dataclass
class View:
    """What one first view brought: bytes by the protocol's resource type, and whom it asked."""

    size_bytes: Counter[str] = field(default_factory=Counter)
    hosts: set[str] = field(default_factory=set)

    def __getitem__(self, kind: str) -> int:
        return sum(self.size_bytes[each] for each in (TEXT if kind == "text" else (kind,)))


def first_view(browser: Browser, url: str) -> View:
    """Open it in a browser that has never been there, and wait until it asks for nothing more."""
    context = browser.new_context(**PHONE)
    page = context.new_page()
    protocol = context.new_cdp_session(page)
    view, kinds = View(), {}

    def answered(event: dict) -> None:
        kinds[event["requestId"]] = event["type"]
        view.hosts.add(urlsplit(event["response"]["url"]).netloc)

    def finished(event: dict) -> None:
        view.size_bytes[kinds.get(event["requestId"], "Other")] += round(event["encodedDataLength"])

    protocol.on("Network.responseReceived", answered)
    protocol.on("Network.loadingFinished", finished)
    protocol.send("Network.enable")
    page.goto(url, wait_until="networkidle")
    context.close()
    return view


def pages(browser: Browser, url: str) -> dict[str, str]:
    """Paths of one page of each kind and edition, found as a reader finds them: from the front pages on."""
    found = {}
    for name, prefix in (("", ""), ("Ukrainian ", "/uk")):
        page = browser.new_page()
        page.goto(f"{url}{prefix}/")
        links = page.eval_on_selector_all(
            "main a[href], header a[href]", "links => links.map(({ pathname }) => pathname)"
        )
        page.close()
        story = next(link for link in links if re.fullmatch(rf"{prefix}/\d{{4}}/\d\d/[^/]+/", link))
        others = {f"{prefix}/{name}/" for name in ("news", "text", "search")}
        section = next(link for link in links if re.fullmatch(rf"{prefix}/[a-z-]{{3,}}/", link) and link not in others)
        kinds = {"front": f"{prefix}/", "story": story, "section": section, "News Feed": f"{prefix}/news/"}
        found |= {name + kind: path for kind, path in kinds.items()}
    return found


def demo(folder: Path) -> Newsroom:
    newsroom = Newsroom(folder / "newsroom", environment={"FREESHEET_DEMO": "yes"})
    newsroom.start()
    waiting = (
        "from freesheet.work.kinds import *; print(sum(kind.model.objects.due().count() for kind in registered()))"
    )
    wait_for(lambda: newsroom.python(waiting) == "0", seconds=900, what="everything to be pressed")
    return newsroom


def report(url: str) -> None:
    with running_chromium() as browser:
        print("| first view on a phone | HTML | CSS | JavaScript | the three | fonts | pictures | other hosts |")
        print("|---|---|---|---|---|---|---|---|")
        for name, path in pages(browser, url).items():
            view = first_view(browser, url + path)
            sizes = ("Document", "Stylesheet", "Script", "text", "Font", "Image")
            told = [tell(kind, view[kind]) for kind in sizes]
            others = view.hosts - {urlsplit(url).netloc, ""}
            print("|", name, "|", " | ".join(told), "|", ", ".join(sorted(others)) or "none", "|")


def tell(kind: str, size_bytes: int) -> str:
    missed = size_bytes > BARS.get(kind, size_bytes)
    return f"{size_bytes / 1000:.1f} KB" + (" **missed**" if missed else "")


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--url", help="a newsroom that runs already")
    url = parser.parse_args().url
    if url:
        report(url.rstrip("/"))
        return
    folder = Path(tempfile.mkdtemp(prefix="freesheet-bench-"))
    newsroom = demo(folder)
    try:
        report(newsroom.url)
    finally:
        newsroom.remove()
        shutil.rmtree(folder, ignore_errors=True)


if __name__ == "__main__":
    main()
