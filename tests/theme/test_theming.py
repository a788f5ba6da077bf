"""The contract with themes of a newsroom's own: what docs/theming.md lists is there, and a folder does what it says."""

import re
import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest
from django.contrib.staticfiles import finders
from django.core import checks
from django.template import engines
from django.template.loader import get_template
from django.template.loader_tags import BlockNode, ExtendsNode

from freesheet.config import preparation
from freesheet.doors.press.models import Sheet
from freesheet.doors.press.rendering.render import render
from freesheet.public.stories.body.blocks import Body
from freesheet.public.theme.looks import newsroom_theme
from freesheet.public.theme.looks import stylesheet as sheet
from tests.theme import contract


def blocks_of(name: str) -> set[str]:
    """All blocks that a template of that name could fill: its own and those of what it extends."""
    template = get_template(name).template
    found = {node.name for node in template.nodelist.get_nodes_by_type(BlockNode)}
    for node in template.nodelist.get_nodes_by_type(ExtendsNode):
        found |= set(node.blocks) | blocks_of(node.parent_name.var)
    return found


def test_every_custom_property_listed_is_set_and_every_one_set_is_listed():
    css = sheet.Looks("#0b5d78").css()
    root = "".join(re.findall(r":root\{([^}]*)\}", css))
    assert contract.properties() == set(re.findall(r"(--[\w-]+):", root))


def test_none_is_set_by_a_rule_that_a_theme_could_not_follow():
    looks = sheet.Looks("#0b5d78", headlines=sheet.SANS, text=sheet.SYSTEM, rules={"section-7": "#8c1d18"})
    setting = {name for name, told in re.findall(r"([^{}]+)\{([^{}]*)\}", looks.css()) if re.search(r"(?:^|;)--", told)}
    roots = {name for name in setting if name.startswith(":root")}
    assert {re.sub(r":where\(.*\)$", "", name) for name in roots} == {":root"}
    assert {".section-7"} <= setting


def test_every_template_and_block_listed_is_there():
    promised = contract.templates()
    assert len(promised) > 30
    for name, (blocks, _context) in promised.items():
        assert blocks <= blocks_of(name), name


def test_every_block_of_a_body_is_listed_in_both_looks():
    assert contract.bodys_blocks() == set(Body().child_blocks)
    assert all(get_template(f"stories/blocks/{name}.html") for name in contract.bodys_blocks())


def test_every_tag_and_filter_listed_is_there():
    promised = contract.tags()
    assert set(promised) == {"theme", "masthead", "pictures", "stories", "front"}
    for library, names in promised.items():
        there = engines["django"].engine.template_libraries[library]
        assert names <= {*there.tags, *there.filters}, library


def use(folder: Path, settings) -> None:
    """As settings.py does with FREESHEET_THEME."""
    settings.THEME = folder
    settings.STATICFILES_DIRS = [("own", folder / "static")] if (folder / "static").is_dir() else []
    settings.TEMPLATES = [{**settings.TEMPLATES[0], "DIRS": [folder / "templates"]}]
    finders.get_finder.cache_clear()


@pytest.fixture
def looked_up_anew() -> Iterator[None]:
    yield
    finders.get_finder.cache_clear()


@pytest.fixture
def theme(settings, tmp_path, looked_up_anew) -> Path:
    folder = tmp_path / "mytheme"
    (folder / "templates/stories").mkdir(parents=True)
    (folder / "static").mkdir()
    (folder / "theme.css").write_text(
        '/* ours */ :root { --measure: 36rem }\n.masthead{background:url("static/sea.svg")}'
    )
    (folder / "text.css").write_text("p { margin: 0 }")
    (folder / "templates/stories/byline.html").write_text("<p>OUR BYLINE {{ story.title }}</p>")
    (folder / "static/sea.svg").write_text("<svg xmlns='http://www.w3.org/2000/svg'/>")
    use(folder, settings)
    return folder


