"""What Azure said, as it said it.

A null says what a missing field says.
"""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from typing import Any, TypeVar

from providers.azure.kinds import uri
from providers.azure.operations import ARM, VERSIONS
from providers.microsoft_api.reader import Reader
from providers.values import Answer, text

T = TypeVar("T")


def named(body: Answer, key: str) -> str:
    """What a thing is called. Raises one of MALFORMED when the answer does not say."""
    if not (found := text(body, key)):
        raise ValueError(f"{key} is {body.get(key)!r}, which is no name")
    return found


def arm_of(body: Answer) -> str:
    """The ARM id of a thing. Raises one of MALFORMED when the answer does not say, or says something that is none."""
    found = named(body, "id")
    if not found.startswith("/"):
        raise ValueError(f"id is {found!r}, which is no ARM id")
    return found


@dataclass(frozen=True, slots=True)
class Place:
    """A subscription: `arm` is its ARM id. Of one that only the settings name nothing else is known."""

    arm: str
    body: Answer = field(default_factory=dict)

    @property
    def uri(self) -> str:
        """The id of its resource."""
        return uri(self.arm)

    @property
    def id(self) -> str:
        """The GUID."""
        return self.arm.rpartition("/")[2]


@dataclass(frozen=True, slots=True)
class Raw:
    """One thing as Azure described it. `answers` holds what further calls said of it: `NOTHING` when there is none, no entry when not read."""

    kind: str
    place: Place
    body: Answer
    answers: Mapping[str, Any] = field(default_factory=dict)


def listed(reader: Reader, call: str, *, about: str = "", none: Iterable[str] = (), path: Mapping[str, str], **query: str) -> Iterator[Any]:
    """The entries on every page of a listing."""
    return reader.items(ARM, call, about=about, none=none, path=path, api_version=VERSIONS[call], **query)


def asked(reader: Reader, call: str, *, about: str = "", none: Iterable[str] = (), path: Mapping[str, str]) -> Answer | None:
    """One thing; `NOTHING` where there is none, None when it could not be read."""
    found: Answer | None = reader.ask(ARM, call, about=about, none=none, path=path, api_version=VERSIONS[call])
    return found


def whole(reader: Reader, call: str, *, about: str = "", none: Iterable[str] = (), path: Mapping[str, str]) -> list[Any] | None:
    """A listing as one answer: None when some of it could not be read."""
    before = len(reader.gaps)
    found = list(listed(reader, call, about=about, none=none, path=path))
    return found if len(reader.gaps) == before else None


def raws(kind: str, place: Place, rows: Iterable[Any], **answers: Any) -> Iterator[Raw]:
    """Each entry of a listing as it is; one of another form than documented is seen when facts are made of it."""
    yield from (Raw(kind, place, row, answers) for row in rows)
