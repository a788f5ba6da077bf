"""Who stands over a story, and a section with stories in it, are not deleted; the desk says what needs them."""

from freesheet.public.masthead.form import needed
from freesheet.public.masthead.models import Author, Section
from freesheet.public.stories.models import Byline, Correction
from tests.desk.conftest import enter


def test_one_that_is_needed(desk, newsroom):
    Correction.objects.create(
        story=newsroom.stories[1], kind=Correction.Kind.CORRECTION, text="Tuesday.", signed_by=newsroom.grace
    )
    for address in (
        f"/desk/snippets/masthead/author/delete/{newsroom.grace.pk}/",
        f"/desk/snippets/masthead/section/delete/{newsroom.town.pk}/",
    ):
        asked, pressed = desk.get(address), desk.post(address)
        assert (asked.status_code, pressed.status_code) == (200, 409)
        assert "Yes, delete" not in asked.content.decode()
        assert f'<a href="/desk/pages/{newsroom.stories[1].pk}/edit/">' in pressed.content.decode()
    assert Author.objects.filter(pk=newsroom.grace.pk).exists()
    assert Section.objects.filter(pk=newsroom.town.pk).exists()


def test_of_several_none_is_deleted_while_one_is_needed(desk, newsroom):
    free = Author.objects.create(name="Free Lance", slug="free-lance", locale=newsroom.town.locale)
    address = f"/desk/bulk/masthead/author/delete/?id={free.pk}&id={newsroom.grace.pk}"
    told = desk.post(address)
    assert told.status_code == 409
    assert "Grace Lind" in told.content.decode()
    assert "could be deleted by itself" in told.content.decode()
    assert Author.objects.filter(pk__in=[free.pk, newsroom.grace.pk]).count() == 2

    assert desk.post(f"/desk/bulk/masthead/author/delete/?id={free.pk}").status_code == 302
    assert not Author.objects.filter(pk=free.pk).exists()


def test_a_story_is_named_once_however_often_it_needs_one(desk, newsroom):
    for role in (Byline.Role.PHOTOGRAPHS, Byline.Role.DATA):
        Byline.objects.create(story=newsroom.stories[0], author=newsroom.grace, role=role)
    told = desk.get(f"/desk/snippets/masthead/author/delete/{newsroom.grace.pk}/").content.decode()
    assert told.count(f'<a href="/desk/pages/{newsroom.stories[0].pk}/edit/">') == 1


def test_an_address_for_who_may_not_delete_says_nothing(client, member, newsroom):
    enter(client, member("Writer"))
    answer = client.get(f"/desk/snippets/masthead/author/delete/{newsroom.grace.pk}/")
    assert answer.status_code in {302, 403}


def test_of_many_the_first_are_named(desk, newsroom, monkeypatch):
    monkeypatch.setattr(needed, "NAMED_PAGES", 2)
    told = desk.get(f"/desk/snippets/masthead/section/delete/{newsroom.town.pk}/").content.decode()
    assert "Stories (section): 4" in told
    assert told.count("/edit/") == 2
