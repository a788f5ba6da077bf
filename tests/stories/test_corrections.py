"""Corrections: where they stand, who signs them, and the log of them all."""

import json
import re
from datetime import datetime
from zoneinfo import ZoneInfo

from freesheet.demo import building
from freesheet.doors.press.models import Sheet
from freesheet.doors.press.rendering.recording import recording
from freesheet.doors.press.rendering.render import render
from freesheet.public.front.models import FrontPage
from freesheet.public.masthead.models import Imprint
from freesheet.public.stories.models import Correction, Story

AT = datetime(2026, 3, 5, 14, 0, tzinfo=ZoneInfo("Europe/Kyiv"))
EVIL = "</script><script>alert(1)</script>"


def told(cast, slug="told", *corrections, **fields):
    defaults = {"title": slug.capitalize(), "section": cast.town, "bylines": [(cast.ada, "words")], "at": AT}
    return building.story(slug, corrections=corrections, **{**defaults, **fields})


def said(text, *, kind="correction", at=AT, **fields):
    return Correction(kind=kind, text=text, stated_at=at, **fields)


def amend(story, *corrections):
    story = Story.objects.get(pk=story.pk)
    story.corrections = [*story.corrections.all(), *corrections]
    story.save_revision().publish()


def page(path):
    return (render(path) or b"").decode()


def test_who_signs(cast):
    html = page(told(cast, "told", said("Eleven.", signed_by=cast.grace), said("Twelve.")).address)

    assert '<a href="/author/grace-lind/">Grace Lind</a>, Editor' in html
    assert "— The Tidewater" in html


def test_the_newsroom_chooses_top_or_foot(cast):
    body = [("paragraph", "<p>The running text.</p>")]
    story = told(cast, "told", said("It was eleven."), body=body)
    html = page(story.address)
    assert html.index("The running text.") < html.index("It was eleven.", html.index("<main"))

    imprint = Imprint.objects.get(locale__language_code="en")
    imprint.corrections_at = "top"
    imprint.save()
    html = page(story.address)
    main = html[html.index("<main") :]
    assert main.index("It was eleven.") < main.index("The running text.")
    assert main.count("It was eleven.") == 1


def test_the_log_lists_all_under_their_months_newest_first(cast):
    april = AT.replace(month=4)
    told(cast, "one", said("March.", kind="clarification"), said("April.", at=april))
    told(cast, "draft", said("Secret."), live=False)
    html = page("/corrections/")

    assert html.index("April.") < html.index("March.")
    assert "<strong>Clarification</strong>" in html
    assert 'href="/2026/03/one/"' in html
    assert "Secret." not in html
    assert "March." in page("/corrections/2026/03/")
    assert "April." not in page("/corrections/2026/03/")
    assert "One" not in page("/uk/corrections/")
    assert render("/corrections/2020/01/") is None
    assert render("/corrections/0000/01/") is None


def test_the_log_is_linked_from_every_correction_and_every_foot(cast):
    html = page(told(cast, "told", said("Eleven.")).address)

    assert html.count('href="/corrections/"') == 2
    assert 'href="/uk/corrections/"' in page("/uk/")


def due(path):
    return Sheet.objects.filter(path=path, due_at__isnull=False).exists()


def test_what_is_stated_is_pressed_and_what_is_taken_away_leaves(cast):
    story = told(cast, "told", said("March."))
    assert {"/corrections/", "/corrections/feed.rss", "/corrections/2026/03/"} <= set(
        Sheet.objects.values_list("path", flat=True)
    )
    for path in ("/corrections/", "/corrections/2026/03/", "/corrections/feed.rss"):
        press_as_if(path)
    assert not due("/corrections/")

    amend(story, said("Another."))
    assert due("/corrections/")
    assert due("/corrections/2026/03/")
    assert due("/corrections/feed.rss")

    for path in ("/corrections/", "/corrections/2026/03/"):
        press_as_if(path)
    Story.objects.get(pk=story.pk).unpublish()
    assert due("/corrections/")
    assert due("/corrections/2026/03/")
    assert "March." not in page("/corrections/")


def press_as_if(path):
    """Note what the page shows, and that nothing is due."""
    from_keys = Sheet.objects.get(path=path)
    with recording() as keys:
        render(path)
    from_keys.keys.all().delete()
    from_keys.keys.model.objects.bulk_create([from_keys.keys.model(sheet=from_keys, key=key) for key in keys])
    Sheet.objects.update(due_at=None)


def test_feeds_tell(cast):
    story = told(cast, "told", said("Eleven.", signed_by=cast.grace), standfirst="In short.", at=None)
    feed = page("/corrections/feed.rss")
    assert "<title>Correction: Told</title>" in feed
    assert f"{story.address}#corrections" in feed
    assert "<dc:creator>Grace Lind</dc:creator>" in feed
    assert "Correction, 5 March 2026: Eleven." in page("/feed.rss")


def test_a_guid_outlives_a_new_version_of_the_story(cast):
    story = told(cast, "told", said("Eleven."))
    before = re.findall(r"urn:uuid:[\w-]+", page("/corrections/feed.rss"))
    story = Story.objects.get(pk=story.pk)
    story.title = "Told again"
    story.save_revision().publish()

    assert re.findall(r"urn:uuid:[\w-]+", page("/corrections/feed.rss")) == before


def test_a_retracted_story_says_so_wherever_it_stands(cast):
    story = told(cast, "told", said("Invented.", kind="retraction"), at=None)

    assert "Retracted: Told" in page("/feed.rss")
    assert "kicker-retracted" not in page("/")  # it comes there only by hand
    FrontPage.objects.filter(locale__language_code="en").update(lead=story)
    for path in ("/", "/town/", f"/{story.address.strip('/').rsplit('/', 1)[0]}/"):
        assert "kicker-retracted" in page(path), path
    data = json.loads(re.search(r'ld\+json">(.*?)</script>', page(story.address), re.DOTALL)[1])
    assert data["creativeWorkStatus"] == "Retracted"


def test_words_that_want_to_be_markup_stay_words(cast):
    cast.grace.name = EVIL
    cast.grace.save()
    story = told(cast, "told", said(EVIL, signed_by=cast.grace))

    for path in (story.address, "/corrections/", "/corrections/feed.rss"):
        assert "<script>alert" not in page(path)


def test_a_log_costs_the_same_however_long_it_is(cast, django_assert_max_num_queries):
    told(cast, "told", *(said(f"{number}.", signed_by=cast.grace) for number in range(30)))
    with django_assert_max_num_queries(12):
        render("/corrections/")
