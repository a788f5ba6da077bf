"""Journeys and drills may be tried again twice, and whoever needed it is named aloud, with why; no other test may.

Rule    a test that passes only at the second try has a fault all the same: bin/shake counts it as failing
"""

from itertools import groupby

import pytest

from tests.evidence import MARKS

TRIES = 2
WORDS = 240
"""Characters of a reason that are shown."""


class SecondChance:
    """The plugin, over pytest-rerunfailures."""

    @pytest.hookimpl(tryfirst=True)
    def pytest_collection_modifyitems(self, items) -> None:
        for item in items:
            if any(item.get_closest_marker(mark) for mark in MARKS):
                item.add_marker(pytest.mark.flaky(reruns=TRIES))

    def pytest_terminal_summary(self, terminalreporter) -> None:
        needed = sorted(terminalreporter.stats.get("rerun", ()), key=_node)
        if needed:
            terminalreporter.section("second chances")
        for node, group in groupby(needed, key=_node):
            reports = list(group)
            terminalreporter.write_line(f"{node} needed {len(reports) + 1} tries")
            for report in reports:
                terminalreporter.write_line(f"    {_why(report)}")


def _node(report: pytest.TestReport) -> str:
    return report.nodeid


def _why(report: pytest.TestReport) -> str:
    """The test's own line and the first words of what went wrong."""
    told = report.longrepr
    if not hasattr(told, "reprcrash"):
        return " ".join(str(told).split())[:WORDS]
    line = getattr(told.reprtraceback.reprentries[0], "reprfileloc", None)
    words = " ".join(told.reprcrash.message.split())
    return f"{f'line {line.lineno}: ' if line else ''}{words}"[:WORDS]
