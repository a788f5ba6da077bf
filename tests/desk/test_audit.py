"""Every action at the desk is one line in the site history, with who did it, in words."""

import pytest
from allauth.mfa.totp.internal.auth import TOTP
from django.contrib.auth.models import Group
from django.contrib.contenttypes.models import ContentType
from django.utils import timezone, translation
from wagtail.log_actions import registry
from wagtail.models import ModelLogEntry
from wagtail.test.utils.form_data import nested_form_data, rich_text, streamfield

from freesheet.desk import audit
from freesheet.desk.audit import WORDS
from freesheet.doors.press.models import Sheet
from freesheet.public.masthead.models import Imprint
from freesheet.public.newsfeed.models import Brief
from freesheet.public.pictures.models import Picture
from freesheet.staff import actions as staff
from freesheet.staff.adapter import LOCK_OUT_SECONDS
from freesheet.staff.models import Invitation, User
from tests.journeys.scenery import picture

pytestmark = pytest.mark.django_db


@pytest.fixture
def desk(desk):
    ModelLogEntry.objects.all().delete()
    return desk


def lines() -> list[tuple[str, str, str]]:
    """Action, on what, by whom; the oldest first."""
    entries = ModelLogEntry.objects.order_by("timestamp", "pk")
    return [(one.action, one.label, str(one.user or "")) for one in entries]


def messages() -> list[str]:
    return [str(one.formatter.format_message(one)) for one in ModelLogEntry.objects.order_by("timestamp", "pk")]


def person_form(person: User, **changes) -> dict:
    form = {"email": person.email, "first_name": "W", "last_name": "W", "is_active": "on"}
    return form | {"groups": [group.pk for group in person.groups.all()]} | changes


def test_invitations(desk):
    group = Group.objects.get(name="Writer")
    desk.post("/desk/invitations/", {"email": "grace@example.org", "role": group.pk})
    invitation = Invitation.objects.get()
    desk.post(f"/desk/invitations/{invitation.pk}/resend/")
    desk.post(f"/desk/invitations/{invitation.pk}/revoke/")
    staff.revoke(invitation)  # dead already: no second line
    assert lines() == [
        ("staff.invited", "grace@example.org", "Root"),
        ("staff.invited_again", "grace@example.org", "Root"),
        ("staff.revoked", "grace@example.org", "Root"),
    ]
    assert messages()[0] == "Invited as Writer"


def test_accepting_is_the_new_members_own_line(newsroom):
    token = staff.first_door().partition("token=")[2]
    staff.accept(token, first_name="Ilse", last_name="Varga", password=None, email="ilse@example.org")
    assert lines() == [("staff.accepted", "Ilse Varga", "Ilse Varga")]


def test_roles_and_sections(desk, member, newsroom):
    writer = member("Writer")
    section_editor = Group.objects.get(name="Section editor")
    form = person_form(writer, groups=[section_editor.pk], sections=[newsroom.town.pk])
    desk.post(f"/desk/users/edit/{writer.pk}/", form)
    changed = ModelLogEntry.objects.get(action="staff.rights_changed")
    assert changed.formatter.format_message(changed) == ("Roles were: Writer. Now: Section editor, Town (English)")
    assert str(changed.user) == "Root"
    desk.post(f"/desk/users/edit/{writer.pk}/", form)
    assert ModelLogEntry.objects.filter(action="staff.rights_changed").count() == 1


def test_disabling_one_and_enabling_many(desk, member):
    writer = member("Writer")
    form = person_form(writer)
    del form["is_active"]
    desk.post(f"/desk/users/edit/{writer.pk}/", form)
    desk.post(f"/desk/bulk/staff/user/set_active_state/?id={writer.pk}", {"mark_as_active": "True"})
    editor = Group.objects.get(name="Editor")
    desk.post(f"/desk/bulk/staff/user/assign_role/?id={writer.pk}", {"role": editor.pk})
    desk.post(f"/desk/bulk/staff/user/delete/?id={writer.pk}")
    actions = [action for action, *_ in lines()]
    assert [one for one in actions if one != "wagtail.edit"] == [
        "staff.disabled",
        "staff.enabled",
        "staff.rights_changed",
        "wagtail.delete",
    ]


def test_a_second_factor_is_reset(desk, member):
    writer = member("Writer")
    desk.post(f"/desk/users/second-factor/{writer.pk}/")
    assert lines() == [("staff.second_factor_reset", "Writer", "Root")]


def test_signing_in(client, newsroom):
    ada = User.objects.create_user("ada@example.org", "a river under bridges", first_name="Ada")
    client.post("/desk/account/login/", {"login": ada.email, "password": "a river under bridges"})
    assert lines() == [("staff.signed_in", "Ada", "Ada")]


def test_a_second_factor_counts_as_half_way_until_it_is_shown(client, newsroom):
    ada = User.objects.create_user("ada@example.org", "a river under bridges", first_name="Ada")
    TOTP.activate(ada, "JBSWY3DPEHPK3PXP")
    client.post("/desk/account/login/", {"login": ada.email, "password": "a river under bridges"})
    assert lines() == []


