"""The address to listen at: free, freed in time, taken, or not to be had."""

import socket
import threading

import pytest
from django.core.management.base import CommandError

from freesheet.config.listening import wait_until_free
from tests.servers import free_port


@pytest.fixture
def taken():
    """As a front door holds it: willing to share."""
    with socket.create_server(("127.0.0.1", 0), reuse_port=True) as other:
        yield other


def test_a_free_one_costs_no_word():
    said = []
    wait_until_free("127.0.0.1", free_port(), say=said.append)
    assert said == []


def test_one_that_was_just_left_is_free():
    with socket.create_server(("127.0.0.1", 0)) as server:
        port = server.getsockname()[1]
        with socket.create_connection(("127.0.0.1", port)) as client, server.accept()[0] as reader:
            reader.shutdown(socket.SHUT_RDWR)
            assert client.recv(1) == b""
    wait_until_free("127.0.0.1", port, say=pytest.fail)


def test_who_is_just_ending_is_waited_for(taken):
    said = []
    threading.Timer(0.3, taken.close).start()
    wait_until_free("127.0.0.1", taken.getsockname()[1], say=said.append, seconds=30)
    assert len(said) == 1
    assert "Waiting 30 seconds" in said[0]


def test_a_front_door_that_is_there_is_not_joined(taken):
    port = taken.getsockname()[1]
    with pytest.raises(CommandError, match=rf"listens at 127\.0\.0\.1:{port}.*FREESHEET_PORT.*sport = :{port}"):
        wait_until_free("127.0.0.1", port, say=str, seconds=0)


@pytest.mark.parametrize("host", ["192.0.2.1", "no.such.host.invalid"])
def test_an_address_that_is_not_ours_is_told_at_once(host):
    with pytest.raises(CommandError, match=f"{host}:8000: .*FREESHEET_HOST"):
        wait_until_free(host, 8000, say=pytest.fail)
