"""One story as its page shows it: who made it, what it leads to, what must be touched.

Called by   Story.serve
Calls       press.recording
Rule        touches the story and each thing it shows, never a list of stories
"""

from dataclasses import dataclass
from datetime import datetime
from functools import cached_property
from typing import TYPE_CHECKING, Any

from django.conf import settings
from django.utils.html import format_html
from django.utils.safestring import SafeString
from django.utils.translation import gettext, pgettext

from freesheet.kit import addresses
from freesheet.masthead.models import Author, Topic
from freesheet.press.fragments import PREFIX
from freesheet.press.recording import touch
from freesheet.theme.words import listed

if TYPE_CHECKING:
    from freesheet.stories.models import Byline, Correction, Story

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


class Reading:
    """What story.html asks of a story. Making one reads what the page needs in a fixed number of queries."""

    def __init__(self, story: "Story") -> None:
        self.story = story
        touch(*(thing.key for thing in self._shown()))

    def _shown(self) -> list[Any]:
        things = [self.story, self.story.section, *self.topics, *self.authors, self.story.lead_picture]
        return [thing for thing in things if thing is not None and thing.pk]

    @cached_property
    def bylines(self) -> list["Byline"]:
        return list(self.story.bylines.select_related("author__locale", "author__portrait"))

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
        return list(self.story.topics.select_related("locale"))

    @cached_property
    def corrections(self) -> list["Correction"]:
        """Oldest first, as they were stated."""
        return sorted(self.story.corrections.all(), key=lambda correction: correction.stated_at)

    @property
    def retraction(self) -> "Correction | None":
        return next((one for one in self.corrections if one.kind == RETRACTION), None)

    @cached_property
    def related(self) -> dict[int, "Story"]:
        """Stories that the body's cards point at and that can be read now, by id."""
        chosen = [raw["value"]["story"] for raw in self.story.body.raw_data if raw["type"] == "related"]
        touch(*(f"story:{pk}" for pk in chosen))
        stories = type(self.story).objects.live().filter(pk__in=chosen).with_faces()
        return {story.pk: story for story in stories if story.address} if chosen else {}

    @cached_property
    def first_paragraph(self) -> str | None:
        """The id of the block that the dateline opens."""
        return next((block.id for block in self.story.body if block.block_type == "paragraph"), None)

    @property
    def more_path(self) -> str:
        """The fragment with the newest of its section; empty without one."""
        section = self.story.section
        path = f"{PREFIX}more/{section.slug}/" if section else ""
        return (
            addresses.in_language(path, self.story.locale.language_code, default=settings.LANGUAGE_CODE) if path else ""
        )

    @property
    def modified_at(self) -> datetime:
        """When an editor last stated that there is more in it, or its publication."""
        return self.story.updated_at or self.story.published_at

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
