"""Past issues on the site: each issue's page, a year's issues as a volume, and who stands beside whom.

Rule    a page follows what it shows, but its lists show what was sent; a new issue presses its neighbour's page,
        its volume, its newsletter's page and feed anew, never the archive
"""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.conf import settings
from django.db.models import Q
from django.template.loader import render_to_string
from django.urls import reverse
from django.utils import timezone, translation
from django.utils.safestring import SafeString, mark_safe

from freesheet.doors.press import actions as press
from freesheet.doors.press.rendering.recording import touch
from freesheet.kit.periods import Period
from freesheet.private.newsletters import keys, tokens
from freesheet.private.newsletters.issue.contents import Part, contents
from freesheet.private.newsletters.models import Issue, Newsletter
from freesheet.private.newsletters.models.issue import IssueQuerySet, volume_path
from freesheet.public.theme.editions import Twin

RECENT_ISSUES = 12
"""How many issues a newsletter's own page names; its volumes name all."""
GAP_YEARS = 3
"""How long a newsletter may pause before the page of an older year no longer notices the next one."""


@dataclass(frozen=True)
class Volume:
    """A year's issues of one newsletter; its page's key and path."""

    newsletter: Newsletter
    year: int

    @property
    def key(self) -> str:
        return keys.VOLUME.of(self.newsletter.pk, self.year)

    @property
    def address(self) -> str:
        return volume_path(self.newsletter, self.year)

    def editions(self) -> list[Twin]:
        return []

    def issues(self) -> list[Issue]:
        """The newest first; touches the list."""
        touch(self.key)
        year = Period(self.year)
        return list(sent(self.newsletter).filter(frozen_at__gte=year.first, frozen_at__lt=year.end))

    def neighbour(self, years: list[int], step: int) -> "Volume | None":
        """The next year that has issues, or the last one before it."""
        for year in range(self.year + step, self.year + step * (GAP_YEARS + 1), step):
            touch(keys.VOLUME.of(self.newsletter.pk, year))
            if year in years:
                return Volume(self.newsletter, year)
        return None


def sent(newsletter: Newsletter) -> IssueQuerySet:
    """A newsletter's sent issues, the newest first, as lists need them."""
    return newsletter.issues.sent().select_related("newsletter__locale").defer("body", "list_members", "segment")


def newest(newsletter: Newsletter) -> list[Issue]:
    """As its own page and its feed name them; touches the list."""
    touch(keys.issues_key(newsletter.pk))
    return list(sent(newsletter)[:RECENT_ISSUES])


def years(newsletter: Newsletter) -> list[int]:
    """Years in which issues were sent, the newest first."""
    zone = timezone.get_default_timezone()
    firsts = newsletter.issues.sent().datetimes("frozen_at", "year", order="DESC", tzinfo=zone)
    return [timezone.localtime(first, zone).year for first in firsts]


def by_month(issues: Iterable[Issue]) -> list[tuple[datetime, list[Issue]]]:
    """Issues, newest first, under their months in the newsroom's zone."""
    months: dict[Period, list[Issue]] = {}
    for issue in issues:
        months.setdefault(Period.month_of(issue.sent_at), []).append(issue)
    return [(group[0].sent_at, group) for group in months.values()]


def neighbours(issue: Issue) -> tuple[Issue | None, Issue | None]:
    """The issues sent before and after it; the newest notices when another is sent."""
    at, there = issue.sent_at, sent(issue.newsletter)
    before = there.filter(Q(frozen_at__lt=at) | Q(frozen_at=at, pk__lt=issue.pk)).first()
    after = there.filter(Q(frozen_at__gt=at) | Q(frozen_at=at, pk__gt=issue.pk)).order_by("frozen_at", "pk").first()
    touch(
        *(other.key for other in (before, after) if other), *([] if after else [keys.issues_key(issue.newsletter_id)])
    )
    return before, after


def body(parts: Iterable[Part]) -> SafeString:
    """An issue's parts as a page shows them: links of ours are paths here."""
    html = "".join(render_to_string(part.page_template, {"part": part.values}) for part in parts)
    return mark_safe(html.replace(f'href="{settings.SITE_URL}/', 'href="/'))  # noqa: S308 (our own render)


def issue_context(issue: Issue) -> dict[str, Any]:
    """What an issue's page shows."""
    newsletter = issue.newsletter
    touch(issue.key, newsletter.key, *([newsletter.host.key] if newsletter.host else []))
    return {"issue": issue, "newsletter": newsletter, "body": body(contents(issue))}


def shelve(issue: Issue) -> None:
    """Have its page pressed, or pulled, and what names it pressed anew; in the caller's transaction."""
    press.order({issue.key} | issue.lists())
    press.place(issue.places())


def in_browser(issue: Issue) -> str:
    """The path where whoever got the mail reads it: its page, or one that only its link opens; the same for all."""
    if issue.newsletter.is_archived:
        return issue.address
    with translation.override(issue.language):
        return reverse("newsletters_read", args=[tokens.of_issue(issue)])
