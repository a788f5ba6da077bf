"""The top of the front page as Chromium lays it out, where there is no News Feed to stand beside the lead."""

import pytest

from freesheet.doors.press.rendering.render import render
from freesheet.public.front.models import FrontPage
from freesheet.public.pictures.models import Picture
from freesheet.public.stories.models import Story
from freesheet.public.theme.looks.stylesheet import Looks
from tests.chromium import running_chromium

pytestmark = [pytest.mark.journey, pytest.mark.django_db]
FILES = {"variants": {"full": {"jpeg": [[800, 533, 48_200, "/media/aa/boats.jpg"]]}}}
BOXES = "all => all.map(one => one.getBoundingClientRect()).map(box => [box.left, box.top, box.bottom])"


@pytest.fixture
def pictured(cast) -> Picture:
    """A front page whose lead has no picture, and two stories beside it that have."""
    boats = Picture.objects.create(title="Boats", description="Boats", file="boats.jpg", width=800, height=533)
    Picture.objects.filter(pk=boats.pk).update(srcsets=FILES)
    lead = Story.objects.filter(locale__language_code="en").newest().first()
    Story.objects.exclude(pk=lead.pk).update(lead_picture=boats)
    FrontPage.objects.filter(locale=lead.locale).update(lead=lead)
    return boats


def top_of_front() -> list[list[float]]:
    """Left, top and bottom of the lead's card and of those beside it, in px, on a page 1280 px wide."""
    html = (render("/") or b"").decode()
    html = html.replace("</head>", f"<style>{Looks('#0b5d78').css()}</style></head>")
    with running_chromium() as browser:
        page = browser.new_page(viewport={"width": 1280, "height": 900})
        page.set_content(html)
        found: list[list[float]] = page.eval_on_selector_all(".front-lead > .card, .front-beside > .card", BOXES)
    return found


def test_under_a_lead_without_picture_pictures_stand_side_by_side_and_leave_no_hole(pictured):
    (_, _, lead_ends), (left, first, _), (right, second, _) = top_of_front()
    assert lead_ends < first == second
    assert left < right


def test_a_lead_with_a_picture_has_them_beside_it(pictured):
    Story.objects.update(lead_picture=pictured)
    (left, top, _), (beside, first, _), (below, _, _) = top_of_front()
    assert first == top
    assert beside == below > left + 600
