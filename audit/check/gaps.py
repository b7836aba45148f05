"""What was needed and could not be read: silence is never consent."""

from collections import defaultdict
from collections.abc import Iterable

from audit.check.found import Fault, Found, on_subject
from audit.check.world import World
from audit.model.facts import Gap
from audit.model.finding import FindingKind, Outcome
from policies.language import Severity


def check(world: World) -> Iterable[Found]:
    """One unknown for each asset and gap; the remedy names the permission, and how many assets it would light up."""
    darkened: defaultdict[Gap, int] = defaultdict(int)
    for _, gap in world.gaps:
        darkened[gap] += 1
    for name, gap in world.gaps:
        if asset := world.assets.get(name):
            fault = Fault(
                kind=FindingKind.GAP,
                remedy=_remedy(gap, darkened[gap]),
                severity=Severity.HIGH,
                place=asset.at,
                scope=f"{gap.provider}|{gap.surface}|{gap.scope}|{gap.operation}",
                gap=gap,
            )
            yield on_subject(asset, None, fault, _sentence(name, gap), Outcome.UNKNOWN)


def _sentence(asset: str, gap: Gap) -> str:
    call = f"{gap.operation} on {gap.scope}: " if gap.operation else ""
    lacking = f" (missing permission: {gap.missing_permission})" if gap.missing_permission else ""
    return f"nobody can say who reaches {asset}: {call}{gap.reason}{lacking}"


def _remedy(gap: Gap, assets: int) -> str:
    others = f"; that would answer for {assets} assets" if assets > 1 else ""
    if gap.missing_permission:
        return f"grant {gap.missing_permission} to the audit{others}"
    if gap.operation.startswith("parse"):
        return f"correct the document on {gap.scope}{others}"
    if gap.operation:
        return f"mend what keeps {gap.operation} from being read, or leave {gap.provider} out of this command{others}"
    return f"let the audit read {gap.surface or gap.provider}, or leave {gap.provider} out of this command{others}"
