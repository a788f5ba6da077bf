"""A newsroom's Django shell that stays open, for a start takes two seconds and tests ask often.

Rule    each piece of code has names and connections of its own
"""

import json
import subprocess
import sys
import threading
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
LONGEST_SECONDS = 240
ANSWERS = """
import io, json, sys, traceback
from contextlib import redirect_stdout
from django.db import connections
for line in sys.stdin:
    said, wrong = io.StringIO(), ""
    with redirect_stdout(said):
        try:
            exec(json.loads(line), {"__name__": "__console__"})
        except BaseException:
            wrong = traceback.format_exc()
    connections.close_all()
    print(json.dumps([said.getvalue(), wrong]), flush=True)
"""


class Console:
    """Started with a newsroom's variables; ends with close(), or when whoever opened it ends."""

    def __init__(self, variables: dict[str, str]) -> None:
        self.variables = variables
        self._shell = subprocess.Popen(
            [sys.executable, "-m", "freesheet", "shell", "-v", "0", "-c", ANSWERS],
            env=variables,
            cwd=ROOT,
            text=True,
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
        )

    def run(self, code: str) -> str:
        """What the code prints; raises AssertionError with its traceback where it fails, or when it takes too long."""
        assert self._shell.stdin is not None
        assert self._shell.stdout is not None
        self._shell.stdin.write(json.dumps(code) + "\n")
        self._shell.stdin.flush()
        patience = threading.Timer(LONGEST_SECONDS, self._shell.kill)
        patience.start()
        answer = self._shell.stdout.readline()
        patience.cancel()
        if not answer:
            raise AssertionError(f"the shell ended with {self._shell.wait()}")
        said, wrong = json.loads(answer)
        if wrong:
            raise AssertionError(wrong)
        return str(said).strip()

    def is_for(self, variables: dict[str, str]) -> bool:
        """Whether it still runs, with these."""
        return self.variables == variables and self._shell.poll() is None

    def close(self) -> None:
        self._shell.communicate()  # which shuts its input, and so ends it
