"""Lighthouse's marks for a phone on a slow line: the median of five runs of each kind of page.

Run     .venv/bin/python -m bench.lighthouse [--url http://localhost:8000] [--lighthouse PATH] [--runs 5]
Needs   Node and Lighthouse, which is no dependency of ours: npm install --ignore-scripts lighthouse in a folder outside
        this one, then --lighthouse FOLDER/node_modules/.bin/lighthouse; else what is on PATH; else npm exec
Bar     all four marks 100; LCP 1.2 s (aim 1.0 s); TBT and CLS 0
Source  Lighthouse's own mobile throttling, simulated: 1.6 Mbit/s, 150 ms a round trip, a processor four times slower
"""

import argparse
import json
import os
import shutil
import subprocess
import tempfile
from pathlib import Path
from statistics import median

from bench.page import demo, pages
from tests.chromium import PROGRAM, running_chromium

LCP_MS = 1200
KINDS = ("front", "story", "section")
FLAGS = (
    "--headless --no-sandbox --disable-gpu --disable-background-networking --disable-component-update --disable-sync "
    "--disable-quic --no-first-run"
)
MARKS = ("performance", "accessibility", "best-practices", "seo")
TIMES = ("first-contentful-paint", "largest-contentful-paint", "total-blocking-time", "cumulative-layout-shift")


def command(given: str | None) -> list[str]:
    """How Lighthouse is called here; SystemExit says how to get it."""
    if found := given or shutil.which("lighthouse"):
        return [found]
    if shutil.which("npm"):
        return ["npm", "exec", "--yes", "--ignore-scripts", "--", "lighthouse"]
    raise SystemExit(
        "Lighthouse needs Node: install it, then npm install --ignore-scripts lighthouse, then --lighthouse PATH."
    )


def run(lighthouse: list[str], url: str, folder: Path) -> dict[str, float]:
    """One run: the four marks from 0 to 100, times in milliseconds, layout shift as a number; prints what failed."""
    report = folder / "report.json"
    options = ["--quiet", "--output=json", f"--output-path={report}", f"--chrome-flags={FLAGS}"]
    environment = {"CHROME_PATH": PROGRAM, **os.environ}
    subprocess.run([*lighthouse, url, *options], env=environment, cwd=folder, check=True, timeout=240)
    told = json.loads(report.read_text())
    marks = {name: 100 * (told["categories"][name]["score"] or 0) for name in MARKS}
    for name in MARKS[1:]:
        for audit in (told["audits"][each["id"]] for each in told["categories"][name]["auditRefs"]):
            if audit["score"] is not None and audit["score"] < 1:
                print(f"  {url}: {name}: {audit['title']}")
    return marks | {name: told["audits"][name]["numericValue"] for name in TIMES}


def report(url: str, lighthouse: list[str], runs: int) -> None:
    with running_chromium() as browser:
        found = pages(browser, url)
    rows = []
    with tempfile.TemporaryDirectory(prefix="freesheet-bench-") as folder:
        for kind in KINDS:
            seen = [run(lighthouse, url + found[kind], Path(folder)) for _ in range(runs)]
            rows.append((kind, {name: median(one[name] for one in seen) for name in seen[0]}))
    print(
        "| page | performance | accessibility | best practices | SEO | first paint | largest paint | blocked | shift |"
    )
    print("|---|---|---|---|---|---|---|---|---|")
    for kind, told in rows:
        marks = [f"{told[name]:.0f}" + ("" if told[name] >= 100 else " **missed**") for name in MARKS]
        first, largest, blocked, shift = (told[name] for name in TIMES)
        times = [f"{first / 1000:.2f} s", f"{largest / 1000:.2f} s", f"{blocked:.0f} ms", f"{shift:.3f}"]
        missed = (False, largest > LCP_MS, blocked >= 1, shift >= 0.001)
        times = [time + (" **missed**" if too_much else "") for time, too_much in zip(times, missed, strict=True)]
        print("|", " | ".join([kind, *marks, *times]), "|")


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--url", help="a newsroom that runs already")
    parser.add_argument("--lighthouse", help="path of Lighthouse's program")
    parser.add_argument("--runs", type=int, default=5)
    options = parser.parse_args()
    lighthouse = command(options.lighthouse)
    if options.url:
        report(options.url.rstrip("/"), lighthouse, options.runs)
        return
    folder = Path(tempfile.mkdtemp(prefix="freesheet-bench-"))
    newsroom = demo(folder)
    try:
        report(newsroom.url, lighthouse, options.runs)
    finally:
        newsroom.remove()
        shutil.rmtree(folder, ignore_errors=True)


if __name__ == "__main__":
    main()
