"""The tables of a review pack: one that says what it is of, and one for each asset with empty cells for the decisions."""

from collections.abc import Iterator

from audit.gdpr.access import able, levels, who
from audit.gdpr.review.body import names
from audit.gdpr.review.lines import Line, Pack
from audit.model.paper import Table
from audit.model.reach import StepKind
from audit.naming import route
from audit.renaming import renamed
from policies.language import Decision
from policies.wording import Wording, msg

DECISIONS = {Decision.KEEP: msg("keep"), Decision.REMOVE: msg("remove")}
TO_FILL_IN = 4  # the last columns: decision, reason, decided by, decided on
RUN, POLICY, OWNER, LANGUAGE, GAP, WORDS = "run", "policy", "owner", "language", "gap", "decision"  # the same in every language
_USED = {
    "45d": msg("within 45 days"),
    "90d": msg("within 90 days"),
    "365d": msg("within a year"),
    "older": msg("longer ago"),
    "never": msg("never"),
    "": msg("not known"),
}


def tables(pack: Pack, say: Wording) -> tuple[Table, ...]:
    """All of them, in one language. The same pack gives the same tables, so that what comes back can be held against it."""
    shown = renamed(pack, pack.names)
    return (_about(shown, say), *(_of_asset(shown, asset.id, say) for asset in shown.assets))


def columns(pack: Pack, say: Wording) -> tuple[str, ...]:
    """The names of the columns of a line."""
    used = (say("last used"),) if pack.activity else ()
    known = (say("line"), say("asset"), say("who"), say("can"), say("path"), say("rule of the policy"), *used, say("may decide"))
    return (*known, say("decision"), say("reason"), say("decided by"), say("decided on"))


def _about(pack: Pack, say: Wording) -> Table:
    words = " / ".join(say(word) for word in DECISIONS.values())
    rows = (
        (RUN, pack.run, say("the night that is reviewed")),
        (POLICY, pack.policy, say("the policy of that night")),
        (OWNER, pack.owner, say("who owns the assets")),
        (LANGUAGE, say.language, say("the language of this pack")),
        (WORDS, words, say("write one of these for each line, who decided and when (2026-12-31); removing takes a reason")),
        *((GAP, asset, f"{gap.scope}: {gap.reason}") for asset, gap in pack.gaps),
    )
    return Table((say("pack"), say("what"), say("meaning")), rows, say("the pack"))


def _of_asset(pack: Pack, asset: str, say: Wording) -> Table:
    titles = columns(pack, say)
    rows = tuple((*_known(line, pack, say), *("",) * TO_FILL_IN) for line in pack.of(asset))
    return Table(titles, rows, asset, frozenset(range(len(titles) - TO_FILL_IN, len(titles))))


def _known(line: Line, pack: Pack, say: Wording) -> Iterator[str]:
    yield line.id
    yield line.asset
    yield who(say, line.subject.kind, line.subject.id)
    yield can(line, say)
    yield way(line)
    yield rule(line, say)
    if pack.activity:
        yield say(_USED[line.last_used])
    yield ", ".join(line.may_decide) or say("nobody: name a decider under house_rules")


def can(line: Line, say: Wording) -> str:
    """What somebody can do, and with which parts."""
    told = "; ".join(able(say, each.verdict, names(each.levels), each.conditions) for each in line.could)
    if line.parts == ("",):
        return told
    parts = say.both(part or say("the rest") for part in sorted(line.parts, key=lambda part: (not part, part)))
    return say("{levels} ({parts})", levels=told, parts=parts)


def way(line: Line) -> str:
    """By which way, from the account on."""
    return route(line.path[1:] if line.path and line.path[0].kind is StepKind.JOINED else line.path)


def rule(line: Line, say: Wording) -> str:
    """By which rules, until when and why; what no rule allows, and what it breaks."""
    told = []
    for allow in line.rules:
        until = say("until {day}", day=allow.until) if allow.until else ""
        told.append(" ".join(filter(None, (allow.id, until))) + (f": {allow.why}" if allow.why else ""))
    if line.uncovered:
        told.append(say("no rule allows to {levels}", levels=levels(say, names(line.uncovered))))
    for broken, waiver in line.against:
        told.append(
            say("against {rule}, waived by {waiver}", rule=broken, waiver=waiver) if waiver else say("against {rules}", rules=broken)
        )
    return "; ".join(told)
