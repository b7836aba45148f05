"""What the page is given to show: one JSON value, in which paths and steps that are the same stand once.

Every text passes `safe`: what could act on a reader (control characters, bidirectional overrides) is shown and does nothing.
"""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date
from functools import lru_cache

from audit.cli.text import safe
from audit.conditions import condition_words
from audit.exit_code import exit_code
from audit.model.drift import Change
from audit.model.facts import CoverageStatus, Gap
from audit.model.finding import Finding
from audit.model.head import Head
from audit.model.overview import Overview, ShownReach
from audit.model.reach import Path, Subject
from audit.model.report import CheckReport
from policies.levels import Level
from policies.wording import Wording, wording

Json = None | bool | int | str | list["Json"] | dict[str, "Json"]

_safe: Callable[[str], str] = lru_cache(maxsize=65536)(safe)


def page_data(report: CheckReport) -> dict[str, Json]:
    """A check with its overview; without one the page has the findings alone."""
    overview = report.overview or Overview()
    steps = _Steps(wording(report.head.language))
    since = dict(overview.since)
    fresh = report.new if report.since else frozenset()
    found = [_finding(each, steps, fresh, since) for each in report.findings]
    gone = [_finding(each, steps, frozenset(), {}) for each in overview.gone]
    reaches = [_reach(each, steps) for each in overview.reaches]
    return {
        "head": _head(report.head),
        "exit": int(exit_code(report)),
        "counts": {"reaches": report.reaches, "persons": report.persons, "assets": report.assets, "pathsLeftOut": overview.paths_left_out},
        "since": _safe(report.since),
        "before": _head(overview.before) if overview.before else None,
        "gaps": [_gap(each) for each in report.head.gaps],
        "coverage": _coverage(report.head),
        "findings": list(found),
        "gone": list(gone),
        "changes": [_change(each) for each in overview.changes],
        **_inventory(overview),
        "reaches": list(reaches),
        "steps": steps.told,
        "paths": steps.paths,
    }


@dataclass(slots=True)
class _Steps:
    """Steps and paths, each once; gives their numbers. Grows while the page is made."""

    say: Wording
    told: list[Json] = field(default_factory=list)
    paths: list[Json] = field(default_factory=list)
    _step: dict[tuple[str, ...], int] = field(default_factory=dict)
    _path: dict[tuple[int, ...], int] = field(default_factory=dict)

    def number(self, path: Path) -> int:
        """The number of a path; -1 for none."""
        if not path:
            return -1
        key = tuple(self._number((each.kind, each.source, each.target, each.because, each.evidence, each.condition)) for each in path)
        if key not in self._path:
            self._path[key] = len(self.paths)
            self.paths.append(list(key))
        return self._path[key]

    def condition(self, condition: str) -> str:
        """A condition in the language of the page."""
        return _safe(condition_words(condition, self.say))

    def _number(self, step: tuple[str, ...]) -> int:
        if step not in self._step:
            self._step[step] = len(self.told)
            kind, source, target, because, evidence, condition = step
            lines: list[Json] = [_safe(line) for line in evidence.splitlines()]
            self.told.append([kind, _safe(source), _safe(target), _safe(because), lines, self.condition(condition)])
        return self._step[step]


def _head(head: Head) -> Json:
    return {
        "run": _safe(head.run),
        "at": head.at.isoformat(),
        "asOf": head.as_of.isoformat(),
        "begun": head.begun.isoformat() if head.begun else None,
        "policy": _safe(head.policy_digest[:8]),
        "version": _safe(head.tool_version),
        "organisation": _safe(head.organisation),
        "leftOut": _texts(head.left_out),
    }


def _gap(gap: Gap) -> Json:
    return {
        "provider": _safe(gap.provider),
        "surface": _safe(gap.surface),
        "scope": _safe(gap.scope),
        "operation": _safe(gap.operation),
        "reason": _safe(gap.reason),
        "permission": _safe(gap.missing_permission),
    }


def _coverage(head: Head) -> Json:
    """Where a surface was not read whole; how many were is a count."""
    dark = [each for each in head.coverage if each.status is not CoverageStatus.COMPLETE]
    return {
        "whole": len(head.coverage) - len(dark),
        "not": [[_safe(each.provider), _safe(each.surface), _safe(each.scope), each.status] for each in sorted(dark)],
    }


