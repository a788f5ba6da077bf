"""An edition's open newsletters as they are listed, and where the form with all of them lives.

Rule    whoever reads the list here touches the list's key here
"""

from itertools import groupby

from freesheet.doors.press.rendering.fragments import PREFIX
from freesheet.doors.press.rendering.recording import touch
from freesheet.kit.editions import Edition
from freesheet.private.newsletters.keys import newsletters_key
from freesheet.private.newsletters.models import Newsletter

Groups = list[tuple[str, list[Newsletter]]]


def form_path(language: str) -> str:
    """The fragment that stories show at their end."""
    return Edition(language).path(f"{PREFIX}newsletters/")


def grouped(language: str) -> Groups:
    """An edition's open newsletters under their headings, in order; one without comes under an empty one, first."""
    touch(newsletters_key(language))
    listed = list(Newsletter.objects.listed(language))
    touch(*(newsletter.key for newsletter in listed), *(one.host.key for one in listed if one.host))
    first_seen = list(dict.fromkeys(["", *(newsletter.group for newsletter in listed)]))
    ordered = sorted(listed, key=lambda one: first_seen.index(one.group))
    return [(group, list(members)) for group, members in groupby(ordered, key=lambda one: one.group)]
