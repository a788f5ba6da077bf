"""Mail to staff.

Rule    how long a mail server takes must not tell who has an account: codes leave after the answer
Never   a code, a link or an address in the log
"""

import logging
from concurrent.futures import ThreadPoolExecutor
from functools import cache

from django.core.mail import EmailMessage

log = logging.getLogger(__name__)


def post(message: EmailMessage) -> None:
    """Send it from another thread; what fails is told in the log, for the person asks again."""
    _hand().submit(_send, message)


@cache
def _hand() -> ThreadPoolExecutor:
    return ThreadPoolExecutor(max_workers=2, thread_name_prefix="staff-mail")


def _send(message: EmailMessage) -> None:
    try:
        message.send()
    except Exception as problem:  # noqa: BLE001 (nobody waits for this thread)
        log.error("a mail to staff could not be sent: %s", type(problem).__name__)
