"""Whether sign-ups pour in, and the riddle that browsers then solve before they send one.

Rule    nobody is refused: who solves nothing, as without JavaScript, waits in a longer queue (work.py)
Source  ALTCHA proof of work, version 1: SHA-256 over salt and number
"""

import json
from datetime import timedelta
from typing import Any

from altcha.v1 import ChallengeOptions, create_challenge, verify_solution
from django.conf import settings
from django.core.cache import cache
from django.utils import timezone

from freesheet.kit.sealing import derived
from freesheet.private.newsletters.models import SignUp

FLOOD_WINDOW = timedelta(minutes=10)
RIDDLE_STEPS = 60_000
"""Numbers to try at most: about a second on a cheap phone."""
RIDDLE_TIME = timedelta(minutes=10)
SPENT_PREFIX = "newsletters-riddle-"
RIDDLE_PURPOSE = b"freesheet.private.newsletters riddle 1"


def is_on() -> bool:
    """Whether so many came in ten minutes; no more of them are counted than it takes."""
    recent = SignUp.objects.filter(asked_at__gt=timezone.now() - FLOOD_WINDOW)
    return recent[: settings.FLOOD_OF_SIGN_UPS].count() >= settings.FLOOD_OF_SIGN_UPS


def riddle() -> dict[str, Any]:
    """What a browser is to solve: {"algorithm", "challenge", "maxNumber", "salt", "signature"}."""
    options = ChallengeOptions(hmac_key=_key(), max_number=RIDDLE_STEPS, expires=timezone.now() + RIDDLE_TIME)
    return create_challenge(options).to_dict()


def is_solved(solution: str) -> bool:
    """Whether this answers a riddle of ours that has not run out; each answer counts once."""
    if not solution or len(solution) > 2000:
        return False
    try:
        told = json.loads(solution)
        good, _problem = verify_solution(told, _key(), check_expires=True)
    except (ValueError, TypeError, AttributeError):
        return False
    return good and cache.add(f"{SPENT_PREFIX}{told['signature']}", 1, int(RIDDLE_TIME.total_seconds()))


def _key() -> str:
    return derived(settings.SECRET_KEY, RIDDLE_PURPOSE).hex()
