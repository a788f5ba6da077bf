"""The room's dynamic addresses in each edition; its pages are pressed (pages.py)."""

from django.urls import path

from freesheet.private.newsletters import views

urlpatterns = [
    path("sign-up/", views.ask, name="newsletters_sign_up"),
    path("confirm/", views.confirm, name="newsletters_confirm"),
    path("read/<str:token>/", views.read, name="newsletters_read"),
]
