"""From a link to a member of staff: once, in time, and by POST."""

from datetime import timedelta
from urllib.parse import parse_qs, urlsplit

import pytest
from django.contrib.auth.models import Group
from django.utils import timezone

from freesheet.staff import actions
from freesheet.staff.models import Invitation, User
from tests.staff.conftest import PASSWORD

PAGE = "/desk/account/invitation/"
WHO = {"first_name": "Grace", "last_name": "Hopper", "password": PASSWORD}

pytestmark = pytest.mark.django_db


@pytest.fixture
def writer() -> Group:
    return Group.objects.create(name="Writer")


@pytest.fixture
def invited(ada, writer, mailoutbox) -> str:
    """The token in the mail that Grace got."""
    actions.invite(email="Grace@Example.org", role="Writer", by=ada)
    return token_in(mailoutbox[-1].body)


def token_in(text: str) -> str:
    url = next(word for word in text.split() if PAGE in word)
    return parse_qs(urlsplit(url).query)["token"][0]


def test_the_mail_says_who_invites_as_what_and_leads_home(invited, mailoutbox, settings):
    body = mailoutbox[-1].body
    assert mailoutbox[-1].to == ["grace@example.org"]
    assert "Ada Byron" in body
    assert "Writer" in body
    assert f"{settings.SITE_URL}{PAGE}?token={invited}" in body


def test_the_token_is_long_and_kept_as_a_hash_only(invited):
    kept = Invitation.objects.get(email="grace@example.org")
    assert len(invited) >= 43  # 256 bits
    assert invited not in str([getattr(kept, field.attname) for field in Invitation._meta.concrete_fields])


def test_opening_the_link_changes_nothing(client, invited):
    for answer in (client.get, client.head, client.options):
        answer(PAGE, {"token": invited})
    assert not User.objects.filter(email="grace@example.org").exists()
    assert Invitation.objects.open().count() == 1
    assert "_auth_user_id" not in client.session


def test_accepting_makes_the_account_and_leads_to_the_second_factor(client, invited):
    response = client.post(PAGE, {"token": invited, **WHO})
    grace = User.objects.get(email="grace@example.org")
    assert response["Location"] == "/desk/account/2fa/"
    assert [group.name for group in grace.groups.all()] == ["Writer"]
    assert not grace.is_superuser
    assert grace.check_password(PASSWORD)
    assert client.get("/desk/")["Location"] == "/desk/account/2fa/"
    assert client.get("/desk/account/2fa/totp/activate/").status_code == 200


def test_without_a_password_too(client, invited):
    client.post(PAGE, {"token": invited, **WHO, "password": ""})
    assert not User.objects.get(email="grace@example.org").has_usable_password()
    assert client.get("/desk/account/2fa/webauthn/add/").status_code == 200


def test_a_link_works_once(client, invited):
    client.post(PAGE, {"token": invited, **WHO})
    client.logout()
    assert client.get(PAGE, {"token": invited}).status_code == 410
    assert client.post(PAGE, {"token": invited, **WHO}).status_code == 410
    with pytest.raises(actions.LinkDead):
        actions.accept(invited, first_name="Eve", last_name="", password=None)


def test_a_link_runs_out(client, invited):
    Invitation.objects.update(expires_at=timezone.now() - timedelta(seconds=1))
    assert client.post(PAGE, {"token": invited, **WHO}).status_code == 410


def test_a_revoked_link_is_dead(client, invited):
    actions.revoke(Invitation.objects.get(email="grace@example.org"))
    assert client.get(PAGE, {"token": invited}).status_code == 410


def test_inviting_or_sending_again_kills_the_older_link(client, invited, ada, mailoutbox):
    actions.invite(email="grace@example.org", role="Writer", by=ada)
    second = token_in(mailoutbox[-1].body)
    actions.resend(Invitation.objects.open().get())
    third = token_in(mailoutbox[-1].body)
    assert [client.get(PAGE, {"token": token}).status_code for token in (invited, second, third)] == [
        410,
        410,
        200,
    ]


def test_a_weak_password_is_refused_beside_its_field(client, invited):
    page = client.post(PAGE, {"token": invited, **WHO, "password": "password"})
    assert page.status_code == 200
    assert "password" in page.context["form"].errors
    assert 'id="id_password_error"' in page.content.decode()
    assert Invitation.objects.open().exists()


def test_a_made_up_link_is_dead(client):
    assert client.get(PAGE).status_code == 410
    assert client.get(PAGE, {"token": "x" * 43}).status_code == 410


def test_staff_are_not_invited_again(ada, writer):
    with pytest.raises(actions.AlreadyStaff):
        actions.invite(email="ADA@example.org", role="Writer", by=ada)


def test_no_log_keeps_a_token(client, invited, caplog):
    strict = type(client)(enforce_csrf_checks=True)
    assert strict.post(PAGE, {"token": invited, **WHO}).status_code == 403
    client.get(PAGE, {"token": invited[:-1]})
    assert caplog.records
    assert invited[:-1] not in caplog.text


def test_the_first_door_makes_an_administrator(client):
    token = token_in(actions.first_door())
    client.post(PAGE, {"token": token, "email": "First@example.org", **WHO})
    first = User.objects.get(email="first@example.org")
    assert first.is_superuser
    with pytest.raises(actions.DoorClosed):
        actions.first_door()


def test_the_demos_ready_accounts_leave_the_first_door_open(client, settings):
    settings.DEMO = True
    actions.demo_account(email="admin@example.org", password="known", totp_secret="JBSWY3DPEHPK3PXP", groups=[])
    token = token_in(actions.first_door())
    client.post(PAGE, {"token": token, "email": "first@example.org", **WHO})
    assert User.objects.get(email="first@example.org").is_superuser
    with pytest.raises(actions.DoorClosed):
        actions.first_door()


def test_each_first_door_closes_the_one_before(client):
    older, newer = token_in(actions.first_door()), token_in(actions.first_door())
    assert client.get(PAGE, {"token": older}).status_code == 410
    assert client.get(PAGE, {"token": newer}).status_code == 200


def test_the_first_door_is_shut_once_somebody_came_another_way(client):
    token = token_in(actions.first_door())
    User.objects.create_superuser("root@example.org", PASSWORD)
    assert client.post(PAGE, {"token": token, "email": "eve@example.org", **WHO}).status_code == 410
