"""Error pages, and the text edition of every other."""

from django.urls import path

from freesheet.public.theme import views

urlpatterns = [
    path("errors/<int:status>/", views.error, name="error"),
    path("text/", views.text, name="text-front"),
    path("text/<path:path>", views.text, name="text"),
]
