"""Whether a processor's agreement is in force: signed, not ended, reviewed in time, with all that Art. 28(3) asks for.

A sub-processor stands on two contracts: its own, and that of the processor that it works for (Art. 28(4)).
"""

from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import date
from enum import StrEnum

from policies.language import Document, Party, Policy
from policies.wording import Wording, msg

ART_28_3 = frozenset("abcdefgh")  # the points that a processing agreement must hold
SUB_PROCESSOR = "sub-processor"


class FaultKind(StrEnum):
    """What can be wrong with an agreement."""

    NONE = "none"  # the party has no agreement
    UNKNOWN = "unknown"  # the paper that it names is not among the documents
    UNSIGNED = "unsigned"
    ENDED = "ended"
    REVIEW_DUE = "review-due"
    INCOMPLETE = "incomplete"  # points of Art. 28(3) are missing
    NO_PROCESSOR = "no-processor"  # a sub-processor of nobody


@dataclass(frozen=True, slots=True)
class AgreementFault:
    """One thing that an agreement lacks. `party` is whose agreement it is, `of` the sub-processor that stands on it; `on` a day that passed."""

    kind: FaultKind
    party: str
    document: str = ""
    on: date | None = None
    every: str = ""
    letters: tuple[str, ...] = ()
    of: str = ""


def faults(policy: Policy, party: Party, on: date) -> Iterator[AgreementFault]:
    """All that the party's agreement, and those of the processors above it, lack on that day; none when they are in force."""
    yield from _own(policy, party, on)
    chain = above(policy, party)
    for each in chain:
        yield from (replace(fault, of=party.id) for fault in _own(policy, each, on))
    if party.role == SUB_PROCESSOR and not chain:
        yield AgreementFault(FaultKind.NO_PROCESSOR, party.id)


def lack(policy: Policy, party: Party, on: date, say: Wording) -> str:
    """What the party's agreement, or that of a processor above it, lacks first on that day, for people; empty when all are in force."""
    first = next(faults(policy, party, on), None)
    if first is None:
        return ""
    said = _said(first, say)
    return say("{party} works for {processor}: {fault}", party=first.of, processor=first.party, fault=said) if first.of else said


def above(policy: Policy, party: Party) -> tuple[Party, ...]:
    """The processors that a sub-processor works for, nearest first. A circle ends where it comes round."""
    known = {each.id: each for each in policy.processors}
    found: dict[str, Party] = {}
    name = party.under
    while name in known and name not in found and name != party.id:
        found[name] = known[name]
        name = known[name].under
    return tuple(found.values())


def _own(policy: Policy, party: Party, on: date) -> Iterator[AgreementFault]:
    if not party.agreement:
        yield AgreementFault(FaultKind.NONE, party.id)
        return
    paper = next((each for each in policy.documents if each.id == party.agreement), None)
    if paper is None:
        yield AgreementFault(FaultKind.UNKNOWN, party.id, party.agreement)
        return
    yield from _of_paper(paper, party.id, on)


def _of_paper(paper: Document, party: str, on: date) -> Iterator[AgreementFault]:
    if paper.signed_on is None or paper.signed_on > on:
        yield AgreementFault(FaultKind.UNSIGNED, party, paper.id)
        return
    if paper.until is not None and paper.until < on:
        yield AgreementFault(FaultKind.ENDED, party, paper.id, paper.until)
    seen = paper.reviewed_on or paper.signed_on
    if paper.review_every is not None and paper.review_every.after(seen) < on:
        yield AgreementFault(FaultKind.REVIEW_DUE, party, paper.id, seen, str(paper.review_every))
    missing = tuple(sorted(ART_28_3.difference(paper.art28_3)))
    if missing:
        yield AgreementFault(FaultKind.INCOMPLETE, party, paper.id, letters=missing)


_SAID = {
    FaultKind.NONE: msg("{party} has no agreement"),
    FaultKind.UNKNOWN: msg("the agreement {document} is not among the documents"),
    FaultKind.UNSIGNED: msg("the agreement {document} is not signed"),
    FaultKind.ENDED: msg("the agreement {document} ended on {day}"),
    FaultKind.REVIEW_DUE: msg("the agreement {document} was last reviewed on {day}, and should be every {every}"),
    FaultKind.INCOMPLETE: msg("the agreement {document} lacks Art. 28(3)({letters})"),
    FaultKind.NO_PROCESSOR: msg("nobody says for which processor {party} works"),
}


def _said(fault: AgreementFault, say: Wording) -> str:
    letters = ")(".join(fault.letters)
    return say(_SAID[fault.kind], party=fault.party, document=fault.document, day=fault.on, every=fault.every, letters=letters)
