"""The rules of a SARIF log: those of the policy, and the kinds of built-in check."""

from collections import defaultdict
from dataclasses import dataclass

from audit.cli.text import safe
from audit.model.checked import CheckedRule
from audit.model.finding import Finding
from policies.language import Severity
from reports.citations import article, is_decision
from reports.listed import Listed
from reports.marks import escaped
from reports.papers.words import asks
from reports.sarif.parts import Json, level, message, score

MOST_RULES = 25_000  # GitHub refuses more
MOST_TAGS = 20  # of a rule; GitHub refuses more
_WEIGHTS = tuple(Severity)  # the worst first


@dataclass(frozen=True, slots=True)
class SarifRule:
    """One rule of the log."""

    id: str
    json: dict[str, Json]


def rules(told: Listed) -> tuple[SarifRule, ...]:
    """Every rule that the run was held against, and every other that a finding names, by id."""
    found: dict[str, list[Finding]] = defaultdict(list)
    for finding in told.findings:
        found[finding.rule].append(finding)
    known = {rule.id: rule for rule in told.rules}
    known |= {name: _of(findings[0]) for name, findings in found.items() if name not in known}
    return tuple(SarifRule(name, _rule(known[name], found.get(name, []), told)) for name in sorted(known))


def _of(finding: Finding) -> CheckedRule:
    return CheckedRule(finding.rule, finding.kind, place=finding.place, law=finding.law, controls=finding.controls)


def _rule(rule: CheckedRule, findings: list[Finding], told: Listed) -> dict[str, Json]:
    say = told.say
    says = rule.sentence or asks(rule.kind, say)
    law = tuple(dict.fromkeys((*rule.law, *(code for finding in findings for code in finding.law))))
    articles = [article(code) for code in law if not is_decision(code)]
    decisions = [code for code in law if is_decision(code)]
    tags = ["security", "privacy", *articles, *rule.controls]
    worst = min((finding.severity for finding in findings), key=_WEIGHTS.index, default=Severity.MEDIUM)
    levels = {level(finding) for finding in findings}
    usual = next((each for each in ("error", "warning", "note") if each in levels), "warning")
    listed = [
        (say("Articles"), articles),
        (say("Controls"), list(rule.controls)),
        (say("Decisions to compare with"), decisions),
    ]
    lines = [f"{name}: {', '.join(values)}" for name, values in listed if values]
    marked: list[Json] = [safe(tag) for tag in tags[:MOST_TAGS]]
    return {
        "id": safe(rule.id),
        "name": safe(str(rule.kind)),
        "shortDescription": message(says),
        "fullDescription": message(says),
        "help": {
            "text": "\n".join(safe(line) for line in (says, *lines)),
            "markdown": "\n".join((f"**{escaped(says)}**", "", *(f"- {escaped(line)}" for line in lines))),
        },
        "defaultConfiguration": {"level": usual},
        "properties": {
            "tags": marked,
            "precision": "very-high",
            "problem.severity": {"error": "error", "warning": "warning", "note": "recommendation"}[usual],
            "security-severity": score(worst),
        },
    }
