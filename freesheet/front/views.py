"""Fronts and lists, as every reader gets them."""

from django.http import HttpRequest, HttpResponse


def front_page(request: HttpRequest) -> HttpResponse:
    return HttpResponse("front")


def month(request: HttpRequest, year: str, month: str) -> HttpResponse:
    return HttpResponse("month")


def author(request: HttpRequest, slug: str) -> HttpResponse:
    return HttpResponse("author")


def topic(request: HttpRequest, slug: str) -> HttpResponse:
    return HttpResponse("topic")


def section(request: HttpRequest, slug: str) -> HttpResponse:
    return HttpResponse("section")
