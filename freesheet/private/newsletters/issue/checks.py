"""What an editor should see to before an issue leaves: what keeps it from being sent, and advice.

Rule    a stop is what readers would take for a mistake, and what cannot be mended once the mail is out
"""

from collections.abc import Iterator
from dataclasses import dataclass

from django.conf import settings
from django.utils.translation import gettext as _

from freesheet.private.newsletters.issue.composing import written
from freesheet.private.newsletters.issue.contents import contents
from freesheet.private.newsletters.models import Issue, Newsletter
from freesheet.public.stories.body.pictures import pictures_in
from freesheet.public.stories.work import outbound_links

GMAIL_CLIPS_AT = 102_000
"""Bytes of HTML; what stands behind them is shown only to who asks for it, the link to leave included."""
SUBJECT_CHARACTERS = 60
"""What a phone's inbox shows of a subject, and some."""


@dataclass(frozen=True)
class Finding:
    """One thing to see to; stops: the issue is not sent as long as it is so."""

    words: str
    stops: bool = False


@dataclass(frozen=True)
class Checked:
    findings: list[Finding]
    html_bytes: int

    @property
    def stops(self) -> list[Finding]:
        return [one for one in self.findings if one.stops]

    @property
    def advice(self) -> list[Finding]:
        return [one for one in self.findings if not one.stops]


def checked(issue: Issue) -> Checked:
    """All that is to be said of it now, the weightiest first."""
    size = len(written(issue, token="").html.encode())
    findings = [*_head(issue), *_body(issue), *_links(issue), *_size(size), *_leaving()]
    return Checked(sorted(findings, key=lambda one: not one.stops), size)


def _head(issue: Issue) -> Iterator[Finding]:
    if not issue.subject.strip():
        yield Finding(_("It has no subject."), stops=True)
    elif len(issue.subject) > SUBJECT_CHARACTERS:
        told = _("The subject has %d characters; phones show about 40 and computers about 60.")
        yield Finding(told % len(issue.subject))
    if not issue.preheader.strip():
        yield Finding(_("It has no preheader: inboxes show the first words of the mail behind the subject."))
    if issue.newsletter.audience == Newsletter.Audience.MEMBERS:
        yield Finding(_("This newsletter is for members: it has no page in the archive."))


def _body(issue: Issue) -> Iterator[Finding]:
    parts = contents(issue)
    if not parts:
        yield Finding(_("It is empty: there is no block with anything to show."), stops=True)
        return
    for _answer, picture in pictures_in(issue.body):
        yield from (Finding(f"{picture.title}: {words}", stops=True) for words in picture.problems())
    empty = {"stories": _("no story is newer than the last issue"), "briefs": _("there was no brief today")}
    shown = [part.kind for part in parts]
    for kind, why in empty.items():
        lacking = sum(block.block_type == kind for block in issue.body) - shown.count(kind)
        if lacking > 0:
            yield Finding(_("A list is left out, for %s.") % why)


def _links(issue: Issue) -> Iterator[Finding]:
    outbound_links.ask(issue)
    for link, words in outbound_links.dead(outbound_links.links_in(issue)):
        yield Finding(words, stops=not link.is_outbound)


def _size(size: int) -> Iterator[Finding]:
    if size > GMAIL_CLIPS_AT:
        told = _("Its HTML has %(size)d kB; Gmail cuts off what goes past %(limit)d kB. Take out a block or two.")
        yield Finding(told % {"size": size // 1000, "limit": GMAIL_CLIPS_AT // 1000}, stops=True)


def _leaving() -> Iterator[Finding]:
    if not settings.SMTP_URL:
        yield Finding(_("No relay is set up: mail stays in the local outbox, and nobody outside gets any."))
