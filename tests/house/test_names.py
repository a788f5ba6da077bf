"""A name says the thing: no mood, no pronoun names a function, class, module, constant, or what a template is given."""

import ast
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.house.plan import MODULES, short

MOODS = frozenset(
    {"told", "found", "shown", "beside", "one", "others", "made", "asked", "kept", "mine", "theirs", "ours", "known"}
)
STATES = frozenset({"ASKED", "KNOWN"})
"""Members of an enumeration are states, and a state is an adjective."""


def named(module: Path) -> Iterator[str]:
    """Names that a module gives to itself, to functions and classes, to constants, and in contexts of templates."""
    yield module.stem
    for node in ast.walk(ast.parse(module.read_text())):
        match node:
            case ast.FunctionDef(name=name) | ast.ClassDef(name=name):
                yield name
            case ast.Assign(targets=[ast.Name(id=name)]) if name.isupper() and name not in STATES:
                yield name
            case ast.Call(args=arguments):
                contexts = [argument for argument in arguments if isinstance(argument, ast.Dict)]
                keys = [key for context in contexts for key in context.keys]
                yield from (str(key.value) for key in keys if isinstance(key, ast.Constant))


@pytest.mark.parametrize("module", MODULES, ids=short)
def test_no_name_is_a_mood_or_a_pronoun(module):
    assert not {name for name in named(module) if name.strip("_").lower() in MOODS}
