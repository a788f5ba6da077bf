"""The room's place in Django."""

from django.apps import AppConfig


class ReadersRoom(AppConfig):
    name = "freesheet.private.readers"
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self) -> None:
        from freesheet.private.readers import (
            receivers,  # noqa: F401 (connects them)
            work,
        )
        from freesheet.work import kinds

        kinds.register(work.SIGN_INS)
