"""The house's own rules, read from the code: headers, floors in strings, sizes, names, documents."""

import ast
import re
from collections import Counter

import pytest
from django.apps import apps

from freesheet.config import environment
from tests.house.plan import FLOOR_OF, MODULES, ROOT, files, folders, room, short

OUR_TEMPLATES = files("templates/**/*")


@pytest.mark.parametrize("module", MODULES, ids=short)
def test_every_module_says_in_at_most_eight_lines_what_it_is(module):
    header = ast.get_docstring(ast.parse(module.read_text()))
    assert header, "no header"
    lines = header.split("\n\n    ")[0].splitlines()
    assert len([line for line in lines if line.strip()]) <= 8


def test_no_header_says_who_calls_the_module():
    """A third of them were wrong; git grep is right."""
    called = re.compile(r"^(?:Called by|Calls)\b", re.MULTILINE)
    assert not [short(module) for module in MODULES if called.search(ast.get_docstring(ast.parse(module.read_text())))]


@pytest.mark.parametrize("module", MODULES, ids=short)
def test_sizes(module):
    text = module.read_text()
    lines = len(text.splitlines())
    assert lines <= 400, "a noun has swallowed its neighbour"
    functions = [node for node in ast.walk(ast.parse(text)) if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef)]
    for function in functions:
        length = (function.end_lineno or 0) - function.lineno + 1
        assert length <= 60, f"{function.name} has {length} lines"


@pytest.mark.parametrize("module", MODULES, ids=short)
def test_no_import_inside_a_function_but_in_ready(module):
    for node in ast.walk(ast.parse(module.read_text())):
        if isinstance(node, ast.FunctionDef) and node.name != "ready":
            inner = [child for child in ast.walk(node) if isinstance(child, ast.Import | ast.ImportFrom)]
            assert not inner, f"{node.name} imports"


def test_no_module_is_named_after_nothing():
    empty = {"utils", "helpers", "common", "base", "core", "manager", "service", "misc"}
    assert not [short(module) for module in MODULES if module.stem in empty]


FURNITURE = {
    *("__init__", "actions", "apps", "blocks", "forms", "keys", "models", "permissions", "pressing", "receivers"),
    *("signals", "urls", "views", "wagtail_hooks", "work"),
}
"""What rooms have under the same names, and what a reader of the code need not learn anew."""


def test_a_folder_is_seen_at_a_glance():
    beside = Counter(module.parent for module in MODULES if module.stem not in FURNITURE)
    assert not {short(folder): count for folder, count in beside.items() if count > 12}, "it wants drawers"


def test_the_plan_is_the_houses():
    assert {"config", "newsletters", "front", "stories", "press", "kit"} <= folders().keys()
    assert FLOOR_OF["front"] < FLOOR_OF["stories"] < FLOOR_OF["staff"] < FLOOR_OF["press"] == FLOOR_OF["mailroom"]


def test_foreign_keys_in_strings_point_down():
    wrong = []
    for module in MODULES:
        for target in re.findall(r"""["'](\w+)\.[A-Z]\w+["']""", module.read_text()):
            if target in FLOOR_OF and FLOOR_OF[target] < FLOOR_OF.get(room(module), 0):
                wrong.append(f"{short(module)} → {target}")
    assert not wrong


def test_templates_include_from_below():
    wrong = []
    for template in OUR_TEMPLATES:
        for target in re.findall(r"""{%\s*(?:include|extends)\s+["'](\w+)/""", template.read_text()):
            if target in FLOOR_OF and FLOOR_OF[target] < FLOOR_OF[room(template)]:
                wrong.append(f"{short(template)} → {target}")
    assert not wrong


def test_views_write_only_through_actions():
    writing = re.compile(r"\.(?:save|create|bulk_create|get_or_create|update_or_create|delete)\(")
    views = [module for module in MODULES if module.stem == "views" or module.parent.name == "views"]
    assert views
    assert not [short(view) for view in views if writing.search(view.read_text())]


def test_every_setting_is_documented():
    assert (ROOT / "docs/settings.md").read_text() == environment.as_markdown()
    used = set(re.findall(r"FREESHEET_([A-Z_]+)", "".join(path.read_text() for path in MODULES)))
    used |= set(
        re.findall(r"env\.(?:text|number|switch|listed)\(\"([A-Z_]+)\"", "".join(p.read_text() for p in MODULES))
    )
    # FREESHEET_PARENT is the household's word to its children, nobody's setting
    known = {variable.name for variable in environment.VARIABLES}
    assert used <= known | {"PARENT"}, used - known


def test_every_noun_is_in_the_list_of_words():
    words = (ROOT / "WORDS.md").read_text()
    ours = [
        model
        for config in apps.get_app_configs()
        if config.name.startswith("freesheet.")
        for model in config.get_models()
    ]
    nouns = {model.__name__ for model in ours if not model._meta.auto_created}
    assert not {noun for noun in nouns if not re.search(rf"\*\*{noun}\*\*", words)}


def test_decisions_are_numbered_without_gaps():
    numbers = sorted(int(path.name[:4]) for path in (ROOT / "docs/decisions").glob("[0-9]*.md"))
    assert numbers == list(range(1, len(numbers) + 1))


def test_links_between_documents_lead_somewhere():
    documents = [*ROOT.glob("*.md"), *(ROOT / "docs").rglob("*.md")]
    broken = []
    for document in documents:
        for target in re.findall(r"\]\(([^)#:]+)(?:#[^)]*)?\)", document.read_text()):
            if not (document.parent / target).exists():
                broken.append(f"{short(document)} → {target}")
    assert documents
    assert not broken
