"""What an install needs is made once, and pages follow what they are made with."""

from datetime import timedelta
from unittest.mock import patch

import pytest
from django.db import connection
from django.utils import timezone
from wagtail.models import Page

import freesheet
from freesheet.config.preparation import prepare
from freesheet.doors.press import actions
from freesheet.doors.press.actions import stale_all
from freesheet.doors.press.models import Sheet
from freesheet.public.stories.models.page_index import CHANGED, NEWEST

KINDS = (("\n",), ("story:", "month:"), ("text:",))
"""How owners begin: fronts, feeds, sections and other lists, then stories and the archive, then the text edition."""


@pytest.fixture
def prepared(cast, settings, tmp_path):
    settings.STATIC_ROOT = tmp_path / "static"
    prepare()
    Sheet.objects.update(due_at=None)


def test_preparing_again_makes_no_page_stale(prepared):
    prepare()
    assert not Sheet.objects.filter(due_at__isnull=False).exists()


@pytest.mark.postgres
@pytest.mark.django_db(transaction=True)
def test_an_index_that_went_with_wagtails_table_is_made_again_as_it_was(prepared):
    """SQLite rebuilds a table that a migration of Wagtail's changes, with the indexes that Wagtail knows of."""

    def ours() -> dict[str, object]:
        with connection.cursor() as cursor:
            found = connection.introspection.get_constraints(cursor, Page._meta.db_table)
        return {name: about for name, about in found.items() if name in (CHANGED, NEWEST)}

    before = ours()
    assert before[CHANGED]["columns"] == ["latest_revision_created_at", "id"]
    assert before[NEWEST]["columns"] == ["locale_id", "first_published_at", "id"]
    with connection.cursor() as cursor:
        for name in before:
            cursor.execute(f"DROP INDEX {name}")
    assert ours() == {}

    prepare()
    assert ours() == before


def test_news_and_fronts_come_before_the_archive(prepared):
    waiting, failing = Sheet.objects.filter(owner__startswith="story:", status=200)[:2]
    hour = timezone.now() + timedelta(hours=1)
    Sheet.objects.filter(pk=waiting.pk).update(due_at=timezone.now())
    Sheet.objects.filter(pk=failing.pk).update(due_at=hour, error="KeyError")
    with patch.object(actions, "STALE_TOGETHER", 1):
        stale_all(at_once=False)

    ordered = list(Sheet.objects.filter(status=200).order_by("due_at").values_list("owner", flat=True))
    assert set(ordered[:2]) == {waiting.owner, failing.owner}
    turns = [next((turn for turn, kind in enumerate(KINDS) if owner.startswith(kind)), 0) for owner in ordered[2:]]
    assert turns == sorted(turns)
    assert set(turns) == {0, 1, 2}


def test_a_new_version_makes_every_page_stale(prepared, monkeypatch):
    monkeypatch.setattr(freesheet, "__version__", "9.9")
    prepare()
    assert Sheet.objects.filter(status=200).exists()
    assert not Sheet.objects.filter(status=200, due_at=None).exists()
