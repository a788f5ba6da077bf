"""The site's addresses, with originals where the desk puts them."""

from django.urls import include, path

from freesheet.config.urls import urlpatterns as site

urlpatterns = [path("desk/originals/", include("freesheet.public.pictures.urls")), *site]
