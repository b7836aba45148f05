"""The parts that OCSF events are made of."""

from datetime import datetime
from enum import IntEnum

from audit.model.facts import Gap, Verdict
from audit.model.head import Head
from audit.model.reach import Path, Subject, SubjectKind
from policies.language import Severity

Json = None | bool | int | str | list["Json"] | dict[str, "Json"]
Event = dict[str, Json]

VERSION = "1.6.0"


class Activity(IntEnum):
    """What happened to a finding since the run before."""

    CREATE = 1
    UPDATE = 2
    CLOSE = 3


_SEVERITIES = {Severity.LOW: (2, "Low"), Severity.MEDIUM: (3, "Medium"), Severity.HIGH: (4, "High"), Severity.CRITICAL: (5, "Critical")}
_CONFIDENCE = {Verdict.YES: (3, "High"), Verdict.IF: (2, "Medium"), Verdict.UNKNOWN: (0, "Unknown")}
_PEOPLE = frozenset({SubjectKind.PERSON, SubjectKind.EMERGENCY, SubjectKind.SHARED, SubjectKind.ORPHAN})


def event(class_uid: int, class_name: str, activity: Activity, head: Head) -> Event:
    """What every event of a class has."""
    return {
        "activity_id": int(activity),
        "activity_name": activity.name.capitalize(),
        "category_name": "Findings",
        "category_uid": 2,
        "class_name": class_name,
        "class_uid": class_uid,
        "type_name": f"{class_name}: {activity.name.capitalize()}",
        "type_uid": class_uid * 100 + activity,
        "time": milliseconds(head.at),
        "metadata": {
            "version": VERSION,
            "product": {"name": "Toegang", "vendor_name": "Toegang", "version": head.tool_version or "unknown"},
            "correlation_uid": head.run,
            "original_time": head.at.isoformat(),
        },
    }


def milliseconds(at: datetime) -> int:
    """A moment as OCSF counts it (`timestamp_t`)."""
    return round(at.timestamp() * 1000)


def severity(told: Severity | None) -> Event:
    """How bad it is; what is bad for nobody yet is informational."""
    number, name = _SEVERITIES[told] if told else (1, "Informational")
    return {"severity_id": number, "severity": name}


def confidence(verdict: Verdict) -> Event:
    """How sure the answer is."""
    number, name = _CONFIDENCE[verdict]
    return {"confidence_id": number, "confidence": name}


def person(told: Subject, names: dict[str, str]) -> Event:
    """Who reaches, as a user: the policy's own id, and the name that people know."""
    kind = (1, "User") if told.kind in _PEOPLE else (99, str(told.kind))
    return {"uid": str(told), "name": names.get(told.id, told.id or str(told.kind)), "type_id": kind[0], "type": kind[1]}


def resource(uid: str, kind: str, names: dict[str, str], owner: str = "") -> Event:
    """A thing that is reached."""
    made: Event = {"uid": uid, "name": names.get(uid, uid), "type": kind}
    return {**made, "owner": {"uid": f"person:{owner}"}} if owner else made


def evidence(path: Path, number: int) -> Event:
    """One way, step by step."""
    steps: list[Json] = [
        {
            "kind": str(step.kind),
            "source": step.source,
            "target": step.target,
            "because": step.because,
            "evidence": step.evidence,
            "condition": step.condition,
        }
        for step in path
    ]
    return {"name": f"path {number}", "data": {"steps": steps}}


def gap_data(gap: Gap) -> Event:
    """A fact that could not be read."""
    return {
        "provider": gap.provider,
        "surface": gap.surface,
        "scope": gap.scope,
        "operation": gap.operation,
        "reason": gap.reason,
        "missing_permission": gap.missing_permission,
    }


def clean(value: Json) -> Json:
    """The same with lone surrogates as their escapes: UTF-8 has none, and a strict reader refuses the line."""
    match value:
        case str():
            return value.encode("utf-8", "backslashreplace").decode()
        case list():
            return [clean(each) for each in value]
        case dict():
            return {str(clean(name)): clean(each) for name, each in value.items()}
        case _:
            return value
