"""A name says the thing: no mood, no pronoun; and a room has it once."""

import ast
import re
from collections import defaultdict
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.house.plan import MODULES, PACKAGE, room, short

MOODS = frozenset(
    {"told", "found", "shown", "beside", "one", "others", "made", "asked", "kept", "mine", "theirs", "ours", "known"}
)
STATES = frozenset({"ASKED", "KNOWN"})
"""Members of an enumeration are states, and a state is an adjective."""
IN_EVERY_MODULE = frozenset({"Command", "EXHIBITS"})
"""By which Django finds a command, and the gallery what it shows."""
TEMPLATES = sorted(PACKAGE.rglob("*.html"))
_GIVEN = re.compile(r"\bas (\w+) *%}|\bwith ((?:\w+=\S+ ?)+)")


def named(module: Path) -> Iterator[str]:
    """Names that a module gives: to itself, functions, classes, parameters, constants, and in contexts of templates."""
    yield module.stem
    for node in ast.walk(ast.parse(module.read_text())):
        match node:
            case ast.FunctionDef(name=name, args=arguments):
                yield from (name, *(one.arg for one in (*arguments.args, *arguments.kwonlyargs)))
            case ast.ClassDef(name=name):
                yield name
            case ast.Assign(targets=[ast.Name(id=name)]) if name.isupper() and name not in STATES:
                yield name
            case ast.Call(args=values) | ast.Return(value=ast.Dict() as values):
                contexts = values if isinstance(values, list) else [values]
                keys = [key for context in contexts if isinstance(context, ast.Dict) for key in context.keys]
                yield from (str(key.value) for key in keys if isinstance(key, ast.Constant))


def given(template: Path) -> Iterator[str]:
    """Names that a template gives to what its tags answer, and to what it hands on to others."""
    for answer, handed in _GIVEN.findall(template.read_text()):
        yield from filter(None, (answer, *re.findall(r"(\w+)=", handed)))


def own(module: Path) -> Iterator[str]:
    """Classes and constants at a module's top."""
    for node in ast.parse(module.read_text()).body:
        match node:
            case ast.ClassDef(name=name):
                yield name
            case ast.Assign(targets=[ast.Name(id=name)]) if name.isupper():
                yield name


@pytest.mark.parametrize("module", MODULES, ids=short)
def test_no_name_is_a_mood_or_a_pronoun(module):
    assert not {name for name in named(module) if name.strip("_").lower() in MOODS}


def test_no_template_names_a_thing_so():
    assert len([name for template in TEMPLATES for name in given(template)]) > 100
    assert not {(short(template), name) for template in TEMPLATES for name in given(template) if name in MOODS}


def test_a_room_has_each_class_and_constant_once():
    homes = defaultdict(list)
    for module in MODULES:
        for name in own(module):
            if not name.startswith("_") and name not in IN_EVERY_MODULE:
                homes[room(module), name].append(short(module))
    assert len(homes) > 500
    assert not {name: modules for name, modules in homes.items() if len(modules) > 1}
