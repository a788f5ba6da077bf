"""The room's part of the reader's own page."""

from django.urls import path

from freesheet.private.newsletters import views

urlpatterns = [path("", views.choose, name="newsletters_choose")]
