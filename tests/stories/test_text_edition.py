"""A story's text edition: all that its page says, and pictures on a tap."""

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile

from freesheet.doors.press.rendering.recording import recording
from freesheet.doors.press.rendering.render import render
from freesheet.public.pictures.models import Picture
from freesheet.public.stories.models import Correction
from tests.pictures.conftest import quarters, saved
from tests.stories.test_pages import AT, EVIL, every_block, told

FILES = [[480, 320, 21_400, "/media/aa/small.jpg"], [800, 533, 48_200, "/media/aa/modest.jpg"]]
FILES += [[1280, 853, 120_000, "/media/aa/large.jpg"]]


def text_of(story):
    return render(f"/text{story.address}").decode()


@pytest.fixture
def picture(roots):
    file = SimpleUploadedFile("boats.jpg", saved(quarters(1600, 1066)), content_type="image/jpeg")
    made = Picture(file=file, title="boats.jpg", description="Boats", caption="At low tide.", credit="Ada Brook")
    made.save()
    Picture.objects.filter(pk=made.pk).update(srcsets={"variants": {"full": {"jpeg": FILES}}})
    return Picture.objects.get(pk=made.pk)


def test_it_has_every_block(cast):
    html = text_of(told(cast, body=every_block(cast), dateline="HALVERN"))

    said = ["HALVERN", "What was decided", "The ferry left.", "Not to be thanked.", "Harbour master", "Not privatised"]
    said += ["<li>", "First", "In brief", "Built in 1911.", "Crossings", "Night ferry", "330", "Harbour office"]
    said += ["From above", "Watch at YouTube", "Write to the council", "Related story"]
    assert not [words for words in said if words not in html]
    assert f'<a href="/text{cast.stories[1].address}">{cast.stories[1].title}</a>' in html
    assert "youtube-nocookie" not in html


def test_lists_within_lists_are_shown_counted_and_searched(cast):
    items = ["<p>Papers</p><ul><li>a pass<ol><li>of this year</li></ol></li></ul>", "<p>A coat</p>"]
    story = told(cast, body=[("list", {"ordered": False, "items": items})])
    for html in (text_of(story), render(story.address).decode()):
        nested = html[html.index("Papers") :]
        assert "<ul><li>a pass<ol><li>of this year</li></ol></li></ul>" in nested.replace("\n", "")
    assert story.word_count == 8
    assert "of this year" in " ".join(story.body.stream_block.get_searchable_content(story.body))


def test_it_says_who_when_how_long_and_what_was_wrong(cast):
    corrections = [Correction(kind="correction", text="The lock is 12 m wide.", stated_at=AT)]
    corrections += [Correction(kind="retraction", text="We withdraw this story.", stated_at=AT)]
    bylines = [(cast.ada, "words"), (cast.grace, "photographs")]
    story = told(cast, bylines=bylines, corrections=corrections, standfirst="So far.", topics=[cast.water])

    html = text_of(story)

    assert 'By <a href="/text/author/ada-brook/" rel="author">Ada Brook</a>' in html
    assert "Photographs by" in html
    assert '<time datetime="2026-03-05T14:00:00+02:00">' in html
    assert "1 minute to read" in html
    assert html.index("Retracted") < html.index("The lock is 12 m wide.")
    assert '<a href="/text/topic/water/" rel="tag">Water</a>' in html


def test_a_picture_is_its_words_and_a_link_to_a_modest_file_with_its_size(cast, picture):
    body = [("picture", {"picture": picture, "caption": "", "size": "text"})]
    body += [("gallery", {"pictures": [picture, picture], "caption": "The harbour"})]

    with recording() as touched:
        html = text_of(told(cast, lead_picture=picture, lead_caption="The night ferry", body=body))

    assert html.count('<a href="/media/aa/modest.jpg">Picture: Boats (48 KB)</a>') == 4
    assert html.count("At low tide.") == 3
    assert "The night ferry" in html
    assert "The harbour" in html
    assert html.count("Ada Brook</span>") == 4
    assert "<img" not in html
    assert picture.key in touched


def test_a_picture_that_shows_nowhere_shows_not_here(cast, picture):
    story = told(cast, lead_picture=picture)
    Picture.objects.filter(pk=picture.pk).update(pulled_at=AT)
    assert "Picture:" not in text_of(story)

    Picture.objects.filter(pk=picture.pk).update(pulled_at=None, srcsets={})
    assert "<span>Picture: Boats</span>" in text_of(story)

    Picture.objects.filter(pk=picture.pk).update(stated_decorative=True)
    assert "Picture:" not in text_of(story)


def test_what_editors_type_stays_text(cast, picture):
    Picture.objects.filter(pk=picture.pk).update(description=EVIL, caption=EVIL)
    body = [("heading", EVIL), ("quote", {"text": EVIL, "attribution": EVIL})]
    body += [("button", {"text": EVIL, "url": "javascript:alert(1)"})]

    html = text_of(told(cast, title=EVIL, standfirst=EVIL, lead_picture=picture, body=body))

    assert "<script" not in html
    assert "<img" not in html
    assert "javascript:" not in html
