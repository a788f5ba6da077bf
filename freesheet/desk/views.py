"""From readers' pages to the desk."""

from django.apps import apps
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from wagtail.admin.admin_url_finder import AdminURLFinder

from freesheet.doors.press.pressed import Pressed


def edit(request: HttpRequest, kind: str, pk: int) -> HttpResponse:
    """Lead from a public page's key, such as story:12, to where that thing is edited; 404 for who may not."""
    pressed = (model for model in apps.get_models() if issubclass(model, Pressed))
    model = next((model for model in pressed if model._meta.model_name == kind), None)
    if model is None:
        raise Http404
    url = AdminURLFinder(request.user).get_edit_url(get_object_or_404(model, pk=pk))
    if url is None:
        raise Http404
    return redirect(url)
