"""What providers tell by their hooks: noted before they are answered, from them alone, and never an error of ours."""

import hashlib
import hmac
import json
from base64 import b64encode

import pytest
from django.db import OperationalError

from freesheet.doors.mailroom.models import Letter, Return, Suppression
from freesheet.doors.mailroom.returning import hooks
from freesheet.doors.mailroom.returning.proofs import proof
from freesheet.work.loop import drain
from tests.traces import names

pytestmark = pytest.mark.django_db
KEY = "key-of-mailgun"


@pytest.fixture(autouse=True)
def open_hooks(settings) -> None:
    settings.ANYMAIL = {"WEBHOOK_SECRET": ["provider:secret", "provider:older"], "MAILGUN_WEBHOOK_SIGNING_KEY": KEY}


def tell(client, provider: str, told: object, *, secret: str = "provider:secret", **more):
    body = told if isinstance(told, bytes) else json.dumps(told).encode()
    signed = {"Authorization": f"Basic {b64encode(secret.encode()).decode()}"} if secret else {}
    return client.post(f"/hooks/mail/{provider}/", body, content_type="application/json", headers=signed, **more)


def postmark(kind: str = "HardBounce", email: str = "Ada@example.org", **more: object) -> dict:
    return {
        "RecordType": "SpamComplaint" if kind == "SpamComplaint" else "Bounce",
        "Type": kind,
        "ID": 42,
        "MessageID": "883953f4-6105-42a2-a16a-77a8eac79483",
        "Email": email,
        "Details": "smtp;550 5.1.1 <ada@example.org> The email account that you tried to reach does not exist.",
        "Description": "The server was unable to deliver your message",
        "BouncedAt": "2026-11-26T16:33:54Z",
        **more,
    }


def mailgun(event: str, *, key: str = KEY, **data: object) -> dict:
    signature = hmac.new(key.encode(), b"1763000000token", hashlib.sha256).hexdigest()
    return {
        "signature": {"timestamp": "1763000000", "token": "token", "signature": signature},
        "event-data": {
            "event": event,
            "id": "G9Bn5sl1TC6nu79C8C0bwg",
            "timestamp": 1763000000.0,
            "recipient": "ada@example.org",
            "message": {"headers": {"message-id": f"{proof('l', 7)}.20261126@paper.example.org"}},
            **data,
        },
    }


PERMANENT = {
    "severity": "permanent",
    "reason": "bounce",
    "delivery-status": {"code": 550, "message": "5.1.1 <ada@example.org> user unknown", "description": ""},
}
SPAM = {"severity": "permanent", "delivery-status": {"code": 550, "message": "5.7.1 blocked as spam"}}


def reason() -> str:
    drain()
    kept = Suppression.objects.of("ada@example.org").first()
    return kept.reason if kept else ""


def test_it_is_stored_before_it_is_answered_and_a_worker_sees_to_it(client):
    assert tell(client, "postmark", postmark()).status_code == 200
    row = Return.objects.get()
    assert (row.kind, row.way, row.due_at is not None) == ("hard", "postmark", True)
    assert not Suppression.objects.exists()
    assert reason() == "bounce"
    assert not names(list(Return.objects.values()), "ada")


@pytest.mark.parametrize(
    ("provider", "told", "ends"),
    [
        ("postmark", postmark("SpamComplaint"), "complaint"),
        ("postmark", postmark("SoftBounce"), ""),
        ("postmark", postmark("AutoResponder"), ""),
        ("postmark", postmark("DnsError"), ""),
        ("mailgun", mailgun("failed", **PERMANENT), "bounce"),
        ("mailgun", mailgun("failed", **SPAM), ""),
        ("mailgun", mailgun("failed", **{**PERMANENT, "severity": "temporary"}), ""),
        ("mailgun", mailgun("complained"), "complaint"),
        ("mailgun", mailgun("delivered"), ""),
        ("brevo", {"event": "hard_bounce", "email": "ada@example.org", "message-id": "<1@x>"}, "bounce"),
        ("brevo", {"event": "soft_bounce", "email": "ada@example.org", "message-id": "<1@x>"}, ""),
        ("brevo", {"event": "spam", "email": "ada@example.org", "message-id": "<1@x>"}, "complaint"),
        ("brevo", {"event": "request", "email": "ada@example.org", "message-id": "<1@x>"}, ""),
        (
            "mailjet",
            [
                {"event": "sent", "email": "grace@example.org", "MessageID": 1},
                {
                    "event": "bounce",
                    "email": "ada@example.org",
                    "MessageID": 2,
                    "hard_bounce": True,
                    "error_related_to": "recipient",
                    "error": "user unknown",
                },
            ],
            "bounce",
        ),
        ("mailjet", [{"event": "blocked", "email": "ada@example.org", "MessageID": 3, "error": "preblocked"}], ""),
    ],
)
def test_providers_words_are_understood(client, provider, told, ends):
    Letter.objects.create(pk=7, recipient="ada@example.org", purpose="confirmation")
    assert tell(client, provider, told).status_code == 200
    assert reason() == ends


