"""What is scheduled comes out at its hour, whatever becomes of the thing before it."""

from datetime import timedelta

import pytest
import time_machine
from django.db import IntegrityError, OperationalError
from django.utils import timezone
from wagtail.models import Page, Revision

from freesheet.public.front.models import FrontPage
from freesheet.public.masthead.slugs import SLUG_CHARACTERS
from freesheet.public.stories.actions.scheduled import late, publish_scheduled
from freesheet.public.stories.models import Story
from tests.desk.conftest import enter


@pytest.fixture
def scheduled(newsroom):
    """Two drafts whose hour came two minutes ago, and the revisions that wait."""
    revisions = []
    for story in newsroom.stories[:2]:
        story.title = f"{story.title}, once more"
        revision = story.save_revision()
        Revision.objects.filter(pk=revision.pk).update(approved_go_live_at=timezone.now() - timedelta(minutes=2))
        revisions.append(revision)
    return revisions


def title(revision: Revision) -> str:
    return Story.objects.get(pk=revision.object_id).title


@pytest.mark.parametrize("trouble", [RuntimeError, IntegrityError])
def test_one_that_fails_holds_up_no_other_and_is_told_at_the_desk(
    scheduled, monkeypatch, client, root, caplog, trouble
):
    bad, good = scheduled
    save = Story.save

    def save_but_one(self, *args, **options):
        if self.pk == int(bad.object_id):
            raise trouble("no room for it")
        return save(self, *args, **options)

    monkeypatch.setattr(Story, "save", save_but_one)
    publish_scheduled()
    assert title(good).endswith(", once more")
    assert not title(bad).endswith(", once more")
    assert "no room for it" in caplog.text
    assert [one.page_id for one in late()] == [int(bad.object_id)]
    enter(client, root)
    home = client.get("/desk/").content.decode()
    assert "Scheduled, and late" in home
    assert f"/desk/pages/{bad.object_id}/edit/" in home

    monkeypatch.undo()
    publish_scheduled()
    assert title(bad).endswith(", once more")
    assert not late()


def test_a_story_that_should_be_gone_and_is_not_is_told_at_the_desk(newsroom, monkeypatch, client, root):
    story = newsroom.stories[0]
    Story.objects.filter(pk=story.pk).update(expire_at=timezone.now() - timedelta(minutes=2))
    monkeypatch.setattr(Page, "unpublish", None)
    publish_scheduled()

    assert [(one.page_id, one.leaves) for one in late()] == [(story.pk, True)]
    enter(client, root)
    assert "(to be unpublished)" in client.get("/desk/").content.decode()


def test_a_database_that_is_away_ends_the_round(scheduled, monkeypatch):
    def away(self, *args, **options):
        raise OperationalError("server closed the connection")

    monkeypatch.setattr(Story, "save", away)
    with pytest.raises(OperationalError):
        publish_scheduled()


def test_a_story_expires_at_its_hour(newsroom):
    story = newsroom.stories[0]
    Story.objects.filter(pk=story.pk).update(expire_at=timezone.now() - timedelta(seconds=1))
    publish_scheduled()
    assert not Story.objects.get(pk=story.pk).live


def test_a_front_page_changes_at_its_hour_and_never_expires(newsroom):
    fields = set(FrontPage.get_edit_handler().get_form_class().base_fields)
    assert "go_live_at" in fields
    assert "expire_at" not in fields

    front = FrontPage.objects.get(locale__language_code="en")
    front.lead, front.go_live_at = newsroom.stories[3], timezone.now() + timedelta(hours=1)
    front.save_revision(approved_go_live_at=front.go_live_at)
    front.refresh_from_db()
    publish_scheduled()
    assert (front.live, FrontPage.objects.get(pk=front.pk).lead) == (True, None)

    with time_machine.travel(timezone.now() + timedelta(hours=2)):
        publish_scheduled()
    assert FrontPage.objects.get(pk=front.pk).lead == newsroom.stories[3]


def test_a_headline_of_any_length_gets_an_address_that_can_be_written(newsroom):
    story = newsroom.stories[0]
    twin = Story(title="ferry " * 40, section=newsroom.town, slug="ferry-" * 40)
    story.get_parent().add_child(instance=twin)
    assert len(twin.slug) <= SLUG_CHARACTERS
    twin.save_revision().publish()
    assert Story.objects.get(pk=twin.pk).address.endswith(f"/{twin.slug}/")


def test_two_long_headlines_that_begin_alike_get_two_addresses(newsroom):
    archive = newsroom.stories[0].get_parent()
    twins = [Story(title="ferry " * 40 + end, section=newsroom.town) for end in ("one", "two")]
    for twin in twins:
        archive.add_child(instance=twin)
        twin.save_revision().publish()

    slugs = {twin.slug for twin in twins}
    assert len(slugs) == 2
    assert max(map(len, slugs)) <= SLUG_CHARACTERS
