"""The gallery at the desk: all exhibits by name, each in a frame as wide as a device.

Rule    there in the demo only; elsewhere 404, as if it were no address
"""

from itertools import groupby
from typing import Any

from django.conf import settings
from django.http import Http404, HttpRequest, HttpResponse
from django.utils import translation
from django.utils.translation import gettext_lazy as _
from django.views.generic import TemplateView
from wagtail.admin.views.generic import WagtailAdminTemplateMixin

from freesheet.demo.gallery.exhibits import EXHIBITS
from freesheet.demo.gallery.scenery import NoScenery
from freesheet.doors.press.rendering.recording import frozen

WIDTHS = (320, 390, 768, 1280, 1920)
"""CSS pixels: the narrowest telephone there is, a usual one, a tablet, a laptop, a wide screen."""
DEVICE = "device"
LIGHTS = {DEVICE: _("As the device has it"), "light": _("Light"), "dark": _("Dark")}
"""A frame's own colour scheme: what stands in it then sees that as what its reader prefers."""


class Gallery(WagtailAdminTemplateMixin, TemplateView):
    template_name = "demo/gallery.html"
    page_title = _("Gallery")
    header_icon = "view"
    _show_breadcrumbs = True

    def get_breadcrumbs_items(self) -> list[dict[str, Any]]:
        return [*super().get_breadcrumbs_items(), {"url": "", "label": self.get_page_title()}]

    def dispatch(self, request: HttpRequest, *args: Any, **kwargs: Any) -> Any:
        _only_in_the_demo()
        return super().dispatch(request, *args, **kwargs)

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        asked = self.request.GET
        languages = dict(settings.LANGUAGES)
        language = asked.get("language", "")
        width, light = asked.get("width", ""), asked.get("light", "")
        groups = groupby(EXHIBITS.items(), key=lambda item: item[1].group)
        told = {
            "groups": [(group, list(exhibits)) for group, exhibits in groups],
            "languages": languages,
            "language": language if language in languages else settings.LANGUAGE_CODE,
            "widths": WIDTHS,
            "lights": LIGHTS,
            "light": light if light in LIGHTS else DEVICE,
            "width": int(width) if width in map(str, WIDTHS) else WIDTHS[1],
        }
        context: dict[str, Any] = super().get_context_data(**told, **kwargs)
        return context


def exhibit(request: HttpRequest, name: str) -> HttpResponse:
    """One exhibit, alone, in ?language=; Http404 for a name that is none."""
    _only_in_the_demo()
    language = request.GET.get("language", settings.LANGUAGE_CODE)
    if name not in EXHIBITS or language not in dict(settings.LANGUAGES):
        raise Http404
    try:
        with translation.override(language), frozen():
            return EXHIBITS[name].show(request, language).render()
    except NoScenery as nothing:
        raise Http404 from nothing


def _only_in_the_demo() -> None:
    if not settings.DEMO:
        raise Http404
