"""The News Feed: its page, its days, each brief, and the file that pages ask for news."""

from django.urls import path, register_converter
from django.urls.converters import StringConverter

from freesheet.public.newsfeed import views


class DayOfMonth(StringConverter):
    regex = "0[1-9]|[12][0-9]|3[01]"


register_converter(DayOfMonth, "day")

urlpatterns = [
    path("news/", views.feed_page, name="newsfeed"),
    path("news/latest.json", views.latest, name="newsfeed-latest"),
    path("news/<int:pk>/", views.brief, name="brief"),
    path("news/<year:year>/<month:month>/<day:day>/", views.day, name="newsday"),
]
