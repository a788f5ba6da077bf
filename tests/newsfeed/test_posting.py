"""Briefs at the desk: posted from one screen, changed, pinned, withdrawn; who may, and what the log says."""

from datetime import timedelta

import pytest
from django.utils import timezone
from wagtail.log_actions import registry
from wagtail.models import Locale

from freesheet.public.newsfeed.models import Brief
from tests.desk.conftest import enter

pytestmark = pytest.mark.django_db


@pytest.fixture
def editor(client, member):
    user = member("Editor")
    enter(client, user)
    return user


def form(**fields):
    english = Locale.objects.get(language_code="en")
    empty = dict.fromkeys(("text", "section", "picture", "story", "source_name", "source_url", "posted_at"), "")
    return {**empty, "lead": "The lock is open.", "locale": english.pk, **fields}


def logged(brief):
    return [entry.action for entry in registry.get_logs_for_instance(brief).order_by("pk")]


def test_a_lead_is_enough(client, editor):
    answer = client.post("/desk/news/new/", form())

    brief = Brief.objects.get()
    assert answer["location"] == "/desk/news/new/"
    assert brief.posted_by == editor
    assert timezone.now() - brief.posted_at < timedelta(minutes=1)
    page = client.get("/desk/news/new/").content.decode()
    assert "Posted: The lock is open." in page
    assert "autofocus" in page
    assert logged(brief) == ["wagtail.create"]


def test_the_empty_screen_says_what_to_do(client, editor):
    assert "No brief so far." in client.get("/desk/news/new/").content.decode()


def test_without_a_lead_nothing_is_lost(client, editor):
    answer = client.post("/desk/news/new/", form(lead="", text="The keeper turned the wheel at noon."))

    page = answer.content.decode()
    assert answer.status_code == 200
    assert "The keeper turned the wheel at noon." in page
    assert "This field is required." in page
    assert not Brief.objects.exists()


def test_the_next_brief_is_for_the_same_edition(client, editor):
    ukrainian = Locale.objects.get(language_code="uk")
    client.post("/desk/news/new/", form(lead="Шлюз відкрито.", locale=ukrainian.pk))

    assert f'<option value="{ukrainian.pk}" selected>' in client.get("/desk/news/new/").content.decode()


@pytest.mark.parametrize(
    ("change", "slip", "told"), [({"lead": "The lock is shut."}, "", True), ({}, "", False), ({"lead": "The"}, "on", 0)]
)
def test_changed_words_are_an_update_unless_they_were_a_slip(client, editor, change, slip, told):
    client.post("/desk/news/new/", form())
    brief = Brief.objects.get()

    client.post(f"/desk/news/edit/{brief.pk}/", form(**change, is_slip=slip))

    brief.refresh_from_db()
    assert bool(brief.updated_at) == bool(told)
    assert brief.lead == change.get("lead", "The lock is open.")


def test_the_time_stays_when_the_form_leaves_it_empty(client, editor):
    client.post("/desk/news/new/", form())
    posted_at = Brief.objects.get().posted_at
    client.post(f"/desk/news/edit/{Brief.objects.get().pk}/", form(text="More."))
    assert Brief.objects.get().posted_at == posted_at


def test_pin_withdraw_and_back(client, editor):
    client.post("/desk/news/new/", form(is_breaking="on"))
    brief = Brief.objects.get()
    assert brief.breaking_at

    for verb in ("pin", "unpin", "withdraw", "put-back"):
        answer = client.post(f"/desk/news/{brief.pk}/{verb}/", {"from-post": "1"}, follow=True)
        assert "“The lock is open.”" in answer.content.decode()

    brief.refresh_from_db()
    assert (brief.pinned_at, brief.withdrawn_at) == (None, None)
    assert logged(brief)[1:] == ["newsfeed.pin", "newsfeed.unpin", "newsfeed.withdraw", "newsfeed.put_back"]


def test_too_many_pinned_is_said_in_words(client, editor):
    for number in range(4):
        client.post("/desk/news/new/", form(lead=f"News {number}."))
    answers = [client.post(f"/desk/news/{one.pk}/pin/", follow=True) for one in Brief.objects.order_by("pk")]

    assert "Unpin one first" in answers[-1].content.decode()
    assert Brief.objects.exclude(pinned_at=None).count() == 3


def test_looking_changes_nothing(client, editor):
    client.post("/desk/news/new/", form())
    brief = Brief.objects.get()

    assert client.get(f"/desk/news/{brief.pk}/withdraw/").status_code == 405
    assert client.post(f"/desk/news/{brief.pk}/burn/").status_code in {302, 403}
    brief.refresh_from_db()
    assert brief.withdrawn_at is None


@pytest.mark.parametrize("role", ["Writer", "Photo editor", "Technician"])
def test_others_cannot_post_or_withdraw(client, member, role):
    brief = Brief.objects.create(lead="Stays.", locale=Locale.objects.get(language_code="en"))
    enter(client, member(role))

    assert client.post("/desk/news/new/", form()).status_code in {302, 403}
    assert client.post(f"/desk/news/{brief.pk}/withdraw/").status_code in {302, 403}
    assert "/desk/news/" not in client.get("/desk/").content.decode()
    brief.refresh_from_db()
    assert Brief.objects.count() == 1
    assert brief.withdrawn_at is None
