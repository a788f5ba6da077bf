"""Nobody reaches the desk without a second factor (promises 32 and 35)."""

import re

import pytest
from allauth.mfa.models import Authenticator
from django.urls import URLPattern, URLResolver, get_resolver
from wagtail.users.models import UserProfile

from freesheet.staff import actions
from freesheet.staff.models import User
from tests.staff.conftest import PASSWORD, SECRET, code, has_second_factor, sign_in

HOME = "/desk/"
SIGN_IN = "/desk/account/login/"


def every_address(patterns=None, prefix="/") -> list[str]:
    """One example of each route of the resolver, arguments filled in."""
    found = []
    for pattern in get_resolver().url_patterns if patterns is None else patterns:
        route = prefix + str(pattern.pattern)
        if isinstance(pattern, URLResolver):
            found += every_address(pattern.url_patterns, route)
        elif isinstance(pattern, URLPattern):
            found.append(example(route))
    return found


def example(route: str) -> str:
    route = re.sub(r"\(\?P<[^>]+>[^()]*(?:\([^()]*\))?[^()]*\)|\((?!\?)[^()]*\)", "1", route)
    return re.sub(r"<[^>]+>", "1", route.replace("^", "").replace("$", "").replace("\\Z", "")).replace("\\", "")


DESK = [address for address in every_address() if address.startswith(HOME)]
SHUT = [address for address in DESK if not address.startswith("/desk/account/") or address == "/desk/account/"]


def test_the_walk_finds_the_desk():
    assert len(SHUT) > 150
    assert "/desk/pages/1/edit/" in SHUT


@pytest.mark.django_db
def test_strangers_are_sent_to_sign_in_everywhere(client):
    for address in SHUT:
        response = client.get(address)
        assert response.status_code == 302, address
        assert response["Location"].startswith((SIGN_IN, "/desk/login/")), address


def test_a_session_without_second_factor_is_let_in_nowhere(client, new):
    client.force_login(new)
    for address in SHUT:
        response = client.get(address)
        assert response.status_code == 302, address
        assert response["Location"].startswith(("/desk/account/", "/desk/login/")), address


def test_a_session_from_before_the_second_factor_ends(client, ada):
    client.force_login(ada)
    assert client.get(HOME)["Location"].startswith(SIGN_IN)
    assert "_auth_user_id" not in client.session


def test_such_a_session_cannot_add_a_factor_of_its_own(client, ada):
    client.force_login(ada)
    assert client.get("/desk/account/2fa/webauthn/add/").status_code == 302
    assert "_auth_user_id" not in client.session


def test_password_then_app(client, ada):
    sign_in(client, ada, second_factor=False)
    assert client.get(HOME).status_code == 302
    sign_in(client, ada)
    assert client.get(HOME).status_code == 200


def test_mailed_code_then_app(client, ada, mailoutbox):
    client.post("/desk/account/login/code/", {"email": ada.email})
    mailed = re.search(r"^[A-Z0-9]{4}-[A-Z0-9]{4}$", mailoutbox[0].body, re.MULTILINE)[0]
    response = client.post("/desk/account/login/code/confirm/", {"code": mailed})
    assert response["Location"] == "/desk/account/2fa/authenticate/"
    assert client.get(HOME).status_code == 302
    client.post("/desk/account/2fa/authenticate/", {"code": code()})
    assert client.get(HOME).status_code == 200


def test_a_recovery_code_works_once(client, ada):
    sign_in(client, ada)
    client.post("/desk/account/2fa/recovery-codes/generate/")
    client.post("/desk/account/2fa/reauthenticate/", {"code": code()})
    client.post("/desk/account/reauthenticate/", {"password": PASSWORD})
    client.post("/desk/account/2fa/recovery-codes/generate/")
    page = client.get("/desk/account/2fa/recovery-codes/")
    codes = page.context["unused_codes"]
    assert len(codes) == 10
    assert client.get("/desk/account/2fa/recovery-codes/").context["unused_codes"] == ["****"] * 10
    for expected in (200, 302):
        client.logout()
        sign_in(client, ada, second_factor=False)
        client.post("/desk/account/2fa/authenticate/", {"code": codes[0]})
        assert client.get(HOME).status_code == expected


