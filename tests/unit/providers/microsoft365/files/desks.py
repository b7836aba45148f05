"""A desk at which one library of a small tenant is read, on the sandbox."""

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from tempfile import TemporaryDirectory

from audit.model.facts import Grant
from audit.runs.memory import MemorySink
from policies.levels import Level
from providers.microsoft365.files.answers import Drive
from providers.microsoft365.files.ledger import People
from providers.microsoft365.files.reading import Desk, Holding, Setting
from providers.microsoft365.files.sites import Place
from providers.sandbox.microsoft.server import MicrosoftServer
from tests.unit.providers.microsoft365.files.worlds import AT, HOST, Office, served, sessions, site

BASE = frozenset({Grant("microsoft://base", Level.MANAGE, "base")})


@contextmanager
def library(office: Office) -> Iterator[tuple[MicrosoftServer, Setting, Holding, MemorySink]]:
    """The library `lib1` of the site `hr`, which holds nothing but a base."""
    with served(office) as server, TemporaryDirectory() as folder:
        asked, _ = sessions(server, Path(folder))
        setting = Setting(asked, People.of(office.directory(), office.memberships()), AT)
        place = Place(f"sharepoint://{site('hr')}", "hr", site("hr"), "hr", f"https://{HOST}/sites/hr")
        yield server, setting, Holding(Drive("lib1", "lib1"), place, BASE, "", frozenset()), MemorySink()


@contextmanager
def desk(office: Office) -> Iterator[tuple[MicrosoftServer, Desk, MemorySink]]:
    """A desk for it."""
    with library(office) as (server, setting, holding, sink):
        yield server, Desk(setting, holding, sink), sink
