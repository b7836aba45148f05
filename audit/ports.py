"""What plugs into the audit: providers and renderers, found through entry points, and what each must give."""

from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import AbstractContextManager
from dataclasses import dataclass
from datetime import datetime
from typing import Protocol, runtime_checkable

from audit.counting import Count, nobody
from audit.model.facts import Acl, Attachment, Coverage, Document, Fact, Gap, Grant, Membership, Principal, Resource
from audit.model.paper import Report
from audit.model.reach import Path
from audit.model.residual import Look, Residual, Traces
from policies.language import Where
from policies.levels import Level
from policies.locations import Location


@dataclass(frozen=True, slots=True, order=True)
class Operation:
    """One call that a provider makes: the allow-list's entry, the permission it needs and why it is made."""

    service: str
    name: str
    permission: str
    surface: str
    why: str = ""


@dataclass(frozen=True, slots=True)
class Scope:
    """What to collect: the provider's settings as JSON text, the moment of the run, and the policy's locations (a hint).

    `previous` is the last run of the store, where a provider may find what has not changed since; None: read everything.
    `progress` is told what is read now, `counted` how much of it is done where the total is known: both from any thread.
    """

    settings: str
    at: datetime
    locations: tuple[Location, ...] = ()
    progress: Callable[[str], None] = lambda _: None
    previous: "Facts | None" = None
    counted: Count = nobody


class Sink(Protocol):
    """Where a provider puts what it reads. Safe to call from several threads.

    A collection that takes hours reads in chapters (say, one a user's drive). Their names are the same every time and begin with the
    provider's. One that was killed is taken up again with the chapters that it had finished:

        if not sink.has(name):
            with sink.chapter(name) as chapter:
                chapter.add(…)
    """

    def add(self, *facts: Fact) -> None:
        """Stores facts; an `Acl` that is already there is kept once, as are equal documents."""

    def has(self, chapter: str) -> bool:
        """Whether the chapter is done: all its facts are in the run, read now or before the collection was killed."""

    def chapter(self, name: str) -> AbstractContextManager["Sink"]:
        """A sink for the facts of one chapter: kept together when the block is left, dropped when it is left by an exception.

        Several may be open at once; one opened inside another stands by itself. Raises ValueError for one that is open or done.
        """


class Facts(Protocol):
    """What was read in one run, from disk or from memory. Iteration is in a stable order."""

    def principals(self) -> Iterator[Principal]: ...
    def memberships(self) -> Iterator[Membership]: ...
    def resources(self) -> Iterator[Resource]: ...
    def acls(self) -> Iterator[Acl]: ...
    def documents(self) -> Iterator[Document]: ...
    def attachments(self) -> Iterator[Attachment]: ...
    def gaps(self) -> Iterator[Gap]: ...
    def coverage(self) -> Iterator[Coverage]: ...


@dataclass(frozen=True, slots=True)
class LocatedAcl:
    """Who reaches one resource inside one location, after everything; `gaps` are the facts that this answer lacked.

    The principals of `grants` are final: groups of the provider's own policy engine are already united into their members.
    """

    location: Location
    resource: str
    grants: frozenset[Grant]
    gaps: tuple[Gap, ...] = ()


@dataclass(frozen=True, slots=True)
class Evaluated:
    """What a provider works out from its documents. `gaps` darken every location of the provider."""

    memberships: tuple[Membership, ...] = ()  # derived: who can take on which role, who can let himself in
    acls: tuple[LocatedAcl, ...] = ()
    gaps: tuple[Gap, ...] = ()


@dataclass(frozen=True, slots=True, order=True)
class Asked:
    """A question for `explain`: how does this grantee come to this level on this resource inside this location?"""

    principal: str
    level: Level
    location: Location
    resource: str


class Provider(Protocol):
    """One system that is read. `system` is the word that a policy's `where:` and `accounts:` use (`aws`, `google`, …)."""

    name: str
    system: str

    def operations(self) -> tuple[Operation, ...]:
        """Every call that `collect` can make: the allow-list that the transport enforces."""

    def permissions(self) -> str:
        """The least-privilege policy or scopes to grant the audit, as the provider's administrators paste it."""

    def collect(self, scope: Scope, sink: Sink) -> None:
        """Reads the real permissions. What can't be read becomes a gap; raises ProviderError when nothing can be tried."""

    def locate(self, where: Where, part: str = "") -> Location:
        """A policy's `where:` (an ARN, a URL, a URI, tags), narrowed to `part` if given, as a pattern of this provider's resource URIs.

        Raises ValueError, with what is wrong and what is expected, for a `ref` or `kind` that it does not know.
        """

    def acls(self, facts: Facts, locations: Sequence[Location]) -> Evaluated:
        """Pure: works out who reaches each location. A location without any resource in it has no entry."""

    def explain(self, facts: Facts, wanted: Sequence[Asked]) -> tuple[Path, ...]:
        """Pure: for each question the steps from the grantee to the resource, with the statement that gives each; empty if it has none."""


@dataclass(frozen=True, slots=True)
class Simulated:
    """The decision on one what-if case in the provider's own words; what must hold for it, and the reasons, for people.

    A case about a condition alone has a `result` instead: true, false or `undecided`.
    """

    decision: str
    reasons: tuple[str, ...] = ()
    condition: str = ""
    result: bool | str | None = None


@runtime_checkable
class Simulator(Protocol):
    """A provider that has a policy engine of its own."""

    def simulate(self, case: Mapping[str, object], *, open_context: bool = False) -> Simulated:
        """Pure: decides one case. With `open_context` what a case does not say of the request is not known, else it is not there.

        Raises ValueError with what is wrong with the case, and what is expected.
        """


@runtime_checkable
class Offboarding(Protocol):
    """A provider that says what is left of somebody who leaves, and where each thing is ended."""

    def residuals(self, traces: Traces) -> tuple[Residual, ...]:
        """Pure: what is left of the accounts, as far as this provider has it."""

    def looks(self) -> tuple[Look, ...]:
        """What of somebody who leaves its surfaces show; and what none does."""


class Renderer(Protocol):
    """One output format. Names that come from providers are hostile input.

    `whole`: it shows a checked run with its `Overview`, which is worked out only for a format that asks for it.
    """

    name: str
    extension: str
    whole: bool

    def render(self, report: Report) -> str | bytes:
        """The whole report: text, or bytes for a format that is no text. Raises UsageError for a report that the format can't show."""

    def schemas(self) -> Mapping[str, str]:
        """The JSON Schemas of what it writes, by name; empty for a format that has none."""
