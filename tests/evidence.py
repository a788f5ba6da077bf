"""What a failing journey or drill leaves behind: one folder with what people saw and what servers said.

Rule    nothing is kept of a test that passes
"""

import contextlib
import itertools
import re
from pathlib import Path
from typing import Protocol

import pytest

FOLDER = Path(__file__).resolve().parent.parent / "var" / "failed"
MARKS = ("journey", "drill")


class Witness(Protocol):
    """Something that can say what it saw: somebody's browser, a running newsroom."""

    def testify(self, folder: Path, name: str) -> None: ...


present: list[Witness] = []
"""Whoever is there now; each joins and leaves by itself."""


def folder_of(node: str) -> Path:
    return FOLDER / re.sub(r"[^\w.-]+", "-", node.removeprefix("tests/")).strip("-")


def keep(node: str, words: str) -> Path:
    """Ask all who are present; returns the folder, a new one for each failure of the run."""
    first = folder_of(node)
    names = itertools.chain([first], (first.with_name(f"{first.name}-{number}") for number in itertools.count(2)))
    folder = next(name for name in names if not name.exists())
    folder.mkdir(parents=True)
    (folder / "why.txt").write_text(words)
    for number, witness in enumerate(list(present)):
        with contextlib.suppress(Exception):  # a browser that has crashed, a folder that is gone
            witness.testify(folder, f"{number}-{type(witness).__name__.lower()}")
    return folder


class Evidence:
    """The plugin: asks after each phase that failed, and says where what it was told is kept."""

    @pytest.hookimpl(hookwrapper=True)
    def pytest_runtest_makereport(self, item, call):
        report = (yield).get_result()
        if report.failed and any(item.get_closest_marker(mark) for mark in MARKS):
            folder = keep(item.nodeid, report.longreprtext)
            report.sections.append(("What was seen", str(folder.relative_to(FOLDER.parent.parent))))
