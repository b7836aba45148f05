"""What is expected of a person who reaches data: papers to sign, trainings to follow (Art. 29, 32(4)), and until when those done hold."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date

from audit.gdpr.letters.reached import Reached
from policies.language import Document, NeedKind, Policy, Proof, Require, RequireScope, Who
from policies.levels import from_level
from policies.permits import names
from policies.selectors import assets_of


@dataclass(frozen=True, slots=True)
class Duty:
    """A paper to sign or a training to follow. `last` is the day it was last done, `due` the day by which it must be done (again)."""

    document: Document
    training: bool
    last: date | None
    due: date | None

    def overdue(self, on: date) -> bool:
        """Whether it was never done, or should have been done again before that day."""
        return self.last is None or (self.due is not None and self.due < on)


def duties(policy: Policy, person: str, who: frozenset[Who], found: tuple[Reached, ...], on: date) -> tuple[Duty, ...]:
    """What the rules ask of this person for what a rule lets them reach, each paper and training once, the strictest period first."""
    rules = sorted((rule for rule in policy.require if _asks(policy, rule, who, found)), key=_strictest)
    told = dict[str, Duty]()
    for rule in rules:
        document = next((each for each in policy.documents if each.id == rule.need.document), None)
        if document is not None and document.id not in told:
            training = rule.need.kind is NeedKind.TRAINED
            last = _last(policy.trained if training else policy.signed, document.id, person, on)
            due = rule.need.within.after(last) if last and rule.need.within else None
            told[document.id] = Duty(document, training, last, due)
    return tuple(told.values())


def promised(policy: Policy, person: str, on: date) -> Iterator[tuple[Document, date]]:
    """The papers that the person signed, each with the last day."""
    for document in policy.documents:
        last = _last(policy.signed, document.id, person, on)
        if last is not None:
            yield document, last


def _asks(policy: Policy, rule: Require, who: frozenset[Who], found: tuple[Reached, ...]) -> bool:
    if rule.scope is not RequireScope.ACCESS or rule.need.kind not in (NeedKind.SIGNED, NeedKind.TRAINED):
        return False
    selected = {asset.id for asset in assets_of(rule.which, policy)}
    levels = from_level(rule.level)
    return (not rule.who or names(rule.who, who)) and any(each.asset.id in selected and each.ruled & levels for each in found)


def _strictest(rule: Require) -> tuple[int, str]:
    within = rule.need.within
    return (within.months * 30 + within.days if within else 1_000_000, rule.id)


def _last(proofs: Iterable[Proof], document: str, person: str, on: date) -> date | None:
    return max((proof.on for proof in proofs if (proof.document, proof.person) == (document, person) and proof.on <= on), default=None)
