"""Error pages."""

from django.urls import path

from freesheet.theme import views

urlpatterns = [path("errors/<int:status>/", views.error, name="error")]
