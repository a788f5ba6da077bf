"""By what a reader narrows a search: section, author, topic, days.

Rule    a value that means nothing is left out and said so; it never ends the search
"""

import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date, datetime, time, timedelta
from typing import Any

from django.utils import timezone
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from freesheet.public.masthead.models import Author, Section, Topic

_SLUG = re.compile(r"[A-Za-z0-9][A-Za-z0-9_-]{0,79}\Z")
_DAY = re.compile(r"(?:19|2\d)\d\d-\d\d-\d\d\Z")
NEWEST_FIRST = "newest"


@dataclass
class Filters:
    """What narrows a search in an edition; remarks say what was left out."""

    section: Section | None = None
    author: Author | None = None
    topic: Topic | None = None
    first_day: date | None = None
    last_day: date | None = None
    newest_first: bool = False
    remarks: list[Promise | str] = field(default_factory=list)

    @property
    def any(self) -> bool:
        return any((self.section, self.author, self.topic, self.first_day, self.last_day))

    @property
    def since(self) -> datetime | None:
        """The first moment of the first day, in the newsroom's zone."""
        return _midnight(self.first_day) if self.first_day else None

    @property
    def until(self) -> datetime | None:
        """The moment after the last day."""
        return _midnight(self.last_day + timedelta(days=1)) if self.last_day else None

    @property
    def as_query(self) -> dict[str, str]:
        """As they stand in an address."""
        chosen = {"section": self.section, "author": self.author, "topic": self.topic}
        query = {name: thing.slug for name, thing in chosen.items() if thing}
        days = {"from": self.first_day, "to": self.last_day}
        query |= {name: day.isoformat() for name, day in days.items() if day}
        return query | ({"order": NEWEST_FIRST} if self.newest_first else {})


def read(query: Mapping[str, str], language: str) -> Filters:
    """The filters of a query string in that edition."""
    filters = Filters(newest_first=query.get("order") == NEWEST_FIRST)
    filters.section = _named(Section, query.get("section", ""), language, filters)
    filters.author = _named(Author, query.get("author", ""), language, filters)
    filters.topic = _named(Topic, query.get("topic", ""), language, filters)
    filters.first_day = _day(query.get("from", ""), filters)
    filters.last_day = _day(query.get("to", ""), filters)
    if filters.first_day and filters.last_day and filters.first_day > filters.last_day:
        filters.first_day, filters.last_day = filters.last_day, filters.first_day
        filters.remarks.append(_("The first day came after the last, so we have changed them round."))
    return filters


def _named(model: Any, slug: str, language: str, filters: Filters) -> Any:
    if not slug:
        return None
    found = None
    if _SLUG.match(slug):
        found = model.objects.select_related("locale").filter(locale__language_code=language, slug=slug).first()
    if found is None:
        filters.remarks.append(_NOT_FOUND[model])
    return found


_NOT_FOUND = {
    Section: _("There is no such section, so all sections were searched."),
    Author: _("There is no such author, so all authors were searched."),
    Topic: _("There is no such topic, so all topics were searched."),
}


def _day(typed: str, filters: Filters) -> date | None:
    if not typed:
        return None
    try:
        if _DAY.match(typed):
            return date.fromisoformat(typed)
    except ValueError:
        pass
    filters.remarks.append(_("One of the days is not a day of the calendar, so it was left out. Write 2026-11-24."))
    return None


def _midnight(day: date) -> datetime:
    return datetime.combine(day, time.min, tzinfo=timezone.get_default_timezone())
