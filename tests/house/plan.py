"""The plan of the house as the code has it: its floors, read from .importlinter, and the files of its rooms."""

from configparser import ConfigParser
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
PACKAGE = ROOT / "freesheet"
MODULES = sorted(p for p in PACKAGE.rglob("*.py") if "migrations" not in p.parts and p.read_text().strip())


def _layers() -> dict[str, list[list[str]]]:
    """Container → its floors from the top, each with the names that stand on it."""
    contracts = ConfigParser()
    contracts.read(ROOT / ".importlinter")
    return {
        contracts[name]["containers"]: [
            [room.strip("() ") for room in floor.split("|")] for floor in contracts[name]["layers"].split("\n") if floor
        ]
        for name in contracts.sections()
        if "layers" in contracts[name]
    }


def floors() -> list[list[str]]:
    """The rooms' names, floor by floor from the top; the groups (public, private, doors) by what stands in them."""
    layers = _layers()
    whole = []
    for floor in layers["freesheet"]:
        whole += layers.get(f"freesheet.{floor[0]}", [floor])
    return whole


FLOOR_OF = {room: number for number, rooms in enumerate(floors()) for room in rooms}


def folders() -> dict[str, Path]:
    """Room → its folder, of those that are built."""
    groups = [PACKAGE / container.partition(".")[2].replace(".", "/") for container in _layers()]
    return {path.name: path for group in groups for path in group.iterdir() if path.name in FLOOR_OF}


def room(path: Path) -> str:
    """The room that a file stands in; empty for the package's own."""
    parts = path.relative_to(PACKAGE).parts
    return next((part for part in parts if part in FLOOR_OF), "")


def short(path: Path) -> str:
    return str(path.relative_to(ROOT))


def files(*patterns: str) -> list[Path]:
    """What the rooms hold, such as templates/**/*.html."""
    rooms = folders().values()
    return sorted(file for room in rooms for pattern in patterns for file in room.glob(pattern) if file.is_file())
