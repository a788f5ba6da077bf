"""An editor writes an issue, reads it over, tries it out, sends it once, and sees what became of it."""

import json
from datetime import timedelta

import pytest
from django.test import Client
from django.utils import timezone
from wagtail.models import ModelLogEntry

from freesheet.doors.mailroom.models import Letter
from freesheet.private.newsletters.actions import steering
from freesheet.private.newsletters.issue.checks import checked
from freesheet.private.newsletters.models import Delivery, Issue
from freesheet.private.newsletters.page.pages import place_pages
from freesheet.private.newsletters.sending import reporting
from freesheet.public.stories.models import Story
from freesheet.work import loop
from freesheet.work.kinds import MAIL
from tests.desk.conftest import enter, member, newsroom, root
from tests.newsletters.conftest import link_in, subscribed

__all__ = ["member", "newsroom", "root"]
pytestmark = pytest.mark.django_db
DESK = "/desk/newsletters/issues"
BODY = [{"type": "text", "value": "<p>Good morning.</p>", "id": "a"}]


@pytest.fixture(autouse=True)
def own_data(settings, tmp_path) -> None:
    settings.DATA = tmp_path


@pytest.fixture
def morning(newsroom, morning):
    place_pages(["en", "uk"])
    return morning


@pytest.fixture
def editor(newsroom, member):
    return member("Editor")


@pytest.fixture
def desk(editor) -> Client:
    client = Client()
    enter(client, editor)
    return client


@pytest.fixture
def issue(morning) -> Issue:
    body = json.dumps(BODY)
    return Issue.objects.create(newsletter=morning, subject="The lock is open", preheader="At last", body=body)


def typed(newsletter, subject="The lock is open", words="<p>Good morning.</p>", **more: object) -> dict[str, object]:
    raw = json.dumps({"blocks": [{"text": words, "type": "unstyled", "depth": 0, "key": "a"}], "entityMap": {}})
    block = {"body-count": 1, "body-0-deleted": "", "body-0-order": 0, "body-0-type": "text", "body-0-id": "a"}
    return {"newsletter": newsletter.pk, "subject": subject, "preheader": "", **block, "body-0-value": raw, **more}


def settings_of(**changes: object) -> dict[str, object]:
    return {"source": "", "language": "", "joined_after": "", "joined_before": "", "window_minutes": 0, **changes}


def test_an_issue_is_written_and_read_over(desk, editor, morning):
    answer = desk.post(f"{DESK}/add/", typed(morning, **{"action-review": "1"}))
    made = Issue.objects.get()
    assert answer["Location"] == f"{DESK}/{made.pk}/review/"
    assert made.written_by == editor
    page = desk.get(answer["Location"]).content.decode()
    assert "The lock is open" in page
    assert "It has no preheader" in page


def test_a_draft_may_be_without_a_subject_but_is_not_sent_so(desk, morning):
    subscribed("ada@example.org", morning)
    desk.post(f"{DESK}/add/", typed(morning, subject=""))
    made = Issue.objects.get()
    assert "It has no subject." in desk.get(f"{DESK}/{made.pk}/review/").content.decode()
    desk.post(f"{DESK}/{made.pk}/send/")
    made.refresh_from_db()
    assert made.frozen_at is None


@pytest.mark.parametrize("mode", ["light", "dark", "text"])
def test_what_is_typed_and_not_saved_is_previewed(desk, issue, mode):
    url = f"{DESK}/preview/{issue.pk}/"
    assert desk.post(url, typed(issue.newsletter, words="Typed just now")).json()["is_valid"]
    shown = desk.get(f"{url}?mode={mode}").content.decode()
    assert "Typed just now" in shown
    assert ("@media all" in shown) is (mode == "dark")


def test_the_mail_is_framed_and_does_nothing(desk, issue):
    shown = desk.get(f"{DESK}/{issue.pk}/shown/light/")
    assert "sandbox" in shown["Content-Security-Policy"]
    assert shown["X-Frame-Options"] == "SAMEORIGIN"
    assert desk.get(f"{DESK}/{issue.pk}/shown/elsewhere/").status_code == 404


def test_a_trial_goes_to_staff_by_the_door_readers_mail_leaves_by(desk, editor, issue, mails):
    desk.post(f"{DESK}/{issue.pk}/try-out/", {"to": [editor.pk]})
    [mail] = mails(editor.email)
    assert mail["Subject"] == "Trial: The lock is open"
    assert "Good morning." in mail.get_body(("plain",)).get_content()
    assert Client().get(link_in(mail)).status_code in (200, 301, 302, 404, 410)


def test_a_trial_goes_to_nobody_else(desk, issue):
    desk.post(f"{DESK}/{issue.pk}/try-out/", {"to": ["999"]})
    desk.post(f"{DESK}/{issue.pk}/try-out/", {})
    assert not Letter.objects.exists()


