"""Press keys and owners are spelled in keys.py of the room that they belong to, and nowhere else."""

import ast
import re
from importlib import import_module
from pathlib import Path

from django.apps import apps

from freesheet.doors.press import owners
from tests.house.plan import MODULES, PACKAGE, short

_SPELLED = re.compile(r"([\w-]+):(?:$|\d|[\w-]+:)")
KEYS = [module for module in MODULES if module.stem == "keys"]


def beginning(node: ast.AST) -> str:
    """What a string literal, formatted or not, says up to its first colon; empty for any other node."""
    if isinstance(node, ast.JoinedStr) and node.values:
        node = node.values[0]
    text = node.value if isinstance(node, ast.Constant) and isinstance(node.value, str) else ""
    word, colon, _rest = text.partition(":")
    return word if colon else ""


def spelled() -> set[str]:
    """How keys and owners begin, as the rooms' keys.py have it."""
    lists = {beginning(node) for module in KEYS for node in ast.walk(ast.parse(module.read_text()))}
    return {*lists, *(kind.name for kind in owners.registered())} - {""}


def literals(module: Path) -> set[str]:
    """Beginnings of a module's strings that are formatted, end at the colon, or go on with a number or another colon.

    So does no URL's name.
    """
    tree = ast.parse(module.read_text())
    named = {id(inner) for call in ast.walk(tree) if is_of_urls(call) for inner in ast.walk(call)}
    nodes = [node for node in ast.walk(tree) if id(node) not in named]
    whole = {node.value for node in nodes if isinstance(node, ast.Constant) and isinstance(node.value, str)}
    formatted = {beginning(node) for node in nodes if isinstance(node, ast.JoinedStr)}
    return formatted | {match[1] for text in whole if (match := _SPELLED.match(text))}


def is_of_urls(node: ast.AST) -> bool:
    return isinstance(node, ast.Call) and getattr(node.func, "id", "") in {"reverse", "redirect"}


def test_no_key_or_owner_is_spelled_elsewhere():
    words = spelled()
    assert {"story", "stories", "newsfeed", "text", "translations"} <= words
    others = [module for module in MODULES if module not in KEYS]
    assert not {short(module): found for module in others if (found := literals(module) & words)}


def test_no_template_spells_one():
    words = "|".join(sorted(spelled()))
    spells = re.compile(rf"""["'](?:{words}):(?:\d|{{{{)""")
    assert not [short(template) for template in PACKAGE.rglob("*.html") if spells.search(template.read_text())]


def test_kinds_of_owners_are_made_there_too():
    makes = re.compile(r"\bOwnerKind\(")
    others = [module for module in MODULES if module not in KEYS and module.stem != "owners"]
    assert not [short(module) for module in others if makes.search(module.read_text())]


def test_the_press_knows_no_newsroom_noun():
    press = "".join(module.read_text() for module in MODULES if "press" in module.parts)
    assert not [word for word in ("story:", "month:", "text:", "section:") if word in press]


def test_every_kind_is_registered_by_its_room():
    constants = {
        (module.parent, node.targets[0].id)
        for module in KEYS
        for node in ast.walk(ast.parse(module.read_text()))
        if isinstance(node, ast.Assign) and isinstance(node.targets[0], ast.Name)
    }
    assert constants
    for room, name in sorted(constants):
        keys = import_module(f"{apps.get_app_config(room.name).name}.keys")
        assert getattr(keys, name) in owners.registered(), f"{room.name}: {name}"
