"""Processes of one household: a child does not outlive its parent."""

import contextlib
import ctypes
import os
import signal

PARENT = "FREESHEET_PARENT"
"""Names the process that started us, for its children only; who is started by hand has no such parent."""
_PR_SET_PDEATHSIG, _PR_SET_NAME = 1, 15


def die_with_parent(parent: int) -> None:
    """Ask Linux to end this process when that parent dies, even by kill -9; elsewhere, do nothing.

    Source  prctl(2), PR_SET_PDEATHSIG: it is the parent's *thread* that counts
    """
    try:
        ctypes.CDLL(None).prctl(_PR_SET_PDEATHSIG, signal.SIGTERM)
    except (AttributeError, OSError):
        return
    if os.getppid() != parent:
        os.kill(os.getpid(), signal.SIGTERM)


def call_oneself(name: str) -> None:
    """Give this process a name that ps and top show, of 15 characters at most; elsewhere than on Linux, do nothing.

    Source  prctl(2), PR_SET_NAME
    """
    with contextlib.suppress(AttributeError, OSError):
        ctypes.CDLL(None).prctl(_PR_SET_NAME, name.encode()[:15])
