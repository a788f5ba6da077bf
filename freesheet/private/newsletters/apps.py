"""The room's place in Django."""

from django.apps import AppConfig


class NewslettersRoom(AppConfig):
    name = "freesheet.private.newsletters"
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self) -> None:
        from freesheet.doors.mailroom.returning import returns
        from freesheet.doors.press import owners
        from freesheet.doors.press.offers import offer
        from freesheet.private.newsletters import keys, own, receivers, work
        from freesheet.private.newsletters.desk import held, home, reader
        from freesheet.private.newsletters.page import pages, slots
        from freesheet.private.newsletters.sending import appointments, bundles
        from freesheet.private.readers.holdings import Holding, hold
        from freesheet.public.theme.slots import fill
        from freesheet.work import kinds

        kinds.register(work.SIGN_UPS)
        kinds.register(bundles.BUNDLES)
        kinds.register(appointments.APPOINTMENTS)
        returns.register(receivers.OF_ISSUES)
        hold(
            Holding(
                "newsletters",
                told=own.told,
                erase=own.erase,
                part=own.part,
                at_desk=reader.shown,
                narrowing=reader.NARROWING,
            )
        )
        owners.register(keys.NEWSLETTER, keys.ISSUE, keys.VOLUME, keys.LIST_PAGE, keys.THANKS_PAGE, keys.FORM)
        for prefix, render in pages.prefixes().items():
            offer(prefix, render)
        fill("story_end", slots.at_story_end, order=50)
        fill("newsletters", slots.on_front)
        fill("head", slots.script, order=200)
        fill("footer_links", slots.link)
        fill("desk_home", home.panel)
        fill("desk_home", held.panel, order=50)
