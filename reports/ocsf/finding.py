"""Findings as OCSF's Compliance Finding (2003)."""

from collections.abc import Iterable, Iterator

from audit.model.facts import Gap
from audit.model.finding import Finding, Outcome
from audit.model.head import Head
from audit.model.reach import StepKind
from policies.levels import members
from reports.citations import article, standards
from reports.listed import Listed, gap_fingerprint
from reports.ocsf.parts import Activity, Event, Json, confidence, event, evidence, gap_data, person, resource, severity

_STATUS = {Outcome.VIOLATION: (3, "Fail"), Outcome.UNKNOWN: (0, "Unknown"), Outcome.NOTICE: (2, "Warning")}


def findings(told: Listed) -> Iterator[Event]:
    """One event for each finding; those that the run before had are updates."""
    names = dict(told.head.names)
    for finding in told.findings:
        new = told.new is None or finding.fingerprint in told.new
        status = (3, "Suppressed") if finding.waived_by else (1, "New") if new else (2, "In Progress")
        yield _finding(finding, told, Activity.CREATE if new else Activity.UPDATE, status, names)


def closed(told: Listed) -> Iterator[Event]:
    """One event for each finding of a drift that holds no more."""
    names = dict(told.head.names)
    for finding in told.gone:
        made = _finding(finding, told, Activity.CLOSE, (4, "Resolved"), names)
        passed: Event = {"status_id": 1, "status": "Pass"}
        compliance = made["compliance"]
        assert isinstance(compliance, dict)
        yield {**made, "compliance": {**compliance, **passed}}


def gaps(unread: Iterable[Gap], head: Head) -> Iterator[Event]:
    """One event for each fact that could not be read and that no finding tells: nobody knows whether it complies."""
    for gap in unread:
        uid = gap_fingerprint(gap)
        yield {
            **event(2003, "Compliance Finding", Activity.CREATE, head),
            **severity(None),
            "status_id": 1,
            "status": "New",
            "message": gap.reason,
            "finding_info": {"uid": uid, "title": f"{gap.surface} of {gap.scope} could not be read", "types": ["gap"]},
            "compliance": {"control": "gap", "status_id": 0, "status": "Unknown", "status_details": [gap.reason]},
            "resources": [resource(gap.scope, gap.surface, dict(head.names))],
            "evidences": [{"name": "gap", "data": gap_data(gap)}],
            **({"remediation": {"desc": f"grant {gap.missing_permission}"}} if gap.missing_permission else {}),
        }


def _finding(finding: Finding, told: Listed, activity: Activity, status: tuple[int, str], names: dict[str, str]) -> Event:
    made: Event = {
        **event(2003, "Compliance Finding", activity, told.head),
        **severity(finding.severity),
        **confidence(finding.verdict),
        "status_id": status[0],
        "status": status[1],
        "message": finding.sentence,
        "finding_info": {
            "uid": finding.fingerprint,
            "title": told.what(finding),
            "desc": finding.sentence,
            "types": [str(finding.kind)],
            "analytic": {"uid": finding.rule, "name": finding.rule, "type_id": 1, "type": "Rule"},
        },
        "compliance": _compliance(finding, told),
        "resources": _resources(finding, names),
        "unmapped": _unmapped(finding, told, names),
    }
    proofs: list[Json] = [evidence(path, number) for number, path in enumerate(finding.paths, 1)]
    if finding.gap:
        proofs.append({"name": "gap", "data": gap_data(finding.gap)})
    more: Event = {
        **({"evidences": proofs} if proofs else {}),
        **({"remediation": {"desc": finding.remedy}} if finding.remedy else {}),
        **({"comment": told.why_waived(finding)} if finding.waived_by else {}),
    }
    return {**made, **more}


def _compliance(finding: Finding, told: Listed) -> Event:
    number, name = _STATUS[finding.outcome]
    requirements: list[Json] = [article(code) for code in finding.law]
    return {
        "control": finding.rule,
        "desc": told.what(finding),
        "status_id": number,
        "status": name,
        "status_details": [finding.sentence],
        "standards": list(standards(finding.law, finding.controls)) or ["Toegang"],
        "requirements": [*requirements, *finding.controls],
    }


def _resources(finding: Finding, names: dict[str, str]) -> list[Json]:
    """The asset, what a way ends at, and what else the finding is about."""
    found: list[Json] = [resource(finding.asset, "personal data", names, finding.owner)] if finding.asset else []
    ends = dict.fromkeys(step.target for path in finding.paths for step in path if step.kind is StepKind.GRANT)
    found += [resource(uid, "resource", names) for uid in ends]
    about = finding.gap.scope if finding.gap else finding.scope
    if about and about not in ends:
        found.append(resource(about, "scope", names))
    return found or [resource("organisation", "scope", names)]


def _unmapped(finding: Finding, told: Listed, names: dict[str, str]) -> Event:
    place = finding.place
    return {
        "as_of": told.head.as_of.isoformat(),
        "condition": finding.condition,
        "levels": [level.name.lower() for level in members(finding.levels) if level.name],
        "part": finding.part,
        "place": f"{place.file}:{place.line}:{place.column}" if place else None,
        "policy_digest": told.head.policy_digest,
        "subject": person(finding.subject, names) if finding.subject else None,
        "verdict": str(finding.verdict),
        "waived_by": finding.waived_by,
    }
