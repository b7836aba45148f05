"""Whether a processor's agreement is in force: signed, not ended, reviewed in time, with all that Art. 28(3) asks for.

A sub-processor stands on two contracts: its own, and that of the processor that it works for (Art. 28(4)).
"""

from datetime import date

from policies.language import Document, Party, Policy

ART_28_3 = frozenset("abcdefgh")  # the points that a processing agreement must hold
SUB_PROCESSOR = "sub-processor"


def lack(policy: Policy, party: Party, on: date) -> str:
    """What the party's agreement, or that of a processor above it, lacks on that day, for people; empty when all are in force."""
    chain = above(policy, party)
    faults = ((each, fault) for each in (party, *chain) if (fault := _own(policy, each, on)))
    found = next(faults, None)
    if found is not None:
        each, fault = found
        return fault if each is party else f"{party.id} works for {each.id}: {fault}"
    if party.role == SUB_PROCESSOR and not chain:
        return f"nobody says for which processor {party.id} works"
    return ""


def above(policy: Policy, party: Party) -> tuple[Party, ...]:
    """The processors that a sub-processor works for, nearest first. A circle ends where it comes round."""
    known = {each.id: each for each in policy.processors}
    found: dict[str, Party] = {}
    name = party.under
    while name in known and name not in found and name != party.id:
        found[name] = known[name]
        name = known[name].under
    return tuple(found.values())


def _own(policy: Policy, party: Party, on: date) -> str:
    if not party.agreement:
        return f"{party.id} has no agreement"
    paper = next((each for each in policy.documents if each.id == party.agreement), None)
    if paper is None:
        return f"the agreement {party.agreement} is not among the documents"
    return _lack(paper, on)


def _lack(paper: Document, on: date) -> str:
    if paper.signed_on is None or paper.signed_on > on:
        return f"the agreement {paper.id} is not signed"
    if paper.until is not None and paper.until < on:
        return f"the agreement {paper.id} ended on {paper.until}"
    seen = paper.reviewed_on or paper.signed_on
    if paper.review_every is not None and paper.review_every.after(seen) < on:
        return f"the agreement {paper.id} was last reviewed on {seen}, and should be every {paper.review_every}"
    missing = sorted(ART_28_3.difference(paper.art28_3))
    return f"the agreement {paper.id} lacks Art. 28(3)({')('.join(missing)})" if missing else ""