@pytest.mark.django_db(transaction=True)
def test_the_first_factor_is_set_up_and_counts_at_once(client, roots, new, mailoutbox):
    client.post(SIGN_IN, {"login": new.email, "password": PASSWORD})
    assert client.get(HOME)["Location"] == "/desk/account/2fa/"
    client.post("/desk/account/reauthenticate/", {"password": PASSWORD})
    secret = client.get("/desk/account/2fa/totp/activate/").context["form"].secret
    response = client.post("/desk/account/2fa/totp/activate/", {"code": code(secret)})
    assert response["Location"] == "/desk/account/2fa/recovery-codes/"
    assert client.get(HOME).status_code == 200
    assert "authenticator app was added" in mailoutbox[0].body


def test_the_last_factor_stays(client, ada):
    sign_in(client, ada)
    client.post("/desk/account/reauthenticate/", {"password": PASSWORD})
    page = client.post("/desk/account/2fa/totp/deactivate/")
    assert has_second_factor(ada)
    assert b"only second factor" in page.content


def test_secrets_are_sealed(ada):
    kept = Authenticator.objects.get(user=ada).data["secret"]
    assert SECRET not in kept
    assert len(kept) > 80


def test_a_script_is_told_instead_of_led(client, ada, new):
    told = client.get(HOME, headers={"X-Requested-With": "XMLHttpRequest"})
    assert (told.status_code, told["Content-Type"]) == (401, "application/json")
    assert client.post("/desk/pages/1/edit/", headers={"Accept": "application/json"}).status_code == 401
    client.force_login(new)
    assert client.get(HOME, headers={"Sec-Fetch-Dest": "empty"}).status_code == 403


def test_disabling_ends_sessions_for_good(client, ada):
    sign_in(client, ada)
    assert client.get(HOME).status_code == 200
    actions.disable(ada)
    assert client.get(HOME).status_code == 302
    User.objects.update(is_active=True)
    assert client.get(HOME).status_code == 302


def test_disabling_many_at_once_ends_sessions_too(client, ada):
    sign_in(client, ada)
    User.objects.filter(pk=ada.pk).update(is_active=False)
    User.objects.filter(pk=ada.pk).update(is_active=True)
    assert client.get(HOME).status_code == 302


def test_the_disabled_cannot_sign_in(client, ada, mailoutbox):
    actions.disable(ada)
    sign_in(client, ada)
    client.post("/desk/account/login/code/", {"email": ada.email})
    assert client.get(HOME).status_code == 302
    assert mailoutbox == []


def test_a_lost_factor_is_reset_and_ends_sessions(client, ada):
    sign_in(client, ada)
    actions.reset_second_factor(ada)
    assert client.get(HOME)["Location"].startswith(SIGN_IN)
    client.post(SIGN_IN, {"login": ada.email, "password": PASSWORD})
    assert client.get(HOME)["Location"] == "/desk/account/2fa/"


def test_pages_that_may_hold_a_token_are_kept_by_nobody(client, db):
    response = client.get(SIGN_IN)
    assert "no-store" in response["Cache-Control"]
    assert response["Referrer-Policy"] == "strict-origin"


def test_the_way_in_speaks_the_browsers_language(client, db):
    assert "Вхід до редакції" in client.get(SIGN_IN, headers={"Accept-Language": "uk"}).content.decode()
    assert "Sign in to the desk" in client.get(SIGN_IN, headers={"Accept-Language": "de"}).content.decode()


def test_and_afterwards_the_profiles(client, ada):
    sign_in(client, ada)
    profile = UserProfile.get_for_user(ada)
    profile.preferred_language = "uk"
    profile.save()
    for address in ("/desk/account/2fa/", HOME):
        assert '<html lang="uk"' in client.get(address).content.decode()
