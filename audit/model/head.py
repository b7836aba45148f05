"""Which run and policy a report speaks of."""

from dataclasses import dataclass
from datetime import date, datetime

from audit.model.facts import Coverage, Gap, Pairs


@dataclass(frozen=True, slots=True)
class Head:
    """Which run and policy a report speaks of. `left_out` names the systems the command was told to leave out.

    `names` says what people call whatever the report names by an id that tells nothing: pairs of id and name.
    `begun`: when the first of its facts were read, where that was before `at`: the collection had been cut short and was taken up again.
    `language` is the one that its sentences are written in. `policy` is the policy's first file, seen from the root of its repository.
    """

    run: str
    at: datetime
    as_of: date
    policy_digest: str
    tool_version: str
    organisation: str = ""
    coverage: tuple[Coverage, ...] = ()
    gaps: tuple[Gap, ...] = ()
    left_out: tuple[str, ...] = ()
    begun: datetime | None = None
    names: Pairs = ()
    language: str = "en"
    policy: str = ""
