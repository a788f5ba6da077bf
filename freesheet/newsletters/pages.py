"""The room's pressed pages: the list of an edition's newsletters, each newsletter, its issues, and thanks.

Called by   press, through what apps.py offers; views.py
Rule        rendered without a request: what they show are newsletters and issues, never a reader
"""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Any

from django.conf import settings
from django.http import Http404, HttpResponse
from django.template.loader import render_to_string
from django.utils.translation import get_language

from freesheet.kit import addresses
from freesheet.masthead.models import imprint
from freesheet.newsletters import archive, keys, linked_data, placing
from freesheet.newsletters.archive import Volume
from freesheet.newsletters.feed import feed
from freesheet.newsletters.listing import form_path, grouped
from freesheet.newsletters.models import Newsletter
from freesheet.newsletters.models.newsletter import newsletters_path
from freesheet.newsletters.wording import said
from freesheet.press import actions as press
from freesheet.press.recording import touch
from freesheet.theme.editions import Edition, every_edition


@dataclass(frozen=True)
class ListPage:
    """The page of an edition's newsletters; every edition has one. A part of it has the same in other words."""

    language: str
    part: str = ""

    @property
    def key(self) -> str:
        return (keys.THANKS_PAGE if self.part else keys.LIST_PAGE).of(self.language)

    @property
    def address(self) -> str:
        return f"{newsletters_path(self.language)}{self.part}"

    def editions(self) -> list[Edition]:
        return every_edition(f"/newsletters/{self.part}")


SIGNED_UP = "signed-up/"


def place_pages(languages: Sequence[str]) -> None:
    """Have every edition's list pressed, the page that thanks, and the form at the end of stories."""
    pages = [ListPage(language, part) for language in languages for part in ("", SIGNED_UP)]
    places: dict[str, str | None] = {page.key: page.address for page in pages}
    press.place(places | {keys.FORM.of(language): form_path(language) for language in languages})


def render(path: str) -> HttpResponse:
    """The page at path, in the language that is active; raises Http404."""
    language = get_language() or settings.LANGUAGE_CODE
    if path == form_path(language):
        return HttpResponse(placing.form("story"))
    match path.removeprefix(newsletters_path(language)).strip("/").split("/"):
        case [""]:
            return _list(language)
        case ["signed-up"]:
            return _html("newsletters/signed_up.html", page=ListPage(language, SIGNED_UP))
        case [slug]:
            return _newsletter(_found(language, slug))
        case [slug, *inside]:
            return _past(_found(language, slug), inside)
    raise Http404


def _past(newsletter: Newsletter, inside: list[str]) -> HttpResponse:
    """What lies below a newsletter's page, if everybody may read its issues."""
    match inside if newsletter.is_archived else []:
        case ["feed.rss"]:
            return feed(newsletter)
        case ["year", year] if year.isdecimal():
            return _volume(Volume(newsletter, int(year)))
        case [number] if number.isdecimal():
            return _issue(newsletter, int(number))
    raise Http404


def _list(language: str) -> HttpResponse:
    told = {"page": ListPage(language), "groups": grouped(language), "wording": said()}
    return _html("newsletters/list.html", **told)


def _found(language: str, slug: str) -> Newsletter:
    there = Newsletter.objects.select_related("locale", "host__portrait", "host__locale", "header")
    newsletter = there.filter(locale__language_code=language, slug=slug).first()
    if newsletter is None:
        raise Http404
    touch(newsletter.key, *([newsletter.host.key] if newsletter.host else []))
    return newsletter


def _newsletter(newsletter: Newsletter) -> HttpResponse:
    issues = archive.newest(newsletter) if newsletter.is_archived else []
    told: dict[str, Any] = {"page": newsletter, "newsletter": newsletter, "wording": said(), "issues": issues}
    volumes = [Volume(newsletter, year) for year in archive.years(newsletter)] if issues else []
    linked = linked_data.periodical(newsletter, imprint(newsletter.language))
    return _html("newsletters/newsletter.html", volumes=volumes, linked_data=linked, **told)


def _volume(volume: Volume) -> HttpResponse:
    issues = volume.issues()
    if not issues:
        raise Http404
    years = archive.years(volume.newsletter)
    told = {"page": volume, "newsletter": volume.newsletter, "months": archive.by_month(issues)}
    return _html("newsletters/volume.html", before=volume.beside(years, -1), after=volume.beside(years, 1), **told)


def _issue(newsletter: Newsletter, number: int) -> HttpResponse:
    issue = newsletter.issues.sent().filter(pk=number).first()
    if issue is None:
        raise Http404
    issue.newsletter = newsletter
    before, after = archive.beside(issue)
    linked = linked_data.article(issue, imprint(newsletter.language))
    told = {"page": issue, "before": before, "after": after, "wording": said(), "linked_data": linked}
    return _html("newsletters/issue.html", **told, **archive.told(issue))


def _html(template: str, **told: Any) -> HttpResponse:
    return HttpResponse(render_to_string(template, told))


def prefixes() -> dict[str, Callable[[str], HttpResponse]]:
    """What the room offers to the press: its pages, and the fragment."""
    languages = [code for code, _name in settings.LANGUAGES]
    lists = [addresses.in_language("/newsletters/", code, default=languages[0]) for code in languages]
    return dict.fromkeys([*lists, *map(form_path, languages)], render)
