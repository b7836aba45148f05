"""The checks: one line each. A built-in check can be switched off in the house rules, by the name of its kind of finding."""

from collections.abc import Callable, Iterable

from audit.check import (
    account_counts,
    audience,
    bulk_copy,
    consent,
    copies_in_test,
    empty_locations,
    forbid,
    gaps,
    inactive,
    leaver_mailboxes,
    leavers,
    not_started,
    notice_period,
    orphans,
    outside,
    party_scope,
    public,
    require_access,
    require_assets,
    reviewed,
    shared,
    undeclared_stores,
    unexplained,
)
from audit.check.found import Found
from audit.check.world import World
from audit.counting import Count, counted, nobody
from audit.model.finding import FindingKind

Check = Callable[[World], Iterable[Found]]

OF_THE_POLICY: tuple[Check, ...] = (
    unexplained.check,
    forbid.check,
    require_access.check,
    require_assets.check,
    undeclared_stores.check,  # its built-in half looks at the switch itself: a rule of the policy asks for the other
)

BUILT_IN: tuple[tuple[FindingKind, Check], ...] = (
    (FindingKind.LEAVER, leavers.check),
    (FindingKind.NOT_STARTED, not_started.check),
    (FindingKind.PUBLIC, public.check),
    (FindingKind.OUTSIDE_WITHOUT_AGREEMENT, outside.check),
    (FindingKind.ORPHAN_ACCOUNT, orphans.check),
    (FindingKind.SHARED_ACCOUNT, shared.check),
    (FindingKind.AUDIENCE, audience.check),
    (FindingKind.ACCOUNT_COUNT, account_counts.check),
    (FindingKind.INACTIVE_ACCOUNT, inactive.check),
    (FindingKind.LEAVER_MAILBOX, leaver_mailboxes.check),
    (FindingKind.BEYOND_ITS_PART, party_scope.check),
    (FindingKind.NOTICE_PERIOD, notice_period.check),
    (FindingKind.BULK_COPY, bulk_copy.check),
    (FindingKind.COPY_IN_TEST, copies_in_test.check),
    (FindingKind.CONSENT_PROOF, consent.check),
    (FindingKind.EMPTY_LOCATION, empty_locations.check),
    (FindingKind.REVIEW, reviewed.check),
    (FindingKind.GAP, gaps.check),
)


def findings(world: World, count: Count = nobody) -> Iterable[Found]:
    """Everything that any check finds."""
    checks = (*OF_THE_POLICY, *(run for kind, run in BUILT_IN if world.built_in(kind)))
    for run in counted(checks, len(checks), count):
        yield from run(world)
