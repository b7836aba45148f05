"""What could not be read, above everything else: silence is no consent."""

from collections.abc import Iterable, Iterator

from audit.model.facts import Coverage, CoverageStatus, Gap
from audit.model.head import Head
from audit.model.paper import Heading, Paragraph, Part, Table, Tone
from audit.saying import coverage_word
from policies.wording import Wording


def blind_parts(head: Head, say: Wording) -> Iterator[Part]:
    """The surfaces that were not read whole, the facts that are missing, and what the command was told to leave out."""
    if head.left_out:
        told = say("Left out as asked: assets in {systems}. Nothing is said about them.", systems=say.both(head.left_out))
        yield Paragraph(told, Tone.WARNING)
    tables = blind_tables(head.coverage, head.gaps, say)
    if tables:
        yield Heading(say("What could not be read"))
        yield Paragraph(say("Silence is no consent: nobody can say what is there."), Tone.WARNING)
        yield from tables


def blind_tables(coverage: Iterable[Coverage], gaps: Iterable[Gap], say: Wording) -> tuple[Table, ...]:
    """The same as tables; none where everything was read."""
    dark = tuple((provider, surface, scope, coverage_word(status, say)) for provider, surface, scope, status in _surfaces(coverage))
    missing = tuple((gap.scope, gap.operation, gap.reason, gap.missing_permission or "-") for gap in sorted(set(gaps)))
    surfaces = Table((say("provider"), say("surface"), say("where"), say("how much")), dark, say("surfaces"))
    facts = Table((say("what"), say("call"), say("why not"), say("permission to grant")), missing, say("gaps"))
    return tuple(table for table in (facts, surfaces) if table.rows)


def _surfaces(coverage: Iterable[Coverage]) -> Iterator[tuple[str, str, str, CoverageStatus]]:
    """One row for each surface that was not read whole; those that are not supported at all share one."""
    lacking: dict[tuple[str, str], list[str]] = {}
    for each in sorted(coverage):
        match each.status:
            case CoverageStatus.COMPLETE:
                pass
            case CoverageStatus.UNSUPPORTED:
                lacking.setdefault((each.provider, each.scope), []).append(each.surface)
            case CoverageStatus.PARTIAL | CoverageStatus.DENIED:
                yield each.provider, each.surface, each.scope, each.status
    for (provider, scope), surfaces in lacking.items():
        yield provider, ", ".join(surfaces), scope, CoverageStatus.UNSUPPORTED
