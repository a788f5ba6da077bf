"""What another process does meanwhile, done by a thread with a connection of its own."""

import threading
from collections.abc import Callable

from django.db import connection


def in_thread(do: Callable[[], object]) -> Callable[[], None]:
    """The same as a thread's task, which leaves no connection behind."""

    def run() -> None:
        try:
            do()
        finally:
            connection.close()

    return run


def in_another_thread(do: Callable[[], object]) -> None:
    """Do it elsewhere, now."""
    thread = threading.Thread(target=in_thread(do))
    thread.start()
    thread.join()
