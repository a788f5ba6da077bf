"""kill -9 of the sender at random moments: nobody lost, nobody twice, and whoever is uncertain is known by name."""

import json
import os
import random
import signal
import subprocess
import sys
from collections import Counter

import pytest

from freesheet.private.newsletters.sending.bundles import AHEAD_MAILS
from tests.mailroom.relays import ScriptedRelay
from tests.servers import wait_for

pytestmark = pytest.mark.drill
READERS, KILLS = 6000, 10
SEND = f"""
from django.utils import timezone
from wagtail.models import Locale
from freesheet.private.newsletters.actions import steering
from freesheet.private.newsletters.models import Issue, Newsletter, Subscription
from freesheet.private.readers.models import Reader
now = timezone.now()
morning = Newsletter.objects.create(locale=Locale.objects.get(language_code="en"), name="Morning", slug="morning")
Reader.objects.bulk_create([Reader(email=f"r{{n}}@example.org", proven_at=now) for n in range({READERS})])
Subscription.objects.bulk_create(
    [Subscription(reader=reader, newsletter=morning, confirmed_at=now) for reader in Reader.objects.all()])
steering.send(Issue.objects.create(newsletter=morning, subject="The lock is open"))
"""
LEASES_END = "from freesheet.private.newsletters.models import Bundle; Bundle.objects.update(lease_until=None)"
"""What waiting for two minutes would do."""
FATES = """
import json
from freesheet.private.newsletters.models import Delivery, Issue
rows = Delivery.objects.values_list("subscription__reader__email", "fate")
print(json.dumps({"fates": dict(rows), "finished": bool(Issue.objects.get().finished_at)}))
"""


@pytest.fixture
def relay():
    with ScriptedRelay() as there:
        yield there


@pytest.fixture
def sending(newsroom, relay):
    newsroom.environment["FREESHEET_SMTP_URL"] = f"smtp://127.0.0.1:{relay.port}"
    newsroom.python(SEND)
    return newsroom


def worker(newsroom, *arguments: str) -> subprocess.Popen[bytes]:
    command = [sys.executable, "-m", "freesheet", "work", *arguments]
    return subprocess.Popen(command, env=newsroom.variables(), start_new_session=True, stderr=subprocess.DEVNULL)


def outcome(newsroom) -> dict:
    return json.loads(newsroom.python(FATES))


def test_the_sender_killed_at_random_moments(sending, relay):
    chance = random.Random(20261126)
    for _ in range(KILLS):
        goal = len(relay.taken) + chance.randint(1, READERS // KILLS // 2)
        working = worker(sending)
        wait_for(lambda goal=goal: len(relay.taken) >= goal, what=f"{goal} mails")
        os.killpg(working.pid, signal.SIGKILL)
        working.wait()
        sending.python(LEASES_END)
    sending.command("work", "--until-idle")

    told = outcome(sending)
    taken = Counter(mail.recipient for mail in relay.taken)
    fates = told["fates"]
    accepted = {email for email, fate in fates.items() if fate == "accepted"}
    uncertain = {email for email, fate in fates.items() if fate == "uncertain"}
    assert told["finished"], "it ends by itself"
    assert max(taken.values()) == 1, "nobody twice"
    assert len(fates) == READERS == len(accepted) + len(uncertain)
    assert accepted <= set(taken), "nobody is called accepted who was not"
    assert set(taken) - accepted <= uncertain
    assert len(uncertain) <= KILLS * AHEAD_MAILS


def test_two_workers_send_to_everybody_once(sending, relay):
    workers = [worker(sending, "--until-idle") for _ in range(2)]
    assert [one.wait(120) for one in workers] == [0, 0]
    taken = Counter(mail.recipient for mail in relay.taken)
    assert len(taken) == READERS
    assert max(taken.values()) == 1
    assert set(outcome(sending)["fates"].values()) == {"accepted"}
