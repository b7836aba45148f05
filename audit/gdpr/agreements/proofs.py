"""Who has to have signed or learned what before access counts, who has, and until when it holds (Art. 29 and 32(4))."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from audit.check.who import Roster, words_of
from audit.model.reach import Subject, SubjectKind
from policies.language import NeedKind, Person, Policy, Require, Who
from policies.levels import from_level, up_to
from policies.permits import in_force, names
from policies.selectors import assets_of

PROOFS = (NeedKind.SIGNED, NeedKind.TRAINED)


@dataclass(frozen=True, slots=True)
class Proved:
    """What one person has of what a rule asks for: `last` is the day of the proof, `ends` the last day on which it counts. None: no proof, no end."""

    person: str
    last: date | None
    ends: date | None

    def holds(self, on: date) -> bool:
        """Whether the proof counts on that day."""
        return self.last is not None and (self.ends is None or on <= self.ends)


@dataclass(frozen=True, slots=True)
class Proofs:
    """One rule that asks for a signature or a training, with everybody whose access hangs on it."""

    rule: Require
    people: tuple[Proved, ...]


def proofs(policy: Policy, on: date) -> Iterator[Proofs]:
    """Each such rule with the people at work on that day whom an allow in force gives what the rule speaks of."""
    roster = Roster.of(policy)
    people = [person for person in policy.people if not person.has_left(on) and not person.not_yet_started(on)]
    words = {person.id: words_of(roster, Subject(SubjectKind.PERSON, person.id), None, on) for person in people}
    for rule in policy.require:
        if rule.need.kind in PROOFS:
            days = roster.signed if rule.need.kind is NeedKind.SIGNED else roster.trained
            asked = (person for person in people if _concerns(policy, rule, words[person.id], on))
            yield Proofs(rule, tuple(_proved(person, rule, days.get((rule.need.document, person.id), ()), on) for person in asked))


def _concerns(policy: Policy, rule: Require, words: frozenset[Who], on: date) -> bool:
    if rule.who and words.isdisjoint(rule.who):
        return False
    assets = {asset.id for asset in assets_of(rule.which, policy)}
    wanted = from_level(rule.level)
    return any(
        up_to(allow.may) & wanted and not assets.isdisjoint(allow.which) and in_force(allow, on) and names(allow.who, words)
        for allow in policy.allow
    )


def _proved(person: Person, rule: Require, days: tuple[date, ...], on: date) -> Proved:
    last = max((day for day in days if day <= on), default=None)
    return Proved(person.id, last, rule.need.within.after(last) if last and rule.need.within else None)
