"""Every address, as the rooms announce them: first what is there once, then what each edition has.

Rule    the front door hands only dynamic prefixes to Django (config/front_door.py); the rest are files
"""

from django.conf.urls.i18n import i18n_patterns
from django.urls import URLResolver, include, path

from freesheet.kit import rooms

handler400 = "freesheet.config.errors.bad_request"
handler403 = "freesheet.config.errors.forbidden"
handler404 = "freesheet.config.errors.not_found"
handler500 = "freesheet.config.errors.server_error"


def _included(*, by_edition: bool) -> list[URLResolver]:
    return [path(one.prefix, include(one.module)) for one in rooms.addresses(by_edition=by_edition)]


urlpatterns = [
    path("healthz", include("freesheet.config.healthz")),
    *_included(by_edition=False),
    *i18n_patterns(*_included(by_edition=True), prefix_default_language=False),
]