def test_who_gets_it_is_counted_before_and_is_who_gets_it(desk, issue, morning):
    for n in range(5):
        subscribed(f"story{n}@example.org", morning, source="story")
    subscribed("front@example.org", morning, source="front")
    assert "<strong>6</strong>" in desk.get(f"{DESK}/{issue.pk}/review/").content.decode()
    answer = desk.post(f"{DESK}/{issue.pk}/review/", settings_of(source="story", **{"go-on": "1"}))
    assert "Send it to 5 readers of Morning?" in desk.get(answer["Location"]).content.decode()
    desk.post(f"{DESK}/{issue.pk}/send/")
    assert issue.deliveries.count() == 5


def test_days_that_leave_nobody_are_refused_in_words(desk, issue):
    told = settings_of(joined_after="2026-05-01", joined_before="2026-04-01")
    assert "Nobody joined before that" in desk.post(f"{DESK}/{issue.pk}/review/", told).content.decode()


def test_send_asks_by_get_and_acts_by_post(desk, issue, morning):
    subscribed("ada@example.org", morning)
    assert "Send it to one reader of Morning?" in desk.get(f"{DESK}/{issue.pk}/send/").content.decode()
    issue.refresh_from_db()
    assert issue.frozen_at is None
    assert desk.post(f"{DESK}/{issue.pk}/send/")["Location"] == f"{DESK}/{issue.pk}/report/"
    again = desk.post(f"{DESK}/{issue.pk}/send/", follow=True).content.decode()
    assert Delivery.objects.count() == 1
    assert "one reader" in again or "accepted" in again


def test_a_form_that_was_open_while_it_was_sent_changes_nothing(desk, issue, morning):
    subscribed("ada@example.org", morning)
    stale = Issue.objects.get(pk=issue.pk)
    steering.send(issue)
    stale.subject = "Another"
    with pytest.raises(steering.AlreadySent):
        stale.save()
    told = desk.post(f"{DESK}/edit/{issue.pk}/", typed(morning, subject="Another"), follow=True)
    assert "It was sent while you were writing" in told.content.decode()
    saved = Issue.objects.get(pk=issue.pk)
    assert saved.subject == "The lock is open"
    assert saved.frozen_at


def test_it_is_scheduled_and_called_off(desk, issue, morning):
    subscribed("ada@example.org", morning)
    at = (timezone.now() + timedelta(days=1)).replace(microsecond=0)
    answer = desk.post(f"{DESK}/{issue.pk}/review/", settings_of(at=f"{at:%Y-%m-%d %H:%M}", **{"go-on": "1"}))
    assert "Schedule it" in desk.get(answer["Location"]).content.decode()
    desk.post(f"{DESK}/{issue.pk}/send/", {"at": at.isoformat()})
    issue.refresh_from_db()
    assert issue.send_at == at
    assert issue.frozen_at is None
    desk.post(f"{DESK}/{issue.pk}/call-off/")
    issue.refresh_from_db()
    assert issue.send_at is None


def test_a_moment_that_has_passed_is_refused_in_words(desk, issue):
    told = settings_of(at="2020-01-01 07:00", **{"go-on": "1"})
    assert "This moment has passed" in desk.post(f"{DESK}/{issue.pk}/review/", told).content.decode()


def test_it_is_paused_resumed_and_cancelled(desk, issue, morning):
    subscribed("ada@example.org", morning)
    steering.send(issue)
    for verb, state in (("pause", "paused"), ("resume", "on its way"), ("cancel", "cancelled")):
        desk.get(f"{DESK}/{issue.pk}/steer/{verb}/")
        desk.post(f"{DESK}/{issue.pk}/steer/{verb}/")
        issue.refresh_from_db()
        assert issue.state == state
        assert state in desk.get(f"{DESK}/{issue.pk}/report/").content.decode()
    loop.drain(MAIL)
    assert reporting.tally(issue).skipped == 1


def test_what_became_of_an_address_is_found(desk, issue, morning):
    subscribed("ada@example.org", morning)
    steering.send(issue)
    loop.drain(MAIL)
    page = desk.get(f"{DESK}/{issue.pk}/report/", {"address": " Ada@Example.org "}).content.decode()
    assert "<strong>ada@example.org</strong>: accepted" in page
    nobody = desk.get(f"{DESK}/{issue.pk}/report/", {"address": "grace@example.org"}).content.decode()
    assert "was not among those it went to" in nobody


