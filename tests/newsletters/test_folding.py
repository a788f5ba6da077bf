"""Old deliveries go, and what they came to stays with their issue."""

from datetime import timedelta

import pytest
from django.utils import timezone

from freesheet.private.newsletters.actions import steering
from freesheet.private.newsletters.models import Bundle, Delivery, Issue
from freesheet.private.newsletters.sending import folding, reporting
from freesheet.work import loop
from freesheet.work.kinds import MAIL
from tests.newsletters.conftest import subscribed

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def own_data(settings, tmp_path) -> None:
    settings.DATA = tmp_path


@pytest.fixture
def sent(morning) -> Issue:
    """To five readers, of whom one could not be reached."""
    for n in range(5):
        subscribed(f"r{n}@example.org", morning)
    issue = Issue.objects.create(newsletter=morning, subject="The lock is open")
    steering.send(issue)
    loop.drain(MAIL)
    unreached = Delivery.objects.filter(subscription__reader__email="r3@example.org")
    unreached.update(fate=Delivery.Fate.FAILED, words="550 no such user")
    issue.refresh_from_db()
    return issue


def of_days_ago(issue: Issue, days: int) -> Issue:
    Issue.objects.filter(pk=issue.pk).update(finished_at=timezone.now() - timedelta(days=days))
    issue.refresh_from_db()
    return issue


def test_what_is_kept_stays_as_it_is(sent, settings):
    of_days_ago(sent, settings.DELIVERIES_KEPT_DAYS - 1)
    assert folding.fold_old() == 0
    assert Delivery.objects.count() == 5


def test_the_report_of_an_old_issue_says_what_it_said(sent, settings):
    before = reporting.tally(sent), reporting.reasons(sent), reporting.returns(sent)
    of_days_ago(sent, settings.DELIVERIES_KEPT_DAYS + 1)
    assert folding.fold_old() == 5
    assert not Delivery.objects.exists()
    assert not Bundle.objects.exists()
    sent.refresh_from_db()
    assert (reporting.tally(sent), reporting.reasons(sent), reporting.returns(sent)) == before
    assert folding.fold_old() == 0


def test_what_was_begun_is_gone_on_with_and_counted_once(sent, settings, monkeypatch):
    of_days_ago(sent, settings.DELIVERIES_KEPT_DAYS + 1)
    monkeypatch.setattr(folding, "BUNDLES_A_NIGHT", 0)
    folding.fold_old()
    Delivery.objects.filter(fate=Delivery.Fate.FAILED).delete()
    monkeypatch.undo()
    folding.fold_old()
    sent.refresh_from_db()
    assert reporting.tally(sent).failed == 1, "as it was when it was counted"


def test_an_issue_on_its_way_is_never_old(sent):
    Issue.objects.filter(pk=sent.pk).update(finished_at=None, frozen_at=timezone.now() - timedelta(days=999))
    assert folding.fold_old() == 0
