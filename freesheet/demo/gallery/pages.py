"""Exhibits of other pages: lists, months, the log of corrections, search, errors; of masthead and footer."""

from collections.abc import Callable
from dataclasses import replace
from functools import partial
from typing import Any

from django.http import QueryDict
from django.utils import timezone
from django.utils.html import format_html
from django.utils.text import format_lazy
from django.utils.translation import gettext_lazy as _

from freesheet.demo.gallery import scenery, words
from freesheet.demo.gallery.exhibit import Bare, Context, Exhibit, page, parts
from freesheet.demo.gallery.words import Words
from freesheet.kit.periods import Period
from freesheet.public.front.months import ArchivePage, MonthPage, by_day
from freesheet.public.masthead.furniture import furniture
from freesheet.public.masthead.links import Link
from freesheet.public.masthead.models import Topic, locale_of
from freesheet.public.search.question import read
from freesheet.public.search.results import Hit, SearchPage, search_page
from freesheet.public.stories.corrections.log import LogMonth, LogPage
from freesheet.public.stories.models import Correction
from freesheet.public.stories.pressing import log_path
from freesheet.public.theme.errors import WORDS, ErrorPage
from freesheet.public.theme.pages import by_year

LISTS, SEARCH, ERRORS, FRAME = _("Lists"), _("Search"), _("Error pages"), _("Masthead and footer")


def _named(kind: str, language: str) -> Any:
    said = words.of(language)
    if kind == "topic":
        return Topic(name=said.unbroken, slug="gallery", description=said.standfirst, locale=locale_of(language))
    return scenery.author(language) if kind == "author" else scenery.section(language)


def _list(kind: str, language: str, *, count: int = 14) -> Context:
    stories = scenery.in_states(language, count) if count else []
    return {"page": _named(kind, language), "stories": stories, "years": _years(language) if count else []}


def _years(language: str) -> list[tuple[int, list[MonthPage]]]:
    this = Period.year_of(timezone.now()).year
    return by_year(
        [MonthPage(language, Period(year, month)) for year in (this, this - 1) for month in range(12, 0, -1)]
    )


def _archive(language: str) -> Context:
    return {"page": ArchivePage(language), "years": _years(language)}


def _month(language: str) -> Context:
    this = MonthPage.of(language, timezone.now())
    beside = {"preceding": this, "following": this, "archive_path": ArchivePage(language).address}
    return {"page": this, "days": by_day(scenery.in_states(language, 9)), **beside}


def _log(language: str, *, of_month: bool = False, empty: bool = False) -> Context:
    month = LogMonth(language, Period.month_of(timezone.now()))
    stated = [] if empty else [(month, list(scenery.corrections(language, *map(str, Correction.Kind))))]
    if of_month:
        return {"page": month, "months": stated, "log_path": log_path(language)}
    years = [] if empty else [(month.period.year, [month] * 12)]
    return {"page": LogPage(language), "months": stated, "years": years, "log_path": ""}


def _search_page(query: str, language: str) -> Context:
    return {"page": search_page(QueryDict(query), language)}


def _hits(language: str, *, loosely: str = "") -> Context:
    said = words.of(language)
    filters = search_page({}, language).filters
    found = SearchPage(language, read(said.short), filters, number=2, count=64, loosely=loosely)
    plain = partial(format_html, "{}")
    first, _space, rest = said.short.partition(" ")
    marked = format_html("… {} <mark>{}</mark> {}", said.standfirst, first, rest)
    found.hits = [Hit(one, plain(one.title), plain(one.standfirst), marked) for one in scenery.in_states(language, 7)]
    return {"page": found}


def _error(status: int, language: str) -> Context:
    return {"page": ErrorPage(status)}


Change = Callable[[Words, Any], dict[str, Any]]


def _standing(language: str, *changes: Change) -> list[Context]:
    """What stands on every page, as it is and otherwise."""
    there, said = furniture(None), words.of(language)
    first = there.sections[0] if there.sections else None
    told = [there, *(_other(there, change(said, there)) for change in changes)]
    return [{"page": Bare(address="/"), "furniture": one, "section": first} for one in told]


