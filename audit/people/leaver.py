"""Who leaves: everything that is left of them over all providers, and what it still opens (Art. 32; ISO 27001 A.5.18, SOC 2 CC6.2)."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from audit.errors import Exit
from audit.model.facts import Gap, Verdict
from audit.model.finding import FindingKind
from audit.model.reach import Reach, Subject, SubjectKind
from audit.model.residual import Residual, ResidualKind, Unseen
from audit.people.accounts import Accounts, Joined, Sight, accounts_of
from audit.people.handover import handover
from audit.people.opens import Opened, by_person, opened
from audit.people.secrets import Before, known_secrets
from audit.people.traces import Gathered, gather
from audit.pipeline import Held
from audit.ports import Offboarding
from policies.language import HouseRules, Person

_KEPT = frozenset({ResidualKind.OWNED, ResidualKind.SHARED, ResidualKind.HANDOVER})  # may stay for a while, for who comes after
_ORDER = tuple(ResidualKind)


@dataclass(frozen=True, slots=True, kw_only=True)
class Due:
    """One thing that is left, and the day by which it should be gone: None where the policy tells no last day."""

    left: Residual
    by: date | None
    late: bool  # the day is there, or is past


@dataclass(frozen=True, slots=True, kw_only=True)
class Leaver:
    """Everything that is left of one person. `unseen` says what can't be told; `gaps` are what could not be read of the assets.

    `notice`: the person still works here; `copies` says what they can copy in bulk until then (cf. EDPB Guidelines 01/2021).
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
    copies: tuple[str, ...] = ()

    @property
    def exit(self) -> Exit:
        """1 while anything is left that should be gone, 3 where that can't be told, else 0."""
        wrong = {each.left.verdict for each in self.left if each.late}
        if not self.notice:
            wrong |= {Verdict(each.verdict) for each in self.opens}
        if wrong - {Verdict.UNKNOWN}:
            return Exit.VIOLATIONS
        return Exit.CANNOT_TELL if wrong or (self._blind and not self.notice) else Exit.COMPLIES

    @property
    def _blind(self) -> bool:
        """Whether something of them can't be told: what was not read, or whose an account is. What no surface shows counts while an account is on."""
        unread = any(each.surface or self.accounts.on for each in self.unseen)
        return unread or bool(self.accounts.doubtful or (self.gaps and self.accounts.systems))


def leavers(held: Held, people: Sequence[Person], before: Before = Before()) -> tuple[Leaver, ...]:  # noqa: B008 - it is frozen
    """What is left of each, the facts being looked at once for all. `before`: what was read before they left.

    Raises RunError for a run that can't be read.
    """
    accounts = accounts_of(held, people)
    gathered = gather(held.run, (name for found in accounts.values() for name in found.ids), held.as_of)
    secrets = known_secrets(held, people, before)
    looked = _Looked(held, accounts, gathered, secrets, by_person(held), Sight.of(held), before)
    return tuple(looked.leaver(person) for person in people)


@dataclass(frozen=True, slots=True)
class _Looked:
    """What is looked at once for all of them."""

    held: Held
    accounts: Mapping[str, Accounts]
    gathered: Gathered
    secrets: Mapping[str, tuple[Residual, ...]]
    reached: Mapping[str, Sequence[Reach]]
    sight: Sight
    before: Before

    def leaver(self, person: Person) -> Leaver:
        """One of them."""
        held, accounts = self.held, self.accounts[person.id]
        return Leaver(
            person=person.id,
            ends=person.ends,
            status=person.status,
            notice=not person.has_left(held.as_of),
            accounts=accounts,
            left=tuple(_due(each, person, held) for each in sorted(self._left(person, accounts), key=_order)),
            opens=opened(held, ((reach, reach.levels) for reach in self.reached.get(person.id, ()))),
            unseen=(*self.sight.unseen(person, accounts), *self.before.unseen(person, accounts.systems)),
            gaps=tuple(sorted({gap for _, _, gap in held.resolved.gaps})),
            copies=tuple(
                each.sentence for each in held.findings if each.kind is FindingKind.NOTICE_PERIOD and each.subject == _subject(person)
            ),
        )

    def _left(self, person: Person, accounts: Accounts) -> Iterator[Residual]:
        traces = self.gathered.of(accounts.ids)
        for provider in self.held.providers:
            if isinstance(provider, Offboarding):
                yield from provider.residuals(traces)
        yield from (_shared(person, each) for each in accounts.shared if each.status != "deleted")
        yield from self.secrets.get(person.id, ())
        yield from handover(self.held.plan.policy, person.id, self.held.as_of)


def _subject(person: Person) -> Subject:
    return Subject(SubjectKind.PERSON, person.id)


def _order(left: Residual) -> tuple[int, str, bool, str, str]:
    return _ORDER.index(left.kind), left.provider, not left.outside, left.what, left.words


def _shared(person: Person, account: Joined) -> Residual:
    return Residual(
        kind=ResidualKind.KNOWN_SECRET,
        provider=account.provider,
        account=account.account,
        what=account.account,
        words=f"knows how to sign in to {account.name} ({account.provider}), which others use too: {account.why}",
        end=f"set a new password for {account.name}, end its sessions, and take it away from {person.id} in the policy ({person.at})",
    )


def _due(left: Residual, person: Person, held: Held) -> Due:
    by = due_by(left.kind, person, held.plan.policy.house_rules, held.as_of)
    return Due(left=left, by=by, late=by <= held.as_of if by else person.has_left(held.as_of))


def due_by(kind: ResidualKind, person: Person, rules: HouseRules, on: date) -> date | None:
    """The day by which a kind of thing should be gone; None where the policy tells no last day.

    Who has left, says the policy, worked here until that day at most, whatever the last day of the contract.
    """
    if person.ends is None:
        return None
    within = rules.leaver_mailbox_within if kind in _KEPT else rules.leaver_block_within
    return within.after(min(person.ends, on) if person.has_left(on) else person.ends)