@pytest.mark.parametrize(("address", "named"), [("ada@example.org", "Ada"), ("eve@example.org", "An address")])
def test_a_lock_out_is_one_line_for_known_and_unknown(client, newsroom, address, named):
    User.objects.create_user("ada@example.org", "a river under bridges", first_name="Ada")
    statuses = [
        client.post("/desk/account/login/", {"login": address, "password": "wrong"}).status_code for _ in range(9)
    ]
    assert statuses.count(429) > 1
    assert [(action, label[: len(named)]) for action, label, _ in lines()] == [("staff.locked_out", named)]
    assert "eve" not in str(lines())


def test_the_site_history_shows_lock_outs_of_strangers(desk):
    audit.note_lock_out(None)
    page = desk.get("/desk/reports/site-history/").content.decode()
    assert "An address that is nobody" in page


def test_a_lock_out_costs_the_same_for_known_and_unknown(client, newsroom, django_assert_max_num_queries):
    User.objects.create_user("ada@example.org", "a river under bridges")
    ContentType.objects.get_for_model(User)

    def asked(address: str, ip: str) -> list[int]:
        def tries() -> None:
            client.post("/desk/account/login/", {"login": address, "password": "wrong"}, REMOTE_ADDR=ip)

        for _ in range(5):
            tries()
        counted = []
        for _ in range(2):
            with django_assert_max_num_queries(50) as seen:
                tries()
            counted.append(len(seen.captured_queries))
        return counted

    assert asked("ada@example.org", "192.0.2.1") == asked("eve@example.org", "192.0.2.2")


def test_a_later_lock_out_is_another_line(client, newsroom, time_machine):
    for later in (0, LOCK_OUT_SECONDS * 3):
        time_machine.move_to(timezone.now() + timezone.timedelta(seconds=later))
        for _ in range(7):
            client.post("/desk/account/login/", {"login": "eve@example.org", "password": "wrong"})
    assert [action for action, *_ in lines()] == ["staff.locked_out"] * 2


def test_briefs(desk, newsroom):
    form = {"lead": "Eels.", "locale": newsroom.town.locale_id, "section": newsroom.town.pk}
    desk.post("/desk/news/new/", form)
    brief = Brief.objects.get()
    for verb in ("pin", "unpin", "withdraw", "put-back"):
        desk.post(f"/desk/news/{brief.pk}/{verb}/")
    desk.post(f"/desk/news/edit/{brief.pk}/", {**form, "lead": "More eels."})
    assert [action for action, *_ in lines()] == [
        "wagtail.create",
        "newsfeed.pin",
        "newsfeed.unpin",
        "newsfeed.withdraw",
        "newsfeed.put_back",
        "wagtail.edit",
    ]


def test_pictures(desk, newsroom):
    sea = picture("Sea", "The sea", "teal")
    for action in ("pull", "put_back"):
        desk.post(f"/desk/bulk/pictures/picture/{action}/?id={sea.pk}")
    desk.post(f"/desk/bulk/pictures/picture/delete/?id={sea.pk}")
    assert not Picture.objects.exists()
    assert lines() == [
        ("pictures.pull", "Sea", "Root"),
        ("pictures.put_back", "Sea", "Root"),
        ("wagtail.delete", "Sea", "Root"),
    ]


def test_the_imprint(desk, newsroom):
    imprint = Imprint.objects.get(locale__language_code="en")
    form = {"name": "The Flood", "accent": "#0b5d78", "headline_font": "serif", "text_font": "serif"}
    form |= {"corrections_at": "foot", "footer_note": rich_text("")}
    form |= nested_form_data({"navigation": streamfield([]), "footer": streamfield([])})
    desk.post(f"/desk/snippets/masthead/imprint/edit/{imprint.pk}/", form)
    assert [(action, by) for action, _, by in lines()] == [("wagtail.edit", "Root")]


def test_a_groups_rights(desk, newsroom):
    group = Group.objects.get(name="Writer")
    form = {"name": "Scribe"}
    for prefix in ("page", "collection", "image", "document", "collection_management"):
        form |= {f"{prefix}_permissions-{count}": 0 for count in ("TOTAL_FORMS", "INITIAL_FORMS")}
    desk.post(f"/desk/groups/edit/{group.pk}/", form)
    assert ("wagtail.edit", "Scribe", "Root") in lines()


def test_trying_again(desk):
    sheet = Sheet.objects.first()
    Sheet.objects.filter(pk=sheet.pk).update(error="KeyError", due_at=timezone.now())
    desk.post("/desk/work/again/", {"kind": "stale sheets", "pk": sheet.pk})
    assert [(action, by) for action, _, by in lines()] == [("desk.again", "Root")]


def test_all_of_it_is_read_in_the_site_history_in_both_languages(desk, root):
    for action in WORDS:
        registry.log(root, action, user=root, data={"role": "Writer", "kind": "TOTP", "before": "a", "after": "b"})
    page = desk.get("/desk/reports/site-history/").content.decode()
    with translation.override("uk"):
        said = {str(one.formatter.format_message(one)) for one in ModelLogEntry.objects.filter(action__in=WORDS)}
        assert len(said) == len(WORDS)
        assert not any(one.isascii() for one in said)
    assert "Locked out for minutes" in page
    assert "Roles were: a. Now: b" in page
