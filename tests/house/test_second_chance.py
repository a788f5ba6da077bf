"""What needed a second try is told aloud, with why."""

import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]
CONFTEST = """
from tests.second_chance import SecondChance

def pytest_configure(config):
    config.pluginmanager.register(SecondChance())
"""
TESTS = """
import pytest

tries = []

def helped():
    assert tries[1:], "not there yet"

@pytest.mark.{mark}
def test_passes_at_the_second_try():
    tries.append(1)
    helped()
"""
INI = "[pytest]\nmarkers =\n    journey\n    drill\n    slow\n"


def run(folder, mark):
    (folder / "pytest.ini").write_text(INI)
    (folder / "conftest.py").write_text(CONFTEST)
    (folder / "test_chance.py").write_text(TESTS.format(mark=mark))
    command = [
        sys.executable,
        "-m",
        "pytest",
        "-q",
        "-n",
        "1",
        "-p",
        "no:cacheprovider",
        "-p",
        "no:django",
        str(folder),
    ]
    return subprocess.run(
        command, cwd=folder, env={"PYTHONPATH": str(ROOT), "PATH": ""}, capture_output=True, text=True, check=False
    )


@pytest.mark.parametrize("mark", ["journey", "drill"])
def test_its_line_and_words_are_told(tmp_path, mark):
    ended = run(tmp_path, mark)
    assert ended.returncode == 0, ended.stdout
    assert "test_chance.py::test_passes_at_the_second_try needed 2 tries" in ended.stdout
    assert "    line 12: AssertionError: not there yet" in ended.stdout


def test_a_unit_test_gets_no_second_try(tmp_path):
    ended = run(tmp_path, "slow")
    assert ended.returncode == 1
    assert "needed" not in ended.stdout
