"""The demo newsroom's newsletters and the issues in their archives, which nobody got by mail.

Rule    what is there is left as it is
"""

from collections.abc import Callable
from datetime import timedelta
from typing import Any
from uuid import uuid4

from django.db import transaction
from django.utils import timezone

from freesheet.demo import building, reading
from freesheet.private.newsletters.models import Issue, Newsletter
from freesheet.public.masthead.models import Author
from freesheet.public.pictures.models import Picture
from freesheet.public.stories.models import Story

Block = dict[str, Any]


@transaction.atomic
def build(*, picture: Callable[[str], Picture]) -> None:
    """File every newsletter, and the issues of one that is new, the oldest first."""
    words = reading.newsletters()
    for order, told in enumerate(words["newsletters"], start=1):
        there = Newsletter.objects.filter(slug=told["slug"], locale__language_code=told["locale"])
        if there.exists():
            continue
        newsletter = _newsletter(told, order, picture)
        issues = [
            one for one in words["issues"] if (one["newsletter"], one["locale"]) == (told["slug"], told["locale"])
        ]
        for one in sorted(issues, key=lambda issue: -issue["age_hours"]):
            _issue(newsletter, one, picture)


def _newsletter(facts: dict[str, Any], order: int, picture: Callable[[str], Picture]) -> Newsletter:
    fields = {name: facts[name] for name in ("name", "slug", "group", "description", "frequency")}
    return Newsletter.objects.create(
        locale=building.locale(facts["locale"]),
        host=Author.objects.get(slug=facts["host"], locale__language_code=facts["locale"]),
        accent=facts.get("accent", ""),
        header=picture(facts["header"]) if "header" in facts else None,
        order=order,
        rhythm_days=facts.get("days", ""),
        rhythm_at=facts.get("at"),
        rhythm_subject=facts.get("subject", ""),
        rhythm_body=list(map(Blocks(facts["locale"], picture).block_data, facts.get("body", []))),
        **fields,
    )


def _issue(newsletter: Newsletter, facts: dict[str, Any], picture: Callable[[str], Picture]) -> None:
    at = timezone.now().replace(second=0, microsecond=0) - timedelta(hours=facts["age_hours"])
    blocks = Blocks(newsletter.language, picture)
    body = [blocks.block_data(block) for block in facts["body"]]
    Issue.objects.create(
        newsletter=newsletter,
        subject=facts["subject"],
        preheader=facts["preheader"],
        body=[block for block in body if block["value"] is not None],
        list_members=blocks.list_members,
        written_at=at - timedelta(minutes=40),
        frozen_at=at,
        finished_at=at + timedelta(minutes=4),
    )


class Blocks:
    """Turns an issue's blocks into StreamField data; list_members: what its lists came to, as the Issue keeps it."""

    def __init__(self, language: str, picture: Callable[[str], Picture]) -> None:
        self.list_members: dict[str, list[int]] = {}
        self._language = language
        self._picture_of = picture

    def block_data(self, block: Block) -> Block:
        made: Callable[[Block], Any] = getattr(self, f"_{block['type']}")
        key = str(uuid4())
        if "slugs" in block:
            self.list_members[key] = [story for slug in block["slugs"] if (story := self._pk(slug))]
        return {"type": block["type"], "id": key, "value": made(block)}

    def _pk(self, slug: str) -> int | None:
        stories = Story.objects.filter(slug=slug, locale__language_code=self._language)
        return stories.values_list("pk", flat=True).first()

    def _text(self, block: Block) -> str:
        return block["text"] if block["text"].startswith("<ul>") else reading.paragraphs(block["text"])

    def _heading(self, block: Block) -> str:
        return str(block["text"])

    def _story(self, block: Block) -> Block | None:
        story, pictured = self._pk(block["slug"]), block.get("with_picture", True)
        return {"story": story, "words": block.get("words", ""), "with_picture": pictured} if story else None

    def _stories(self, block: Block) -> Block:
        return {"title": block["title"], "section": None, "topic": None, "count": 5}

    def _briefs(self, block: Block) -> Block:
        return {"title": block["title"], "count": 5}

    def _picture(self, block: Block) -> Block:
        return {"picture": self._picture_of(block["file"]).pk, "caption": block.get("caption", ""), "link": ""}

    def _button(self, block: Block) -> Block:
        return {"words": block["text"], "link": block["link"]}

    def _quote(self, block: Block) -> Block:
        return {"text": block["text"], "attribution": block.get("attribution", "")}

    def _membership(self, block: Block) -> Block:
        return {"text": block["text"], "words": block["words"], "link": "/join/"}

    def _sign_off(self, block: Block) -> Block:
        return {"text": reading.paragraphs(block["text"])}
