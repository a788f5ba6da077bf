"""Which paths the text edition has: one beside every page whose view has_text_edition.

Called by   receivers.py, front.actions.lay_out
"""

from freesheet.press import actions as press
from freesheet.press.models import Sheet
from freesheet.theme.text_edition import text_path

PREFIX = "text:"


def place_text(owner: str, path: str | None) -> None:
    """Have the text edition live where its page does; nowhere where the page does."""
    text = path and text_path(path)
    if text or path is None:
        press.place({f"{PREFIX}{owner}": text or None})


def place_missing() -> None:
    """Give pages that were placed by a version without a text edition theirs."""
    live = dict(Sheet.objects.filter(status=Sheet.Status.OK).values_list("owner", "path"))
    texts = {f"{PREFIX}{owner}": path for owner, path in live.items() if not owner.startswith(PREFIX)}
    missing = {owner: text for owner, path in texts.items() if owner not in live and (text := text_path(path))}
    press.place_apart(missing)
