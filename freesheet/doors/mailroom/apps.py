"""The room's place in Django."""

from django.apps import AppConfig


class MailRoom(AppConfig):
    name = "freesheet.doors.mailroom"

    def ready(self) -> None:
        from freesheet.doors.mailroom import work
        from freesheet.doors.mailroom.returning import mailbox, returns
        from freesheet.kit import rooms
        from freesheet.kit.rooms import Audience, DynamicPrefix, Pool
        from freesheet.work.kinds import register

        rooms.answer("hooks/mail/", "freesheet.doors.mailroom.urls")
        rooms.answer_dynamically(DynamicPrefix("/hooks/mail/", Pool.HOOKS, Audience.MACHINE, limited=False))
        for kind in (work.LETTERS, returns.SEEN_TO, mailbox.MAILBOX):
            register(kind)
        returns.register(work.OF_LETTERS)
