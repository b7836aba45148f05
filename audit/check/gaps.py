"""What was needed and could not be read: silence is never consent."""

from collections import defaultdict
from collections.abc import Iterable

from audit.check.found import Fault, Found, on_subject
from audit.check.world import World
from audit.model.facts import Gap
from audit.model.finding import FindingKind, Outcome
from policies.language import Severity
from policies.wording import Wording, msg


def check(world: World) -> Iterable[Found]:
    """One unknown for each asset and gap; the remedy names the permission, and how many assets it would light up."""
    darkened: defaultdict[Gap, int] = defaultdict(int)
    for _, gap in world.gaps:
        darkened[gap] += 1
    for name, gap in world.gaps:
        if asset := world.assets.get(name):
            fault = Fault(
                kind=FindingKind.GAP,
                remedy=_remedy(gap, darkened[gap], world.say),
                severity=Severity.HIGH,
                place=asset.at,
                scope=f"{gap.provider}|{gap.surface}|{gap.scope}|{gap.operation}",
                gap=gap,
            )
            yield on_subject(asset, None, fault, _sentence(name, gap, world.say), Outcome.UNKNOWN)


def _sentence(asset: str, gap: Gap, say: Wording) -> str:
    why = gap.reason
    if gap.operation:
        why = say("{operation} on {scope}: {reason}", operation=gap.operation, scope=gap.scope, reason=gap.reason)
    if gap.missing_permission:
        why = say("{reason} (missing permission: {permission})", reason=why, permission=gap.missing_permission)
    return say("nobody can say who reaches {asset}: {why}", asset=asset, why=why)


def _remedy(gap: Gap, assets: int, say: Wording) -> str:
    if gap.missing_permission:
        told = say("grant {permission} to the audit", permission=gap.missing_permission)
    elif gap.operation.startswith("parse"):
        told = say("correct the document on {scope}", scope=gap.scope)
    elif gap.operation:
        text = msg("mend what keeps {operation} from being read, or leave {provider} out of this command")
        told = say(text, operation=gap.operation, provider=gap.provider)
    else:
        text = msg("let the audit read {surface}, or leave {provider} out of this command")
        told = say(text, surface=gap.surface or gap.provider, provider=gap.provider)
    return say("{remedy}; that would answer for {assets} assets", remedy=told, assets=assets) if assets > 1 else told
