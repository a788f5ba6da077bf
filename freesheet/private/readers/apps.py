"""The room's place in Django."""

from django.apps import AppConfig


class ReadersRoom(AppConfig):
    name = "freesheet.private.readers"

    def ready(self) -> None:
        from freesheet.kit import rooms
        from freesheet.kit.rooms import Audience, DynamicPrefix, Pool
        from freesheet.private.readers import (
            receivers,  # noqa: F401 (connects them)
            work,
        )
        from freesheet.public.theme.looks import assets
        from freesheet.work import kinds

        rooms.answer("account/", "freesheet.private.readers.urls")
        assets.add("readers/own.css")
        rooms.answer_dynamically(DynamicPrefix("/account/", Pool.READERS, Audience.ONE_READER))
        rooms.grant("Membership", "readers.view_reader", "readers.change_reader", "readers.delete_reader")
        rooms.grant("Technician", "readers.view_reader", "readers.change_reader")
        kinds.register(work.SIGN_INS)