def test_a_theme_comes_before_ours_on_pressed_pages(theme, cast):
    assert engines["django"].engine.dirs == [theme / "templates"]
    story = cast.stories[0]
    page = (render(story.address) or b"").decode()
    assert f"OUR BYLINE {story.title}" in page

    css = sheet.Looks("#0b5d78").css()
    assert css.endswith('/* ours */ :root { --measure: 36rem }\n.masthead{background:url("/static/own/sea.svg")}')
    assert finders.find("own/sea.svg")


def test_a_changed_theme_has_all_pages_pressed_anew(theme, cast, settings, tmp_path):
    settings.STATIC_ROOT = tmp_path / "static"
    preparation.prepare()
    Sheet.objects.update(due_at=None)
    preparation.prepare()
    assert not Sheet.objects.filter(due_at__isnull=False).exists()

    (theme / "templates/stories/byline.html").write_text("<p>another</p>")
    preparation.prepare()
    assert not Sheet.objects.filter(status=200, due_at=None).exists()


def test_what_else_lies_in_its_folder_presses_nothing(theme, cast, settings, tmp_path):
    settings.STATIC_ROOT = tmp_path / "static"
    preparation.prepare()
    Sheet.objects.update(due_at=None)

    (theme / ".git").mkdir()
    (theme / ".git/index").write_text("a commit")
    (theme / "README.md").write_text("Ours.")
    preparation.prepare()
    assert not Sheet.objects.filter(due_at__isnull=False).exists()


def told() -> set[str]:
    return {message.id for message in checks.run_checks() if message.id.startswith("freesheet.")} - {"freesheet.W002"}


def test_a_folder_that_is_none_is_refused_in_words(settings, tmp_path, looked_up_anew):
    use(tmp_path / "nowhere", settings)
    assert told() == {"freesheet.E004"}
    use(tmp_path, settings)
    assert told() == {"freesheet.W003"}


@pytest.mark.parametrize(
    ("name", "text", "expected"),
    [
        ("theme.css", '.masthead{background:url("static/gone.svg")}', "freesheet.E006"),
        ("text.css", "p{background:url( static/gone.svg )}", "freesheet.E006"),
        ("templates/stories/byline.html", "{% block open %}", "freesheet.E007"),
        ("templates/stories/byline.html", "{% load nonsense %}", "freesheet.E007"),
        ("theme.css", '@font-face{src:url("https://fonts.example/a.woff2")}', "freesheet.W005"),
        ("theme.css", "p{background:url(//cdn.example/a.png)}", "freesheet.W005"),
        ("theme.css", '@import "more.css";', "freesheet.W006"),
        ("theme.css", ":root { --measure: 36rem; ", "freesheet.W007"),
    ],
)
def test_what_would_fail_on_readers_pages_is_found_before(theme, settings, name, text, expected):
    assert told() == set()
    (theme / name).write_text(text)
    use(theme, settings)
    assert told() == {expected}
    (message,) = (one for one in checks.run_checks() if one.id == expected)
    assert message.hint


def test_so_is_what_cannot_be_read_and_what_everybody_can_write(theme, settings):
    (theme / "text.css").write_bytes(b"\xff\xfe p {}")
    assert "freesheet.E005" in told()
    (theme / "text.css").write_text("/* url(static/gone.svg) */")
    assert told() == set()
    (theme / "theme.css").chmod(0o666)
    assert told() == {"freesheet.W004"}


def test_the_example_is_a_theme_that_keeps_ours_around_it(settings, cast, looked_up_anew, tmp_path):
    shutil.copytree(contract.EXAMPLE, tmp_path / "mine")
    use(tmp_path / "mine", settings)
    assert told() == set()
    story = cast.stories[0]
    page = (render(story.address) or b"").decode()
    assert f"paid for “{story.title}”" in page
    assert page.index('class="byline"') < page.index('class="promise"') < page.index('class="body"')
    assert "promise" not in (render(f"/text{story.address}") or b"").decode()
    css = sheet.Looks("#0b5d78").css()
    assert "--measure: 36rem" in css
    assert 'content: "—  "' in css
    assert set(re.findall(r"(--[\w-]+):", newsroom_theme.css_of("theme.css"))) <= contract.properties()
