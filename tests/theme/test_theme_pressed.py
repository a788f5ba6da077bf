"""The example theme in a real newsroom: its pages as they are pressed, changed at the next start, and as ours again."""

import re
import shutil
import subprocess
from pathlib import Path

import pytest

from tests.servers import Newsroom
from tests.theme.contract import EXAMPLE

pytestmark = pytest.mark.drill
STORY = 'from freesheet.public.stories.models import Story; print(Story.objects.get(slug="ferry-returns").address)'


@pytest.fixture
def theme(newsroom, tmp_path) -> Path:
    folder = tmp_path / "mine"
    shutil.copytree(EXAMPLE, folder)
    newsroom.environment["FREESHEET_THEME"] = str(folder)
    return folder


def pressed(newsroom: Newsroom, path: str) -> str:
    """What lies in the press's folder for a path, once a start and its worker have seen to it."""
    newsroom.command("prepare")
    newsroom.command("work", "--until-idle")
    return (newsroom.data / f"pressed/site{path}index.html").read_text()


def stylesheet(newsroom: Newsroom, page: str) -> str:
    (path,) = re.findall(r'<link rel="stylesheet" href="(/media/[^"]+)"', page)
    return (newsroom.data / f"pressed{path}").read_text()


def test_its_pages_are_pressed_changed_and_ours_again(newsroom, theme):
    path = newsroom.python(STORY)
    page = pressed(newsroom, path)
    css = stylesheet(newsroom, page)

    assert "paid for “The night ferry returns”" in page
    assert page.count("<article") > 1
    assert css.index("--measure:39rem") < css.index("--measure: 36rem")
    (wave,) = set(re.findall(r'url\("(/static/own/wave\.[0-9a-f]+\.svg)"\)', css))
    assert (newsroom.data / wave.removeprefix("/")).read_bytes() == (theme / "static/wave.svg").read_bytes()
    text = (newsroom.data / f"pressed/site/text{path}index.html").read_text()
    assert "border-bottom: 1px solid var(--line)" in stylesheet(newsroom, text)

    template = theme / "templates/stories/story.html"
    template.write_text(template.read_text().replace("Free to read", "Open to all"))
    assert "Open to all: members" in pressed(newsroom, path)

    del newsroom.environment["FREESHEET_THEME"]
    page = pressed(newsroom, path)
    assert "promise" not in page
    assert "--measure: 36rem" not in stylesheet(newsroom, page)


@pytest.mark.parametrize("command", [("check",), ("prepare",), ("work", "--until-idle")])
def test_one_that_would_fail_on_readers_pages_starts_nothing(newsroom, theme, command):
    (theme / "theme.css").write_text('body { background: url("static/gone.svg") }')

    with pytest.raises(subprocess.CalledProcessError) as refused:
        newsroom.command(*command)
    assert "theme.css names static/gone.svg, which is not there." in refused.value.stderr
    assert f"Put it into {theme}/static" in refused.value.stderr
