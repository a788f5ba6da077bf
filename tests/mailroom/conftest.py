"""Letters over real lines: the install's provider is a relay of the test's."""

from collections.abc import Callable

import pytest

from freesheet.doors.mailroom.relay import providers
from tests.mailroom.relays import Behaviour, ScriptedRelay


@pytest.fixture
def relay(settings):
    """Have a relay behave so, and be the provider."""
    standing: list[ScriptedRelay] = []

    def stand(behaviour: Behaviour | None = None, **set_so: object) -> ScriptedRelay:
        there = ScriptedRelay(behaviour or Behaviour())
        there.__enter__()
        standing.append(there)
        settings.SMTP_URL = f"smtp://127.0.0.1:{there.port}"
        for name, value in set_so.items():
            setattr(settings, name, value)
        return there

    yield stand
    if standing:
        providers.provider().close()
    for there in standing:
        there.__exit__()


Stand = Callable[..., ScriptedRelay]
