"""JUnit XML: what was checked as test cases, so that what is well is seen too; for the test view of any CI.

A case is a rule on an asset. A violation fails it, what nobody can tell is its error, a waiver skips it. Form: as Jenkins' xUnit plugin defines it
(junit-10.xsd).
"""

from collections import defaultdict
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import UTC
from xml.etree import ElementTree as ET

from audit.cli.text import safe
from audit.model.facts import CoverageStatus
from audit.model.finding import Finding, FindingKind, Outcome
from audit.model.paper import Report
from audit.naming import route
from audit.saying import coverage_word
from reports.listed import Listed, gap_words, listed, sentence_of
from reports.papers.words import asks

Pair = tuple[str, str]  # a rule and an asset; an empty asset for accounts and systems


@dataclass(frozen=True, slots=True)
class Case:
    """One test case. `result` is failure, error, skipped or empty: it passed; `type` is the weight or the reason."""

    name: str
    result: str = ""
    message: str = ""
    type: str = ""
    text: str = ""


@dataclass(frozen=True, slots=True)
class JUnit:
    """The renderer."""

    name: str = "junit"
    extension: str = "xml"
    whole: bool = False

    def render(self, report: Report) -> str:
        """The whole document. Raises UsageError for a report that lists no findings."""
        told = listed(report, self.name)
        suites = [(name, cases) for name, cases in _suites(told) if cases]
        root = ET.Element("testsuites", {"name": "Toegang", **_counts([case for _, cases in suites for case in cases])})
        for name, cases in suites:
            _suite(root, name, cases, told)
        ET.indent(root)
        return f'<?xml version="1.0" encoding="UTF-8"?>\n{ET.tostring(root, encoding="unicode")}\n'

    def schemas(self) -> Mapping[str, str]:
        """None of ours: the form is Jenkins'."""
        return {}


def _suites(told: Listed) -> Iterator[tuple[str, list[Case]]]:
    by_asset: dict[str, list[Case]] = defaultdict(list)
    found: dict[Pair, list[Finding]] = defaultdict(list)
    for finding in told.findings:
        found[finding.rule, finding.asset].append(finding)
    dark = {finding.asset: finding for finding in told.findings if finding.kind is FindingKind.GAP and finding.asset}
    for (rule, asset), words in _asked(told).items():
        findings = found.get((rule, asset), [])
        name = f"{rule}: {words}"
        by_asset[asset].append(_case(name, findings, told) if findings else _unfound(name, dark.get(asset), told))
    for asset in sorted(by_asset, key=lambda name: (not name, name)):
        yield asset or told.say("accounts and systems"), by_asset[asset]
    yield told.say("what could be read"), list(_read(told))


def _asked(told: Listed) -> dict[Pair, str]:
    """What was checked, with what each rule asks: all that the run was held against, and all that a finding is about."""
    asked = {(rule.id, asset): rule.sentence or asks(rule.kind, told.say) for rule in told.rules for asset in rule.assets or ("",)}
    for finding in (*told.findings, *told.gone):
        asked.setdefault((finding.rule, finding.asset), told.what(finding))
    return asked


def _case(name: str, findings: list[Finding], told: Listed) -> Case:
    counting = [finding for finding in findings if not finding.waived_by]
    for outcome, result in ((Outcome.VIOLATION, "failure"), (Outcome.UNKNOWN, "error")):
        meant = [finding for finding in counting if finding.outcome is outcome]
        if meant:
            return Case(name, result, _first(meant, told), str(meant[0].severity), _words(counting, told))
    if counting:
        return Case(name, text=_words(counting, told))
    return Case(name, "skipped", _first(findings, told), "waived", _words(findings, told))


def _unfound(name: str, gap: Finding | None, told: Listed) -> Case:
    """Nothing was found: it passed, unless the asset could not be read whole."""
    if gap is None:
        return Case(name)
    doubt = told.say("Nothing was found, but not everything could be read: {what}", what=gap.sentence)
    return Case(name, "skipped" if gap.waived_by else "error", doubt, "cannot tell", sentence_of(gap, told))


def _first(findings: list[Finding], told: Listed) -> str:
    more = len(findings) - 1
    first = findings[0].sentence
    others = told.say.many("and {count} more", "and {count} more", more)
    return f"{first} ({others})" if more else first


def _words(findings: list[Finding], told: Listed) -> str:
    """All that is known of each, a line for each part of it."""
    lines = [line for finding in findings for line in (sentence_of(finding, told), *(f"  {route(path)}" for path in finding.paths))]
    return "\n".join(map(safe, lines))


def _read(told: Listed) -> Iterator[Case]:
    """Each surface. One that was not read whole is skipped: where it matters, an asset has an error of its own."""
    for each in sorted(told.head.coverage):
        name = f"{each.provider} {each.surface} {each.scope}"
        whole = each.status is CoverageStatus.COMPLETE
        yield Case(name) if whole else Case(name, "skipped", coverage_word(each.status, told.say), str(each.status))
    for surface in told.lost:
        yield Case(surface, "error", told.say("No longer read whole: {surface}", surface=surface), "cannot tell")
    for gap in told.other_gaps():
        yield Case(f"{gap.provider} {gap.surface} {gap.scope} {gap.operation}", "skipped", gap_words(gap, told.say), "gap")


def _counts(cases: list[Case]) -> dict[str, str]:
    results = [case.result for case in cases]
    return {"tests": str(len(cases)), "failures": str(results.count("failure")), "errors": str(results.count("error"))}


def _suite(root: ET.Element, name: str, cases: list[Case], told: Listed) -> None:
    skipped = sum(case.result == "skipped" for case in cases)
    at = f"{told.head.at.astimezone(UTC):%Y-%m-%dT%H:%M:%S}"
    made = ET.SubElement(root, "testsuite", {"name": safe(name), **_counts(cases), "skipped": str(skipped), "time": "0", "timestamp": at})
    for case in cases:
        node = ET.SubElement(made, "testcase", {"classname": f"toegang.{safe(name)}", "name": safe(case.name), "time": "0"})
        if case.result:
            ET.SubElement(node, case.result, {"message": safe(case.message), "type": safe(case.type)}).text = case.text
        elif case.text:
            ET.SubElement(node, "system-out").text = case.text


renderer = JUnit()
