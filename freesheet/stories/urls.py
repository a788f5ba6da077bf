"""Story addresses: by month of first publication."""

from django.urls import path, register_converter
from django.urls.converters import StringConverter

from freesheet.stories import views


class Year(StringConverter):
    regex = "[0-9]{4}"


class Month(StringConverter):
    regex = "0[1-9]|1[0-2]"


register_converter(Year, "year")
register_converter(Month, "month")

urlpatterns = [path("<year:year>/<month:month>/<slug:slug>/", views.story, name="story")]
