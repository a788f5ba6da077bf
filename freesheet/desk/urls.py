"""The desk's addresses: Wagtail's, and the staff's way in before them.

Rule    Wagtail's own login and reset routes stay closed: they know no second factor
"""

from allauth.account.views import logout
from django.urls import include, path
from django.views.generic import RedirectView
from wagtail.admin import urls as wagtail_admin
from wagtail.documents import urls as wagtail_documents

from freesheet.staff.views import closed

to_sign_in = RedirectView.as_view(pattern_name="account_login", query_string=True)

urlpatterns = [
    path("login/", to_sign_in),
    path("password_reset/", to_sign_in),
    path("logout/", logout),
    path("failwhale/", closed),
    path("test404/", closed),
    path("account/", include("freesheet.staff.urls")),
    path("originals/", include("freesheet.public.pictures.urls")),
    path("documents/", include(wagtail_documents)),
    path("", include(wagtail_admin)),
]
