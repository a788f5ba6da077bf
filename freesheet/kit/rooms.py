"""What rooms announce of themselves in their apps.ready, for those who put the house together.

Rule    nobody who asks here knows a room by its name: adding one touches INSTALLED_APPS, .importlinter and itself
"""

from collections import defaultdict
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from enum import Enum

from django.urls import URLResolver, get_resolver
from django.urls.resolvers import LocalePrefixPattern


@dataclass(frozen=True)
class Addresses:
    """Where a module's urlpatterns answer.

    prefix      "newsletters/"; empty for those that begin each in their own way
    module      dotted path of the module
    by_edition  whether each edition has them, under its own prefix
    """

    prefix: str
    module: str
    by_edition: bool


class Pool(Enum):
    """Whose threads answer: when all of them are busy, nobody who asks for something else waits."""

    READERS = "readers"
    SEARCH = "search"
    HOOKS = "hooks"


class Audience(Enum):
    """Whom an answer is for.

    ONE_READER  a page of somebody's own, kept by nobody on its way
    EVERYBODY   a page of the paper that is made when it is asked for
    MACHINE     another program
    """

    ONE_READER = "one reader"
    EVERYBODY = "everybody"
    MACHINE = "machine"


@dataclass(frozen=True)
class DynamicPrefix:
    """Addresses that Django answers request by request; all others are pressed.

    path        "/search/"
    by_edition  whether each edition has it, under its own prefix
    exact       whether nothing below it is meant
    limited     whether one address or network may ask only so often
    """

    path: str
    pool: Pool
    audience: Audience
    by_edition: bool = False
    exact: bool = False
    limited: bool = True


Step = Callable[[Sequence[str]], None]
_addresses: list[Addresses] = []
_dynamic: list[DynamicPrefix] = []
_steps: list[Step] = []
_grants: dict[str, set[str]] = defaultdict(set)


def answer(prefix: str, module: str, *, by_edition: bool = False) -> None:
    """Have a module's urlpatterns answer below prefix."""
    _addresses.append(Addresses(prefix, module, by_edition))


def answer_dynamically(*prefixes: DynamicPrefix) -> None:
    """Have the front door hand these to Django."""
    _dynamic.extend(prefixes)


def lay_out(step: Step) -> None:
    """Have step(languages) done whenever an install is made ready: what a new newsroom has of this room.

    It may be done again at any time, and leaves what stands as it is. The rooms below have done theirs before.
    """
    _steps.append(step)


def grant(role: str, *permissions: str) -> None:
    """Give a role rights to rows of this room, such as "newsletters.add_issue"."""
    _grants[role].update(permissions)


# What the house asks


def addresses(*, by_edition: bool) -> list[Addresses]:
    """Longest prefixes first; of those without any, the ground floor's, so that the front's /<slug>/ comes last."""
    announced = [one for one in reversed(_addresses) if one.by_edition == by_edition]
    return sorted(announced, key=lambda one: -len(one.prefix))


def first_segments() -> set[str]:
    """The first words of all addresses that anything answers at, which no slug may take."""
    first = {path.strip("/").split("/")[0] for path in [*_routes(get_resolver()), *(one.path for one in _dynamic)]}
    return {segment for segment in first if segment and "<" not in segment}


def _routes(resolver: URLResolver) -> Iterator[str]:
    """How the addresses below a resolver begin, in the default edition."""
    for entry in resolver.url_patterns:
        adds_nothing = isinstance(entry.pattern, LocalePrefixPattern) or not str(entry.pattern)
        if isinstance(entry, URLResolver) and adds_nothing:
            yield from _routes(entry)
        else:
            yield str(entry.pattern)


def dynamic_prefixes() -> list[DynamicPrefix]:
    return list(_dynamic)


def lay_out_all(languages: Sequence[str]) -> None:
    """Give the newsroom what each room has for a new one, from the ground floor up."""
    for step in reversed(_steps):
        step(languages)


def grants() -> dict[str, set[str]]:
    """Role → rights, of all rooms."""
    return dict(_grants)
