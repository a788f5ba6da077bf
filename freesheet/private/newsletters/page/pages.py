"""The room's pressed pages: the list of an edition's newsletters, each newsletter, its issues, and thanks.

Rule    rendered without a request: what they show are newsletters and issues, never a reader
"""

from collections.abc import Callable, Sequence
from typing import Any

from django.http import Http404, HttpResponse
from django.template.loader import render_to_string

from freesheet.doors.press import actions as press
from freesheet.doors.press.rendering.recording import touch
from freesheet.kit.editions import Edition, languages
from freesheet.private.newsletters import keys
from freesheet.private.newsletters.form.wording import wording_on_form
from freesheet.private.newsletters.models import Newsletter
from freesheet.private.newsletters.models.newsletter import newsletters_path
from freesheet.private.newsletters.page import archive, linked_data, slots
from freesheet.private.newsletters.page.archive import Volume
from freesheet.private.newsletters.page.feed import feed
from freesheet.private.newsletters.page.listing import form_path, grouped
from freesheet.public.masthead.models import imprint
from freesheet.public.theme.editions import twins_at
from freesheet.public.theme.pages import EditionPage


class ListPage(EditionPage):
    """The page of an edition's newsletters."""

    owner_kind = keys.LIST_PAGE
    place = "/newsletters/"


class ThanksPage(EditionPage):
    """Where a form leads that was sent without a script."""

    owner_kind = keys.THANKS_PAGE
    place = f"{ListPage.place}signed-up/"


def place_pages(languages: Sequence[str]) -> None:
    """Have every edition's list pressed, the page that thanks, and the form at the end of stories."""
    pages = [page(language) for language in languages for page in (ListPage, ThanksPage)]
    places: dict[str, str | None] = {page.key: page.address for page in pages}
    press.place(places | {keys.FORM.of(language): form_path(language) for language in languages})


def render(path: str) -> HttpResponse:
    """The page at path, in the language that is active; raises Http404."""
    language = Edition.current().language
    if path == form_path(language):
        return HttpResponse(slots.form("story"))
    match path.removeprefix(newsletters_path(language)).strip("/").split("/"):
        case [""]:
            return _list(language)
        case ["signed-up"]:
            return _html("newsletters/signed_up.html", page=ThanksPage(language))
        case [slug]:
            return _newsletter(_newsletter_at(language, slug))
        case [slug, *inside]:
            return _past(_newsletter_at(language, slug), inside)
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
    context = {"page": ListPage(language), "groups": grouped(language), "wording": wording_on_form()}
    return _html("newsletters/list.html", **context)


def _newsletter_at(language: str, slug: str) -> Newsletter:
    there = Newsletter.objects.select_related("locale", "host__portrait", "host__locale", "header")
    newsletter = there.filter(locale__language_code=language, slug=slug).first()
    if newsletter is None:
        raise Http404
    touch(newsletter.key, *([newsletter.host.key] if newsletter.host else []))
    return newsletter


def _newsletter(newsletter: Newsletter) -> HttpResponse:
    issues = archive.newest(newsletter) if newsletter.is_archived else []
    context: dict[str, Any] = {
        "page": newsletter,
        "newsletter": newsletter,
        "wording": wording_on_form(),
        "issues": issues,
    }
    volumes = [Volume(newsletter, year) for year in archive.years(newsletter)] if issues else []
    linked = linked_data.periodical(newsletter, imprint(newsletter.language))
    return _html("newsletters/newsletter.html", volumes=volumes, linked_data=linked, **context)


def _volume(volume: Volume) -> HttpResponse:
    issues = volume.issues()
    if not issues:
        raise Http404
    years = archive.years(volume.newsletter)
    context = {"page": volume, "newsletter": volume.newsletter, "months": archive.by_month(issues)}
    return _html(
        "newsletters/volume.html", before=volume.neighbour(years, -1), after=volume.neighbour(years, 1), **context
    )


def _issue(newsletter: Newsletter, number: int) -> HttpResponse:
    issue = newsletter.issues.sent().filter(pk=number).first()
    if issue is None:
        raise Http404
    issue.newsletter = newsletter
    before, after = archive.neighbours(issue)
    linked = linked_data.article(issue, imprint(newsletter.language))
    context = {"page": issue, "before": before, "after": after, "wording": wording_on_form(), "linked_data": linked}
    return _html("newsletters/issue.html", **context, **archive.issue_context(issue))


def _html(template: str, **context: Any) -> HttpResponse:
    return HttpResponse(render_to_string(template, context))


def prefixes() -> dict[str, Callable[[str], HttpResponse]]:
    """What the room offers to the press: its pages, and the fragment."""
    lists = [twin.path for twin in twins_at("/newsletters/")]
    return dict.fromkeys([*lists, *map(form_path, languages())], render)
