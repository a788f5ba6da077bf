"""What stands beside a story's form: its length, advice, twins and addresses; and what only the desk knows of it."""

import threading
from datetime import UTC, datetime
from functools import partial
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer

import pytest
from django.utils import timezone

from freesheet.demo import building
from freesheet.doors.outside import door
from freesheet.doors.press.models import Sheet
from freesheet.public.stories.form.newsroom_time import NewsroomTime
from freesheet.public.stories.models import OutboundLink, Story
from freesheet.public.stories.side_panel.remarks import remarks
from freesheet.public.stories.work import outbound_links
from freesheet.work import loop

pytestmark = pytest.mark.django_db(transaction=True)


@pytest.fixture
def story(cast) -> Story:
    return building.story(
        "harbour", title="Harbour", section=cast.town, bylines=[(cast.ada, "words")], standfirst="What the tide left."
    )


def written(story: Story, *paragraphs: str) -> Story:
    story.body = [("paragraph", one) for one in paragraphs]
    story.save_revision()
    return story.get_latest_revision_as_object()


def said(story: Story) -> list[tuple[str, str]]:
    return [(remark.field, remark.words) for remark in remarks(story)]


def test_a_tidy_story_gets_no_advice(story):
    assert said(written(story, "<p>The tide came in.</p>")) == []


def test_long_headlines_and_missing_standfirsts_are_remarked(story):
    story.title, story.standfirst = (
        "One two three four five six seven eight nine ten eleven twelve thirteen more yet",
        "",
    )
    assert [field for field, _words in said(story)] == ["title", "standfirst", "title"]


def test_our_author_s_name_is_remarked_until_it_leads_somewhere(story, cast):
    name = cast.ada.name
    assert [words for _, words in said(written(story, f"<p>As {name} wrote.</p>"))] == [
        f"{name} writes for us: the name could lead to their page."
    ]
    assert said(written(story, f'<p>As <a href="/">{name}</a> wrote. {name} again.</p>')) == []
    assert said(written(story, f"<p>{name}smith is another.</p>")) == []


def test_a_link_to_a_page_that_readers_cannot_get_is_remarked(story, cast):
    draft = building.story("draft", title="Draft", section=cast.town, bylines=[(cast.ada, "words")])
    draft.unpublish()
    links = f'<a linktype="page" id="{draft.pk}">there</a> and <a href="/nowhere/at/all/">here</a>'
    body = written(story, f"<p>{links}</p>")
    assert [words for _, words in said(body)] == [
        "It leads to a page that readers cannot get.",
        "We have nothing at /nowhere/at/all/.",
    ]
    assert all(one.block == str(body.body[0].id) for one in remarks(body))


@pytest.fixture
def elsewhere(monkeypatch):
    """Another site on this machine, which has /there and nothing else; asked are the paths that it was asked for."""
    asked: list[str] = []

    class Handler(BaseHTTPRequestHandler):
        def do_GET(self):
            asked.append(self.path)
            self.send_response({"/there": 200, "/forbidden": 403}.get(self.path, 404))
            self.end_headers()

        def log_message(self, *args):
            pass

    server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    threading.Thread(target=server.serve_forever, daemon=True).start()
    ask = partial(door.fetch, also=frozenset({"127.0.0.1"}), ports=frozenset({server.server_port}))
    monkeypatch.setattr(outbound_links.door, "fetch", ask)
    yield f"http://127.0.0.1:{server.server_port}", asked
    server.shutdown()
    server.server_close()


def test_other_sites_are_asked_by_the_worker_and_only_what_is_gone_is_remarked(story, elsewhere):
    site, asked = elsewhere
    links = " ".join(f'<a href="{site}{path}">x</a>' for path in ("/there", "/gone", "/forbidden"))
    draft = written(story, f"<p>{links}</p>")
    assert asked == []
    loop.drain()
    assert sorted(asked) == ["/forbidden", "/gone", "/there"]
    assert [words for _, words in said(draft)] == [f"There is nothing any more at {site}/gone."]

    written(story, f"<p>{links} once more</p>")
    assert not OutboundLink.objects.filter(due_at__isnull=False).exists()


def test_a_machine_inside_is_never_asked(story):
    written(story, '<p><a href="http://127.0.0.1:1/admin">x</a></p>')
    loop.drain()
    assert OutboundLink.objects.get().state == OutboundLink.State.UNKNOWN


def test_notes_for_the_desk_are_kept_beside_a_live_story_without_pressing_it(story):
    loop.drain()
    draft = story.get_latest_revision_as_object()
    draft.desk_notes, draft.planned_at = "Ask the lawyer.", datetime(2026, 11, 24, 6, tzinfo=UTC)
    draft.title = "Another headline"
    draft.save_revision()

    row = Story.objects.get(pk=story.pk)
    assert (row.desk_notes, row.title) == ("Ask the lawyer.", "Harbour")
    assert not Sheet.objects.filter(due_at__isnull=False).exists()
    older = row.revisions.order_by("pk").first().as_object()
    assert older.desk_notes == "Ask the lawyer."


def test_the_planned_time_is_the_newsroom_s_whoever_types_it(settings):
    settings.TIME_ZONE = "Europe/Kyiv"
    timezone.get_default_timezone.cache_clear()
    try:
        with timezone.override("America/New_York"):
            assert NewsroomTime().clean("2026-11-24 08:00") == datetime(2026, 11, 24, 6, tzinfo=UTC)
            assert NewsroomTime().prepare_value(datetime(2026, 11, 24, 6, tzinfo=UTC)).hour == 8
    finally:
        settings.TIME_ZONE = "UTC"
        timezone.get_default_timezone.cache_clear()
