"""Who can render which path, for rooms whose pages stand in no urls.py of the public wing."""

from collections.abc import Callable

from django.http import HttpResponse

Render = Callable[[str], HttpResponse]
_offers: dict[str, Render] = {}


def offer(prefix: str, render: Render) -> None:
    """Have paths that begin with prefix rendered by render(path): no request, no cookie, no user."""
    if not prefix.startswith("/"):
        raise ValueError(f"an offered prefix begins with a slash: {prefix!r}")
    _offers[prefix] = render


def offered(path: str) -> Render | None:
    """The renderer of the longest offered prefix of path, or None."""
    prefixes = [prefix for prefix in _offers if path.startswith(prefix)]
    return _offers[max(prefixes, key=len)] if prefixes else None
