"""Everything ends, and nothing ends before it starts. Whether an end lies in the past is not known here: that is for a check on a day."""

from collections.abc import Iterator

from policies.errors import Problem
from policies.language import Allow, Policy
from policies.periods import Period
from policies.selectors import is_special


def bounded(policy: Policy) -> Iterator[Problem]:
    """An allow ends, counted from its decision, within the longest period of the house: a shorter one for data of Art. 9 and 10."""
    special = {asset.id for asset in policy.assets if is_special(asset, policy)}
    for rule in policy.allow:
        longest = policy.house_rules.max_allow_period
        if special.intersection(rule.which):
            longest = min(longest, policy.house_rules.max_allow_period_special, key=_length)
        yield from _ends(rule, longest)


def in_order(policy: Policy) -> Iterator[Problem]:
    """Nobody leaves before the first day, no role or agreement ends before it starts."""
    for person in policy.people:
        if person.starts and person.ends and person.ends < person.starts:
            yield Problem(person.at, f"people.{person.id}: ends before starts", str(person.ends), "mend one of the two days")
        for span in person.roles:
            if span.since and span.until and span.until < span.since:
                message = f"people.{person.id}: the role {span.role} ends before it starts"
                yield Problem(person.at, message, str(span.until), "mend one of the two days")
    for document in policy.documents:
        if document.signed_on and document.until and document.until < document.signed_on:
            message = f"documents.{document.id}: ends before it was signed"
            yield Problem(document.at, message, str(document.until), "mend one of the two days")


def temporary(policy: Policy) -> Iterator[Problem]:
    """Whoever has a temporary role has it until a day: its own, or the last working day (cf. AP OLVG, 2020)."""
    roles = {role.id for role in policy.roles if role.temporary}
    for person in policy.people:
        for span in person.roles:
            if span.role in roles and span.until is None and person.ends is None and person.status != "left":
                message = f"people.{person.id}: the temporary role {span.role} has no end"
                yield Problem(person.at, message, span.role, f"write `ends:`, or `{{role: {span.role}, until: 2026-12-31}}` with the day")


def _ends(rule: Allow, longest: Period) -> Iterator[Problem]:
    if rule.until is None or rule.decided_on is None:
        return
    if rule.until < rule.decided_on:
        yield Problem(rule.at, f"allow.{rule.id}: ends before it was decided", str(rule.until), "mend `until:` or `decided_on:`")
    latest = longest.after(rule.decided_on)
    if rule.until > latest:
        message = f"allow.{rule.id}: lasts longer than {longest} after its decision on {rule.decided_on}"
        yield Problem(rule.at, message, str(rule.until), f"end it on {latest} at the latest; renewing it is the recertification")


def _length(period: Period) -> int:
    return period.months * 30 + period.days
