"""What was ordered, read by each process as it becomes visible: by it one knows which of what one keeps is stale.

Rule    on PostgreSQL a number is drawn before its transaction ends, so every reading also asks for those that the
        last one saw open; SQLite's writers are one at a time, so there numbers and ends have the same order
Source  PostgreSQL, 9.27.9: pg_current_snapshot, and 13.2.1: what a statement sees when transactions are read committed
"""

import time
from collections import deque
from datetime import timedelta
from threading import Lock

from django.db import connection
from django.utils import timezone

from freesheet.doors.press.models import OrderedKey, TransactionNumber

EVERYTHING = "*"
"""Ordered in the place of each key there is."""
KEPT_HOURS = 24
SILENCE_SECONDS = 3600 * KEPT_HOURS // 2
"""Who has not looked for so long may have missed what is forgotten by now."""
REMEMBERED_KEYS = 10_000
ORDERS_LOCK = 0x46524545  # any number of ours

_SINCE = {
    "sqlite": "SELECT id, key, 0 FROM press_orderedkey WHERE id > %s ORDER BY id",
    "postgresql": """
        SELECT ordered.id, ordered.key, now.oldest
        FROM (SELECT CAST(CAST(pg_snapshot_xmin(pg_current_snapshot()) AS text) AS bigint) AS oldest) AS now
        LEFT JOIN press_orderedkey AS ordered ON ordered.transaction_number >= %s ORDER BY ordered.id
    """,
}


def announce() -> None:
    """Inside the transaction of an order, before it looks which sheets show what: wait_for_open_orders waits for it.

    SQLite's IMMEDIATE transactions are one at a time, so there it holds by itself.
    """
    _lock("pg_advisory_xact_lock_shared")


def wait_for_open_orders() -> None:
    """Inside a transaction: go on when every order announced before has ended, and let none begin before this has."""
    _lock("pg_advisory_xact_lock")


def _lock(function: str) -> None:
    if connection.vendor == "postgresql":
        with connection.cursor() as cursor:
            cursor.execute(f"SELECT {function}(%s)", [ORDERS_LOCK])


def write(keys: set[str]) -> None:
    """Note, in the transaction that changes them, that these keys are ordered."""
    number = TransactionNumber()
    OrderedKey.objects.bulk_create(OrderedKey(key=key, transaction_number=number) for key in sorted(keys))


def forget_old() -> None:
    """Take away what no process can be waiting for."""
    OrderedKey.objects.filter(ordered_at__lt=timezone.now() - timedelta(hours=KEPT_HOURS)).delete()


class OrderLog:
    """One process's reading of the log. A position counts what it has seen; the same in all of its threads."""

    def __init__(self) -> None:
        self._lock = Lock()
        self._seen: set[int] = set()
        self._since = 0
        self._read_at = 0.0
        self._position = 0
        self._keys: deque[str] = deque(maxlen=REMEMBERED_KEYS)

    def read(self) -> int:
        """Take in what was ordered by transactions that have ended, and return the position behind all of it."""
        with self._lock:
            keys = self._new_keys()
            if time.time() - self._read_at > SILENCE_SECONDS:
                keys = [EVERYTHING]
            self._keys.extend(keys)
            self._position += len(keys)
            self._read_at = time.time()
            return self._position

    def keys_since(self, position: int) -> set[str]:
        """What was ordered behind a position, as far as it was read."""
        with self._lock:
            count = self._position - position
            return set(list(self._keys)[-count:] if count else ()) if count <= len(self._keys) else {EVERYTHING}

    def _new_keys(self) -> list[str]:
        with connection.cursor() as cursor:
            cursor.execute(_SINCE[connection.vendor], [self._since])
            rows = cursor.fetchall()
        new = [(number, key) for number, key, _oldest in rows if number is not None and number not in self._seen]
        if connection.vendor == "postgresql":
            self._since = rows[0][2]
            self._seen = {number for number, _key, _oldest in rows if number is not None}
        elif new:
            self._since = new[-1][0]
        return [key for _number, key in new]
