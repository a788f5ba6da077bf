"""Runs tests many times and says which of them fail by chance, how often, and the first words of why.

    bin/shake [--times 20] [--busy] tests/journeys/test_news.py …      other arguments go to pytest

Rule    no second chances here: what passes only at the second try has failed
"""

import argparse
import multiprocessing
import os
import subprocess
import sys
import tempfile
from collections import Counter, defaultdict
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from xml.etree import ElementTree

WORDS = 160
"""Characters of a reason that are shown."""
NO_TEST_FAILED, TESTS_FAILED = 0, 1


@contextmanager
def _busy(processes: int) -> Iterator[None]:
    """Keep that many cores busy with nothing."""
    others = [multiprocessing.Process(target=_spin, daemon=True) for _ in range(processes)]
    for other in others:
        other.start()
    try:
        yield
    finally:
        for other in others:
            other.kill()


def _spin() -> None:
    while True:
        sum(range(100_000))


def _once(report: Path, arguments: list[str]) -> dict[str, str]:
    """One run of the tests; returns test → reason, empty for one that passed."""
    command = [sys.executable, "-m", "pytest", "-q", "-p", "no:rerunfailures", f"--junitxml={report}", *arguments]
    ended = subprocess.run(command, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True, check=False)
    if ended.returncode not in {NO_TEST_FAILED, TESTS_FAILED}:
        sys.exit(f"{ended.stdout}\npytest ended with {ended.returncode}: nothing to count")
    return dict(_read(report))


def _read(report: Path) -> Iterator[tuple[str, str]]:
    for case in ElementTree.parse(report).iter("testcase"):
        wrong = [child for child in case if child.tag in {"failure", "error"}]
        said = " ".join(child.get("message", "") for child in wrong).split()
        yield f"{case.get('classname')}::{case.get('name')}", " ".join(said) or ("failed" if wrong else "")


def main() -> int:
    parser = argparse.ArgumentParser(prog="bin/shake", description=(__doc__ or "").splitlines()[0])
    parser.add_argument("--times", type=int, default=20)
    parser.add_argument("--busy", action="store_true", help="with all cores kept busy by others")
    options, arguments = parser.parse_known_args()
    runs, reasons = Counter[str](), defaultdict[str, list[str]](list)
    with tempfile.TemporaryDirectory() as folder, _busy((os.cpu_count() or 1) if options.busy else 0):
        for number in range(1, options.times + 1):
            told = _once(Path(folder) / "report.xml", arguments)
            runs.update(told.keys())
            for test, reason in told.items():
                if reason:
                    reasons[test].append(reason)
            failed = [test for test, reason in told.items() if reason]
            print(f"{number} of {options.times}: {len(told)} tests, {len(failed)} failed", *failed, flush=True)
    for test, told_why in sorted(reasons.items()):
        print(f"\n{test}: {len(told_why)} of {runs[test]} failed")
        for reason, times in Counter(one[:WORDS] for one in told_why).most_common():
            print(f"  {times} × {reason}")
    print(f"\n{len(runs)} tests, {len(reasons)} of them failed at least once, {sum(runs.values())} runs")
    return 1 if reasons else 0


if __name__ == "__main__":
    sys.exit(main())
