"""No test leaves this machine."""

import socket

import pytest

from tests.conftest import LeavingTheMachineError


@pytest.mark.parametrize("host", ["198.51.100.7", "www.googleapis.com", "2001:db8::1"])
def test_a_connection_to_another_machine_fails(host: str):
    with pytest.raises(LeavingTheMachineError):
        socket.create_connection((host, 443), timeout=1)


def test_loopback_is_open():
    with socket.create_server(("127.0.0.1", 0)) as server:
        socket.create_connection(server.getsockname()).close()
