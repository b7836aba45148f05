"""Answers to `who ASSET` and `what PERSON`: one row for what is the same, with the rule that allows it and how many ways give it."""

from audit.exit_code import exit_code
from audit.model.report import ReachReport
from audit.saying import level_words, subject_in_short, verdict_word
from policies.wording import Wording, msg, wording
from reports.table.head import blind_spots, exit_words, left_out, title
from reports.table.layout import bold, dim, paragraph, rows
from reports.table.words import grantee, place, whom

_HEADERS = (msg("level"), msg("verdict"), msg("allowed by"), msg("enters with"))


def reach_lines(report: ReachReport, columns: int) -> list[str]:
    """The whole answer."""
    say = wording(report.head.language)
    named, headers = _named(report, say)
    ways: dict[tuple[str, ...], list[str]] = {}
    for first, reach, rules in zip(named, report.reaches, report.allowed, strict=True):
        same = (*first, level_words(reach.levels, say), verdict_word(reach.verdict, say), ", ".join(rules) or say("not covered"))
        ways.setdefault(same, []).append(grantee(reach))
    cells = [(*same, _entered(found, say)) for same, found in ways.items()]
    told = say("no reach found")
    if cells:
        told = say.many("{count} reach", "{count} reaches", len(report.reaches))
    return [
        *title(report.head, columns),
        "",
        *(bold(line) for line in paragraph(say("{question}: {answer}", question=report.question, answer=told), columns)),
        *left_out(report.head, columns),
        "",
        *blind_spots((), report.gaps, columns, say),
        *rows(cells, columns, (*headers, *map(say, _HEADERS))),
        *([""] if cells else []),
        *_foot(report, columns, say),
    ]


def _entered(ways: list[str], say: Wording) -> str:
    """The shortest of the ways that give the same, and how many there are beside it."""
    way, more = min(ways, key=lambda way: (len(way), way)), len(ways) - 1
    return say.many("{way} (and {count} other way)", "{way} (and {count} other ways)", more, way=way) if more else way


def _named(report: ReachReport, say: Wording) -> tuple[list[tuple[str, ...]], tuple[str, ...]]:
    """The cells that say who and what, and their headers: what the question names itself is not said again."""
    if all(subject_in_short(reach.subject, say) in report.question for reach in report.reaches):
        return [(place(reach.asset, reach.part),) for reach in report.reaches], (say("asset"),)
    if all(reach.asset in report.question for reach in report.reaches):
        return [(whom(reach.subject, say), reach.part or "-") for reach in report.reaches], (say("who"), say("part"))
    return [(whom(reach.subject, say), place(reach.asset, reach.part)) for reach in report.reaches], (say("who"), say("asset"))


def _foot(report: ReachReport, columns: int, say: Wording) -> list[str]:
    doubt = say.many(
        "{count} gap in what was asked about: the answer may lack a reach.",
        "{count} gaps in what was asked about: the answer may lack a reach.",
        len(report.gaps),
    )
    told = (doubt if report.gaps else "", exit_words(exit_code(report), say))
    return [dim(line) for line in paragraph(" ".join(filter(None, told)), columns)]
