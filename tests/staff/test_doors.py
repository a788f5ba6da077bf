"""What strangers can learn and try: nothing, slowly (promises 34 and 35)."""

import pytest
from django.contrib.auth import hashers
from django.urls import reverse

from freesheet.staff import actions
from freesheet.staff.models import User
from tests.staff.conftest import PASSWORD, SECRET, code, sign_in

SIGN_IN = "/desk/account/login/"
CODE = "/desk/account/login/code/"
CLOSED = [
    "signup/",
    "signup/passkey/",
    "email/",
    "confirm-email/",
    "confirm-email/abc/",
    "password/reset/",
    "password/reset/done/",
    "password/reset/key/1-abc/",
    "2fa/webauthn/signup/",
]

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize("door", CLOSED)
def test_nobody_signs_up(client, door):
    for answer in (client.get, client.post):
        assert answer(f"/desk/account/{door}", {"email": "eve@example.org"}).status_code == 404
    assert not User.objects.exists()


@pytest.mark.parametrize("door", ["/desk/login/", "/desk/password_reset/", "/desk/password_reset/done/"])
def test_wagtails_own_doors_lead_to_ours(client, ada, door):
    for answer in (client.get, client.post):
        response = answer(door, {"username": ada.email, "password": PASSWORD, "email": ada.email})
        assert response["Location"].startswith((SIGN_IN, "/desk/password_reset/"))
    assert "_auth_user_id" not in client.session


def test_wagtails_frontend_login_does_not_exist(client):
    assert client.get("/_util/login/").status_code == 404


def test_signing_out_of_wagtail_is_signing_out(client, ada):
    sign_in(client, ada)
    assert client.post(reverse("wagtailadmin_logout"))["Location"].startswith("/desk/")
    assert client.get("/desk/")["Location"].startswith(SIGN_IN)


def test_wagtails_account_page_offers_no_way_around(client, ada):
    sign_in(client, ada)
    page = client.get(reverse("wagtailadmin_account")).content.decode()
    assert "new_password1" not in page
    assert 'type="email"' not in page


def test_known_and_unknown_get_the_same_words_for_a_wrong_password(client, ada):
    answers = []
    for email in (ada.email, "eve@example.org"):
        page = client.post(SIGN_IN, {"login": email, "password": "wrong"})
        answers.append(_told(page, email))
    assert _same(answers)


def test_known_and_unknown_get_the_same_words_for_a_mailed_code(client, ada, mailoutbox):
    answers = []
    for email in (ada.email, "eve@example.org"):
        asked = client.post(CODE, {"email": email}, follow=True)
        wrong = client.post(f"{CODE}confirm/", {"code": "AAAA-BBBB"})
        answers += [_told(asked, email), _told(wrong, email)]
        client.logout()
        client.cookies.clear()
    assert _same(answers[::2])
    assert _same(answers[1::2])
    assert [mail.to for mail in mailoutbox] == [[ada.email]]


def _told(page, email: str) -> tuple[int, str]:
    return page.status_code, page.content.decode().replace(email, "X").split("<main")[1]


def _same(answers: list[tuple[int, str]]) -> bool:
    """But for the CSRF tokens, which differ each time."""
    plain = {
        (status, "".join(part.split('">', 1)[-1] for part in words.split("csrfmiddlewaretoken")))
        for status, words in answers
    }
    return len(plain) == 1


def test_known_and_unknown_cost_the_same_work(client, settings, ada, monkeypatch):
    settings.ACCOUNT_RATE_LIMITS = False
    settings.PASSWORD_HASHERS = ["django.contrib.auth.hashers.PBKDF2PasswordHasher"]
    ada.set_password(PASSWORD)
    ada.save()
    User.objects.create_user("bare@example.org")
    derive, rounds = hashers.pbkdf2, []

    def counted(password, salt, iterations, **options):
        rounds.append(iterations)
        return derive(password, salt, iterations, **options)

    monkeypatch.setattr(hashers, "pbkdf2", counted)
    for email in (ada.email, "bare@example.org", "eve@example.org"):
        client.post(SIGN_IN, {"login": email, "password": "wrong wrong wrong"})
    assert len(rounds) == 3
    assert len(set(rounds)) == 1, rounds


def test_wrong_passwords_lock_the_address_out(client, ada):
    for _ in range(5):
        assert client.post(SIGN_IN, {"login": ada.email, "password": "wrong"}).status_code == 200
    locked = client.post(SIGN_IN, {"login": ada.email, "password": PASSWORD})
    assert locked.status_code == 429
    assert int(locked["Retry-After"]) == 300
    assert "Too many attempts" in locked.content.decode()


def test_wrong_codes_lock_the_second_factor_out(client, ada):
    sign_in(client, ada, second_factor=False)
    for _ in range(5):
        client.post("/desk/account/2fa/authenticate/", {"code": "000000"})
    assert client.post("/desk/account/2fa/authenticate/", {"code": code()}).status_code == 429


def test_codes_are_mailed_three_times_a_minute(client, ada, mailoutbox):
    for _ in range(3):
        client.post(CODE, {"email": ada.email})
        client.cookies.clear()
    assert client.post(CODE, {"email": ada.email}).status_code == 429
    assert len(mailoutbox) == 3


def test_a_forged_header_opens_no_new_account_of_attempts(client, ada):
    for number in range(10):
        headers = {"X-Forwarded-For": f"203.0.113.{number}", "X-Real-IP": f"203.0.113.{number}"}
        client.post(SIGN_IN, {"login": f"e{number}@example.org", "password": "wrong"}, headers=headers)
    headers = {"X-Forwarded-For": "198.51.100.7"}
    page = client.post(SIGN_IN, {"login": ada.email, "password": PASSWORD}, headers=headers)
    assert page.status_code == 429
    elsewhere = client.post(SIGN_IN, {"login": ada.email, "password": PASSWORD}, REMOTE_ADDR="198.51.100.8")
    assert elsewhere.status_code == 302


def test_a_former_address_opens_nothing(client, ada, mailoutbox):
    ada.email = "Ada.New@example.org"
    ada.save()
    client.post(CODE, {"email": "ada@example.org"})
    assert mailoutbox == []
    client.cookies.clear()
    client.post(CODE, {"email": "ada.new@example.org"})
    assert mailoutbox[0].to == ["ada.new@example.org"]


def test_demo_accounts_are_refused_elsewhere(client, settings, mailoutbox):
    settings.DEMO = True
    eve = actions.demo_account(email="demo@example.org", password=PASSWORD, totp_secret=SECRET, groups=[], name="De Mo")
    sign_in(client, eve, second_factor=False)
    client.post("/desk/account/2fa/authenticate/", {"code": actions.current_code(eve)})
    assert client.get("/desk/").status_code == 200

    settings.DEMO = False
    assert client.get("/desk/").status_code == 302
    client.cookies.clear()
    sign_in(client, eve)
    assert client.get("/desk/")["Location"].startswith(SIGN_IN)
    for refused in (
        lambda: actions.current_code(eve),
        lambda: actions.demo_account(email="x@example.org", password="x", totp_secret=SECRET, groups=[]),
    ):
        with pytest.raises(actions.NotDemo):
            refused()


def test_demo_accounts_are_no_ones_first_member(settings):
    settings.DEMO = True
    actions.demo_account(email="demo@example.org", password=PASSWORD, totp_secret=SECRET, groups=[])
    settings.DEMO = False
    assert actions.first_door()
