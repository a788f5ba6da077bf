"""Staff's way in, under /desk/account/: sign-in, second factor, invitations.

Rule    what allauth offers and we do not stays walled up here, above its own routes
"""

from django.urls import include, path, re_path

from freesheet.staff.views import Accept, Password, RemovePasskey, closed

urlpatterns = [
    path("invitation/", Accept.as_view(), name="staff_invitation"),
    path("password/set/", Password.as_view(), name="account_set_password"),
    path("password/change/", Password.as_view(), name="account_change_password"),
    path("2fa/webauthn/keys/<int:pk>/remove/", RemovePasskey.as_view(), name="mfa_remove_webauthn"),
    re_path(r"^(?:signup|email|confirm-email|password/reset|2fa/webauthn/signup)/", closed),
    path("", include("allauth.urls")),
]
