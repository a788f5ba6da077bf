"""Exhibits of front pages: the lead in its looks, rows in their layouts and lengths, what fragments bring.

Rule    the looks and layouts are asked of the rooms, so that a new one stands here by itself
"""

from typing import Any

from django.http import HttpRequest
from django.template.response import TemplateResponse
from django.utils.text import format_lazy
from django.utils.translation import gettext_lazy as _

from freesheet.demo.gallery import scenery, words
from freesheet.demo.gallery.exhibit import Context, Exhibit, Show, as_text, parts
from freesheet.public.front.arrangement.blocks import LAYOUTS
from freesheet.public.front.arrangement.front import near_of
from freesheet.public.front.arrangement.places import Arrangement, Row
from freesheet.public.front.arrangement.rows import RowHead
from freesheet.public.front.models import FrontPage
from freesheet.public.stories.models import Story
from freesheet.public.theme.pages import keep
from freesheet.public.theme.slots import ROWS

FRONTS, PARTS = _("Front page"), _("Parts")
LEAD_STATES = (
    ("long", _("Fourteen words")),
    ("short", _("Three words")),
    ("bare", _("The longest words, no picture")),
    ("opinion", _("Opinion")),
)
"""As scenery.in_states begins."""
LENGTHS = (1, 2, 3, 4, 6)
TEXT_FRONT = "front/text/front_page.html"
Rows = list[Row[Story, RowHead]]


def _front(look: str = FrontPage.Look.PICTURE, **told: Any) -> Show:
    """told      count of stories beneath the lead (default: as editors have arranged it), state of the lead, rows"""

    def show(request: HttpRequest, language: str) -> TemplateResponse:
        front = FrontPage.objects.get(locale__language_code=language)
        front.lead_look = look
        if told:
            keep(front, "arrangement", _arranged(front, **told))
        return front.serve(request)

    return show


def _arranged(front: FrontPage, *, count: int = 6, state: int = 0, rows: Any = None, empty: bool = False) -> Any:
    language = front.locale.language_code
    lead, *secondary = scenery.in_states(language, count + 1 + state)[state:]
    if empty:
        return Arrangement()
    return Arrangement(lead, secondary, rows(language) if rows else [], near_of(front.lead_look))


def _rows(**head: Any) -> Any:
    """Rows of one layout, in every length."""

    def rows(language: str) -> Rows:
        said, made = words.of(language), []
        for length in LENGTHS:
            titled = RowHead(title=said.unbroken if length == 1 else said.short, address="/", **head)
            made.append(Row(titled, scenery.in_states(language, length + 1)[length % 2 :][:length]))
        return made

    return rows


def _sixty(language: str) -> Rows:
    stories = scenery.stories(language, 54)
    heads = [RowHead("chosen", words.of(language).short, layout=LAYOUTS[number % 3][0]) for number in range(9)]
    return [Row(head, stories[6 * number :][:6]) for number, head in enumerate(heads)]


def _filled_by_rooms(language: str) -> Rows:
    return [Row(RowHead("place", slot=slot), []) for slot in ROWS]


def _listed(language: str) -> list[Context]:
    return [{"stories": scenery.in_states(language, 8), "section": scenery.section(language)}]


def _live(language: str) -> list[Context]:
    return [{"briefs": scenery.briefs(language)[:4]}]


LEADS = {
    f"lead-{look.value}-{name}": Exhibit(FRONTS, format_lazy("{}: {}", look.label, title), _front(look, state=state))
    for look in FrontPage.Look
    for state, (name, title) in enumerate(LEAD_STATES)
}
LAYOUT_ROWS = {
    f"rows-{layout}": Exhibit(FRONTS, label, _front(count=2, rows=_rows(kind="chosen", layout=layout)))
    for layout, label in LAYOUTS
}
EXHIBITS = {
    "front": Exhibit(FRONTS, _("As it is arranged"), _front()),
    "front-text": Exhibit(FRONTS, _("Text edition"), as_text(_front(count=6, rows=_sixty), TEXT_FRONT)),
    "front-two": Exhibit(FRONTS, _("Two stories"), _front(count=1)),
    "front-sixty": Exhibit(FRONTS, _("Sixty stories"), _front(count=5, rows=_sixty)),
    "front-empty": Exhibit(FRONTS, _("Nothing yet"), _front(empty=True)),
    "front-empty-text": Exhibit(FRONTS, _("Nothing yet, text edition"), as_text(_front(empty=True), TEXT_FRONT)),
    **LEADS,
    **LAYOUT_ROWS,
    "rows-opinion": Exhibit(FRONTS, _("Opinion"), _front(count=2, rows=_rows(kind="opinion"))),
    "rows-section": Exhibit(FRONTS, _("A section"), _front(count=2, rows=_rows(kind="section", css_class="section-1"))),
    "rows-place": Exhibit(FRONTS, _("What other rooms fill, nothing yet"), _front(count=2, rows=_filled_by_rooms)),
    "picks": Exhibit(PARTS, _("Editors’ Picks"), parts("front/picks.html", _listed, within="story-rail")),
    "more": Exhibit(PARTS, _("More from a section"), parts("front/more.html", _listed, within="")),
    "live": Exhibit(PARTS, _("The newest on a live lead"), parts("front/live.html", _live, within="sheet front")),
}
