"""Who works here, as the page about it lists them.

Rule    whoever reads the list touches its key, and each author on it
"""

from collections.abc import Iterable
from itertools import groupby

from freesheet.doors.press.rendering.recording import touch
from freesheet.public.masthead.keys import staff_key
from freesheet.public.masthead.models import Author


def staff_list(language: str) -> list[tuple[str, list[Author]]]:
    """Each desk of an edition with its people, in the order that editors gave them."""
    touch(staff_key(language))
    authors = Author.objects.select_related("locale", "portrait").filter(locale__language_code=language)
    listed = list(authors.exclude(desk="").order_by("order", "name"))
    touch(*(author.key for author in listed))
    return _by_desk(listed)


def _by_desk(authors: Iterable[Author]) -> list[tuple[str, list[Author]]]:
    """Desks in the order of their first member, however they are mixed."""
    authors = list(authors)
    desks = list(dict.fromkeys(author.desk for author in authors))
    ordered = sorted(authors, key=lambda author: desks.index(author.desk))
    return [(desk, list(people)) for desk, people in groupby(ordered, key=lambda author: author.desk)]
