"""The question and its answer: the one public page that is made when it is asked for."""

from django.urls import path

from freesheet.public.search.views import search

urlpatterns = [path("search/", search, name="search")]
