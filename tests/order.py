"""The order in which test files run: those that take longest first, so that no process is left with one at the end.

Rule    a file stays in one process (--dist loadfile), and goes by the slowest kind of test in it
"""

import pytest

SLOWEST_FIRST = ("journey", "drill")


def _rank(item: pytest.Item) -> int:
    return next((rank for rank, mark in enumerate(SLOWEST_FIRST) if item.get_closest_marker(mark)), len(SLOWEST_FIRST))


class SlowestFirst:
    """The plugin."""

    @pytest.hookimpl(trylast=True)
    def pytest_collection_modifyitems(self, items: list[pytest.Item]) -> None:
        ranks: dict[object, int] = {}
        for item in items:
            ranks[item.path] = min(_rank(item), ranks.get(item.path, len(SLOWEST_FIRST)))
        items.sort(key=lambda item: ranks[item.path])
