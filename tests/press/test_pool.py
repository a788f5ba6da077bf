"""The front door's pools: so many at once and no more, and bodies within a budget."""

import asyncio
import threading

import pytest

from freesheet.press.front_door.dynamic import Full, Pool, TooLarge, TooSlow, take_body


def pool(**limits) -> Pool:
    return Pool(
        "test", **{"threads": 1, "waiting": 1, "body_bytes": 100, "body_seconds": 5, "held_bytes": 100, **limits}
    )


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


def test_bodies_share_a_budget_and_give_it_back():
    async def story():
        shared = pool(body_bytes=80)
        first = await take_body(Client(b"x" * 60), None, shared, limit_bytes=80)
        with pytest.raises(Full):
            await take_body(Client(b"x" * 60), None, shared, limit_bytes=80)
        first.file.close()
        shared.release(first.size)
        with pytest.raises(TooLarge):
            await take_body(Client(b"x" * 50, b"x" * 50), None, shared, limit_bytes=80)
        second = await take_body(Client(b"x" * 60, b"y" * 20), "80", shared, limit_bytes=80)
        assert second.file.read() == b"x" * 60 + b"y" * 20
        second.file.close()

    asyncio.run(story())


def test_a_body_that_never_ends_is_given_up_and_its_budget_comes_back():
    async def story():
        shared = pool(body_seconds=0.05)
        with pytest.raises(TooSlow):
            await take_body(Client(b"x" * 100, stays=True), None, shared, limit_bytes=100)
        shared.reserve(100)

    asyncio.run(story())
