"""What stands above every report: which run and policy it speaks of, and what could not be read."""

from collections.abc import Iterable

from audit.errors import Exit
from audit.model.facts import Coverage, CoverageStatus, Gap
from audit.model.head import Head
from audit.saying import coverage_word
from policies.wording import Wording, msg, wording
from reports.table.layout import dim, heading, paragraph, rows

MOST_GAPS = 12


def title(head: Head, columns: int) -> list[str]:
    """The organisation, the run, the day it is judged on, the policy."""
    say = wording(head.language)
    since = say("first facts of {moment} UTC", moment=f"{head.begun:%Y-%m-%d %H:%M}") if head.begun else ""
    run, policy = say("run {run}", run=head.run), say("policy {digest}", digest=head.policy_digest[:8])
    told = (head.organisation, run, since, say("as on {day}", day=head.as_of), policy)
    return [dim(line) for line in paragraph(" · ".join(text for text in told if text), columns)]


def exit_words(code: Exit, say: Wording) -> str:
    """What stands below every report: the number that a build reads."""
    return say("Exit code {code}.", code=int(code))


def left_out(head: Head, columns: int) -> list[str]:
    """What the command was told not to look at."""
    if not head.left_out:
        return []
    text = msg("Left out as asked: assets in {systems}. Nothing is said about them.")
    return paragraph(wording(head.language)(text, systems=", ".join(head.left_out)), columns)


def blind_spots(coverage: Iterable[Coverage], gaps: Iterable[Gap], columns: int, say: Wording) -> list[str]:
    """The surfaces that were not read whole and the facts that could not be read, with the permission that is missing."""
    dark = [each for each in coverage if each.status != CoverageStatus.COMPLETE]
    missing = sorted(gaps)
    if not dark and not missing:
        return []
    lines = [heading(say("BLIND SPOTS: what could not be read. Silence is no consent"), len(missing) or len(dark), "magenta")]
    lines += [f"  {line}" for line in rows(_surfaces(dark, say), columns - 2)]
    lines += [line for gap in missing[:MOST_GAPS] for line in _gap(gap, columns, say)]
    if len(missing) > MOST_GAPS:
        lines.append(dim(say("  … and {number} more; --format json has all", number=len(missing) - MOST_GAPS)))
    return [*lines, ""]


def _surfaces(dark: list[Coverage], say: Wording) -> list[tuple[str, str, str, str]]:
    """One row for each surface and status with its scopes; surfaces that are not supported at all share a row."""
    scopes: dict[tuple[str, str, str], list[str]] = {}
    lacking: dict[tuple[str, str], list[str]] = {}
    for each in sorted(dark):
        if each.status is CoverageStatus.UNSUPPORTED:
            lacking.setdefault((each.provider, each.scope), []).append(each.surface)
        else:
            scopes.setdefault((each.provider, each.surface, coverage_word(each.status, say)), []).append(each.scope)
    told = [(*key, _scopes(found, say)) for key, found in scopes.items()]
    unsupported = coverage_word(CoverageStatus.UNSUPPORTED, say)
    return [*told, *((provider, ", ".join(found), unsupported, scope) for (provider, scope), found in lacking.items())]


def _scopes(found: list[str], say: Wording) -> str:
    listed = ", ".join(found)
    return say.many("{count} scope: {listed}", "{count} scopes: {listed}", len(found), listed=listed) if len(found) > 1 else listed


def _gap(gap: Gap, columns: int, say: Wording) -> list[str]:
    said = f"{gap.scope}: {gap.operation}: {gap.reason}" if gap.operation else f"{gap.scope}: {gap.reason}"
    mend = [say("grant: {permission}", permission=gap.missing_permission)] if gap.missing_permission else []
    return [*paragraph(said, columns, "  ? ", "    "), *(line for text in mend for line in paragraph(text, columns, "    "))]
