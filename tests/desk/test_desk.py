"""The desk's own pages: the press on its home, stories, invitations, and no inline script."""

import re

import pytest
from bs4 import BeautifulSoup
from django.contrib.auth.models import Group
from django.utils import timezone
from wagtail.users.models import UserProfile

from freesheet.desk.wagtail.inline_scripts import as_element
from freesheet.doors.press.models import Sheet
from freesheet.public.masthead.models import Section
from freesheet.public.stories.models import Archive, Poster, Story
from freesheet.staff.models import Invitation
from freesheet.work.loop import drain
from freesheet.work.models import Chore
from tests.desk.conftest import enter
from tests.mailroom.relays import nobody_listens

pytestmark = pytest.mark.django_db


def fail(sheet: Sheet) -> Sheet:
    later = timezone.now() + timezone.timedelta(hours=1)
    Sheet.objects.filter(pk=sheet.pk).update(error="<b>KeyError</b>: 'x'", attempts=4, due_at=later)
    sheet.refresh_from_db()
    return sheet


def test_home_says_that_all_is_well(desk):
    Sheet.objects.update(due_at=None, error="", pressed_at=timezone.now())
    page = desk.get("/desk/").content.decode()
    assert "Everything is pressed" in page
    assert "Pressed last:" in page


def test_home_lists_what_waits(desk):
    Sheet.objects.update(due_at=None, error="")
    sheet = Sheet.objects.first()
    Sheet.objects.filter(pk=sheet.pk).update(due_at=timezone.now())
    page = desk.get("/desk/").content.decode()
    assert "One page is not pressed yet" in page
    assert f"<code>{sheet.path}</code>" in page


def test_home_shows_what_fails_and_why_and_presses_again(desk):
    Sheet.objects.update(due_at=None, error="")
    sheet = fail(Sheet.objects.first())
    page = desk.get("/desk/").content.decode()
    assert "&lt;b&gt;KeyError&lt;/b&gt;" in page
    assert desk.get("/desk/work/again/").status_code == 405
    desk.post("/desk/work/again/", {"kind": "stale sheets", "pk": sheet.pk})
    again = Sheet.objects.get(pk=sheet.pk)
    assert again.error == ""
    assert again.attempts == 0
    assert again.due_at <= timezone.now()
    assert again.epoch == sheet.epoch + 1


def test_other_failing_work_is_shown_and_tried_again_too(desk):
    chore = Chore.objects.create(name="purge", due_at=timezone.now(), error="OSError: full", attempts=1)
    assert "OSError: full" in desk.get("/desk/").content.decode()
    desk.post("/desk/work/again/", {"kind": "chores", "pk": chore.pk})
    chore.refresh_from_db()
    assert chore.error == ""


def test_what_waits_for_another_site_alarms_nobody_and_can_be_tried_again(desk):
    Sheet.objects.update(due_at=None, error="")
    later = timezone.now() + timezone.timedelta(hours=1)
    poster = Poster.objects.create(url="https://www.youtube.com/watch?v=0", due_at=later, error="No answer", attempts=3)
    page = desk.get("/desk/").content.decode()
    assert "Everything is pressed" in page
    assert "help-critical" not in page
    assert "One thing waits for another site" in page
    assert "No answer" in page
    desk.post("/desk/work/again/", {"kind": "posters of embeds", "pk": poster.pk})
    poster.refresh_from_db()
    assert poster.error == ""


@pytest.mark.parametrize(("kind", "pk"), [("nonsense", "1"), ("chores", "x"), ("", "")])
def test_nonsense_is_not_found(desk, kind, pk):
    assert desk.post("/desk/work/again/", {"kind": kind, "pk": pk}).status_code == 404


def test_a_writer_sees_the_press_but_does_not_run_it(client, member):
    sheet = fail(Sheet.objects.first())
    enter(client, member("Writer"))
    assert "Press again" not in client.get("/desk/").content.decode()
    client.post("/desk/work/again/", {"kind": "stale sheets", "pk": sheet.pk})
    assert Sheet.objects.get(pk=sheet.pk).error


def test_add_story_goes_straight_to_the_archive(desk):
    archive = Archive.objects.get(locale__language_code="en")
    assert desk.get("/desk/stories/choose_parent/")["Location"] == f"/desk/pages/add/stories/story/{archive.pk}/"


def test_add_story_follows_the_language_of_the_desk(desk, root):
    profile = UserProfile.get_for_user(root)
    profile.preferred_language = "uk"
    profile.save()
    archive = Archive.objects.get(locale__language_code="uk")
    assert desk.get("/desk/stories/choose_parent/")["Location"].endswith(f"/{archive.pk}/")
    assert '<html lang="uk"' in desk.get("/desk/").content.decode()


