"""What stands above every report: which run and policy it speaks of, and what could not be read."""

from collections.abc import Iterable

from audit.cli.text import plural
from audit.model.facts import Coverage, CoverageStatus, Gap
from audit.model.head import Head
from reports.table.layout import dim, heading, paragraph, rows

MOST_GAPS = 12


def title(head: Head, columns: int) -> list[str]:
    """The organisation, the run, the day it is judged on, the policy."""
    since = f"first facts of {head.begun:%Y-%m-%d %H:%M} UTC" if head.begun else ""
    told = (head.organisation, f"run {head.run}", since, f"as on {head.as_of}", f"policy {head.policy_digest[:8]}")
    return [dim(line) for line in paragraph(" · ".join(text for text in told if text), columns)]


def left_out(head: Head, columns: int) -> list[str]:
    """What the command was told not to look at."""
    if not head.left_out:
        return []
    return paragraph(f"Left out as asked: assets in {', '.join(head.left_out)}. Nothing is said about them.", columns)


def blind_spots(coverage: Iterable[Coverage], gaps: Iterable[Gap], columns: int) -> list[str]:
    """The surfaces that were not read whole and the facts that could not be read, with the permission that is missing."""
    dark = [each for each in coverage if each.status != CoverageStatus.COMPLETE]
    missing = sorted(gaps)
    if not dark and not missing:
        return []
    lines = [heading("BLIND SPOTS: what could not be read. Silence is no consent", len(missing) or len(dark), "magenta")]
    lines += [f"  {line}" for line in rows(_surfaces(dark), columns - 2)]
    lines += [line for gap in missing[:MOST_GAPS] for line in _gap(gap, columns)]
    if len(missing) > MOST_GAPS:
        lines.append(dim(f"  … and {len(missing) - MOST_GAPS} more; --format json has all"))
    return [*lines, ""]


def _surfaces(dark: list[Coverage]) -> list[tuple[str, str, str, str]]:
    """One row for each surface and status with its scopes; surfaces that are not supported at all share a row."""
    scopes: dict[tuple[str, str, str], list[str]] = {}
    lacking: dict[tuple[str, str], list[str]] = {}
    for each in sorted(dark):
        if each.status is CoverageStatus.UNSUPPORTED:
            lacking.setdefault((each.provider, each.scope), []).append(each.surface)
        else:
            scopes.setdefault((each.provider, each.surface, each.status), []).append(each.scope)
    told = [(*key, found[0] if len(found) == 1 else f"{plural(len(found), 'scope')}: {', '.join(found)}") for key, found in scopes.items()]
    return [*told, *((provider, ", ".join(found), CoverageStatus.UNSUPPORTED, scope) for (provider, scope), found in lacking.items())]


def _gap(gap: Gap, columns: int) -> list[str]:
    said = f"{gap.scope}: {gap.operation}: {gap.reason}" if gap.operation else f"{gap.scope}: {gap.reason}"
    mend = [f"grant: {gap.missing_permission}"] if gap.missing_permission else []
    return [*paragraph(said, columns, "  ? ", "    "), *(line for text in mend for line in paragraph(text, columns, "    "))]
