"""The parts that JSON reports are made of. A fact that is not known is null or an empty text, never left out."""

from audit.model.drift import Change, ReachChange
from audit.model.facts import Coverage, Gap
from audit.model.finding import Finding
from audit.model.head import Head
from audit.model.reach import Path, Reach, Step, Subject
from policies.levels import Level, members

Json = None | bool | int | str | list["Json"] | dict[str, "Json"]


def head(told: Head) -> Json:
    """Which run and policy a report speaks of."""
    return {
        "run": told.run,
        "at": told.at.isoformat(),
        "as_of": told.as_of.isoformat(),
        "begun": told.begun.isoformat() if told.begun else None,
        "policy_digest": told.policy_digest,
        "tool_version": told.tool_version,
        "organisation": told.organisation,
        "coverage": [coverage(each) for each in told.coverage],
        "gaps": [gap(each) for each in told.gaps],
        "left_out": list(told.left_out),
        "names": dict(told.names),
    }


def coverage(told: Coverage) -> Json:
    """How much of one surface was read in one scope."""
    return {"provider": told.provider, "surface": told.surface, "scope": told.scope, "status": told.status}


def gap(told: Gap) -> Json:
    """A fact that could not be read."""
    return {
        "provider": told.provider,
        "surface": told.surface,
        "scope": told.scope,
        "operation": told.operation,
        "reason": told.reason,
        "missing_permission": told.missing_permission,
    }


def subject(told: Subject) -> Json:
    """Who reaches."""
    return {"kind": told.kind, "id": told.id}


def levels(seen: Level) -> Json:
    """The exact set, lowest first, `manage` last."""
    return [level.name.lower() for level in members(seen) if level.name]


def reach(told: Reach) -> dict[str, Json]:
    """One subject's reach of one part of an asset."""
    return {
        "asset": told.asset,
        "part": told.part,
        "subject": subject(told.subject),
        "account": told.account,
        "principal": told.principal,
        "levels": levels(told.levels),
        "verdict": told.verdict,
        "condition": told.condition,
        "acl": told.acl,
        "resource": told.resource,
        "count": told.count,
    }


def path(told: Path) -> Json:
    """The steps of a path, in order."""
    return [step(each) for each in told]


def step(told: Step) -> Json:
    """One step, with the statement or setting that gives it."""
    return {
        "kind": told.kind,
        "source": told.source,
        "target": told.target,
        "because": told.because,
        "evidence": told.evidence,
        "condition": told.condition,
    }


def finding(told: Finding) -> Json:
    """A finding, whole."""
    return {
        "fingerprint": told.fingerprint,
        "rule": told.rule,
        "kind": told.kind,
        "outcome": told.outcome,
        "severity": told.severity,
        "sentence": told.sentence,
        "remedy": told.remedy,
        "asset": told.asset,
        "part": told.part,
        "subject": subject(told.subject) if told.subject else None,
        "levels": levels(told.levels),
        "verdict": told.verdict,
        "condition": told.condition,
        "scope": told.scope,
        "paths": [path(each) for each in told.paths],
        "gap": gap(told.gap) if told.gap else None,
        "place": {"file": told.place.file, "line": told.place.line, "column": told.place.column} if told.place else None,
        "law": list(told.law),
        "controls": list(told.controls),
        "waived_by": told.waived_by,
        "owner": told.owner,
    }


def change(told: Change) -> Json:
    """A cause with all that it did."""
    return {
        "cause": {"kind": told.cause.kind, "subject": told.cause.subject, "what": told.cause.what},
        "reaches": [reach_change(each) for each in told.reaches],
        "findings_new": list(told.findings_new),
        "findings_gone": list(told.findings_gone),
    }


def reach_change(told: ReachChange) -> Json:
    """One reach that differs; a verdict is null where there was no reach."""
    return {
        "direction": told.direction,
        "asset": told.asset,
        "part": told.part,
        "subject": subject(told.subject),
        "before": levels(told.before),
        "after": levels(told.after),
        "verdict_before": told.verdict_before,
        "verdict_after": told.verdict_after,
    }
