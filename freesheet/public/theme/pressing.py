"""Which paths the theme has: error pages, and the text edition beside every page whose view has_text_edition.

Rule    where a page goes, its text edition goes
"""

from collections.abc import Sequence

from freesheet.doors.press import actions as press
from freesheet.doors.press.models import Sheet
from freesheet.kit.editions import Edition
from freesheet.public.theme.errors import WORDS
from freesheet.public.theme.keys import ERROR, TEXT
from freesheet.public.theme.text_edition import text_path


def place_errors(languages: Sequence[str]) -> None:
    """Have the error pages of every edition pressed, so that they can be answered without Django."""
    press.place(
        {
            ERROR.of(language, status): Edition(language).path(f"/errors/{status}/")
            for language in languages
            for status in WORDS
        }
    )


def text_of_page(owner: str, path: str | None) -> dict[str, str | None]:
    """The text edition lives where its page does; nowhere where the page does."""
    text = path and text_path(path)
    return {TEXT.of(owner): text or None} if (text or path is None) and not TEXT.owns(owner) else {}


def place_missing() -> None:
    """Give pages that were placed by a version without a text edition theirs."""
    live = dict(Sheet.objects.filter(status=Sheet.Status.OK).values_list("owner", "path"))
    texts = {TEXT.of(owner): path for owner, path in live.items() if not TEXT.owns(owner)}
    missing = {owner: text for owner, path in texts.items() if owner not in live and (text := text_path(path))}
    press.place_apart(missing)
