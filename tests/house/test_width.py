"""Templates, style sheets and scripts of ours are as narrow as the Python: 120 characters (ruff measures that)."""

from pathlib import Path

import pytest

from tests.house.plan import ROOT, files, short

WIDTH = 120
OURS = files("templates/**/*.html", "templates/**/*.txt", "templates/**/*.mjml", "static/**/*.css", "static/**/*.js")
WIDER = {
    "freesheet/private/newsletters/templates/newsletters/mail/issue.txt": "plain text: a break would be in the mail",
    "freesheet/staff/templates/staff/invitation.txt": "the catalogues know these words with their own breaks",
}
"""What may be wider, and why: plain text, in which every break is read."""


def wide_lines(path: Path) -> list[int]:
    lines = path.read_text(encoding="utf-8").splitlines()
    return [number for number, line in enumerate(lines, 1) if len(line) > WIDTH]


@pytest.mark.parametrize("file", OURS, ids=short)
def test_no_line_is_wider_than_the_code(file):
    if short(file) not in WIDER:
        assert not wide_lines(file)


def test_what_may_be_wider_is():
    assert all(wide_lines(ROOT / name) for name in WIDER)
