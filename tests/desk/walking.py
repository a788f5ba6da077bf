"""Every address below /desk/, and what is put in the places of its arguments.

Rule    arguments name real things that are somebody else's: another's draft, a live story, a picture, a person
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from django.urls import URLPattern, URLResolver, get_resolver

ARGUMENT = re.compile(r"<(?:\w+:)?(?P<argument>\w+)>")


@dataclass(frozen=True)
class Address:
    """One pattern of the resolver: its route as written, below /desk/."""

    route: str
    pattern: URLPattern

    def __str__(self) -> str:
        return self.route


def walk() -> list[Address]:
    """All of the desk's, in the resolver's order, each route once: the first of two is the one that answers."""
    found: dict[str, Address] = {}
    for route, pattern in _below(get_resolver(), ""):
        if route.startswith("desk/"):
            found.setdefault(route.removeprefix("desk/"), Address(route.removeprefix("desk/"), pattern))
    return list(found.values())


def _below(resolver: URLResolver, prefix: str) -> Iterator[tuple[str, URLPattern]]:
    for one in resolver.url_patterns:
        route = prefix + str(one.pattern)
        if isinstance(one, URLPattern):
            yield route, one
        else:
            yield from _below(one, route)


def fill(address: Address, things: dict[str, Any]) -> str:
    """The address with things in its places; things are keyed by argument, or by "start of route argument"."""
    path = things.get(address.route, address.route)
    if "(?P<" not in path:
        path = ARGUMENT.sub(lambda found: str(_thing(address.route, found["argument"], things)), path)
    return "/desk/" + path.replace("^", "")


def _thing(route: str, argument: str, things: dict[str, Any]) -> Any:
    """The most particular of those that fit."""
    fitting = [key for key in things if key.rpartition(" ")[2] == argument and route.startswith(key.rpartition(" ")[0])]
    assert fitting, f"{route}: say in test_addresses.py what to put for {argument}"
    return things[max(fitting, key=len)]
