"""Why a waiver does not count. Nothing here stops a load: a malformed waiver stays, says why, and waives nothing."""

from collections.abc import Iterator
from dataclasses import replace

from policies.language import Policy, Waiver, WhoKind


def with_problems(policy: Policy) -> Policy:
    """The policy with, in each waiver, every reason for which it does not count."""
    found = (replace(waiver, problems=(*waiver.problems, *_problems(waiver, policy))) for waiver in policy.waivers)
    return replace(policy, waivers=tuple(found))


def _problems(waiver: Waiver, policy: Policy) -> Iterator[str]:
    if waiver.decided_by and waiver.decided_by == waiver.asked_by:
        yield f"{waiver.decided_by} decided and asked: somebody else must decide"
    elif waiver.who and waiver.who.kind is WhoKind.PERSON and waiver.decided_by == waiver.who.name:
        yield f"{waiver.decided_by} decided and profits: somebody else must decide"
    if waiver.decided_on is None or waiver.until is None:
        return
    if waiver.until < waiver.decided_on:
        yield f"ends on {waiver.until}, before it was decided"
    latest = policy.house_rules.max_waiver_period.after(waiver.decided_on)
    if waiver.until > latest:
        yield f"ends on {waiver.until}, longer than {policy.house_rules.max_waiver_period} after its decision: {latest} at the latest"
