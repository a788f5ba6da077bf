"""Processes of one household: a child does not outlive its parent."""

import ctypes
import os
import signal

PARENT = "FREESHEET_PARENT"
"""Names the process that started us, for its children only; who is started by hand has no such parent."""
_PR_SET_PDEATHSIG = 1


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


def die_with_household() -> None:
    """The same with the household that started us; nothing when we were started by hand or by systemd."""
    if parent := os.environ.get(PARENT):
        die_with_parent(int(parent))
