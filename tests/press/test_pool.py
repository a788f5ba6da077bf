"""The front door's pools: so many at once and no more, and bodies within a budget."""

import asyncio
import errno
import threading
from contextlib import suppress

import pytest

from freesheet.doors.press.front_door.dynamic import (
    SMALL_BYTES,
    Allowance,
    CutOff,
    Full,
    Pool,
    TooLarge,
    TooSlow,
    take_body,
)


def pool(waiting: int = 1) -> Pool:
    return Pool("test", threads=1, waiting=waiting)


def allowance(**limits) -> Allowance:
    """For bodies of so many bytes past what is always let in."""
    limits = {"body_bytes": 80, "body_seconds": 5, "held_bytes": 100, **limits}
    return Allowance(**{**limits, "body_bytes": SMALL_BYTES + limits["body_bytes"]})


class Client:
    """Sends these pieces, then waits for ever if told to."""

    def __init__(self, *pieces: bytes, stays: bool = False) -> None:
        self.pieces, self.stays = pieces, stays

    async def __aiter__(self):
        for piece in self.pieces:
            yield piece
        if self.stays:
            await asyncio.Event().wait()


def test_who_finds_no_room_is_told_at_once_and_room_comes_back():
    async def story():
        busy, free = pool(), threading.Event()
        inside = [asyncio.ensure_future(busy.run(free.wait)) for _ in range(2)]
        await asyncio.sleep(0)
        with pytest.raises(Full):
            await busy.run(lambda: "never")
        free.set()
        await asyncio.gather(*inside)
        assert await busy.run(lambda: "answered") == "answered"

    asyncio.run(story())


def test_going_away_frees_no_room_while_the_thread_is_at_it():
    async def story():
        busy, free = pool(waiting=0), threading.Event()
        impatient = asyncio.ensure_future(busy.run(free.wait))
        await asyncio.sleep(0)
        impatient.cancel()
        with pytest.raises(asyncio.CancelledError):
            await impatient
        with pytest.raises(Full):
            await busy.run(lambda: "never")
        free.set()

    asyncio.run(story())


def test_what_is_asked_for_afterwards_waits_for_the_thread():
    async def story():
        busy, free, told = pool(waiting=0), threading.Event(), []
        impatient = asyncio.ensure_future(busy.run(free.wait, after=lambda: told.append("after")))
        await asyncio.sleep(0)
        impatient.cancel()
        await asyncio.gather(impatient, return_exceptions=True)
        with pytest.raises(Full):
            await busy.run(lambda: "never", after=lambda: told.append("at once"))
        assert told == ["at once"]
        free.set()
        while told != ["at once", "after"]:
            await asyncio.sleep(0.01)

    asyncio.run(story())


SMALL = b"s" * SMALL_BYTES


def test_large_bodies_share_an_allowance_and_give_it_back():
    async def story():
        shared = allowance()
        first = await take_body(Client(SMALL + b"x" * 60), None, shared)
        with pytest.raises(Full):
            await take_body(Client(SMALL, b"x" * 60), None, shared)
        (await take_body(Client(SMALL), None, shared)).close()
        first.close()
        first.close()
        with pytest.raises(TooLarge):
            await take_body(Client(SMALL, b"x" * 50, b"x" * 50), None, shared)
        second = await take_body(Client(SMALL, b"x" * 60, b"y" * 20), None, shared)
        assert second.file.read() == SMALL + b"x" * 60 + b"y" * 20
        second.close()

    asyncio.run(story())


def test_half_a_body_is_not_taken_for_a_whole_one():
    async def story():
        shared = allowance()
        with pytest.raises(CutOff):
            await take_body(Client(SMALL, b"x" * 50), str(SMALL_BYTES + 60), shared)
        shared.reserve(100)
        (await take_body(Client(b"whole"), "5", shared)).close()

    asyncio.run(story())


@pytest.mark.parametrize("verb", ["close", "seek"])
def test_a_disk_without_room_for_the_last_bytes_keeps_no_share(monkeypatch, verb):
    def full(self, *_):
        self._file.close()
        raise OSError(errno.ENOSPC, "No space left on device")

    monkeypatch.setattr(f"tempfile.SpooledTemporaryFile.{verb}", full)

    async def story():
        shared = allowance()
        with suppress(OSError):
            (await take_body(Client(SMALL, b"x" * 60), None, shared)).close()
        shared.reserve(100)

    asyncio.run(story())


def test_a_body_that_never_ends_is_given_up_and_its_share_comes_back():
    async def story():
        shared = allowance(body_seconds=0.05)
        with pytest.raises(TooSlow):
            await take_body(Client(SMALL, b"x" * 80, stays=True), None, shared)
        shared.reserve(100)

    asyncio.run(story())
