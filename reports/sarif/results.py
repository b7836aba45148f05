"""The results of a SARIF log: one for each finding, with the whole way that leads to it."""

import re
from collections.abc import Iterator

from audit.cli.text import safe
from audit.conditions import condition_words
from audit.model.finding import Finding, Outcome
from audit.model.reach import Path, Step
from audit.saying import step_words
from policies.errors import Place
from reports.listed import Listed, sentence_of, worst_first
from reports.places import in_repository, place_of
from reports.sarif.parts import Json, level, message, physical

MOST_RESULTS = 25_000  # GitHub refuses a file with more
MOST_STEPS = 1000  # of all ways of a result; more GitHub leaves out

_KINDS = {Outcome.VIOLATION: "fail", Outcome.UNKNOWN: "fail", Outcome.NOTICE: "informational"}
_POLICY = re.compile(r"(?P<file>[\w.-]+\.ya?ml):(?P<line>\d+):(?P<column>\d+)(?:\b.*)?")


def results(told: Listed, known: list[str], most: int = MOST_RESULTS) -> Iterator[dict[str, Json]]:
    """As many as GitHub takes, the worst first; `known` are the ids of the rules in their order."""
    index = {name: number for number, name in enumerate(known)}
    waived = any(finding.waived_by for finding in told.findings)
    for finding, _ in zip(worst_first(told), range(most), strict=False):
        yield {"ruleIndex": index[finding.rule], **_result(finding, told, some_are_waived=waived)}


def _result(finding: Finding, told: Listed, *, some_are_waived: bool) -> dict[str, Json]:
    place = place_of(finding, told.head)
    flows = _flows(finding, place, told)
    made: dict[str, Json] = {
        "ruleId": safe(finding.rule),
        "kind": _KINDS[finding.outcome],
        "level": level(finding),
        "message": message(sentence_of(finding, told)),
        "locations": [_location(finding, place)],
        "partialFingerprints": {"primaryLocationLineHash": finding.fingerprint, "toegang/v1": finding.fingerprint},
        "properties": _properties(finding),
    }
    if told.new is not None:
        made["baselineState"] = "new" if finding.fingerprint in told.new else "unchanged"
    if some_are_waived:  # with one that says so, the others have to say that they are not (SARIF 2.1.0, 3.27.23)
        reason = safe(told.why_waived(finding))
        made["suppressions"] = [{"kind": "external", "status": "accepted", "justification": reason}] if finding.waived_by else []
    if flows:
        made["codeFlows"] = flows
    return made


def _location(finding: Finding, place: Place | None) -> dict[str, Json]:
    names = ((finding.asset, "data"), (str(finding.subject or ""), "subject"), (finding.scope, "resource"))
    logical: list[Json] = [{"fullyQualifiedName": safe(name), "kind": kind} for name, kind in names if name]
    return {**({"physicalLocation": physical(place)} if place else {}), **({"logicalLocations": logical} if logical else {})}


def _properties(finding: Finding) -> dict[str, Json]:
    told = {
        "outcome": str(finding.outcome),
        "severity": str(finding.severity),
        "verdict": str(finding.verdict),
        "condition": safe(finding.condition),
        "owner": safe(finding.owner),
        "part": safe(finding.part),
    }
    return {name: value for name, value in told.items() if value}


def _flows(finding: Finding, place: Place | None, told: Listed) -> list[Json]:
    """Each way as a flow. A step stands at its line of the policy, where it has one, else at that of the finding: a forge wants a line."""
    flows: list[Json] = []
    room = MOST_STEPS
    for path in finding.paths:
        if place and path and len(path) <= room:
            room -= len(path)
            flows.append({"threadFlows": [{"locations": list(_steps(path, place, told))}]})
    return flows


def _steps(path: Path, place: Place, told: Listed) -> Iterator[Json]:
    for step in path:
        words = [
            f"{step.source} {step_words(step.kind, told.say)} {step.target}: {step.because}",
            condition_words(step.condition, told.say),
        ]
        logical: Json = [{"fullyQualifiedName": safe(step.target), "kind": "resource"}]
        where = {"physicalLocation": physical(_place(step, told) or place), "logicalLocations": logical}
        yield {"location": {**where, "message": message("; ".join(word for word in words if word))}}


def _place(step: Step, told: Listed) -> Place | None:
    found = _POLICY.fullmatch(step.evidence)
    return in_repository(Place(found["file"], int(found["line"]), int(found["column"])), told.head) if found else None
