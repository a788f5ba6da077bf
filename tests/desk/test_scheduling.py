"""What is scheduled comes out at its hour, whatever becomes of the thing before it."""

from datetime import timedelta

import pytest
from django.utils import timezone
from wagtail.models import Revision

from freesheet.desk.scheduling import late, publish_scheduled
from freesheet.front.models import FrontPage
from freesheet.stories.models import SLUG_LONGEST, Story
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


def test_one_that_fails_holds_up_no_other_and_is_told_at_the_desk(scheduled, monkeypatch, client, root, caplog):
    bad, good = scheduled
    publish = Revision.publish

    def publish_but_one(self, *args, **options):
        if self.pk == bad.pk:
            raise RuntimeError("no room for it")
        return publish(self, *args, **options)

    monkeypatch.setattr(Revision, "publish", publish_but_one)
    publish_scheduled()
    assert title(good).endswith(", once more")
    assert not title(bad).endswith(", once more")
    assert "no room for it" in caplog.text
    assert [revision.pk for revision in late()] == [bad.pk]
    enter(client, root)
    home = client.get("/desk/").content.decode()
    assert "Scheduled, and late" in home
    assert f"/desk/pages/{bad.object_id}/edit/" in home

    monkeypatch.undo()
    publish_scheduled()
    assert title(bad).endswith(", once more")
    assert not late().exists()


def test_a_story_expires_at_its_hour(newsroom):
    story = newsroom.stories[0]
    Story.objects.filter(pk=story.pk).update(expire_at=timezone.now() - timedelta(seconds=1))
    publish_scheduled()
    assert not Story.objects.get(pk=story.pk).live


def test_the_front_page_has_no_schedule(newsroom):
    names = set(FrontPage.get_edit_handler().get_form_class().base_fields)
    assert "lead" in names
    assert not names & {"go_live_at", "expire_at"}


def test_a_headline_of_any_length_gets_an_address_that_can_be_written(newsroom):
    story = newsroom.stories[0]
    twin = Story(title="ferry " * 40, section=newsroom.town, slug="ferry-" * 40)
    story.get_parent().add_child(instance=twin)
    assert len(twin.slug) <= SLUG_LONGEST
    twin.save_revision().publish()
    assert Story.objects.get(pk=twin.pk).address.endswith(f"/{twin.slug}/")
