"""Where the server listens."""

import socket

import pytest

from audit.errors import Exit, UsageError
from reports.serve.server import listen, server_of


def test_a_free_port_of_loopback_is_taken():
    with listen(0) as (first, origin), listen(0) as (_, other):
        host, port = first.getsockname()[:2]
        assert host == "127.0.0.1"
        assert origin == f"http://127.0.0.1:{port}"
        assert other != origin
        with socket.create_connection((host, port)):
            pass


def test_a_port_that_is_taken_is_a_mistake_of_the_command():
    with listen(0) as (_, origin):
        port = int(origin.rpartition(":")[2])
        with pytest.raises(UsageError) as raised, listen(port):
            pass
    assert raised.value.exit_code == Exit.USAGE
    assert raised.value.message == f"port {port} can't be had: Address already in use"


def test_the_port_is_given_back():
    with listen(0) as (_, origin):
        port = int(origin.rpartition(":")[2])
    with listen(port) as (_, again):
        assert again == origin


def test_nothing_is_logged_and_no_other_machine_is_believed():
    config = server_of(lambda *_: None).config
    assert not config.access_log
    assert not config.proxy_headers
    assert config.ws == "none"
