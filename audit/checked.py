"""What a run is held against, from the policy alone: rules as sentences, built-in checks that are on, waivers with their reasons."""

from collections.abc import Iterator

from audit.check.catalogue import grounds
from audit.check.registry import BUILT_IN
from audit.model.checked import CheckedRule
from audit.model.finding import FindingKind
from policies.language import Policy, RequireScope
from policies.selectors import assets_of
from policies.sentences import sentence, waiver_sentence
from policies.wording import Wording

_OF_ACCOUNTS = frozenset(
    {FindingKind.ORPHAN_ACCOUNT, FindingKind.ACCOUNT_COUNT, FindingKind.INACTIVE_ACCOUNT, FindingKind.LEAVER_MAILBOX, FindingKind.REVIEW}
)


def checked_rules(policy: Policy, say: Wording, in_sight: frozenset[str]) -> tuple[CheckedRule, ...]:
    """Each prohibition, each requirement and each built-in check that is on, with the assets of those `in_sight` that it is about.

    One that is about no asset in sight was not held against anything, and is left out.
    """
    return tuple(_of_policy(policy, say, in_sight)) + tuple(_built_in(policy, in_sight))


def _of_policy(policy: Policy, say: Wording, in_sight: frozenset[str]) -> Iterator[CheckedRule]:
    for forbid in policy.forbid:
        about = tuple(asset.id for asset in assets_of(forbid.which, policy) if asset.id in in_sight)
        ground = grounds(FindingKind.FORBIDDEN)
        law = forbid.law or ground.law
        if about:
            yield CheckedRule(forbid.id, FindingKind.FORBIDDEN, sentence(forbid, policy, say), forbid.at, about, law, ground.controls)
    for require in policy.require:
        selected = () if require.scope is RequireScope.SYSTEMS else assets_of(require.which, policy)
        about = tuple(asset.id for asset in selected if asset.id in in_sight)
        ground = grounds(require.need.kind)
        law = require.law or ground.law
        if about or require.scope is RequireScope.SYSTEMS:
            yield CheckedRule(require.id, FindingKind.REQUIREMENT, sentence(require, policy, say), require.at, about, law, ground.controls)


def _built_in(policy: Policy, in_sight: frozenset[str]) -> Iterator[CheckedRule]:
    off = {name for name, _ in policy.house_rules.off}
    assets = tuple(asset.id for asset in policy.assets if asset.id in in_sight)
    for kind in (FindingKind.UNEXPLAINED, FindingKind.TOO_MUCH, *(kind for kind, _ in BUILT_IN)):
        if kind not in off:
            ground = grounds(kind)
            about = () if kind in _OF_ACCOUNTS else assets
            if about or kind in _OF_ACCOUNTS:
                yield CheckedRule(str(kind), kind, assets=about, law=ground.law, controls=ground.controls)


def told_waivers(policy: Policy, say: Wording) -> tuple[tuple[str, str], ...]:
    """The id of each waiver, and in a sentence why it stands, who decided it and until when."""
    return tuple((each.id, waiver_sentence(each, say)) for each in policy.waivers)
