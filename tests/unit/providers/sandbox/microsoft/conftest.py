import pytest

from providers.sandbox.microsoft.server import MicrosoftServer

from .worlds import Client, tenant


@pytest.fixture
def server():
    """A server over the tenant. What breaks Graph's schema fails the test."""
    with MicrosoftServer(tenant()) as running:
        yield running
    assert running.problems == []


@pytest.fixture
def client(server, tmp_path):
    """Somebody who may read everything, by certificate."""
    return Client(server, tmp_path)
