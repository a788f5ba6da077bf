"""One stylesheet: content-addressed, self-contained, small."""

import gzip
import re
from pathlib import Path

import pytest
from django.contrib.staticfiles import finders

from freesheet.doors.press import store
from freesheet.public.theme.looks import assets
from freesheet.public.theme.looks import stylesheet as sheet
from tests.house.plan import folders

FONTS = Path(finders.find("theme/fonts"))


def text_of(path):
    return store.kept_file(path).read_text()


def test_the_same_colours_give_the_same_path_and_others_another():
    assert sheet.stylesheet(sheet.Looks("#0b5d78")) == sheet.stylesheet(sheet.Looks("#0b5d78"))
    assert sheet.stylesheet(sheet.Looks("#0b5d78")) != sheet.stylesheet(sheet.Looks("#8c1d18"))
    assert sheet.stylesheet(sheet.Looks("#0b5d78", rules={"section-1": "#8c1d18"})) != sheet.stylesheet(
        sheet.Looks("#0b5d78")
    )


def test_it_holds_every_source_and_nothing_from_elsewhere():
    css = text_of(sheet.stylesheet(sheet.Looks("#0b5d78")))

    assert css.count("{") == css.count("}")
    assert "@import" not in css
    assert "/*" not in css
    for url in re.findall(r'url\("([^"]+)"\)', css):
        assert url.startswith("/static/theme/fonts/")
        assert finders.find(url.removeprefix("/static/")), url
    assert "http" not in css.replace('href^="http"', "")


def test_what_rooms_bring_stands_between_what_all_build_on_and_what_has_the_last_word():
    names = assets.styles()

    assert names[:3] == ["theme/fonts.css", "theme/tokens.css", "theme/base.css"]
    assert names[-2:] == ["theme/modes.css", "theme/print.css"]
    assert names.index("masthead/masthead.css") < names.index("stories/story.css") < names.index("front/front.css")
    rooms = ("masthead", "stories", "newsfeed", "front", "search")
    ours = {file for room in rooms for file in folders()[room].glob("static/*/*.css")}
    assert ours
    assert {f"{file.parent.name}/{file.name}" for file in ours} <= set(names)


def test_rooms_scripts_stand_in_blocks_of_their_own_after_the_themes():
    script = text_of(assets.script())

    assert script.startswith(Path(finders.find("theme/page.js")).read_text())
    assert script.count("\n{\n") == len(assets.scripts()) - 1 > 0
    assert store.kept_file(assets.script()).suffix == ".js"


def test_sections_have_their_colour_by_day_and_by_night():
    css = text_of(sheet.stylesheet(sheet.Looks("#0b5d78", rules={"section-7": "#8c1d18"})))

    assert css.count(".section-7{--rule:#") == 2


def test_it_is_small():
    assert len(gzip.compress(text_of(sheet.stylesheet(sheet.Looks("#0b5d78"))).encode())) < 14_000


@pytest.mark.parametrize("language", ["en", "uk"])
def test_a_first_view_waits_for_one_small_font_and_no_page_for_more_than_sixty_kilobytes(language):
    looks = sheet.Looks("#0b5d78")

    def weight(paths: list[str]) -> int:
        return sum((FONTS / Path(path).name).stat().st_size for path in paths)

    assert weight(looks.fonts(language)) < 14_500
    assert weight([*looks.fonts(language), *looks.later_fonts(language)]) < 60_000


def test_the_scripts_weigh_less_than_eight_kilobytes():
    assert len(gzip.compress(text_of(assets.script()).encode())) < 8_000
