"""Findings as a table to read: who, what, which rule, what is wrong and what to do."""

from collections.abc import Iterable

from audit.model.finding import Finding
from audit.model.paper import Table
from audit.naming import route
from audit.saying import level_words, severity_word
from policies.wording import Wording
from reports.papers.words import about, within


def finding_table(findings: Iterable[Finding], new: frozenset[str], say: Wording, name: str) -> Table:
    """One row for each finding, in the order given."""
    columns = (say("weight"), say("who or what"), say("can"), say("data"), say("rule"), say("what is wrong"), say("what to do"))
    return Table(columns, tuple(_row(finding, finding.fingerprint in new, say) for finding in findings), name)


def _row(finding: Finding, new: bool, say: Wording) -> tuple[str, ...]:
    weight = severity_word(finding.severity, say)
    place = f" ({finding.place.file}:{finding.place.line})" if finding.place else ""
    way = say("by {way}", way=route(finding.paths[0])) if finding.paths else ""
    wrong = ". ".join(part for part in (f"{finding.sentence}{_articles(finding.law)}", way) if part)
    remedy = say("{remedy} (owner: {owner})", remedy=finding.remedy, owner=finding.owner) if finding.owner else finding.remedy
    return (
        say("{weight}, new", weight=weight) if new else weight,
        about(finding, say),
        level_words(finding.levels, say) if finding.levels else "-",
        within(finding.asset, finding.part),
        f"{finding.rule}{place}",
        wrong,
        remedy if finding.remedy else "-",
    )


def _articles(law: tuple[str, ...]) -> str:
    named = [each for each in law if not each.startswith("cf.")]
    return f" [{', '.join(named)}]" if named else ""
