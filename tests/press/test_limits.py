"""How often an address and its network may ask, counted in bounded memory."""

import pytest

from freesheet.doors.press.front_door import limits
from freesheet.doors.press.front_door.limits import Buckets, Limits, network_of


class Clock:
    now = 0.0

    def __call__(self) -> float:
        return self.now


@pytest.fixture
def clock():
    return Clock()


@pytest.fixture
def doorman(clock):
    return Limits(address=Buckets(3, 60, clock=clock), network=Buckets(5, 60, clock=clock))


def asked(doorman, address, times):
    """How often the address was let in."""
    return sum(doorman.refuse_for(address) == 0 for _ in range(times))


def test_an_address_gets_its_share_and_then_waits(doorman, clock):
    assert asked(doorman, "192.0.2.1", 10) == 3
    assert doorman.refuse_for("192.0.2.1") == 1

    clock.now += 1
    assert asked(doorman, "192.0.2.1", 10) == 1


def test_one_address_takes_nothing_from_another_network(doorman):
    asked(doorman, "192.0.2.1", 10)

    assert asked(doorman, "198.51.100.1", 1) == 1


def test_a_network_of_many_addresses_shares(doorman):
    assert sum(asked(doorman, f"192.0.2.{number}", 1) for number in range(50)) == 5
    assert sum(asked(doorman, f"2001:db8:1:{number:x}::1", 1) for number in range(50)) == 5


def test_who_is_refused_does_not_wait_longer_for_asking_again(doorman, clock):
    asked(doorman, "192.0.2.1", 100)
    clock.now += 1

    assert doorman.refuse_for("192.0.2.1") == 0


def test_a_flood_of_addresses_fills_no_memory(doorman, monkeypatch):
    monkeypatch.setattr(limits, "REMEMBERED_ADDRESSES", 10)

    for number in range(200):
        doorman.refuse_for(f"10.{number}.0.1")

    assert len(doorman._address._seen) == len(doorman._network._seen) == 10


@pytest.mark.parametrize(
    ("address", "network"),
    [
        ("192.0.2.77", "192.0.2.0/24"),
        ("2001:db8:1:2::3", "2001:db8:1::/48"),
        ("::ffff:192.0.2.77", "192.0.2.0/24"),
        ("fe80::1%eth0", "fe80::/48"),
        ("unknown", "unknown"),
        ("x" * 500, "x" * 64),
    ],
)
def test_the_network_of_an_address(address, network):
    assert network_of(address) == network
