"""Journeys and drills may be tried again twice, and whoever needed it is named aloud; no other test may.

Rule    a test that passes only at the second try has a fault all the same: bin/shake counts it as failing
"""

from collections import Counter

import pytest

from tests.evidence import MARKS

TRIES = 2


class SecondChance:
    """The plugin, over pytest-rerunfailures."""

    @pytest.hookimpl(tryfirst=True)
    def pytest_collection_modifyitems(self, items) -> None:
        for item in items:
            if any(item.get_closest_marker(mark) for mark in MARKS):
                item.add_marker(pytest.mark.flaky(reruns=TRIES))

    def pytest_terminal_summary(self, terminalreporter) -> None:
        needed = Counter(report.nodeid for report in terminalreporter.stats.get("rerun", ()))
        if needed:
            terminalreporter.section("second chances")
        for node, times in sorted(needed.items()):
            terminalreporter.write_line(f"{node} needed {times + 1} tries")
