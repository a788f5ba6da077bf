"""What we say when something is not there or has gone wrong.

Owns    the words of each error page
Rule    say what happened, whose fault it is, and the way on; never blame the reader
"""

from dataclasses import dataclass
from typing import NamedTuple

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from freesheet.public.theme.editions import Twin, twins_at
from freesheet.public.theme.keys import ERROR


class Words(NamedTuple):
    title: Promise | str
    text: Promise | str


WORDS = {
    400: Words(
        _("We cannot read this request"),
        _("Something in it is not ours: its address, or the name of the site. Start again at the front page."),
    ),
    403: Words(
        _("This cannot be done here"),
        _(
            "If you sent a form, it was open for too long, or your browser keeps no cookies. "
            "Go back, load the page again, and send it once more."
        ),
    ),
    404: Words(
        _("There is no page at this address"),
        _("The link may be old, or a letter of it lost. Everything we have published is still here."),
    ),
    410: Words(
        _("This page has been taken down"),
        _("It was here once, and we have removed it. If you think that is wrong, write to us."),
    ),
    429: Words(
        _("Too many questions at once"),
        _("More was asked from your network than we can answer just now. Wait a minute, then try again."),
    ),
    500: Words(
        _("Something went wrong on our side"),
        _("It is our mistake, not yours, and we have been told. Try again in a few minutes."),
    ),
    503: Words(
        _("We cannot do this right now"),
        _("All stories can still be read. Forms will work again soon: try in a few minutes."),
    ),
}


@dataclass(frozen=True)
class ErrorPage:
    """The page of one status, in the edition it is rendered in. It has no canonical address."""

    status: int
    address = None

    @property
    def key(self) -> str:
        return ERROR.of(self.status)

    @property
    def words(self) -> Words:
        return WORDS[self.status]

    def editions(self) -> list[Twin]:
        """The front pages: an error is at no address, and has no twin."""
        return twins_at("/")
