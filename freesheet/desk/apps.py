"""The room's place in Django."""

from django.apps import AppConfig


class DeskRoom(AppConfig):
    name = "freesheet.desk"

    def ready(self) -> None:
        from wagtail.models import AbstractPage
        from wagtail.permissions import register_permission_policy

        from freesheet.desk import (
            receivers,  # noqa: F401 (importing connects them)
            roles,
        )
        from freesheet.desk.wagtail import inline_scripts, spreadsheets
        from freesheet.kit import rooms
        from freesheet.public.stories.permissions import PagePolicy

        rooms.answer("desk/", "freesheet.desk.urls")
        rooms.lay_out(roles.lay_out)
        inline_scripts.replace()
        spreadsheets.guard()
        register_permission_policy(AbstractPage, PagePolicy())
