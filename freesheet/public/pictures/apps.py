"""The room's place in Django."""

from django.apps import AppConfig


class PicturesRoom(AppConfig):
    name = "freesheet.public.pictures"

    def ready(self) -> None:
        from freesheet.doors.press import owners
        from freesheet.public.pictures import keys, receivers, turning  # noqa: F401 (importing connects them)
        from freesheet.public.pictures.work import FILES_TO_REMOVE, PICTURES_TO_MAKE
        from freesheet.work.kinds import register

        owners.register(keys.PICTURE)
        turning.register()
        register(PICTURES_TO_MAKE)
        register(FILES_TO_REMOVE)
