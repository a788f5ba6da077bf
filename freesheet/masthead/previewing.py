"""Pages of an edition as they would look with an imprint that is not saved.

Called by   models.Imprint, the demo's gallery
Calls       press.render; nothing is pressed, and nothing of it is kept
"""

from collections.abc import Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from typing import TYPE_CHECKING

from django.conf import settings

from freesheet.kit import addresses
from freesheet.press.models import Sheet
from freesheet.press.render import render

if TYPE_CHECKING:
    from freesheet.masthead.models import Imprint

_shown: ContextVar["Imprint | None"] = ContextVar("imprint", default=None)


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
    """The front page, or the newest story if there is one, with that imprint."""
    path = addresses.in_language("/", imprint.locale.language_code, default=settings.LANGUAGE_CODE)
    if mode == "story":
        path = _newest_story(imprint.locale.language_code) or path
    with shown_with(imprint):
        return render(path) or b""


def _newest_story(language: str) -> str | None:
    languages = [code for code, _ in settings.LANGUAGES]
    live = Sheet.objects.filter(owner__startswith="story:", status=Sheet.Status.OK).order_by("-pk")
    paths = live.values_list("path", flat=True).iterator(chunk_size=50)
    return next((path for path in paths if addresses.language_of(path, languages) == language), None)
