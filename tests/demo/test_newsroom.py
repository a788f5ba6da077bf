"""The demo newsroom fits its columns: PostgreSQL holds to lengths that SQLite only writes down."""

import pytest
from django.apps import apps
from django.db import models

from freesheet.demo import newsroom
from freesheet.doors.press.rendering.render import render
from freesheet.kit import rooms
from freesheet.kit.editions import languages
from freesheet.private.newsletters.models import Issue, Newsletter


@pytest.mark.django_db
@pytest.mark.postgres
def test_the_whole_demo_is_built_and_every_text_fits(roots):
    rooms.lay_out_all(languages())
    newsroom.build(say=lambda words: None)
    for model in apps.get_models():
        texts = [field for field in model._meta.concrete_fields if isinstance(field, models.CharField)]
        limited = [field for field in texts if field.max_length] if model.__module__.startswith("freesheet") else []
        for row in model._default_manager.values_list(*[field.attname for field in limited]) if limited else ():
            for field, value in zip(limited, row, strict=True):
                assert len(value or "") <= field.max_length, f"{model.__name__}.{field.name}: {value}"


@pytest.mark.django_db
def test_its_newsletters_have_past_issues_with_their_stories(roots):
    rooms.lay_out_all(languages())
    newsroom.build(say=lambda words: None)
    assert {newsletter.language for newsletter in Newsletter.objects.all()} == {"en", "uk"}
    for issue in Issue.objects.select_related("newsletter__locale"):
        shown = (render(issue.address) or b"").decode()
        cards = [block for block in issue.body if block.block_type == "story"]
        assert shown.count("card-headline") == len(cards) + sum(map(len, issue.list_members.values())), issue.subject
