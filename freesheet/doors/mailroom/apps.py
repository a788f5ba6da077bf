"""The room's place in Django."""

from django.apps import AppConfig


class MailRoom(AppConfig):
    name = "freesheet.doors.mailroom"
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self) -> None:
        from freesheet.doors.mailroom import work
        from freesheet.doors.mailroom.returning import mailbox, returns
        from freesheet.work.kinds import register

        for kind in (work.LETTERS, returns.SEEN_TO, mailbox.MAILBOX):
            register(kind)
        returns.register(work.OF_LETTERS)
