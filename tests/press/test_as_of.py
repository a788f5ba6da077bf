"""The number by which a reader's page knows what is newer."""

import json
import re

import pytest
import time_machine
from django.utils import timezone
from wagtail.models import Locale

from freesheet.doors.press import store
from freesheet.doors.press.models import Sheet
from freesheet.doors.press.pressing import Outcome, press
from freesheet.doors.press.rendering import as_of
from freesheet.doors.press.rendering.fragments import fragment, is_fragment
from freesheet.public.newsfeed.models import Brief
from freesheet.work import actions, loop

pytestmark = [pytest.mark.django_db(transaction=True), pytest.mark.postgres]


def press_anew(path):
    Sheet.objects.filter(path=path).update(due_at=timezone.now())
    (sheet,) = actions.claim(Sheet.objects.filter(path=path), limit=1, lease_seconds=30)
    return press(sheet)


def body(path):
    return store.file_of(path).read_text()


def number_of(path):
    said = re.search(r'data-as-of="(\d+)"|"as_of": ?"(\d+)"|<!--as of (\d+)-->', body(path))
    assert said, f"{path} does not say how old it is"
    return int(next(filter(None, said.groups())))


def post(lead):
    return Brief.objects.create(lead=lead, locale=Locale.objects.get(language_code="en"))


def test_what_was_pressed_after_a_change_carries_a_greater_number(cast):
    brief = post("The lock is open.")
    loop.drain()
    before = as_of.now()
    brief.lead = "The lock is shut."
    brief.save()

    press_anew("/")
    older = number_of("/news/latest.json")
    press_anew("/news/latest.json")

    assert older < before <= number_of("/") <= number_of("/news/latest.json")
    assert "The lock is shut." in body("/news/latest.json")


def test_pressed_again_without_a_change_nothing_is_written(cast):
    post("The lock is open.")
    loop.drain()
    for path in ("/", "/news/latest.json", "/fragments/picks/"):
        kept = body(path)
        with time_machine.travel(timezone.now(), tick=False):
            assert press_anew(path) is Outcome.SAME
        assert body(path) == kept


def test_a_fragment_says_its_age_in_its_own_file_and_not_within_a_page(cast):
    loop.drain()
    path = "/fragments/more/harbour/"

    assert number_of(path) <= as_of.now()
    assert "as of" not in fragment(path)
    assert as_of.MARK not in body("/") + body(path)
    assert "<!--as of" not in body(cast.stories[0].address)


@pytest.mark.parametrize(
    ("path", "is_one"),
    [("/fragments/picks/", True), ("/uk/fragments/picks/", True), ("/2026/11/fragments/", False), ("/", False)],
)
def test_only_fragments_are_fragments(path, is_one):
    assert is_fragment(path) is is_one


def test_only_what_is_pressed_says_its_age():
    assert as_of.as_of() == ""
    with as_of.to_be_stamped():
        assert json.loads(as_of.stamped(as_of.as_of().encode(), 7)) == 7
