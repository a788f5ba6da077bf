"""Letters of this room, in the language that is active.

Rule    nothing that a visitor typed stands in them
"""

from collections.abc import Sequence
from email.utils import formataddr

from django.conf import settings
from django.urls import reverse
from django.utils.translation import gettext as _

from freesheet.doors.mailroom.letters import Content
from freesheet.private.newsletters.issue.composing import list_id, sender_of, written
from freesheet.private.newsletters.models import Issue, Newsletter
from freesheet.private.readers.mails import letter

TRIAL = "trial"
"""Stands where a reader's mail has a token."""


def confirmation(newsletters: Sequence[Newsletter], token: str) -> Content:
    """One question, one button."""
    link = f"{settings.SITE_URL}{reverse('newsletters_confirm')}?token={token}"
    return letter("newsletters/mails/confirmation", newsletters=newsletters, link=link)


def trial(issue: Issue) -> Content:
    """An issue as its readers would get it, but that its link to leave is nobody's."""
    bodies = written(issue, token=TRIAL)
    newsletter = issue.newsletter
    return Content(
        subject=f"{_('Trial')}: {issue.subject}",
        text=bodies.text,
        html=bodies.html,
        sender=formataddr(sender_of(newsletter)),
        reply_to=newsletter.reply_to,
        headers=(("List-Id", list_id(newsletter)),),
    )
