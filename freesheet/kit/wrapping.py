"""Standing in for a library's method where it offers no hook."""

from collections.abc import Callable
from functools import wraps
from typing import Any


def wrap_method(owner: type, name: str, around: Callable[..., Any]) -> None:
    """Have owner's method answer with around(method, self, …) from now on; asked again, nothing changes."""
    method = getattr(owner, name)
    if hasattr(method, "__wrapped__"):
        return

    @wraps(method)
    def wrapped(self: Any, *args: Any, **kwargs: Any) -> Any:
        return around(method, self, *args, **kwargs)

    setattr(owner, name, wrapped)