def test_the_mail_it_was_is_found_by_the_message_id(client):
    assert tell(client, "mailgun", mailgun("failed", **PERMANENT)).status_code == 200
    assert Return.objects.values_list("origin", "number").get() == ("l", 7)


def test_told_ten_times_it_counts_once(client):
    for _ in range(10):
        tell(client, "postmark", postmark())
        tell(client, "mailgun", mailgun("failed", **PERMANENT))
    assert Return.objects.count() == 2


def test_two_secrets_hold_while_one_is_changed(client):
    assert tell(client, "postmark", postmark(), secret="provider:older").status_code == 200


@pytest.mark.parametrize("secret", ["", "provider:wrong", "provider", ":"])
def test_without_the_secret_nothing_changes(client, secret):
    assert tell(client, "postmark", postmark(), secret=secret).status_code == 400
    assert not Return.objects.exists()


def test_a_wrong_signature_changes_nothing_though_the_secret_is_right(client):
    assert tell(client, "mailgun", mailgun("failed", key="another", **PERMANENT)).status_code == 400
    changed = mailgun("failed", **PERMANENT)
    changed["signature"]["timestamp"] = "1763000001"
    assert tell(client, "mailgun", changed).status_code == 400
    assert not Return.objects.exists()


@pytest.mark.parametrize("provider", sorted(hooks.VIEWS))
@pytest.mark.parametrize("body", [b"", b"{", b"[1, 2]", b"null", b'"x"', b"\xff\xfe", b"{}", b'{"a": ' * 5000])
def test_what_is_malformed_is_refused_and_never_an_error(client, settings, provider, body):
    keys = dict.fromkeys(
        [
            "MAILERSEND_SIGNING_SECRET",
            "MAILTRAP_SIGNING_SECRET",
            "MANDRILL_WEBHOOK_KEY",
            "POSTAL_WEBHOOK_KEY",
            "UNISENDER_GO_API_KEY",
        ],
        "key",
    )
    settings.ANYMAIL = {**settings.ANYMAIL, **keys}
    assert tell(client, provider, body).status_code in {200, 400}
    assert not Return.objects.exists()


def test_news_of_no_known_kind_is_thanked_for(client):
    assert tell(client, "postmark", {"RecordType": "Tomorrow's", "Email": "ada@example.org"}).status_code == 200
    assert tell(client, "brevo", {"event": "levitated", "email": "ada@example.org"}).status_code == 200
    assert not Return.objects.exists()


def test_too_large_is_too_large(client):
    assert tell(client, "postmark", b" " * (hooks.LARGEST_BYTES + 1)).status_code == 413


def test_a_get_does_nothing_and_a_head_says_that_we_are_here(client):
    assert client.get("/hooks/mail/postmark/").status_code == 405
    assert client.head("/hooks/mail/postmark/").status_code == 200
    assert client.put("/hooks/mail/postmark/").status_code == 405


def test_no_hook_of_providers_unknown_and_none_where_no_secret_is_set(client, settings):
    assert tell(client, "amazon_ses", {}).status_code == 404
    assert tell(client, "nobody", {}).status_code == 404
    settings.ANYMAIL = {"WEBHOOK_SECRET": []}
    assert tell(client, "postmark", postmark()).status_code == 404
    assert not Return.objects.exists()


def test_where_a_setting_of_ours_is_missing_the_provider_comes_again(client, settings):
    settings.ANYMAIL = {"WEBHOOK_SECRET": ["provider:secret"]}
    told = tell(client, "mailgun", mailgun("failed", **PERMANENT))
    assert told.status_code == 503
    assert told["Retry-After"]


def test_with_the_database_away_the_provider_comes_again(client, monkeypatch):
    def away(*args, **more):
        raise OperationalError("away")

    monkeypatch.setattr(Return.objects.__class__, "bulk_create", away)
    told = tell(client, "postmark", postmark())
    assert told.status_code == 503
    assert told["Retry-After"]
