"""The language in which the desk speaks to this person.

Rule    readers' addresses name their language; the desk's do not: the profile or the browser decides
"""

from django.http import HttpRequest
from django.utils import translation


def speak(request: HttpRequest) -> None:
    """Activate the language of the signed-in member's profile, else the browser's."""
    profile = getattr(request.user, "wagtail_userprofile", None)
    chosen = getattr(profile, "preferred_language", "")
    translation.activate(chosen or translation.get_language_from_request(request))
    request.LANGUAGE_CODE = translation.get_language()
