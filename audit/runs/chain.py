"""The order of the runs in a store: each manifest names the run before it and that one's digest.

`pruned.json` keeps the digests of the manifests that retention removed, so that the chain can be followed past them.
"""

import re
from datetime import UTC, date, datetime

import msgspec

from audit.runs.failures import saying
from audit.runs.manifest import FILE, Previous, canonical, digest
from audit.runs.place import Place

LEDGER = "pruned.json"
_FORM = "%Y-%m-%dT%H-%M-%SZ"
_RUN = re.compile(r"\d{4}-\d{2}-\d{2}T\d{2}-\d{2}-\d{2}Z")


def name(at: datetime) -> str:
    """The run's id: its moment in UTC, to the second."""
    return at.astimezone(UTC).strftime(_FORM)


def day(run: str) -> date:
    """The day of a run, from its id."""
    return datetime.strptime(run, _FORM).replace(tzinfo=UTC).date()


def folders(place: Place) -> tuple[str, ...]:
    """Every folder named as a run, whole or not, oldest first."""
    return tuple(found for found in place.names() if _RUN.fullmatch(found))


def runs(place: Place) -> tuple[str, ...]:
    """The ids of the whole runs, oldest first."""
    return tuple(run for run in folders(place) if place.exists(f"{run}/{FILE}"))


def pruned(place: Place) -> dict[str, str]:
    """The digest of each manifest that retention removed. Raises RunError when the ledger can't be read."""
    if not place.exists(LEDGER):
        return {}
    with saying(f"{LEDGER} can't be read", "restore it from a copy; without it the chain can't be followed past the runs removed"):
        return msgspec.json.decode(place.read(LEDGER), type=dict[str, str])


def record(place: Place, removed: dict[str, str]) -> None:
    """Writes digests of runs about to be removed into the ledger."""
    place.write(LEDGER, canonical(pruned(place) | removed))


def digest_of(place: Place, run: str) -> str:
    """The digest of a run's manifest."""
    return digest(place.read(f"{run}/{FILE}"))


def before(place: Place, run: str) -> Previous | None:
    """The last run before this one, removed ones included."""
    gone = pruned(place)
    earlier = [each for each in {*runs(place), *gone} if each < run]
    if not earlier:
        return None
    last = max(earlier)
    return Previous(last, gone[last] if last in gone else digest_of(place, last))
