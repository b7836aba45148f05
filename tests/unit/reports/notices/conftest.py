"""Servers for the tests of notices, and the paper office with a policy that tells somebody."""

from collections.abc import Iterator

import pytest

from tests.unit.audit.cli.conftest import Office, _paper_plugin, office, told  # noqa: F401 - fixtures
from tests.unit.reports.notices.receivers import Certificates, Receiver, certificates, receiver


@pytest.fixture
def hook() -> Iterator[Receiver]:
    with receiver() as made:
        yield made


@pytest.fixture(scope="session")
def shown(tmp_path_factory: pytest.TempPathFactory) -> Certificates:
    return certificates(tmp_path_factory.mktemp("certificates"))


@pytest.fixture
def trusted(shown: Certificates, monkeypatch: pytest.MonkeyPatch) -> Certificates:
    """The certificates, trusted as an administrator would have them: by the environment that OpenSSL reads."""
    monkeypatch.setenv("SSL_CERT_FILE", str(shown.trusted))
    return shown
