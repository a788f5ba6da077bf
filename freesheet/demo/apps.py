"""The room's place in Django."""

from django.apps import AppConfig


class DemoRoom(AppConfig):
    name = "freesheet.demo"
