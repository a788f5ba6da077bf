"""Claiming: one worker a row, leases that run out, and endings that only the holder may write."""

import threading
from datetime import timedelta
from itertools import pairwise

import pytest
import time_machine
from django.db import connection
from django.utils import timezone

from freesheet.work import actions, loop
from freesheet.work.kinds import Kind, register
from freesheet.work.models import Chore

pytestmark = [pytest.mark.django_db(transaction=True), pytest.mark.postgres]


def make_due(count: int = 1) -> None:
    now = timezone.now()
    Chore.objects.bulk_create(Chore(name=f"chore {number}", due_at=now) for number in range(count))


def claim(limit: int = 10, lease_seconds: int = 60) -> list[Chore]:
    return actions.claim(Chore.objects.all(), limit=limit, lease_seconds=lease_seconds)


def test_a_claimed_row_is_nobody_elses():
    make_due()
    assert len(claim()) == 1
    assert claim() == []


def test_a_lease_that_ran_out_can_be_taken_over_and_its_holder_changes_nothing():
    make_due()
    (lost,) = claim(lease_seconds=60)
    with time_machine.travel(timezone.now() + timedelta(seconds=61), tick=False):
        (taken,) = claim()
        assert not actions.done(lost)
        assert actions.done(taken)


def test_a_row_not_yet_due_waits():
    Chore.objects.create(name="tomorrow", due_at=timezone.now() + timedelta(days=1))
    assert claim() == []


def test_failures_wait_longer_each_time_and_keep_the_reason():
    make_due()
    waits = []
    moment = timezone.now()
    for _ in range(4):
        with time_machine.travel(moment, tick=False):
            (row,) = claim()
            actions.failed(row, "the relay said no")
            row.refresh_from_db()
            waits.append((row.due_at - moment).total_seconds())
            moment = row.due_at
    assert row.error == "the relay said no"
    assert row.attempts == 4
    assert all(later >= 1.6 * earlier for earlier, later in pairwise(waits))


def test_no_row_is_claimed_twice_by_racing_workers():
    make_due(60)
    got: list[int] = []
    lock = threading.Lock()

    def work() -> None:
        try:
            while rows := claim(limit=3):
                with lock:
                    got.extend(row.pk for row in rows)
        finally:
            connection.close()

    workers = [threading.Thread(target=work) for _ in range(6)]
    for worker in workers:
        worker.start()
    for worker in workers:
        worker.join()
    assert sorted(got) == sorted(Chore.objects.values_list("pk", flat=True))


def test_one_failing_batch_holds_up_nothing(monkeypatch):
    def do(rows):
        raise ValueError("no")

    monkeypatch.setattr("freesheet.work.kinds._kinds", {})
    register(Kind("broken", Chore, do))
    make_due()
    loop.drain()
    assert Chore.objects.failing().count() == 1
    assert "ValueError: no" in Chore.objects.get().error
