"""Rules, waivers and the policy's own tests."""

from policies.language import (
    Allow,
    Forbid,
    Need,
    NeedKind,
    PolicyTest,
    Proposed,
    Require,
    RequireScope,
    Selector,
    Severity,
    Waiver,
    Who,
    WhoKind,
)
from policies.levels import NAMES, Level
from policies.parsing.values import Entry, who


def allow(entry: Entry) -> Allow:
    """One of `allow:`."""
    return Allow(
        id=entry.id,
        who=entry.whos("who"),
        may=entry.level("may"),
        which=entry.texts("which"),
        at=entry.at,
        part=entry.text("part"),
        purpose=entry.text("for"),
        until=entry.date("until"),
        decided_by=entry.text("decided_by"),
        decided_on=entry.date("decided_on"),
        why=entry.text("why"),
        via=entry.texts("via"),
    )


def proposed(entry: Entry) -> Proposed:
    """One of `proposed:`."""
    return Proposed(
        id=entry.id,
        who=entry.whos("who"),
        may=entry.level("may"),
        which=entry.texts("which"),
        because=entry.text("because"),
        at=entry.at,
        part=entry.text("part"),
        via=entry.texts("via"),
        seen_on=entry.date("seen_on"),
    )


def forbid(entry: Entry) -> Forbid:
    """One of `forbid:`."""
    return Forbid(
        id=entry.id,
        who=entry.whos("who"),
        may=entry.level("may"),
        which=entry.selector("which"),
        at=entry.at,
        unless=entry.whos("except"),
        through=entry.text("through"),
        environments=entry.texts("in"),
        latent=entry.text("latent") == "too",
        severity=entry.severity(Severity.HIGH),
        law=entry.texts("law"),
        why=entry.text("why"),
    )


def require(entry: Entry) -> Require:
    """One of `require:`."""
    scope = next(scope for scope in RequireScope if entry.has(scope))
    return Require(
        id=entry.id,
        scope=scope,
        which=Selector(everything=True) if scope is RequireScope.SYSTEMS else entry.selector(scope),
        need=_need(entry),
        at=entry.at,
        level=entry.level("level", Level.FIND),
        who=entry.whos("who"),
        severity=entry.severity(Severity.MEDIUM),
        law=entry.texts("law"),
        note=entry.text("note"),
    )


def waiver(entry: Entry, problems: tuple[str, ...]) -> Waiver:
    """One of `waivers:`, however malformed; `problems` are what the schema has against it."""
    finding = entry.inside("finding") or Entry("", type(entry.node)(), entry.at)
    return Waiver(
        id=entry.id,
        at=entry.at,
        rule=finding.text("rule"),
        who=who(finding.text("who")),
        which=finding.text("which"),
        why=entry.text("why"),
        instead=entry.text("instead"),
        asked_by=entry.text("asked_by"),
        decided_by=entry.text("decided_by"),
        decided_on=entry.date("decided_on"),
        until=entry.date("until"),
        ticket=entry.text("ticket"),
        problems=problems,
    )


def test(entry: Entry) -> PolicyTest:
    """One of `tests:`."""
    expect = tuple((asset, NAMES.get(level, Level.NONE)) for asset, level in entry.pairs("expect"))
    return PolicyTest(entry.text("name"), who(entry.text("who")) or Who(WhoKind.ALL), expect, entry.at)


def _need(entry: Entry) -> Need:
    need = entry.inside("need")
    if need is None:
        return Need(NeedKind(entry.text("need")))
    kind = next(kind for kind in NeedKind if need.has(kind))
    match kind:
        case NeedKind.SIGNED | NeedKind.TRAINED:
            return Need(kind, document=need.text(kind), within=need.period("within"))
        case NeedKind.PEOPLE_AT_MOST:
            return Need(kind, at_most=need.number(kind))
        case NeedKind.CONFIRMED_WITHIN:
            return Need(kind, within=need.period(kind))
        case _:
            return Need(kind, within=need.period("within"))
