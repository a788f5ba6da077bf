"""Whether what a story's text leads to is still there: a worker asks other sites, ours is looked up.

Owns    Link, links_in
Rule    only "gone" and "nobody answers" count: a site that turns our question away may well serve readers
"""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import timedelta
from typing import Any, Protocol

from django.conf import settings
from django.urls import Resolver404, resolve
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from wagtail.models import Page

from freesheet.doors.outside import door, network
from freesheet.doors.press.models import Sheet
from freesheet.doors.press.rendering.render import in_language_of
from freesheet.public.stories.body import answers
from freesheet.public.stories.models.outbound_link import LONGEST_URL, OutboundLink
from freesheet.work import actions as work
from freesheet.work.kinds import Kind

ASKED_AGAIN = timedelta(days=1)
ANSWER_SECONDS = 10.0
FILES = ("/static/", "/media/")


@dataclass(frozen=True)
class Link:
    """One way out of a text.

    block   id of the body's block that it stands in
    url     where it leads; empty for a page of ours that is named by its number
    page    that number
    """

    block: str
    url: str = ""
    page: int | None = None

    @property
    def path(self) -> str:
        """Its path on this site; empty if it leads to another."""
        local = self.url.removeprefix(settings.SITE_URL)
        path = local.partition("#")[0].partition("?")[0]
        return path if path.startswith("/") and not path.startswith("//") else ""

    @property
    def is_outbound(self) -> bool:
        return self.url.startswith(("http://", "https://")) and not self.path and len(self.url) <= LONGEST_URL


class Written(Protocol):
    """A story, or an issue of a newsletter."""

    @property
    def body(self) -> Any: ...


def links_in(text: Written) -> list[Link]:
    """What the body's texts, buttons and cards lead to, in order."""
    return [_link(answer.block, answer.value) for answer in answers.links(text.body)]


def _link(block: str, target: str | int) -> Link:
    return Link(block, url=target) if isinstance(target, str) else Link(block, page=target)


def ask(text: Written) -> None:
    """Have the other sites asked that it leads to and that were not asked of late; in the caller's transaction."""
    urls = {link.url for link in links_in(text) if link.is_outbound}
    if not urls:
        return
    now = timezone.now()
    OutboundLink.objects.bulk_create([OutboundLink(url=url, due_at=now) for url in urls], ignore_conflicts=True)
    stale = OutboundLink.objects.filter(url__in=urls, due_at=None, asked_at__lt=now - ASKED_AGAIN)
    stale.update(due_at=now)


def ask_all(links: list[OutboundLink]) -> None:
    """Note what each address says of itself; trouble with another's site is never a failure of ours."""
    for link in links:
        work.done(link, state=_state_of(link.url), asked_at=timezone.now())


def _state_of(url: str) -> str:
    try:
        door.fetch(url, types=("",), limit_bytes=None, seconds=ANSWER_SECONDS)
    except door.Missing:
        return OutboundLink.State.GONE
    except network.Unreachable:
        return OutboundLink.State.SILENT
    except network.Refused:
        return OutboundLink.State.UNKNOWN
    return OutboundLink.State.THERE


def dead(links: Iterable[Link]) -> Iterator[tuple[Link, str]]:
    """Those of them that lead nowhere as far as we know, each with what is wrong in words."""
    links = list(links)
    asked = OutboundLink.objects.filter(url__in={link.url for link in links if link.is_outbound})
    states = dict(asked.values_list("url", "state"))
    pages = {link.page for link in links if link.page}
    readable = set(Page.objects.live().filter(pk__in=pages).values_list("pk", flat=True)) if pages else set()
    for link in links:
        if words := _trouble(link, states, readable):
            yield link, words


def _trouble(link: Link, states: dict[str, str], readable: set[int]) -> str:
    if link.page:
        return "" if link.page in readable else _("It leads to a page that readers cannot get.")
    if link.path:
        return "" if _is_ours(link.path) else _("We have nothing at %(path)s.") % {"path": link.path}
    match states.get(link.url):
        case OutboundLink.State.GONE:
            return _("There is nothing any more at %(url)s.") % {"url": link.url}
        case OutboundLink.State.SILENT:
            return _("Nobody answers at %(url)s.") % {"url": link.url}
    return ""


def _is_ours(path: str) -> bool:
    """Whether readers get something there: as pressed, or made for each by a view that takes no part of its path."""
    sheet = Sheet.objects.filter(path=path).first()
    if sheet is not None:
        return sheet.status != Sheet.Status.GONE
    if path.startswith(FILES):
        return True
    try:
        with in_language_of(path):
            return not resolve(path).kwargs
    except Resolver404:
        return False


OUTBOUND = Kind(
    name="links to other sites",
    label=gettext_lazy("link to another site"),
    model=OutboundLink,
    do=ask_all,
    limit=4,
    lease_seconds=90,
    waits_on_others=True,
)
