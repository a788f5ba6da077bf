"""Exports hold for whatever is stored already, and no cell of any is a formula."""

import csv
import io
from xml.etree import ElementTree

import pytest
from openpyxl import load_workbook
from wagtail.log_actions import log

from freesheet.desk.wagtail.spreadsheets import cell_of
from freesheet.doors.press.rendering.render import render
from freesheet.public.pictures.models import Picture
from freesheet.public.stories.models import Story
from tests.desk.test_deleted_meanwhile import picture

PASTED = "Council votes\x0bon the new bridge"
KEPT = "Council voteson the new bridge"
FORMULA = '=HYPERLINK("http://evil.example")'


@pytest.fixture
def stored(newsroom) -> Story:
    """A headline from before anything was cleaned, and a log that tells of it."""
    story = newsroom.stories[0]
    Story.objects.filter(pk=story.pk).update(title=PASTED, draft_title=PASTED)
    story = Story.objects.get(pk=story.pk)
    entry = log(story, action="wagtail.edit")
    type(entry).objects.filter(pk=entry.pk).update(label=PASTED)
    return story


def exported(desk, address: str, export: str) -> list[list[object]]:
    answer = desk.get(address, {"export": export})
    assert answer.status_code == 200
    held = answer.getvalue()
    if export == "xlsx":
        return [list(row) for row in load_workbook(io.BytesIO(held)).active.iter_rows(values_only=True)]
    return list(csv.reader(io.StringIO(held.decode())))


@pytest.mark.parametrize("export", ["csv", "xlsx"])
@pytest.mark.parametrize("address", ["/desk/stories/", "/desk/reports/site-history/", "/desk/reports/aging-pages/"])
def test_a_headline_with_controls_is_carried_away(desk, stored, address, export):
    assert any(KEPT in row for row in exported(desk, address, export))


def test_a_feed_and_a_page_hold_it(stored):
    feed = ElementTree.fromstring(render("/feed.rss"))
    assert KEPT in [title.text for title in feed.iter("title")]
    assert b"Council votes" in render(stored.address)


def test_a_credit_is_no_formula_in_any_export(desk, newsroom):
    Picture.objects.filter(pk=picture().pk).update(credit=FORMULA)
    assert any(f"'{FORMULA}" in row for row in exported(desk, "/desk/reports/pictures/", "csv"))
    sheet = desk.get("/desk/reports/pictures/", {"export": "xlsx"}).getvalue()
    cells = [cell for row in load_workbook(io.BytesIO(sheet)).active.iter_rows() for cell in row]
    assert [cell.data_type for cell in cells if cell.value == FORMULA] == ["s"]


@pytest.mark.parametrize("text", ["=1", "+1", "-1", "@x", "\t=1", "\n=1", "\uff1d1"])
def test_cells(text):
    assert cell_of(text, "csv") == f"'{text}"
    assert cell_of(text, "xlsx") == text
