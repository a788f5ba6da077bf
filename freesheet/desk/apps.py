"""The room's place in Django."""

from django.apps import AppConfig


class DeskRoom(AppConfig):
    name = "freesheet.desk"
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self) -> None:
        from wagtail.models import AbstractPage
        from wagtail.permissions import register_permission_policy

        from freesheet.desk import receivers  # noqa: F401 (importing connects them)
        from freesheet.desk.wagtail import inline_scripts, spreadsheets
        from freesheet.public.stories.permissions import PagePolicy

        inline_scripts.replace()
        spreadsheets.guard()
        register_permission_policy(AbstractPage, PagePolicy())
