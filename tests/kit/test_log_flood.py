"""What strangers can cause is told a few times a minute, then counted; one kind hides no other."""

import io
import logging
import time
from collections.abc import Iterator

import pytest

from freesheet.kit import log_flood
from freesheet.kit.log_flood import IN_FULL, WINDOW_SECONDS, CountingHandler


class Clock:
    now = 0.0

    def __call__(self) -> float:
        return self.now


@pytest.fixture
def clock() -> Clock:
    return Clock()


@pytest.fixture
def lines(clock) -> Iterator[io.StringIO]:
    """What the log holds."""
    written = io.StringIO()
    handler = CountingHandler(written, clock=clock)
    log = logging.getLogger("test.flood")
    log.addHandler(handler)
    yield written
    log.removeHandler(handler)
    handler.close()


def refuse(address: str) -> None:
    logging.getLogger("test.flood").warning("refused %s", address)


def test_a_flood_is_told_a_few_times_then_counted(lines, clock):
    for number in range(2_000):
        refuse(f"/desk/account/login/?{number}")
    assert lines.getvalue().count("\n") == IN_FULL

    clock.now += WINDOW_SECONDS
    refuse("/desk/account/login/?next")

    said = lines.getvalue().splitlines()
    assert said[IN_FULL] == (
        f"{2_000 - IN_FULL} more like this within a minute, the last: refused /desk/account/login/?1999"
    )
    assert said[IN_FULL + 1] == "refused /desk/account/login/?next"


def test_the_end_of_a_flood_is_told_though_nothing_follows(lines, monkeypatch):
    monkeypatch.setattr(log_flood, "WINDOW_SECONDS", 0.05)
    for _ in range(IN_FULL + 3):
        refuse("/desk/")
    for _ in range(100):
        if "more like this" in lines.getvalue():
            break
        time.sleep(0.05)
    assert lines.getvalue().splitlines()[-1].startswith("3 more like this")


def test_another_kind_is_told_beside_it_however_the_texts_read(lines):
    log = logging.getLogger("test.flood")
    for number in range(IN_FULL * 3):
        log.warning(f"Invalid host {number}")  # noqa: G004 (as Django writes it)
    log.error("The disk is full")
    log.warning("refused", extra={"status_code": 404})

    said = lines.getvalue().splitlines()
    assert len(said) == IN_FULL + 2
    assert said[-2:] == ["The disk is full", "refused"]


def test_what_was_counted_is_told_when_the_process_ends(lines):
    for _ in range(IN_FULL + 1):
        refuse("x" * 5000)
    logging.getLogger("test.flood").handlers[0].close()
    assert lines.getvalue().splitlines()[-1] == f"1 more like this within a minute, the last: refused {'x' * 192}"
