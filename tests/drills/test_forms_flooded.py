"""Sign-ups by the thousand through the real front door: letters stay few, real people get in, strangers learn nothing.

FREESHEET_TEST_SIGN_UPS says how many; docs/promises.md has the figures last seen.
"""

import hashlib
import http.client
import json
import os
import re
import statistics
import time
from collections import Counter
from concurrent.futures import ThreadPoolExecutor
from itertools import count, product
from urllib.parse import urlencode

import pytest

from freesheet.private.readers.sign_in import UNPROVEN_IN_A_DAY
from tests.mailroom.relays import ScriptedRelay
from tests.newsrooms import copied
from tests.servers import wait_for

pytestmark = pytest.mark.drill
MANY = int(os.environ.get("FREESHEET_TEST_SIGN_UPS", "250"))
CAP, FLOOD, HANDS = 40, 50, 4
HOSTS = ("evil.example", "evil.example:80", "localhost.evil.example")
SIGN_UP, PLACES = "/newsletters/sign-up/", count(1)
SETTING = """
from django.utils import timezone
from wagtail.models import Locale
from freesheet.private.newsletters.models import Newsletter, Subscription
from freesheet.private.readers.models import Reader
morning = Newsletter.objects.create(locale=Locale.objects.get(language_code="en"), name="Morning", slug="morning")
for number in range(2):
    reader = Reader.objects.create(email=f"known{number}@example.org", proven_at=timezone.now())
    Subscription.objects.create(reader=reader, newsletter=morning).confirm()
print(morning.pk)
"""
PATHS = "from freesheet.doors.press.models import Sheet; print(*Sheet.objects.values_list('path', flat=True))"


@pytest.fixture(scope="module")
def relay():
    with ScriptedRelay() as there:
        yield there


@pytest.fixture(scope="module")
def paper(tmp_path_factory, relay):
    running = copied(tmp_path_factory.mktemp("flooded") / "newsroom")
    running.environment |= {
        "FREESHEET_SMTP_URL": f"smtp://127.0.0.1:{relay.port}",
        "FREESHEET_TRUSTED_PROXIES": "1",
        "FREESHEET_FLOOD_OF_SIGN_UPS": str(FLOOD),
        "FREESHEET_CONFIRMATIONS_AN_HOUR": str(CAP),
    }
    running.morning = running.python(SETTING)
    running.paths = running.python(PATHS).split()
    running.start()
    yield running
    running.remove()


def fields(paper, email: str, **more: str) -> bytes:
    return urlencode({"email": email, "newsletters": paper.morning, **more}).encode()


def headers(place: int, **more: str) -> dict[str, str]:
    """Of somebody at an address, and in a network, of their own."""
    told = {
        "Content-Type": "application/x-www-form-urlencoded",
        "X-Forwarded-For": f"10.{place // 250}.{place % 250}.1",
    }
    return {**told, **more}


def flood(paper, emails: list[str]) -> Counter[int]:
    """Each sent from a place of its own, as fast as they are answered; how often which status came."""

    def send(some: list[str]) -> list[int]:
        line, answered = http.client.HTTPConnection(paper.host, paper.port, timeout=60), []
        for email in some:
            line.request("POST", SIGN_UP, fields(paper, email), headers(next(PLACES), Host=paper.authority))
            answer = line.getresponse()
            answer.read()
            answered.append(answer.status)
        line.close()
        return answered

    with ThreadPoolExecutor(HANDS) as hands:
        shares = [emails[hand::HANDS] for hand in range(HANDS)]
        return Counter(status for statuses in hands.map(send, shares) for status in statuses)


def letters(relay) -> Counter[str]:
    return Counter(mail.recipient for mail in list(relay.taken))


def post(paper, path: str, data: bytes, **more: str):
    told = {name.replace("-", "_"): value for name, value in headers(next(PLACES), **more).items()}
    return paper.get(path, method="POST", data=data, **told)


def test_a_forged_host_stands_in_no_mail(paper, relay):
    for host in HOSTS:
        for path in (SIGN_UP, "/account/ask/", "/account/"):
            assert post(paper, path, fields(paper, "host@example.org"), Host=host).status == 400, (host, path)
    forged = {
        "X-Forwarded-Host": "evil.example",
        "Forwarded": "host=evil.example",
        "X-Forwarded-Server": "evil.example",
    }
    assert post(paper, SIGN_UP, fields(paper, "host@example.org"), **forged).headers["location"].startswith("/")
    assert post(paper, "/account/ask/", fields(paper, "known0@example.org"), **forged).status == 200
    wait_for(lambda: len(relay.taken) == 2, what="a confirmation and a link")
    for mail in relay.taken:
        assert b"evil" not in mail.content
        assert paper.url.encode() in mail.content.replace(b"=\r\n", b"")


