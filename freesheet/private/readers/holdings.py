"""What rooms keep of a reader: shown on their own page and at the desk, told in the download, gone when they go.

Rule    every row that names a reader belongs to a holding: tests/readers walks the models
"""

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from typing import Any

from django.db.models import QuerySet
from django.http import HttpRequest
from django.utils.functional import Promise
from django.utils.safestring import SafeString

from freesheet.private.readers.models import Reader


def _nothing(reader: Reader) -> SafeString:
    return SafeString()


def _nothing_at_desk(reader: Reader, request: HttpRequest) -> SafeString:
    return SafeString()


@dataclass(frozen=True)
class Narrowing:
    """What a room can narrow the desk's list of readers by.

    label       above the select
    choices     value and words of each, asked for each time
    among       of these readers, those of whom a value is true
    named       number of a reader → what the list says beside them, for those of whom there is anything to say
    """

    label: Promise | str
    choices: Callable[[], list[tuple[str, str]]]
    among: Callable[[QuerySet[Reader], str], QuerySet[Reader]]
    named: Callable[[Iterable[int]], dict[int, str]]


@dataclass(frozen=True)
class Holding:
    """One room's.

    name    under which it stands in the download
    export  all of it, in what JSON can say
    erase   removes it, or what of it names the reader; in the transaction that removes the reader
    part    its section of the reader's own page
    at_desk     its section of the reader's page at the desk
    narrowing   what the list at the desk can be narrowed by
    """

    name: str
    export: Callable[[Reader], Any]
    erase: Callable[[Reader], None]
    part: Callable[[Reader], SafeString] = _nothing
    at_desk: Callable[[Reader, HttpRequest], SafeString] = _nothing_at_desk
    narrowing: Narrowing | None = None


_holdings: dict[str, Holding] = {}


def hold(holding: Holding) -> None:
    _holdings[holding.name] = holding


def holdings() -> list[Holding]:
    """In the order in which rooms were made ready."""
    return list(_holdings.values())


def narrowings() -> dict[str, Narrowing]:
    return {holding.name: holding.narrowing for holding in holdings() if holding.narrowing}
