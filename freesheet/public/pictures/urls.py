"""Addresses of originals, under MEDIA_URL (desk.urls says where)."""

from django.urls import path

from freesheet.public.pictures.views import original

urlpatterns = [path("<path:path>", original, name="original_picture")]