def test_a_known_and_an_unknown_address_get_the_same_words_status_and_time(paper):
    """Asked in turn, so that whatever else this machine does slows both; 0.5: no telling them apart."""
    for path in ("/account/ask/", SIGN_UP):
        told: dict[str, set] = {"known": set(), "unknown": set()}
        took: dict[str, list[float]] = {"known": [], "unknown": []}
        for _turn, (who, seconds) in product(range(50), took.items()):
            begun = time.perf_counter()
            reply = post(paper, path, fields(paper, f"{who}1@example.org"))
            seconds.append(time.perf_counter() - begun)
            shown = re.sub(r'name="handle" value="[^"]+"', "", reply.text).replace(f"{who}1@example.org", "")
            kept = {name: reply.headers.get(name) for name in ("location", "set-cookie", "cache-control")}
            told[who].add((reply.status, shown, *kept.values()))
        assert told["known"] == told["unknown"], path
        assert len(told["known"]) == 1
        slower = [known > unknown for known, unknown in product(took["known"], took["unknown"])]
        assert 0.25 < statistics.mean(slower) < 0.75, path


def test_pages_for_everybody_set_no_cookie_and_no_address_of_a_reader_is_kept(paper):
    place = "203.0.113.77"
    paths = [path for path in paper.paths if "/errors/" not in path]
    assert len(paths) > 30
    for path in (*paths, "/account/", "/newsletters/confirm/?token=x", "/u/x/", "/search/?q=ferry"):
        assert "set-cookie" not in paper.get(path, X_Forwarded_For=place).headers, path
    assert "set-cookie" not in post(paper, SIGN_UP, fields(paper, "cookie@example.org")).headers
    kept = [file for file in paper.data.rglob("*") if file.is_file() and place.encode() in file.read_bytes()]
    assert kept == []


def test_many_for_one_address_are_one_letter(paper, relay):
    answered = flood(paper, ["victim@example.org"] * MANY)
    assert set(answered) <= {302, 503}
    assert answered[302] > MANY / 2
    wait_for(lambda: letters(relay)["victim@example.org"] == 1, what="the one letter")
    from_one_place = [
        paper.get(SIGN_UP, method="POST", data=fields(paper, "victim@example.org"), X_Forwarded_For="192.0.2.1")
        for _ in range(60)
    ]
    refused = [reply for reply in from_one_place if reply.status == 429]
    assert refused
    assert int(refused[0].headers["retry-after"]) >= 1


def test_many_addresses_are_no_more_letters_than_the_site_s_hour_has_and_people_get_in(paper, relay):
    begun = time.monotonic()
    flood(paper, [f"bot{number}@example.org" for number in range(MANY)])
    flooded = time.monotonic()
    asked = post(paper, SIGN_UP, fields(paper, "real@example.org"), Accept="application/json")
    assert asked.status == 429
    answer = solution(json.loads(asked.text)["riddle"])
    said = post(paper, SIGN_UP, fields(paper, "real@example.org", riddle=answer), Accept="application/json")
    assert said.status == 200
    wait_for(lambda: letters(relay)["real@example.org"] == 1, seconds=120, what="the real reader's letter")
    there = time.monotonic()
    print(f"{MANY} sign-ups in {flooded - begun:.1f} s; the real reader's letter after {there - flooded:.1f} s")
    asking = [mail for mail in list(relay.taken) if b"newsletters/confirm" in mail.content.replace(b"=\r\n", b"")]
    assert len(asking) <= CAP + 1
    assert max(Counter(mail.recipient for mail in asking).values()) == 1
    strangers = {address: number for address, number in letters(relay).items() if not address.startswith("known")}
    # one who asked for a link, and was signed up, before a worker came to either
    assert max(strangers.values()) <= 1 + UNPROVEN_IN_A_DAY, strangers
    assert paper.get("/").status == 200


def solution(riddle: dict) -> str:
    """As a reader's browser finds it."""
    for number in range(riddle["maxNumber"] + 1):
        if hashlib.sha256(f"{riddle['salt']}{number}".encode()).hexdigest() == riddle["challenge"]:
            told = {name: riddle[name] for name in ("algorithm", "challenge", "salt", "signature")}
            return json.dumps({**told, "number": number})
    raise AssertionError("no such number")
