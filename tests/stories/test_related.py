"""What stands at the end of a story: an editor's choice, then what goes with it, and nothing twice."""

import re
from datetime import timedelta

from django.utils import timezone

from freesheet.demo import building
from freesheet.doors.press.models import Sheet
from freesheet.doors.press.rendering.recording import recording
from freesheet.doors.press.rendering.render import render
from freesheet.public.stories.keys import readable_key
from freesheet.public.stories.models import RelatedSlot, Story


def related(story):
    html = render(story.address).decode()
    part = re.search(r"<section[^>]*data-related>.*?</section>", html, re.DOTALL)
    return re.findall(r'card-headline"><a href="([^"]+)"', part[0]) if part else []


def choose(story, *targets):
    story.related_slots = [RelatedSlot(target=target) for target in targets]
    story.save_revision().publish()


def test_most_topics_first_then_the_section(cast):
    ferry = building.masthead(type(cast.water), "ferry", name="Ferry")
    fields = {"section": cast.town, "bylines": [(cast.ada, "words")], "topics": [cast.water, ferry]}
    story, twin = (
        building.story(slug, title=slug, at=timezone.now() - timedelta(days=days), **fields)
        for slug, days in (("story", 1), ("twin", 300))
    )

    assert related(story)[0] == twin.address
    assert related(cast.stories[1]) == [cast.stories[number].address for number in (2, 4, 6)], "no topic: its section"


def test_an_editors_choice_stands_first_and_is_followed(cast):
    story, first, second = cast.stories[1], cast.stories[7], cast.stories[4]
    choose(story, first, second)

    assert related(story) == [first.address, second.address, cast.stories[2].address]
    with recording() as keys:
        render(story.address)
    assert {first.key, second.key, readable_key(cast.stories[2].pk)} <= keys
    assert cast.stories[2].key not in keys

    first.unpublish()
    assert related(story)[0] == second.address
    second.delete()
    assert related(story) == [cast.stories[number].address for number in (2, 6)]


def test_what_the_body_points_at_and_what_is_retracted_is_not_found_again(cast):
    Story.objects.filter(pk=cast.stories[2].pk).update(retracted_at=timezone.now())
    story = building.story(
        "pointing",
        title="Pointing",
        section=cast.town,
        bylines=[(cast.ada, "words")],
        body=[("related", {"story": cast.stories[1]})],
    )

    assert related(story) == [cast.stories[number].address for number in (4, 6)]


def test_a_new_story_presses_none_of_the_older_and_one_taken_down_leaves_them(cast):
    story = cast.stories[1]
    sheet = Sheet.objects.get(owner=story.key)
    with recording() as keys:
        render(story.address)
    sheet.keys.all().delete()
    sheet.keys.model.objects.bulk_create([sheet.keys.model(sheet=sheet, key=key) for key in keys])
    Sheet.objects.update(due_at=None)

    building.story("news", title="News", section=cast.town, bylines=[(cast.ada, "words")], at=timezone.now())
    sheet.refresh_from_db()
    assert sheet.due_at is None

    cast.stories[2].unpublish()
    sheet.refresh_from_db()
    assert sheet.due_at is not None