def test_uncertain_ones_are_named_and_only_the_ticked_are_sent_again(desk, issue, morning):
    for name in ("ada", "grace"):
        subscribed(f"{name}@example.org", morning)
    steering.send(issue)
    issue.deliveries.update(fate=Delivery.Fate.UNCERTAIN, words="the line broke")
    page = desk.get(f"{DESK}/{issue.pk}/report/").content.decode()
    assert "ada@example.org" in page
    assert "grace@example.org" in page
    ada = issue.deliveries.get(subscription__reader__email="ada@example.org")
    desk.post(f"{DESK}/{issue.pk}/again/", {"delivery": [ada.pk]})
    loop.drain(MAIL)
    told = reporting.tally(issue)
    assert (told.accepted, told.uncertain) == (1, 1)


def test_leaving_by_its_link_is_counted_with_it(desk, issue, morning, client, mails):
    subscribed("ada@example.org", morning)
    steering.send(issue)
    [mail] = mails("ada@example.org")
    client.post(mail["List-Unsubscribe"].strip("<>").removeprefix("http://localhost:8000"))
    assert "One reader left by its link." in desk.get(f"{DESK}/{issue.pk}/report/").content.decode()


def test_the_part_that_is_fetched_again_tells_how_it_goes(desk, issue, morning):
    assert desk.get(f"{DESK}/{issue.pk}/report/progress/").status_code == 404
    subscribed("ada@example.org", morning)
    steering.send(issue)
    part = desk.get(f"{DESK}/{issue.pk}/report/progress/")
    assert "no-store" in part["Cache-Control"]
    assert 'data-done="0" data-all="1"' in part.content.decode()


def test_home_tells_of_what_goes_out_and_what_waits(desk, issue, morning):
    assert "The lock is open" not in desk.get("/desk/").content.decode()
    subscribed("ada@example.org", morning)
    steering.schedule(issue, timezone.now() + timedelta(days=1))
    assert "scheduled" in desk.get("/desk/").content.decode()
    steering.send(issue)
    assert "on its way" in desk.get("/desk/").content.decode()


def test_a_draft_may_be_thrown_away_and_what_was_sent_may_not(desk, issue, morning, root):
    subscribed("ada@example.org", morning)
    draft = Issue.objects.create(newsletter=morning)
    desk.post(f"{DESK}/delete/{draft.pk}/")
    steering.send(issue)
    client = Client()
    enter(client, root)
    client.post(f"{DESK}/delete/{issue.pk}/")
    assert list(Issue.objects.all()) == [issue]


@pytest.mark.parametrize("role", ["Writer", "Photo editor", "Technician"])
def test_others_have_no_business_with_it(role, issue, newsroom, member):
    client = Client()
    enter(client, member(role))
    for path in ("/", f"/{issue.pk}/review/", f"/{issue.pk}/send/", f"/{issue.pk}/shown/light/"):
        assert client.get(f"{DESK}{path}").status_code in (302, 403)
    client.post(f"{DESK}/{issue.pk}/send/")
    issue.refresh_from_db()
    assert issue.frozen_at is None


def test_every_step_stands_in_the_log(desk, issue, morning, editor):
    subscribed("ada@example.org", morning)
    desk.post(f"{DESK}/{issue.pk}/try-out/", {"to": [editor.pk]})
    desk.post(f"{DESK}/{issue.pk}/send/")
    desk.post(f"{DESK}/{issue.pk}/steer/pause/")
    noted = ModelLogEntry.objects.filter(object_id=str(issue.pk), user=editor).values_list("action", flat=True)
    assert {"newsletters.try_out", "newsletters.send", "newsletters.pause"} <= set(noted)


def test_a_story_nobody_can_read_keeps_an_issue_from_leaving(issue, newsroom):
    story = Story.objects.live().first()
    issue.body = json.dumps([{"type": "story", "value": {"story": story.pk, "words": "", "with_picture": False}}])
    issue.save()
    assert not checked(Issue.objects.get(pk=issue.pk)).stops
    story.unpublish()
    words = [one.words for one in checked(Issue.objects.get(pk=issue.pk)).stops]
    assert "It leads to a page that readers cannot get." in words


def test_links_to_nothing_and_too_much_of_it_keep_it_from_leaving(issue):
    issue.body = json.dumps(
        [
            {"type": "button", "value": {"words": "Read", "link": "/nowhere/at-all/"}},
            {"type": "text", "value": f"<p>{'The tide comes in and goes out again. ' * 3000}</p>"},
        ]
    )
    issue.save()
    words = " ".join(one.words for one in checked(Issue.objects.get(pk=issue.pk)).stops)
    assert "We have nothing at /nowhere/at-all/." in words
    assert "Gmail cuts off" in words


