"""What the demo adds to the desk: the gallery."""

from django.conf import settings
from django.http import HttpRequest
from django.urls import URLPattern, path, reverse
from django.utils.translation import gettext_lazy as _
from wagtail import hooks
from wagtail.admin.menu import MenuItem

from freesheet.demo.gallery import views


@hooks.register("register_admin_urls")
def gallery() -> list[URLPattern]:
    return [
        path("gallery/", views.Gallery.as_view(), name="demo_gallery"),
        path("gallery/<slug:name>/", views.exhibit, name="demo_exhibit"),
    ]


class InTheDemo(MenuItem):
    def is_shown(self, request: HttpRequest) -> bool:
        return bool(settings.DEMO)


@hooks.register("register_help_menu_item")
def gallery_item() -> MenuItem:
    return InTheDemo(_("Gallery"), reverse("demo_gallery"), icon_name="view", order=900)
