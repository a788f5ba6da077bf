"""Pages of an edition as they would look with an imprint that is not saved.

Owns    PreviewMode; rooms register theirs in apps.ready
Never   is anything pressed, or kept
"""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from dataclasses import dataclass
from typing import TYPE_CHECKING

from django.utils.functional import Promise

from freesheet.doors.press.rendering.render import render

if TYPE_CHECKING:
    from freesheet.public.masthead.models import Imprint

_shown: ContextVar["Imprint | None"] = ContextVar("imprint", default=None)
_modes: dict[str, "PreviewMode"] = {}


@dataclass(frozen=True)
class PreviewMode:
    """A page that editors can look at with an unsaved imprint.

    path_in     gives the page's path in an edition, by its language; None where there is none as yet
    """

    name: str
    label: Promise
    path_in: Callable[[str], str | None]


def register(mode: PreviewMode) -> None:
    _modes[mode.name] = mode


def preview_modes() -> list[PreviewMode]:
    """The highest room's first: rooms register from below, and a form opens with the first."""
    return list(reversed(_modes.values()))


def shown_instead(language: str) -> "Imprint | None":
    """The unsaved imprint of that edition which pages are rendered with right now, if any."""
    imprint = _shown.get()
    return imprint if imprint is not None and imprint.locale.language_code == language else None


@contextmanager
def shown_with(imprint: "Imprint") -> Iterator[None]:
    """Have pages of its edition rendered inside with that imprint, saved or not."""
    token = _shown.set(imprint)
    try:
        yield
    finally:
        _shown.reset(token)


def previewed(imprint: "Imprint", mode: str) -> bytes:
    """The page of a mode with that imprint; where it has none as yet, that of the first mode which has one."""
    language = imprint.locale.language_code
    modes = sorted(preview_modes(), key=lambda one: one.name != mode)
    path = next((path for one in modes if (path := one.path_in(language))), None)
    with shown_with(imprint):
        return (path and render(path)) or b""
