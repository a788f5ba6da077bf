"""Fronts and lists."""

from django.urls import path

from freesheet.public.front import views

urlpatterns = [
    path("", views.front_page, name="front"),
    path("<year:year>/<month:month>/", views.month, name="month"),
    path("archive/", views.archive, name="archive"),
    path("author/<slug:slug>/", views.author, name="author"),
    path("topic/<slug:slug>/", views.topic, name="topic"),
    path("fragments/live/", views.live, name="live"),
    path("fragments/picks/", views.picks, name="picks"),
    path("fragments/more/<slug:slug>/", views.more, name="more"),
    path("<slug:slug>/", views.section_or_info, name="section"),
]
