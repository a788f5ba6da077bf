"""Staff's way in: sign-in, second factor, invitations."""

from django.urls import include, path

urlpatterns = [path("", include("allauth.urls"))]
