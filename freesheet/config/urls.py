"""Every prefix, on one screen: first what Django answers itself, then what is pressed.

Rule    the front door hands only DYNAMIC prefixes to Django (config/front_door.py); the rest are files
"""

from django.conf.urls.i18n import i18n_patterns
from django.urls import include, path

handler400 = "freesheet.config.errors.bad_request"
handler403 = "freesheet.config.errors.forbidden"
handler404 = "freesheet.config.errors.not_found"
handler500 = "freesheet.config.errors.server_error"

urlpatterns = [
    path("desk/", include("freesheet.desk.urls")),
    path("healthz", include("freesheet.config.healthz")),
    path("account/newsletters/", include("freesheet.private.newsletters.urls.account")),
    path("account/", include("freesheet.private.readers.urls")),
    path("hooks/mail/", include("freesheet.doors.mailroom.urls")),
    path("u/", include("freesheet.private.newsletters.urls.leaving")),
    *i18n_patterns(
        path("newsletters/", include("freesheet.private.newsletters.urls.editions")),
        path("", include("freesheet.public.theme.urls")),
        path("", include("freesheet.public.stories.urls")),
        path("", include("freesheet.public.newsfeed.urls")),
        path("", include("freesheet.public.syndication.urls")),
        path("", include("freesheet.public.search.urls")),
        path("", include("freesheet.public.front.urls")),
        prefix_default_language=False,
    ),
]
