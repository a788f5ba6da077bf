"""Newsletters at the desk, and their pages as readers get them."""

import json

import pytest
from django.test import Client

from freesheet.doors.press.models import Sheet
from freesheet.doors.press.store import file_of
from freesheet.private.newsletters.models import Newsletter
from freesheet.private.newsletters.page.pages import place_pages
from freesheet.work import loop
from tests.desk.conftest import enter, member, newsroom, root
from tests.newsletters.conftest import subscribed

__all__ = ["member", "newsroom", "root"]
pytestmark = pytest.mark.django_db


@pytest.fixture
def desk(newsroom, member) -> Client:
    place_pages(["en", "uk"])
    client = Client()
    enter(client, member("Membership"))
    return client


def pressed(path: str) -> str:
    loop.drain()
    return file_of(path).read_text()


def fields(newsroom, **changes: object) -> dict[str, object]:
    locale = newsroom.ada.locale_id
    words = {"name": "Morning", "slug": "morning", "audience": "public", "order": 0, "locale": locale}
    return {**words, "description": "The day before it begins.", "rhythm_body-count": 0, **changes}


def test_a_new_newsletter_has_its_page_and_stands_in_the_list(desk, newsroom):
    assert "There is no newsletter yet" in pressed("/newsletters/")
    answer = desk.post("/desk/newsletters/new/", fields(newsroom, host=newsroom.ada.pk, frequency="Weekdays at 7"))
    assert answer.status_code == 302
    for path in ("/newsletters/", "/newsletters/morning/"):
        page = pressed(path)
        assert "The day before it begins." in page
        assert "Ada Brook" in page
        assert "Weekdays at 7" in page
        assert "csrf" not in page, "the same for everybody"
        assert f'<meta property="og:url" content="http://localhost:8000{path}">' in page
        assert json.loads(page.split('ld+json">')[1].split("</script>")[0])["publisher"]["name"]


@pytest.mark.django_db(transaction=True)
def test_stories_show_the_form_once_there_is_a_newsletter(desk, newsroom):
    address = newsroom.stories[0].address
    page = pressed(address)
    assert "data-sign-up" not in page
    assert 'data-fragment="/fragments/newsletters/"' in page
    before = Sheet.objects.get(path=address).pressed_at
    desk.post("/desk/newsletters/new/", fields(newsroom))
    assert "data-sign-up" in pressed("/fragments/newsletters/")
    assert Sheet.objects.get(path=address).pressed_at == before, "the archive is not pressed anew"
    newsroom.stories[0].save_revision().publish()
    assert "data-sign-up" in pressed(address)


def test_a_closed_one_leaves_the_list_and_keeps_its_page(desk, newsroom):
    desk.post("/desk/newsletters/new/", fields(newsroom))
    made = Newsletter.objects.get()
    desk.post(f"/desk/newsletters/edit/{made.pk}/", fields(newsroom, closed_at="2026-01-01 00:00"))
    assert "Morning" not in pressed("/newsletters/")
    assert "Nobody can sign up" in pressed("/newsletters/morning/")


def test_a_changed_address_leads_on(desk, newsroom):
    desk.post("/desk/newsletters/new/", fields(newsroom))
    made = Newsletter.objects.get()
    desk.post(f"/desk/newsletters/edit/{made.pk}/", fields(newsroom, slug="daybreak"))
    assert Sheet.objects.get(path="/newsletters/morning/").location == "/newsletters/daybreak/"


@pytest.mark.parametrize("slug", ["sign-up", "confirm", "signed-up"])
def test_words_of_ours_are_no_address(desk, newsroom, slug):
    assert (
        "kept for other addresses" in desk.post("/desk/newsletters/new/", fields(newsroom, slug=slug)).content.decode()
    )


def test_readers_are_counted_and_nobody_deletes_them_with_their_newsletter(desk, newsroom, client, root):
    desk.post("/desk/newsletters/new/", fields(newsroom))
    made = Newsletter.objects.get()
    for number in range(3):
        subscribed(f"reader{number}@example.org", made)
    assert ">3<" in "".join(desk.get("/desk/newsletters/").content.decode().split())
    enter(client, root)
    client.post(f"/desk/newsletters/delete/{made.pk}/")
    assert Newsletter.objects.exists()
