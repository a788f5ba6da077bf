"""The sign-up form on pages of other rooms: at the end of stories and briefs, on the front page.

Rule    an edition without an open newsletter shows nothing; stories show the form as of their pressing and the
        small script refreshes it: a new newsletter has one sheet pressed anew, not the archive
"""

from django.template.loader import render_to_string
from django.utils.html import format_html
from django.utils.safestring import SafeString, mark_safe

from freesheet.doors.press.rendering.fragments import fragment
from freesheet.kit.editions import Edition
from freesheet.private.newsletters.form.wording import wording_on_form
from freesheet.private.newsletters.page.listing import form_path, grouped
from freesheet.public.theme.pages import PublicPage


def at_story_end(page: PublicPage) -> SafeString:
    """The fragment's place, also where it is empty as yet."""
    path = form_path(Edition.current().language)
    return format_html('<div data-fragment="{}">{}</div>', path, mark_safe(fragment(path).strip()))  # noqa: S308 (our own render)


def on_front(page: PublicPage) -> SafeString:
    return form("front")


def form(place: str) -> SafeString:
    """The form with all open newsletters of the language that is active; empty if there is none."""
    groups = grouped(Edition.current().language)
    newsletters = [newsletter for _group, members in groups for newsletter in members]
    if not newsletters:
        return mark_safe("")
    told = {"newsletters": newsletters, "place": place, "wording": wording_on_form()}
    return render_to_string("newsletters/placed.html", told)


def script(page: PublicPage) -> SafeString:
    """What has forms answer in place, on every page: fragments bring them."""
    return render_to_string("newsletters/script.html")


def link(page: PublicPage) -> SafeString:
    """In the footer: the way to all newsletters and to the reader's own page."""
    return render_to_string("newsletters/links.html", {"page": page})