def test_stories_are_found_by_section(desk, newsroom):
    page = desk.get("/desk/stories/", {"section": newsroom.town.pk})
    assert {story.section_id for story in page.context["object_list"]} == {newsroom.town.pk}


def test_stories_of_all_editions_are_listed_and_filtered(desk):
    archive = Archive.objects.get(locale__language_code="uk")
    port = Section.objects.create(name="Порт", slug="port", locale=archive.locale)
    theirs = archive.add_child(instance=Story(title="Пором", slug="porom", locale=archive.locale, section=port))
    listed = desk.get("/desk/stories/").context["object_list"]
    assert len(listed) == 9
    assert [story.pk for story in desk.get("/desk/stories/?locale=uk").context["object_list"]] == [theirs.pk]


def test_inviting_sending_again_and_revoking(desk, newsroom, mailoutbox):
    group = root_group("Writer")
    page = desk.post("/desk/invitations/", {"email": "Grace@example.org", "role": group}, follow=True)
    assert "grace@example.org has been invited" in page.content.decode()
    invitation = Invitation.objects.get()
    desk.post(f"/desk/invitations/{invitation.pk}/resend/")
    assert len(mailoutbox) == 2
    assert desk.get(f"/desk/invitations/{invitation.pk}/revoke/").status_code == 405
    desk.post(f"/desk/invitations/{invitation.pk}/revoke/")
    assert not Invitation.objects.open().exists()
    assert desk.post(f"/desk/invitations/{invitation.pk}/resend/").status_code == 404


def test_an_invitation_whose_letter_cannot_leave_is_said_at_home(desk, settings):
    settings.EMAIL_BACKEND = "freesheet.doors.mailroom.backend.Letters"
    settings.SMTP_URL = f"smtp://127.0.0.1:{nobody_listens()}"
    desk.post("/desk/invitations/", {"email": "g@example.org", "role": root_group("Writer")}, follow=True)
    drain()
    assert Invitation.objects.open().exists()
    home = desk.get("/desk/").content.decode()
    assert "letters" in home
    assert "127.0.0.1" in home


def root_group(name: str) -> int:
    return Group.objects.get(name=name).pk


def test_nobody_is_made_without_an_invitation(desk):
    page = desk.get("/desk/users/new/")
    assert page.template_name == ["desk/invitations.html"]


@pytest.mark.parametrize(
    "address",
    [
        "/desk/",
        "/desk/stories/",
        "/desk/pages/{story}/edit/",
        "/desk/snippets/masthead/author/add/",
        "/desk/users/",
        "/desk/reports/site-history/",
        "/desk/images/add/",
        "/desk/workflows/add/",
        "/desk/locales/",
        "/desk/account/",
    ],
)
def test_no_page_holds_an_inline_script(desk, address):
    page = desk.get(address.format(story=Story.objects.first().pk)).content.decode()
    scripts = re.findall(r"<script(?![^>]*\bsrc=)(?![^>]*application/json)[^>]*>", page)
    assert scripts == []
    assert re.findall(r"<[^>]+\son[a-z]+=", page) == []


def test_one_call_becomes_an_element_and_nothing_else_does():
    html = '<input><script>new PageChooser("id_x", {"a": "<&\\""});</script>'
    assert as_element(html) == (
        '<input><desk-call do="PageChooser" '
        'with="[&quot;id_x&quot;, {&quot;a&quot;: &quot;&lt;&amp;\\&quot;&quot;}]"></desk-call>'
    )
    other = "<input><script>let x = 1; alert(x);</script>"
    assert as_element(other) == other


def test_wagtail_says_freesheet_and_sends_nobody_away(desk):
    page = desk.get("/desk/").content.decode()
    assert "- Freesheet</title>" in page
    assert "guide.wagtail.org" not in page
    assert "whats-new-in-wagtail" not in page


def test_an_address_with_nothing_at_it_leads_on(desk):
    for path in ("/desk/nowhere/", "/desk/pages/99999/edit/"):
        answer = desk.get(path)
        assert answer.status_code == 404
        links = BeautifulSoup(answer.content, "html.parser").find("main").find_all("a", class_="button")
        assert [link["href"] for link in links] == ["/desk/", "/desk/stories/"]


def test_who_never_published_has_no_name(desk, newsroom):
    """The cast's stories came out by no hand."""
    page = BeautifulSoup(desk.get("/desk/reports/aging-pages/").content, "html.parser")
    cells = [cell.get_text(strip=True) for cell in page.select("table.listing td")]
    assert "–" in cells
    assert "None" not in cells
