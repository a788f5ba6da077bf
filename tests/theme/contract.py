"""What docs/theming.md promises to themes, as tests read it."""

import re
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
DOCUMENT = (ROOT / "docs/theming.md").read_text()
EXAMPLE = ROOT / "docs/example-theme"
_NAME = re.compile(r"`([\w.]+)`")


def listed(heading: str) -> str:
    """The part of the document under that heading."""
    return DOCUMENT.partition(f"## {heading}\n")[2].partition("\n## ")[0]


def properties() -> set[str]:
    return set(re.findall(r"^\| `(--[\w-]+)`", listed("Custom properties"), re.MULTILINE))


def templates() -> dict[str, tuple[set[str], set[str]]]:
    """Template → its blocks, and what stands in its context: names, some with one attribute."""
    rows = re.findall(
        r"^\| `([\w/]+\.html)` \| ([^|]*)\| ([^|]*)\|", listed("Templates and their blocks"), re.MULTILINE
    )
    return {name: (set(_NAME.findall(blocks)), set(_NAME.findall(context))) for name, blocks, context in rows}


def bodys_blocks() -> set[str]:
    line = listed("Templates and their blocks").partition("with `value`:")[2].partition(";")[0]
    return set(_NAME.findall(line))


def tags() -> dict[str, set[str]]:
    """Library → its tags and filters."""
    rows = re.findall(r"^\| `(\w+)` \| ([^|]*)\|", listed("Tags and filters"), re.MULTILINE)
    return {library: set(_NAME.findall(names)) for library, names in rows}
