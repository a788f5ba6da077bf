"""A story goes live by itself, at the minute its editor set."""

from datetime import timedelta
from zoneinfo import ZoneInfo

import pytest
from django.utils import timezone

from tests.journeys.people import this_month
from tests.servers import wait_for

pytestmark = pytest.mark.journey
SOON = timedelta(seconds=12)
"""How long scheduling takes at most; the moment is the next full minute after that."""


def test_a_story_goes_live_by_itself(paper, hedda, reader):
    address = f"{this_month()}fog-at-dawn/"
    hedda.write("Fog at dawn")
    moment = (timezone.now() + SOON + timedelta(minutes=1)).replace(second=0, microsecond=0)
    hedda.schedule(moment.astimezone(ZoneInfo("Europe/Kyiv")))

    while paper.get(address).status != 200:
        assert paper.get(address).status in {200, 404}
        wait_for(
            lambda: paper.get(address).status == 200 or timezone.now() > moment + timedelta(seconds=20),
            seconds=100,
            what="the story to go live",
        )
    assert timezone.now() >= moment, "not a second too early"
    assert timezone.now() < moment + timedelta(seconds=15), "nor much later"
    reader.open(address)
    reader.sees("Fog at dawn")
    reader.finds("Fog at dawn", at="/feed.rss")
