"""Whether a processor's agreement is in force: signed, not ended, reviewed in time, with all that Art. 28(3) asks for."""

from datetime import date

from policies.language import Document, Party, Policy

ART_28_3 = frozenset("abcdefgh")  # the points that a processing agreement must hold


def lack(policy: Policy, party: Party, on: date) -> str:
    """What the party's agreement lacks on that day, for people; empty when it is in force."""
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
