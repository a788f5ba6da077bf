"""Standing in for a library's method where it offers no hook."""

from collections.abc import Callable
from functools import wraps
from typing import Any

_wrapped: set[tuple[type, str]] = set()


def wrap_method(owner: type, name: str, around: Callable[..., Any]) -> None:
    """Have owner's method answer with around(method, self, …) from now on; asked again, nothing changes."""
    if (owner, name) in _wrapped:
        return
    _wrapped.add((owner, name))
    method = getattr(owner, name)

    @wraps(method)
    def wrapped(self: Any, *args: Any, **kwargs: Any) -> Any:
        return around(method, self, *args, **kwargs)

    setattr(owner, name, wrapped)
