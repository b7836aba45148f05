"""What ends or falls due, and when: agreements, their reviews, signatures, trainings, allow rules, waivers, the review of access."""

from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from audit.gdpr.agreements.proofs import proofs
from policies.language import NeedKind, Policy
from policies.periods import Period


class EndKind(StrEnum):
    """What it is that ends."""

    AGREEMENT = "agreement"
    REVIEW = "review"  # of an agreement
    SIGNATURE = "signature"
    TRAINING = "training"
    ALLOW = "allow"
    WAIVER = "waiver"
    ACCESS_REVIEW = "access-review"


@dataclass(frozen=True, slots=True)
class Ending:
    """One thing that holds until a day. `on` is that last day; None where it never was: a training that somebody has to have and never had."""

    kind: EndKind
    id: str
    on: date | None
    about: tuple[str, ...] = ()
    place: str = ""

    def is_over(self, today: date) -> bool:
        """Whether it no longer holds."""
        return self.on is None or self.on < today


def endings(policy: Policy, today: date, within: Period) -> tuple[Ending, ...]:
    """What is over, and what ends within the period, by day; what never was comes first."""
    last = within.after(today)
    found = (each for each in _all(policy, today) if each.on is None or each.on <= last)
    return tuple(sorted(found, key=lambda each: (each.on or date.min, each.kind, each.id)))


def _all(policy: Policy, today: date) -> Iterator[Ending]:
    used = {party.agreement for party in policy.processors}
    for paper in policy.documents:
        about = (paper.party,) if paper.party else ()
        if paper.until:
            yield Ending(EndKind.AGREEMENT, paper.id, paper.until, about, str(paper.at))
        seen = paper.reviewed_on or paper.signed_on
        if paper.review_every and seen and (paper.until is None or paper.until >= today or paper.id in used):
            yield Ending(EndKind.REVIEW, paper.id, paper.review_every.after(seen), about, str(paper.at))
    yield from _of_people(policy, today)
    for rule in policy.allow:
        if rule.until:
            yield Ending(EndKind.ALLOW, rule.id, rule.until, (*map(str, rule.who), *rule.which), str(rule.at))
    for waiver in policy.waivers:
        if waiver.until:
            yield Ending(EndKind.WAIVER, waiver.id, waiver.until, tuple(filter(None, (waiver.rule, str(waiver.who or "")))), str(waiver.at))
    reviewed = max((review.date for review in policy.access_reviews if review.date <= today), default=None)
    yield Ending(EndKind.ACCESS_REVIEW, "access_reviews", policy.house_rules.review_every.after(reviewed) if reviewed else None)


def _of_people(policy: Policy, today: date) -> Iterator[Ending]:
    """Signatures and trainings, those of one document that end on one day together."""
    places = {paper.id: str(paper.at) for paper in policy.documents}
    met: defaultdict[tuple[NeedKind, str, date | None], list[str]] = defaultdict(list)
    for asked in proofs(policy, today):
        for each in asked.people:
            if each.last is None or each.ends:
                met[asked.rule.need.kind, asked.rule.need.document, each.ends].append(each.person)
    for (need, document, ends), people in met.items():
        kind = EndKind.SIGNATURE if need is NeedKind.SIGNED else EndKind.TRAINING
        yield Ending(kind, document, ends, tuple(sorted(set(people))), places.get(document, ""))
