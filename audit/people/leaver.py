"""Who leaves: everything that is left of them over all providers, and what it still opens (Art. 32; ISO 27001 A.5.18, SOC 2 CC6.2)."""

from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass
from datetime import date

from audit.errors import Exit
from audit.model.facts import Gap
from audit.model.reach import Subject, SubjectKind
from audit.model.residual import Residual, ResidualKind, Unseen
from audit.people.accounts import Accounts, accounts_of, unseen
from audit.people.handover import handover
from audit.people.opens import Opened, opened
from audit.people.secrets import known_secrets
from audit.people.traces import Gathered, gather
from audit.pipeline import Held
from audit.ports import Offboarding
from policies.language import HouseRules, Person

_KEPT = frozenset(
    {ResidualKind.OWNED, ResidualKind.SHARED, ResidualKind.HANDOVER}
)  # a mailbox and files may stay for a while, for who comes after


@dataclass(frozen=True, slots=True, kw_only=True)
class Due:
    """One thing that is left, and the day by which it should be gone."""

    left: Residual
    by: date
    late: bool  # the day is there, or is past


@dataclass(frozen=True, slots=True, kw_only=True)
class Leaver:
    """Everything that is left of one person. `unseen` says what can't be told; `gaps` are what could not be read of the assets.

    `notice`: the last day is still to come.
    """

    person: str
    ends: date | None
    status: str
    notice: bool
    accounts: Accounts
    left: tuple[Due, ...]
    opens: tuple[Opened, ...]
    unseen: tuple[Unseen, ...]
    gaps: tuple[Gap, ...]

    @property
    def exit(self) -> Exit:
        """1 while anything is left that should be gone, 3 where that can't be told, else 0."""
        if any(each.late for each in self.left):
            return Exit.VIOLATIONS
        blind = not self.notice and (any(each.surface for each in self.unseen) or (self.opens and self.gaps))
        return Exit.CANNOT_TELL if blind else Exit.COMPLIES


def leavers(held: Held, people: Sequence[Person], knew: Collection[tuple[str, str]] = ()) -> tuple[Leaver, ...]:
    """What is left of each, the facts being looked at once for all. `knew`: pairs of person and resource that were read before they left.

    Raises RunError for a run that can't be read.
    """
    theirs = {person.id: accounts_of(held, person) for person in people}
    gathered = gather(held.run, (name for found in theirs.values() for name in found.ids))
    secrets = known_secrets(held, frozenset(theirs), knew)
    return tuple(_leaver(held, person, theirs[person.id], gathered, secrets.get(person.id, ())) for person in people)


def _leaver(held: Held, person: Person, accounts: Accounts, gathered: Gathered, secrets: Iterable[Residual]) -> Leaver:
    traces = gathered.of(accounts.ids)
    found = [each for provider in held.providers if isinstance(provider, Offboarding) for each in provider.residuals(traces)]
    found += [*secrets, *handover(held.plan.policy, person.id, held.as_of)]
    order = list(ResidualKind)
    subject = Subject(SubjectKind.PERSON, person.id)
    reaches = [(reach, reach.levels) for reach in held.resolved.reaches if reach.subject == subject]
    gaps = {gap for _, _, gap in held.resolved.gaps}
    return Leaver(
        person=person.id,
        ends=person.ends,
        status=person.status,
        notice=not person.has_left(held.as_of),
        accounts=accounts,
        left=tuple(_due(each, person, held) for each in sorted(found, key=lambda one: (order.index(one.kind), one.provider, one.what))),
        opens=opened(held, reaches),
        unseen=unseen(held, accounts.joined),
        gaps=tuple(sorted(gaps)),
    )


def _due(left: Residual, person: Person, held: Held) -> Due:
    day = due_by(left.kind, person, held.plan.policy.house_rules) or held.as_of
    return Due(left=left, by=day, late=day <= held.as_of)


def due_by(kind: ResidualKind, person: Person, rules: HouseRules) -> date | None:
    """The day by which a kind of thing should be gone; None where the policy tells no last day."""
    if person.ends is None:
        return None
    within = rules.leaver_mailbox_within if kind in _KEPT else rules.leaver_block_within
    return within.after(person.ends)
