"""Who reaches what, as OCSF's IAM Analysis Finding (2008)."""

from collections.abc import Iterator

from audit.model.facts import Verdict
from audit.model.finding import fingerprint
from audit.model.head import Head
from audit.model.reach import Path, Reach
from audit.model.report import ReachReport, WhyReport
from policies.levels import members
from reports.ocsf.parts import Activity, Event, Json, confidence, event, evidence, person, resource, severity


def accesses(report: ReachReport) -> Iterator[Event]:
    """One event for each reach, with the rules that allow it."""
    for reach, rules in zip(report.reaches, report.allowed, strict=True):
        yield {**_access(reach, report.head), "unmapped": {**_unmapped(reach), "allowed_by": list(rules)}}


def why(report: WhyReport) -> Iterator[Event]:
    """One event for each way; this class has no field for the steps, so that they stand beside it."""
    for number, (reach, path) in enumerate(report.paths, 1):
        yield {**_access(reach, report.head, path), "unmapped": {**_unmapped(reach), "path": evidence(path, number)["data"]}}


def _access(reach: Reach, head: Head, path: Path = ()) -> Event:
    names = dict(head.names)
    granted: list[Json] = [level.name.lower() for level in members(reach.levels) if level.name]
    result: Event = {
        "accessors": [person(reach.subject, names)],
        "access_level": granted[-1] if granted else "none",
        "granted_privileges": granted,
    }
    if reach.condition and reach.verdict is not Verdict.YES:
        result["condition_keys"] = [{"name": "condition", "value": reach.condition}]
    steps = "\x1f".join(f"{step.source} {step.target}" for step in path)
    uid = fingerprint("reach", reach.asset, reach.part, reach.subject, f"{reach.account} {reach.principal} {reach.resource} {steps}")
    said = f"{reach.subject} reaches {reach.asset}: {', '.join(map(str, granted))}"
    return {
        **event(2008, "IAM Analysis Finding", Activity.CREATE, head),
        **severity(None),
        **confidence(reach.verdict),
        "status_id": 1,
        "status": "New",
        "message": said,
        "finding_info": {"uid": uid, "title": said, "types": ["reach"]},
        "access_analysis_result": result,
        "user": person(reach.subject, names),
        "resources": [
            resource(reach.asset, "personal data", names),
            *([resource(reach.resource, "resource", names)] if reach.resource else []),
        ],
    }


def _unmapped(reach: Reach) -> Event:
    return {
        "account": reach.account,
        "condition": reach.condition,
        "count": reach.count,
        "part": reach.part,
        "principal": reach.principal,
        "verdict": str(reach.verdict),
    }
