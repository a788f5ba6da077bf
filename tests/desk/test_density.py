"""Rows stand as close as a person wants them: their own choice, kept until they choose again."""

import pytest
from django.test import Client

from tests.desk.conftest import enter

pytestmark = pytest.mark.django_db
LIST = "/desk/stories/?ordering=title&section=1"


def is_dense(client):
    page = client.get("/desk/stories/").content.decode()
    assert ("w-density-snug" in page) == ("More room" in page) != ("More rows" in page)
    return "w-density-snug" in page


def test_it_is_kept_per_person_and_leads_back_to_the_list_as_it_was(client, member):
    editor, writer = member("Editor"), member("Writer")
    enter(client, editor)
    assert not is_dense(client)
    answer = client.post("/desk/density/", headers={"Referer": f"http://testserver{LIST}"})
    assert answer["Location"] == f"http://testserver{LIST}"
    assert is_dense(client)

    elsewhere, other = Client(), Client()
    enter(elsewhere, editor)
    enter(other, writer)
    assert is_dense(elsewhere)
    assert not is_dense(other)

    client.post("/desk/density/")
    assert not is_dense(elsewhere)


@pytest.mark.parametrize("referer", ["https://elsewhere.example/desk/stories/", "javascript:alert(1)", ""])
def test_it_leads_nowhere_else(desk, referer):
    answer = desk.post("/desk/density/", headers={"Referer": referer} if referer else {})
    assert answer["Location"] == "/desk/stories/"


def test_asking_changes_nothing(desk):
    assert desk.get("/desk/density/").status_code == 405
