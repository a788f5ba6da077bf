"""One story as its page shows it: who made it, what it leads to, what must be touched.

Rule    touches the story and each thing it shows, never a list of stories
"""

from dataclasses import dataclass
from datetime import datetime
from functools import cached_property
from typing import Any

from django.utils.html import format_html
from django.utils.safestring import SafeString
from django.utils.translation import gettext, pgettext

from freesheet.doors.press.rendering.recording import frozen, touch
from freesheet.public.masthead.models import Author, Topic
from freesheet.public.stories import keys
from freesheet.public.stories.body import answers
from freesheet.public.stories.body.blocks import BodyText
from freesheet.public.stories.models import Byline, Correction, Story
from freesheet.public.stories.models.related_slot import RELATED_STORIES
from freesheet.public.stories.page.cards import NextStory, next_stories, readable
from freesheet.public.stories.page.related import suggestions_for
from freesheet.public.stories.pressing import more_path
from freesheet.public.theme.pages import once
from freesheet.public.theme.words import listed

RETRACTION = "retraction"


@dataclass(frozen=True)
class Names:
    """People who did the same for a story: the line says who, roles other than words say what."""

    role: str
    authors: list[Author]

    @property
    def line(self) -> SafeString:
        names = listed([format_html('<a href="{}" rel="author">{}</a>', one.address, one.name) for one in self.authors])
        return format_html(_credit(self.role), names)


def _credit(role: str) -> str:
    """How a role is said, with {} where the names stand."""
    return {
        "words": pgettext("byline", "By {}"),
        "photographs": gettext("Photographs by {}"),
        "illustration": gettext("Illustration by {}"),
        "data": gettext("Data by {}"),
        "translation": gettext("Translated by {}"),
        "additional reporting": gettext("Additional reporting by {}"),
    }.get(role, "{}")


def reading_of(story: Story) -> "Reading":
    """The reading of a page's story, made once however many of its blocks ask; touches what it shows."""
    reading = once(story, "reading", lambda: Reading(story))
    touch(*reading.keys)
    return reading


class Reading:
    """What story.html asks of a story, in a fixed number of queries."""

    def __init__(self, story: Story) -> None:
        self.story = story

    @property
    def keys(self) -> list[str]:
        """Of the story and of each thing that its page shows."""
        signers = [correction.signed_by for correction in self.corrections]
        things = [self.story, self.story.section, *self.topics, *self.authors, *signers, self.story.lead_picture]
        return [thing.key for thing in things if thing is not None and thing.pk]

    @cached_property
    def bylines(self) -> list[Byline]:
        return list(self.story.bylines.all())

    @cached_property
    def names(self) -> list[Names]:
        """Bylines gathered by role, in the editor's order; words first."""
        roles: dict[str, list[Author]] = {"words": []}
        for byline in self.bylines:
            roles.setdefault(byline.role, []).append(byline.author)
        return [Names(role, authors) for role, authors in roles.items() if authors]

    @cached_property
    def authors(self) -> list[Author]:
        """Everybody named, once."""
        return list({byline.author_id: byline.author for byline in self.bylines}.values())

    @cached_property
    def topics(self) -> list[Topic]:
        return list(self.story.topics.all())

    @cached_property
    def corrections(self) -> list[Correction]:
        """Oldest first, as they were stated."""
        return sorted(self.story.corrections.all(), key=lambda correction: correction.stated_at)

    @property
    def retraction(self) -> Correction | None:
        return next((one for one in self.corrections if one.kind == RETRACTION), None)

    @property
    def lesser_corrections(self) -> list[Correction]:
        """All but the retraction, which stands above them in a notice of its own."""
        return [one for one in self.corrections if one is not self.retraction]

    @cached_property
    def cards(self) -> list[int]:
        """Ids of the stories that the body's cards point at."""
        return [answer.value for answer in answers.stories(self.story.body)]

    @cached_property
    def chosen(self) -> list[int]:
        """Ids of the stories that an editor has put at the end."""
        slots = [slot.target_id for slot in self.story.related_slots.all()]
        return [pk for pk in dict.fromkeys(slots) if pk not in {self.story.pk, *self.cards}]

    @cached_property
    def suggested(self) -> list[int]:
        """Ids of stories that go with it, to stand where an editor has chosen none."""
        return suggestions_for(self.story, self.topics, besides=[*self.cards, *self.chosen])

    @cached_property
    def related(self) -> dict[int, Story]:
        """The stories that the body's cards point at and that can be read now, by id."""
        touch(*(keys.STORY.of(pk) for pk in self.cards))
        return {story.pk: story for story in readable(self.cards)} if self.cards else {}

    @cached_property
    def ending(self) -> list[NextStory]:
        """What to read next: what an editor has chosen, then what fills the places left over, as of pressing."""
        chosen = next_stories(self.chosen)
        with frozen():
            suggested = next_stories(self.suggested)
        touch(*(keys.readable_key(pk) for pk in suggested))
        filling = list(suggested.values())[: max(0, RELATED_STORIES - len(chosen))]
        return [*chosen.values(), *filling]

    @property
    def shown_addresses(self) -> list[str]:
        """Its own and those of stories that it shows, which no list beside them need repeat; none in a draft."""
        if not self.story.address:
            return []
        rows = [story.address for story in (self.story, *self.related.values()) if story.address]
        return [*rows, *(story.address for story in self.ending)]

    @cached_property
    def first_paragraph(self) -> str | None:
        """The id of the block that the dateline opens."""
        return next((bound.id for bound in self.story.body if isinstance(bound.block, BodyText)), None)

    @property
    def more_path(self) -> str:
        """The fragment with the newest of its section; empty without one."""
        section = self.story.section
        return more_path(section.slug, self.story.locale.language_code) if section else ""

    @property
    def modified_at(self) -> datetime:
        """When an editor last stated that there is more in it, or something else; else its publication."""
        stated = [correction.stated_at for correction in self.corrections]
        return max([self.story.updated_at or self.story.published_at, *stated])

    @property
    def description(self) -> str:
        return self.story.search_description or self.story.standfirst

    @property
    def social_title(self) -> str:
        return self.story.social_title or self.story.title

    @property
    def social_description(self) -> str:
        return self.story.social_description or self.description

    @property
    def social_picture(self) -> Any:
        return self.story.social_picture or self.story.lead_picture
