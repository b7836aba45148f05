import pytest

from providers.sandbox.google.server import GoogleServer

from .worlds import organisation, tenant


@pytest.fixture
def server():
    """A server over the tenant. What breaks its own document fails the test."""
    with GoogleServer(tenant()) as running:
        yield running
    assert running.problems == []


@pytest.fixture
def clouds():
    """A server over the organisation."""
    with GoogleServer(organisation()) as running:
        yield running
    assert running.problems == []
