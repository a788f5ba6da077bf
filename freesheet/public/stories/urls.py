"""Story addresses: by month of first publication; and the log of corrections."""

from django.urls import path, register_converter
from django.urls.converters import StringConverter

from freesheet.public.stories import views
from freesheet.public.stories.corrections import views as corrections


class Year(StringConverter):
    regex = "[0-9]{4}"


class Month(StringConverter):
    regex = "0[1-9]|1[0-2]"


register_converter(Year, "year")
register_converter(Month, "month")

urlpatterns = [
    path("<year:year>/<month:month>/<slug:slug>/", views.story, name="story"),
    path("corrections/", corrections.newest, name="corrections"),
    path("corrections/<year:year>/<month:month>/", corrections.of_month, name="corrections-month"),
]
