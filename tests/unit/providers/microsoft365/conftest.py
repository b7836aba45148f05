"""A small company on the sandbox, read with real clients over TLS."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from providers.sandbox.microsoft.server import MicrosoftServer
from tests.unit.providers.microsoft365.tenant import Company, small_world


@pytest.fixture
def company(tmp_path: Path) -> Iterator[Company]:
    with MicrosoftServer(small_world()) as server:
        yield Company(server, tmp_path)