def _finding(told: Finding, steps: _Steps, fresh: frozenset[str], since: Mapping[str, date]) -> Json:
    return {
        "id": told.fingerprint,
        "rule": _safe(told.rule),
        "kind": told.kind,
        "outcome": told.outcome,
        "severity": told.severity,
        "sentence": _safe(told.sentence),
        "remedy": _safe(told.remedy),
        "asset": _safe(told.asset),
        "part": _safe(told.part),
        "subject": _subject(told.subject),
        "levels": int(told.levels),
        "verdict": told.verdict,
        "condition": steps.condition(told.condition),
        "scope": _safe(told.scope),
        "paths": [steps.number(path) for path in told.paths],
        "gap": _gap(told.gap) if told.gap else None,
        "place": _safe(f"{told.place.file}:{told.place.line}") if told.place else "",
        "law": _texts(told.law),
        "controls": _texts(told.controls),
        "waiver": _safe(told.waived_by),
        "owner": _safe(told.owner),
        "isNew": told.fingerprint in fresh,
        "since": str(since.get(told.fingerprint, "")),
    }


def _subject(subject: Subject | None) -> str:
    return _safe(str(subject)) if subject else ""


def _texts(texts: Iterable[str]) -> list[Json]:
    return [_safe(text) for text in texts]


def _reach(told: ShownReach, steps: _Steps) -> Json:
    reach = told.reach
    return {
        "asset": _safe(reach.asset),
        "part": _safe(reach.part),
        "subject": _subject(reach.subject),
        "account": _safe(reach.account),
        "principal": _safe(reach.principal),
        "levels": int(reach.levels),
        "verdict": reach.verdict,
        "condition": steps.condition(reach.condition),
        "count": reach.count,
        "allowed": _texts(told.allowed),
        "findings": _texts(told.findings),
        "path": steps.number(told.path),
    }


def _change(change: Change) -> Json:
    return {
        "kind": change.cause.kind,
        "what": _safe(change.cause.what),
        "subject": _safe(change.cause.subject),
        "reaches": [
            [each.direction, _safe(each.asset), _safe(each.part), _subject(each.subject), int(each.before), int(each.after)]
            for each in change.reaches
        ],
        "fresh": _texts(change.findings_new),
        "gone": _texts(change.findings_gone),
    }


def _inventory(told: Overview) -> dict[str, Json]:
    """What the policy says: subjects, assets, rules, roles and the matrix; and what ends, and the nights before."""
    return {
        "subjects": [
            {
                "id": _subject(each.subject),
                "standing": each.standing,
                "label": _safe(each.label),
                "roles": _texts(each.roles),
                "ends": each.ends.isoformat() if each.ends else "",
            }
            for each in told.subjects
        ],
        "assets": [
            {
                "id": _safe(each.id),
                "label": _safe(each.label),
                "owner": _safe(each.owner),
                "sensitivity": each.sensitivity,
                "special": each.special,
                "purposes": _texts(each.purposes),
                "categories": _texts(each.categories),
                "places": _texts(each.places),
                "gaps": [_gap(gap) for gap in each.gaps],
            }
            for each in told.assets
        ],
        "rules": {_safe(each.id): [_safe(each.sentence), _safe(each.place), str(each.until or "")] for each in told.rules},
        "roles": [[_safe(name), _safe(label)] for name, label in told.roles],
        "matrix": [
            [_safe(each.role), _safe(each.asset), int(each.should), int(each.does), each.people, each.beyond, each.unsure]
            for each in told.matrix
        ],
        "ends": [[each.on.isoformat(), _safe(each.kind), _safe(each.id), _texts(each.about), _safe(each.place)] for each in told.ends],
        "nights": [
            {
                "run": _safe(each.run),
                "at": each.at.isoformat(),
                "violations": dict(each.violations) if each.violations is not None else None,
                "unknown": each.unknown,
                "waived": each.waived,
                "gaps": each.gaps,
                "reaches": each.reaches,
                "persons": each.persons,
            }
            for each in told.nights
        ],
    }


def level_sets() -> tuple[Level, ...]:
    """Every set of levels that a cell can hold, by its number."""
    return tuple(map(Level, range(sum(Level) + 1)))
