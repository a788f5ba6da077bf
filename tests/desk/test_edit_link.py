"""From a public page to its editor: a key leads there, and a cookie that says nothing shows the link."""

import pytest
from django.urls import reverse

from freesheet.demo import building
from freesheet.doors.press.rendering.render import render
from freesheet.public.newsfeed.models import Brief
from tests.desk.conftest import enter

pytestmark = pytest.mark.django_db


def test_a_pages_key_leads_to_its_editor(client, root, newsroom):
    enter(client, root)
    story = newsroom.stories[0]
    for key, url in (
        (story.key, reverse("wagtailadmin_pages:edit", args=[story.pk])),
        (newsroom.ada.key, f"/desk/snippets/masthead/author/edit/{newsroom.ada.pk}/"),
    ):
        answer = client.get(f"/desk/edit/{key}/")
        assert (answer.status_code, answer["Location"]) == (302, url)


def test_a_briefs_key_leads_to_its_form(client, root, newsroom):
    enter(client, root)
    brief = Brief.objects.create(lead="The lock is open.", locale=newsroom.town.locale)
    assert client.get(f"/desk/edit/{brief.key}/")["Location"] == f"/desk/news/edit/{brief.pk}/"


@pytest.mark.parametrize("path", ["/news/", "/errors/404/"])
def test_a_page_that_no_row_stands_behind_offers_no_edit(newsroom, path):
    assert b"data-key" not in render(path)


@pytest.mark.parametrize("key", ["story:999999", "user:1", "sheet:1", "nothing:1"])
def test_a_key_of_nothing_leads_nowhere(client, root, newsroom, key):
    enter(client, root)
    assert client.get(f"/desk/edit/{key}/").status_code == 404


def test_a_draft_that_one_may_not_edit_is_as_one_that_is_not_there(client, member, newsroom):
    theirs = building.story("theirs", title="Theirs", section=newsroom.town, bylines=[], live=False)
    enter(client, member("Writer"))
    assert client.get(f"/desk/edit/{theirs.key}/").status_code == 404


def test_the_hint_comes_with_the_desk_and_goes_with_leaving(client, root):
    assert "freesheet_hint" not in client.get("/desk/").cookies
    enter(client, root)
    cookie = client.get("/desk/").cookies["freesheet_hint"]
    assert (cookie.value, cookie["path"]) == ("staff", "/")
    client.post("/desk/logout/")
    assert client.get("/desk/account/login/").cookies.get("freesheet_hint", cookie).value in {"", "staff"}
    assert client.cookies["freesheet_hint"].value == ""