def test_words_and_how_it_is_sent_are_two_forms_that_spare_each_other(desk, issue, morning):
    at = timezone.now() + timedelta(days=1)
    issue.save_revision()
    revision = issue.latest_revision
    Issue.objects.filter(pk=issue.pk).update(segment={"source": "story"}, send_at=at)
    desk.post(f"{DESK}/history/{issue.pk}/revisions/{revision.pk}/revert/", typed(morning, subject="As it was"))
    issue.refresh_from_db()
    assert (issue.subject, issue.segment, issue.send_at) == ("As it was", {"source": "story"}, at)
    desk.post(f"{DESK}/{issue.pk}/review/", settings_of(window_minutes=60))
    issue.refresh_from_db()
    assert (issue.subject, issue.window_minutes, issue.send_at) == ("As it was", 60, at)


def test_what_was_changed_since_it_was_asked_is_asked_again(desk, issue, morning):
    subscribed("ada@example.org", morning)
    asked = desk.get(f"{DESK}/{issue.pk}/send/").context["version"]
    Issue.objects.filter(pk=issue.pk).update(segment={"source": "front"})
    answer = desk.post(f"{DESK}/{issue.pk}/send/", {"version": asked}, follow=True)
    assert "It was changed since you were asked" in answer.content.decode()
    issue.refresh_from_db()
    assert issue.frozen_at is None


def test_a_question_answered_too_late_schedules_nothing_and_sends_nothing(desk, issue, morning):
    subscribed("ada@example.org", morning)
    late = (timezone.now() - timedelta(minutes=1)).isoformat()
    assert "moment has passed" in desk.post(f"{DESK}/{issue.pk}/send/", {"at": late}, follow=True).content.decode()
    issue.refresh_from_db()
    assert (issue.frozen_at, issue.send_at) == (None, None)


def test_a_copy_is_of_the_same_newsletter(desk, editor, issue, evening):
    Issue.objects.create(newsletter=evening, subject="Later", written_by=editor)
    page = desk.get(f"{DESK}/copy/{issue.pk}/").content.decode()
    assert f'<option value="{issue.newsletter_id}" selected>' in page


def test_of_an_issue_that_is_over_nothing_is_sent_again(desk, issue, morning):
    subscribed("ada@example.org", morning)
    steering.send(issue)
    issue.deliveries.update(fate=Delivery.Fate.UNCERTAIN)
    steering.cancel(issue)
    desk.post(f"{DESK}/{issue.pk}/again/", {"delivery": [issue.deliveries.get().pk]})
    assert issue.deliveries.get().fate == Delivery.Fate.UNCERTAIN
    again = desk.post(f"{DESK}/{issue.pk}/steer/pause/", follow=True).content.decode()
    assert "Nothing was to be done any more" in again


def test_what_it_saved_by_itself_and_what_is_then_saved_by_hand_are_one_version(desk, morning, issue):
    by_itself = {"headers": {"Accept": "application/json"}}
    own = desk.post(f"{DESK}/edit/{issue.pk}/", typed(morning, subject="The lock"), **by_itself).json()["revision_id"]

    desk.post(f"{DESK}/edit/{issue.pk}/", typed(morning, subject="The lock is shut", autosaved_revision_id=own))
    assert [version.content["subject"] for version in issue.revisions.all()] == ["The lock is shut"]

    desk.post(f"{DESK}/edit/{issue.pk}/", typed(morning, subject="The lock is stuck", autosaved_revision_id="x"))
    assert issue.revisions.count() == 2


def test_words_saved_over_a_version_since_it_was_asked_are_asked_about_again(desk, morning, issue):
    subscribed("ada@example.org", morning)
    by_itself = {"headers": {"Accept": "application/json"}}
    own = desk.post(f"{DESK}/edit/{issue.pk}/", typed(morning), **by_itself).json()["revision_id"]
    asked = desk.get(f"{DESK}/{issue.pk}/send/").context["version"]
    desk.post(f"{DESK}/edit/{issue.pk}/", typed(morning, words="<p>Good night.</p>", autosaved_revision_id=own))

    answer = desk.post(f"{DESK}/{issue.pk}/send/", {"version": asked}, follow=True)
    assert "It was changed since you were asked" in answer.content.decode()
    issue.refresh_from_db()
    assert (issue.revisions.count(), issue.frozen_at) == (1, None)


def test_an_issue_s_form_that_comes_back_still_knows_what_it_saved_by_itself(desk, morning, issue):
    by_itself = {"headers": {"Accept": "application/json"}}
    own = desk.post(f"{DESK}/edit/{issue.pk}/", typed(morning), **by_itself).json()["revision_id"]
    page = desk.post(f"{DESK}/edit/{issue.pk}/", {**typed(morning, autosaved_revision_id=own), "newsletter": ""})
    assert f'name="autosaved_revision_id" value="{own}"' in page.content.decode()