def _other(there: Any, changes: dict[str, Any]) -> Any:
    paper = type(there.imprint)(locale=there.imprint.locale, accent=there.imprint.accent, name=there.imprint.name)
    for name, value in changes.pop("imprint", {}).items():
        setattr(paper, name, value)
    return replace(there, imprint=paper, **changes)


def _links(*names: str) -> list[Link]:
    return [Link(name, "/") for name in names]


def _mastheads(language: str) -> list[Context]:
    return _standing(
        language,
        lambda said, there: {"imprint": {"motto": said.standfirst, "logo": scenery.pictures(1)[0]}},
        lambda said, there: {"imprint": {"name": said.unbroken}, "navigation": _links(*said.unbroken.split() * 4)},
        lambda said, there: {"imprint": {"name": said.long, "motto": said.long}, "navigation": [], "editions": []},
    )


def _footers(language: str) -> list[Context]:
    return _standing(
        language,
        lambda said, there: {
            "columns": [(said.short, _links(*said.columns)), (said.unbroken, _links(*said.unbroken.split()))],
            "imprint": {
                "name": said.unbroken,
                "description": said.standfirst,
                "publisher": said.long,
                "contact_email": "newsroom@example.org",
                "footer_note": said.paragraph,
            },
        },
        lambda said, there: {"imprint": {}, "sections": []},
    )


def _with_text(name: str, group: Any, title: Any, template: str, tell: Any) -> dict[str, Exhibit]:
    """A page and its text edition, whose template has the same name one folder down."""
    room, _slash, file = template.partition("/")
    return {
        name: Exhibit(group, title, page(template, tell)),
        f"{name}-text": Exhibit(
            group, format_lazy("{}, {}", title, _("text edition")), page(f"{room}/text/{file}", tell)
        ),
    }


EXHIBITS = {
    **_with_text("section", LISTS, _("Section"), "front/section.html", partial(_list, "section")),
    **_with_text("section-empty", LISTS, _("Nothing yet"), "front/section.html", partial(_list, "section", count=0)),
    **_with_text("topic", LISTS, _("Topic"), "front/topic.html", partial(_list, "topic")),
    **_with_text("author", LISTS, _("Author"), "front/author.html", partial(_list, "author")),
    **_with_text("month", LISTS, _("Month"), "front/month.html", _month),
    **_with_text("archive", LISTS, _("Archive"), "front/archive.html", _archive),
    **_with_text("log", LISTS, _("Corrections"), "stories/log.html", _log),
    **_with_text("log-month", LISTS, _("Corrections of a month"), "stories/log.html", partial(_log, of_month=True)),
    **_with_text("log-empty", LISTS, _("Nothing to correct"), "stories/log.html", partial(_log, empty=True)),
    "search": Exhibit(SEARCH, _("Search"), page("search/results.html", partial(_search_page, ""))),
    **_with_text("search-found", SEARCH, _("Found, second page"), "search/results.html", _hits),
    "search-loosely": Exhibit(
        SEARCH, _("Spelled much like it"), page("search/results.html", partial(_hits, loosely="spelling"))
    ),
    "search-none": Exhibit(
        SEARCH,
        _("Nothing found, and a filter left out"),
        page("search/results.html", partial(_search_page, "q=zzyzx&from=2026-02-30&section=nowhere&order=newest")),
    ),
    "search-wrong": Exhibit(SEARCH, _("Too short"), page("search/results.html", partial(_search_page, "q=a"))),
    **{
        f"error-{status}": Exhibit(ERRORS, str(status), page("theme/error.html", partial(_error, status)))
        for status in WORDS
    },
    "masthead": Exhibit(FRAME, _("Masthead"), parts("masthead/masthead.html", _mastheads, within="")),
    "footer": Exhibit(FRAME, _("Footer"), parts("masthead/footer.html", _footers, within="")),
}
