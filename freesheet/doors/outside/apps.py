"""The room's place in Django."""

from django.apps import AppConfig


class OutsideRoom(AppConfig):
    name = "freesheet.doors.outside"
