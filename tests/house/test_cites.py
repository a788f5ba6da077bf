"""What the code cites is in the repository: promises and rules by number, decisions, documents."""

import re
from pathlib import Path

import pytest

from tests.house.plan import MODULES, ROOT, files, folders, short

CODE = [*MODULES, *sorted((ROOT / "tests").rglob("*.py")), *sorted((ROOT / "bench").rglob("*.py"))]
PAPERS_OF_PLANNERS = re.compile("|".join(("HOUSE", "PROMISES", "DEPENDENCIES")))
"""What only those have who planned the house; written in two halves, for this file is read too."""


def numbers(text: str) -> set[int]:
    """1, 2 and 5 to 7 of "1, 2, 5 to 7"."""
    spans = re.findall(r"(\d+)(?: to (\d+))?", text)
    return {number for first, last in spans for number in range(int(first), int(last or first) + 1)}


def promises() -> set[int]:
    table = (ROOT / "docs/promises.md").read_text()
    return numbers(", ".join(re.findall(r"^\| (\d[\d, to]*) \|", table, re.MULTILINE)))


def rules() -> set[str]:
    return set(re.findall(r"^(\d)\. \*\*", (ROOT / "docs/house.md").read_text(), re.MULTILINE))


def unknown(text: str) -> list[str]:
    """What a text cites that is not there."""
    cited = [number for cite in re.findall(r"\bpromises? (\d[\d, to]*)", text) for number in numbers(cite)]
    decisions = re.findall(r"\bdecision (\d+)", text)
    return [
        *(f"promise {number}" for number in cited if number not in promises()),
        *(f"rule {rule} of the house" for rule in re.findall(r"docs/house\.md, (\d)", text) if rule not in rules()),
        *(name for name in re.findall(r"\bdocs/[\w/-]+\.md", text) if not (ROOT / name).exists()),
        *(f"decision {n}" for n in decisions if not list((ROOT / "docs/decisions").glob(f"{int(n):04}-*.md"))),
        *PAPERS_OF_PLANNERS.findall(text),
    ]


def test_there_is_something_to_cite():
    assert {1, 25, 44} <= promises()
    assert {"1", "4"} <= rules()
    assert unknown("promises 1 to 9, 99; docs/house.md, 9; docs/nothing.md; decision 999") == [
        "promise 99",
        "rule 9 of the house",
        "docs/nothing.md",
        "decision 999",
    ]


@pytest.mark.parametrize("module", CODE, ids=short)
def test_what_is_cited_is_there(module: Path):
    if module != Path(__file__):
        assert not unknown(module.read_text())


def test_what_stands_in_for_wagtails_or_is_private_is_listed():
    paper = (ROOT / "docs/wagtail.md").read_text()
    theirs = [str(file).partition("/templates/")[2] for file in files("templates/wagtail*/**/*.html")]
    code = "".join(module.read_text() for module in MODULES)
    private = set(re.findall(r"from (\S+\.internal\.\S+) import", code))
    wrapped = re.findall(r'wrap_method\(\w+, "(\w+)"', code)
    assert theirs
    assert private
    assert wrapped
    assert not [name for name in theirs if name.partition("/")[2] not in paper]
    assert not [name for name in private if name.removeprefix("allauth.") not in paper]
    assert not [name for name in wrapped if name not in paper]


def test_every_home_that_words_name_is_there():
    homes = re.findall(r"\| ([a-z_., ]+) \|$", (ROOT / "WORDS.md").read_text(), re.MULTILINE)
    names = {name for home in homes for name in home.split(", ")} - {"each model", "home"}
    assert len(names) > 40
    there = folders()
    rooms = {name: name.split(".") for name in names}
    assert not [
        name
        for name, (room, *inside) in rooms.items()
        if room not in there or not any(there[room].joinpath(*inside).with_suffix(end).exists() for end in ("", ".py"))
    ]
