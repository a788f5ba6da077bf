"""A newsroom with two newsletters, and the mail that leaves it."""

import re
from collections.abc import Callable
from email.message import EmailMessage

import pytest
from django.conf import settings
from django.test import Client
from wagtail.models import Locale

from freesheet.demo.cast import Cast
from freesheet.doors.mailroom.relay.providers import outbox
from freesheet.private.newsletters.models import Newsletter, Subscription
from freesheet.private.newsletters.page.pages import place_pages
from freesheet.private.readers.models import Reader
from freesheet.work import loop
from freesheet.work.kinds import MAIL

LINK = re.compile(rf"{re.escape(settings.SITE_URL)}(/[^\s\"<]+)")


@pytest.fixture
def morning(cast: Cast) -> Newsletter:
    place_pages(["en", "uk"])
    english = Locale.objects.get(language_code="en")
    return Newsletter.objects.create(locale=english, name="Morning", slug="morning", host=cast.ada)


@pytest.fixture
def evening(morning: Newsletter) -> Newsletter:
    return Newsletter.objects.create(locale=morning.locale, name="Evening", slug="evening", order=1)


@pytest.fixture
def mails(db) -> Callable[..., list[EmailMessage]]:
    """What has left by now, newest first, to an address or to anybody."""

    def left(to: str = "") -> list[EmailMessage]:
        loop.drain(MAIL)
        return [kept.message() for kept in outbox().newest(1000, to=to)]

    return left


def link_in(mail: EmailMessage) -> str:
    """The path of the first link in a mail's text."""
    found = LINK.search(mail.get_body(("plain",)).get_content())
    assert found, "no link"
    return found[1]


def sign_up(client: Client, email: str, *newsletters: Newsletter, **more: str):
    return client.post(
        "/newsletters/sign-up/", {"email": email, "newsletters": [one.pk for one in newsletters], **more}
    )


def subscribed(email: str, newsletter: Newsletter, **more: object) -> Subscription:
    """A reader who confirmed."""
    reader = Reader.objects.at(email)
    reader.prove()
    subscription = Subscription.objects.create(reader=reader, newsletter=newsletter, **more)
    subscription.confirm()
    return subscription
