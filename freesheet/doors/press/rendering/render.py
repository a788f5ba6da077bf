"""From a path to the response that every reader will get.

Rule    a view is called without cookie, user or query; what it reads besides the path are rows
"""

from collections.abc import Iterator
from contextlib import contextmanager
from urllib.parse import urlsplit

from django.conf import settings
from django.http import Http404, HttpRequest, HttpResponse, QueryDict
from django.template.response import SimpleTemplateResponse
from django.urls import resolve
from django.utils import translation

from freesheet.doors.press.rendering.as_of import to_be_stamped
from freesheet.doors.press.rendering.offers import offered
from freesheet.kit.editions import Edition


class NotPressable(Exception):
    """The path answers something that cannot be a file: a status other than 200, or a stream."""


def bare_request(path: str, query: str = "") -> HttpRequest:
    """A GET of path from nobody: the request that pressed pages are rendered from, which have no query."""
    site = urlsplit(settings.SITE_URL)
    request = HttpRequest()
    request.method = "GET"
    request.path = request.path_info = path
    request.GET = QueryDict(query)
    request.META = {
        "REQUEST_METHOD": "GET",
        "SERVER_NAME": site.hostname or "localhost",
        "SERVER_PORT": str(site.port or (443 if site.scheme == "https" else 80)),
        "wsgi.url_scheme": site.scheme,
        "HTTP_HOST": site.netloc,
    }
    return request


@contextmanager
def in_language_of(path: str) -> Iterator[None]:
    with translation.override(Edition.of(path).language):
        yield


def render(path: str) -> bytes | None:
    """The body that path has now, or None when there is no such page any more.

    raises  NotPressable, and whatever the view raises
    """
    with in_language_of(path), to_be_stamped():
        try:
            response = _answer(path)
        except Http404:
            return None
        if response.status_code != 200 or response.streaming:
            raise NotPressable(f"{path} answered {response.status_code}")
        return response.content


def _answer(path: str) -> HttpResponse:
    if render_offered := offered(path):
        return render_offered(path)
    view, args, kwargs = resolve(path)
    response = view(bare_request(path), *args, **kwargs)
    if isinstance(response, SimpleTemplateResponse):
        response.render()
    return response
