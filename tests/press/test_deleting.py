"""Whatever is deleted, by whom and how, leaves every page; and no editor's clock moves a story."""

from datetime import datetime, timedelta
from zoneinfo import ZoneInfo

import pytest
from django.utils import timezone
from wagtail.models import Locale, Page

from freesheet.demo import building
from freesheet.doors.press import store
from freesheet.doors.press.models import Sheet
from freesheet.public.masthead.models import Section, Topic
from freesheet.public.newsfeed.models import Brief
from freesheet.public.stories.models import Archive, Story
from freesheet.work import loop

pytestmark = pytest.mark.django_db(transaction=True)


@pytest.fixture
def pressed(cast):
    loop.drain()
    return cast


def status(path: str) -> int:
    return Sheet.objects.get(path=path).status


def page(path: str) -> str:
    return store.file_of(path).read_text()


def test_a_story_deleted_as_a_plain_page_is_gone(pressed):
    story = pressed.stories[0]
    Page.objects.get(pk=story.pk).delete()
    loop.drain()
    assert status(story.address) == 410
    assert story.title not in page("/")


def test_an_archive_takes_all_its_stories_along(pressed):
    addresses = [story.address for story in pressed.stories]
    Archive.objects.get(locale__language_code="en").delete()
    loop.drain()
    assert {status(address) for address in addresses} == {410}


def test_a_topic_deleted_by_queryset_leaves_its_page_and_the_stories(pressed):
    address = pressed.water.address
    Topic.objects.filter(pk=pressed.water.pk).delete()
    loop.drain()
    assert status(address) == 410
    assert "Water" not in page(pressed.stories[0].address)


def test_a_brief_that_is_deleted_takes_its_day_along_only_if_it_was_the_last(pressed):
    first, second = (Brief.objects.create(locale=pressed.town.locale, lead=lead) for lead in ("First.", "Second."))
    addresses, day = [first.address, second.address], first.day.address
    loop.drain()
    second.delete()
    loop.drain()
    assert [status(path) for path in (*addresses, day)] == [200, 410, 200]
    assert "Second." not in page(day)
    Brief.objects.all().delete()
    loop.drain()
    assert [status(path) for path in (*addresses, day)] == [410, 410, 410]


def test_an_editors_own_time_zone_moves_no_story(cast):
    evening = datetime(2026, 9, 30, 22, 30, tzinfo=ZoneInfo("Europe/Kyiv"))
    with timezone.override(ZoneInfo("Asia/Tokyo")):
        story = building.story("late", title="Late", section=cast.town, bylines=[(cast.ada, "words")], at=evening)
        assert story.address == "/2026/09/late/"
    loop.drain()
    assert "Late" in page("/2026/09/late/")
    assert "Late" in page("/2026/09/")


def test_a_link_in_a_text_follows_what_it_leads_to(pressed):
    draft = building.story("draft", title="Draft", section=pressed.town, bylines=[(pressed.ada, "words")], live=False)
    linking = building.story(
        "linking",
        title="Linking",
        section=pressed.town,
        bylines=[(pressed.ada, "words")],
        body=[("paragraph", f'<p>See <a linktype="page" id="{draft.pk}">that</a>.</p>')],
    )
    loop.drain()
    assert "<a>that</a>" in page(linking.address)
    building.publish(draft)
    loop.drain()
    assert f'href="{draft.address}">that</a>' in page(linking.address)


def test_a_control_character_stops_no_feed(pressed):
    story = pressed.stories[0]
    story.title = "Night\x0bferry"
    story.save()
    loop.drain()
    assert "Night ferry" in page("/feed.rss")


def test_a_sections_new_name_reaches_the_papers_feed(pressed):
    pressed.town.name = "City"
    pressed.town.save()
    loop.drain()
    assert "<category>City</category>" in page("/feed.rss")


def test_a_sections_new_address_takes_its_fragment_along(pressed):
    pressed.town.slug = "city"
    pressed.town.save()
    loop.drain()
    assert store.file_of("/fragments/more/city/").exists()
    assert "/fragments/more/city/" in page(pressed.stories[1].address)


def test_a_translation_gets_the_twins_of_its_section_and_authors(pressed):
    uk = Locale.objects.get(language_code="uk")
    town = building.masthead(Section, "misto", "uk", name="Місто", original=pressed.town)
    ada = building.masthead(type(pressed.ada), "ada", "uk", name="Ада", original=pressed.ada)
    story = pressed.stories[1]
    copy = Story.objects.get(pk=story.copy_for_translation(uk).pk)
    assert (copy.section, copy.live) == (town, False)
    assert [byline.author for byline in copy.bylines.all()] == [ada]
    building.publish(copy, at=timezone.now() - timedelta(hours=1))
    loop.drain()
    assert copy.address.startswith("/uk/")
    assert status("/fragments/more/town/") == 200
