"""The demo newsroom's words, read from its TOML files.

Owns    where the files are; newsroom/LICENCES.md says whose the pictures are
"""

import tomllib
from functools import cache
from pathlib import Path
from typing import Any

FOLDER = Path(__file__).resolve().parent / "newsroom"
PICTURES = FOLDER / "pictures"


@cache
def masthead() -> dict[str, Any]:
    """Imprint, sections, topics and authors, each with words per language."""
    return tomllib.loads((FOLDER / "newsroom.toml").read_text(encoding="utf-8"))


@cache
def pictures() -> dict[str, dict[str, Any]]:
    """Facts of each picture, by file name."""
    read = tomllib.loads((FOLDER / "pictures.toml").read_text(encoding="utf-8"))
    return {facts["file"]: facts for facts in read["pictures"]}


@cache
def stories() -> list[dict[str, Any]]:
    """Every story, oldest first."""
    files = sorted((FOLDER / "stories").glob("*.toml"))
    read = [tomllib.loads(file.read_text(encoding="utf-8")) for file in files]
    return sorted(read, key=lambda story: -story["age_hours"])


@cache
def briefs() -> list[dict[str, Any]]:
    """Every brief, newest first."""
    read: list[dict[str, Any]] = tomllib.loads((FOLDER / "briefs.toml").read_text(encoding="utf-8"))["briefs"]
    return read


@cache
def pages() -> list[dict[str, Any]]:
    """Every page about the newspaper, as the footer lists them."""
    read: list[dict[str, Any]] = tomllib.loads((FOLDER / "pages.toml").read_text(encoding="utf-8"))["pages"]
    return read


@cache
def newsletters() -> dict[str, list[dict[str, Any]]]:
    """Every newsletter, and every issue that was sent."""
    read: dict[str, list[dict[str, Any]]] = tomllib.loads((FOLDER / "newsletters.toml").read_text(encoding="utf-8"))
    return read


@cache
def fronts() -> dict[str, dict[str, Any]]:
    """How each edition's front page is arranged, by language."""
    return tomllib.loads((FOLDER / "front.toml").read_text(encoding="utf-8"))


def paragraphs(text: str) -> str:
    """HTML of text whose blank lines part paragraphs; inline HTML in it is ours and stays."""
    return "".join(f"<p>{part.strip()}</p>" for part in text.split("\n\n") if part.strip())
