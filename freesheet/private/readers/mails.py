"""Letters of this room, in the language that is active.

Rule    nothing that a visitor typed stands in them
"""

from django.conf import settings
from django.template.loader import render_to_string
from django.urls import reverse
from django.utils.translation import get_language

from freesheet.doors.mailroom.letters import Content
from freesheet.kit.editions import Edition
from freesheet.public.masthead.models import imprint


def letter(template: str, **told: object) -> Content:
    """A letter of the newsroom's: first line the subject, then an empty one, then the text; HTML of the same name."""
    paper = imprint(Edition.current().language)
    context = {"paper": paper, "site": settings.SITE_URL, **told}
    subject, _empty, text = render_to_string(f"{template}.txt", context).lstrip().partition("\n")
    return Content(subject.strip(), text.strip() + "\n", render_to_string(f"{template}.html", context))


def way_in(token: str, code: str) -> Content:
    """Link and code; the token stands in the query, which no log of ours keeps."""
    link = f"{settings.SITE_URL}{reverse('account_enter')}?in={get_language()}&token={token}"
    return letter("readers/mails/way_in", link=link, code=code)
