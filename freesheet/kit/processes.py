"""Processes of one household: a child does not outlive its parent."""

import ctypes
import os
import signal

_PR_SET_PDEATHSIG = 1


def die_with_parent() -> None:
    """Ask Linux to end this process when its parent dies, even by kill -9; elsewhere, do nothing.

    Source  prctl(2), PR_SET_PDEATHSIG: it is the parent's *thread* that counts
    """
    try:
        ctypes.CDLL(None).prctl(_PR_SET_PDEATHSIG, signal.SIGTERM)
    except (AttributeError, OSError):
        return
    if os.getppid() == 1:
        os.kill(os.getpid(), signal.SIGTERM)
