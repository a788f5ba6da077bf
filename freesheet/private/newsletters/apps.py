"""The room's place in Django."""

from django.apps import AppConfig


class NewslettersRoom(AppConfig):
    name = "freesheet.private.newsletters"

    def ready(self) -> None:
        from freesheet.doors.mailroom.returning import returns
        from freesheet.doors.press import owners
        from freesheet.doors.press.rendering.offers import offer
        from freesheet.kit import rooms
        from freesheet.kit.rooms import Audience, DynamicPrefix, Pool
        from freesheet.private.newsletters import holding, keys, permissions, receivers, work
        from freesheet.private.newsletters.desk import held, home, reader
        from freesheet.private.newsletters.page import pages, slots
        from freesheet.private.newsletters.sending import appointments, bundles
        from freesheet.private.readers.holdings import Holding, hold
        from freesheet.public.theme.looks import assets
        from freesheet.public.theme.slots import fill
        from freesheet.work import kinds

        rooms.answer("newsletters/", "freesheet.private.newsletters.urls.editions", by_edition=True)
        rooms.answer("account/newsletters/", "freesheet.private.newsletters.urls.account")
        rooms.answer("u/", "freesheet.private.newsletters.urls.leaving")
        rooms.answer_dynamically(DynamicPrefix("/u/", Pool.READERS, Audience.ONE_READER, limited=False))
        for form in ("sign-up", "confirm", "read"):
            path = f"/newsletters/{form}/"
            rooms.answer_dynamically(DynamicPrefix(path, Pool.READERS, Audience.ONE_READER, by_edition=True))
        rooms.lay_out(pages.place_pages)
        assets.add("newsletters/letters.css")
        for role in ("Editor", "Membership"):
            rooms.grant(role, *permissions.GRANTED)
        kinds.register(work.SIGN_UPS)
        kinds.register(bundles.BUNDLES)
        kinds.register(appointments.APPOINTMENTS)
        returns.register(receivers.OF_ISSUES)
        hold(
            Holding(
                "newsletters",
                export=holding.export,
                erase=holding.erase,
                part=holding.part,
                at_desk=reader.section_at_desk,
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
        fill("desk_home", home.panel, needs=permissions.WRITES_ISSUES)
        fill("desk_home", held.panel, order=50, needs=permissions.WRITES_ISSUES)
