"""Pages that stand where another does and go where it goes, such as its feed.

Rule    derived from owner and path alone, so that all paths of a thing are known before one is placed
"""

from collections.abc import Callable, Mapping

Places = Mapping[str, str | None]
Companions = Callable[[str, str | None], dict[str, str | None]]
_registered: list[Companions] = []


def register(companions: Companions) -> None:
    """Have every owner's places completed by companions(owner, path); path is None where the owner lives nowhere."""
    _registered.append(companions)


def with_companions(places: Places) -> dict[str, str | None]:
    """All paths of these owners and of whatever goes with them, each owner once, before what follows it."""
    complete = dict(places)
    waiting = list(places.items())
    for owner, path in waiting:
        for companions in _registered:
            new = {other: there for other, there in companions(owner, path).items() if other not in complete}
            complete |= new
            waiting += new.items()
    return complete
