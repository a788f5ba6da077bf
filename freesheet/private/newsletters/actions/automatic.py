"""An issue that a newsletter writes by itself: its template filled with what is new, sent or held for an editor's yes.

Rule    one issue a moment, whoever makes it (a constraint of Issue); none where there is nothing new
"""

from datetime import datetime

from django.utils import formats, translation

from freesheet.private.newsletters.actions import steering
from freesheet.private.newsletters.issue.checks import checked
from freesheet.private.newsletters.issue.contents import FINDERS, list_members, picked
from freesheet.private.newsletters.models import Appointment, Issue, Newsletter
from freesheet.public.newsfeed.models import Brief
from freesheet.public.stories.models import Story


def make(newsletter: Newsletter, moment: datetime) -> Appointment.Outcome:
    """Write the issue of that moment, and send it unless an editor is to say yes; in the caller's transaction."""
    issue = Issue(newsletter=newsletter, body=newsletter.rhythm_body, meant_for=moment)
    new = list_members(issue)
    if not any(new.values()):
        return Appointment.Outcome.NOTHING_NEW
    issue.subject = subject(issue, moment, _headline(issue, new))
    issue.save()
    if newsletter.rhythm_waits or checked(issue).stops:
        return Appointment.Outcome.HELD
    try:
        steering.send(issue)
    except steering.Nobody:
        issue.delete()
        return Appointment.Outcome.NOBODY
    return Appointment.Outcome.SENT


def subject(issue: Issue, moment: datetime, headline: str) -> str:
    """What the pattern comes to, in the newsletter's language and zone."""
    newsletter = issue.newsletter
    local = moment.astimezone(newsletter.zone)
    with translation.override(newsletter.language):
        values = {
            "headline": headline,
            "date": formats.date_format(local, "DATE_FORMAT"),
            "weekday": formats.date_format(local, "l"),
            "newsletter": newsletter.name,
        }
    written = newsletter.rhythm_subject or "{headline}"
    for name, value in values.items():
        written = written.replace(f"{{{name}}}", value)
    longest = Issue._meta.get_field("subject").max_length or 0
    return written if len(written) <= longest else f"{written[: longest - 1].rstrip()}…"


def _headline(issue: Issue, new: dict[str, list[int]]) -> str:
    """Of the first that readers will see: a story picked, else the newest found."""
    stories = [*picked(issue), *(pk for block in issue.body if block.block_type == "stories" for pk in new[block.id])]
    told: str | None = Story.objects.live().filter(pk__in=stories[:1]).values_list("title", flat=True).first()
    briefs = [pk for block in issue.body if block.block_type in FINDERS for pk in new[block.id]]
    brief = "" if told else Brief.objects.filter(pk__in=briefs[:1]).values_list("lead", flat=True).first()
    return told or brief or issue.newsletter.name
