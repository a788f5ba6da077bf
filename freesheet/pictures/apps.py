"""The room's place in Django."""

from django.apps import AppConfig


class PicturesRoom(AppConfig):
    name = "freesheet.pictures"
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self) -> None:
        from freesheet.pictures import keys, receivers, turning  # noqa: F401 (importing connects them)
        from freesheet.pictures.work import FILES_TO_REMOVE, PICTURES_TO_MAKE
        from freesheet.press import owners
        from freesheet.work.kinds import register

        owners.register(keys.PICTURE)
        turning.register()
        register(PICTURES_TO_MAKE)
        register(FILES_TO_REMOVE)
