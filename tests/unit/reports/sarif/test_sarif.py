"""SARIF: valid as OASIS has published it, and what code scanning needs is in it."""

import json
from dataclasses import replace
from functools import cache
from pathlib import Path
from typing import Any

import pytest
from jsonschema import Draft4Validator

from audit.errors import UsageError
from audit.model.facts import Coverage, CoverageStatus
from audit.model.paper import Report
from reports.listed import listed
from reports.sarif import renderer
from reports.sarif.invocation import invocation
from reports.sarif.results import results
from reports.sarif.rules import MOST_TAGS, rules
from tests.unit.reports import checked, samples
from tests.unit.reports.papers import paper


@cache
def validator() -> Draft4Validator:
    schema = json.loads((Path(__file__).parents[1] / "schemas" / "sarif-schema-2.1.0.json").read_text("utf-8"))
    return Draft4Validator(schema, format_checker=Draft4Validator.FORMAT_CHECKER)


def run(report: Report) -> dict[str, Any]:
    log = json.loads(renderer.render(report))
    assert [error.message for error in validator().iter_errors(log)] == []
    (found,) = log["runs"]
    return dict(found)


def by_rule(found: dict[str, Any]) -> dict[str, Any]:
    return {result["ruleId"]: result for result in found["results"]}


def test_every_finding_is_a_result_at_its_line_in_the_repository():
    found = run(checked.check())
    assert [result["ruleId"] for result in found["results"]] == ["F08", "gap", "bulk-copy", "R01"]
    place = by_rule(found)["F08"]["locations"][0]["physicalLocation"]
    assert place["artifactLocation"] == {"uri": "privacy/policy.yaml", "uriBaseId": "SRCROOT"}
    assert place["region"] == {"startLine": 31, "startColumn": 5}
    assert by_rule(found)["bulk-copy"]["locations"][0]["physicalLocation"]["artifactLocation"]["uri"] == "privacy/assets.yaml"
    assert "SRCROOT" in found["originalUriBaseIds"]


def test_a_question_is_open_and_a_warning_and_a_notice_is_a_note():
    told = {name: (result["kind"], result["level"]) for name, result in by_rule(run(checked.check())).items()}
    expected = {"F08": ("fail", "error"), "gap": ("fail", "warning"), "R01": ("fail", "warning"), "bulk-copy": ("informational", "none")}
    assert told == expected


def test_alerts_are_tracked_by_the_fingerprint_and_what_is_new_says_so():
    results = by_rule(run(checked.check()))
    assert results["F08"]["partialFingerprints"]["primaryLocationLineHash"] == checked.VIOLATION.fingerprint
    assert (results["F08"]["baselineState"], results["gap"]["baselineState"]) == ("new", "unchanged")
    assert "baselineState" not in by_rule(run(replace(checked.check(), since="")))["F08"]


def test_a_waiver_is_a_suppression_with_its_reason_and_the_others_have_none():
    results = by_rule(run(checked.check()))
    (suppressed,) = results["R01"]["suppressions"]
    assert suppressed == {"kind": "external", "status": "accepted", "justification": "W01: a key was ordered; until 2026-12-31"}
    assert results["F08"]["suppressions"] == []
    assert "suppressions" not in by_rule(run(samples.check(checked.VIOLATION)))["F08"]


def test_each_way_is_a_flow_whose_steps_stand_at_a_line():
    flows = by_rule(run(checked.check()))["F08"]["codeFlows"]
    assert len(flows) == 2
    steps = [step["location"] for step in flows[0]["threadFlows"][0]["locations"]]
    assert len(steps) == 4
    assert steps[1]["message"]["text"] == (
        "aws://111122223333/iam/user/p21 is a member of aws://111122223333/iam/group/dev: the group's list of users"
    )
    assert all("physicalLocation" in step for step in steps)


def test_what_could_not_be_read_is_told_by_the_tool():
    (told,) = run(checked.check())["invocations"]
    notes = {note["descriptor"]["id"]: note for note in told["toolExecutionNotifications"]}
    assert told["executionSuccessful"] is False
    assert told["exitCode"] == 1
    assert notes["gap"]["message"]["text"] == "Could not be read: drive://0A: files.list: no manager"
    assert notes["coverage"]["message"]["text"] == "aws s3 aws://111122223333: partial"
    assert len([note for note in told["toolExecutionNotifications"] if note["descriptor"]["id"] == "gap"]) == 2


def test_a_surface_that_is_not_supported_is_a_note_and_the_run_a_success():
    head = replace(samples.head(coverage=(Coverage("aws", "macie", "aws://", CoverageStatus.UNSUPPORTED),)), left_out=("azure",))
    (told,) = run(samples.check(told=head))["invocations"]
    assert told["executionSuccessful"] is True
    assert [note["level"] for note in told["toolExecutionNotifications"]] == ["note", "warning"]
    assert told["exitCodeDescription"] == "complies"


def test_rules_have_help_articles_and_a_score():
    known = {rule["id"]: rule for rule in run(checked.check())["tool"]["driver"]["rules"]}
    assert set(known) == {"F08", "R01", "public", "gap", "orphan-account", "bulk-copy"}
    rule = known["F08"]
    assert rule["shortDescription"]["text"] == "Forbidden for the role development: to read orders"
    assert rule["properties"]["security-severity"] == "9.5"
    assert rule["properties"]["tags"] == ["security", "privacy", "GDPR Art. 9"]
    assert "Decisions to compare with: cf. a decision of 2020" in rule["help"]["markdown"]
    assert known["public"]["shortDescription"]["text"] == "Nothing is open to anyone"
    assert "helpUri" not in rule


def test_a_result_points_at_its_rule():
    found = run(checked.check())
    listed_rules = found["tool"]["driver"]["rules"]
    assert all(listed_rules[result["ruleIndex"]]["id"] == result["ruleId"] for result in found["results"])


def test_a_rule_has_no_more_tags_than_github_takes():
    many = replace(checked.VIOLATION, controls=tuple(f"SOC 2 CC{number}" for number in range(40)))
    (rule,) = run(samples.check(many))["tool"]["driver"]["rules"]
    assert len(rule["properties"]["tags"]) == MOST_TAGS
    assert "SOC 2 CC39" in rule["help"]["text"]


def test_what_is_too_much_for_github_is_left_out_and_counted():
    told = listed(checked.check(), "sarif")
    ids = [rule.id for rule in rules(told)]
    assert [result["ruleId"] for result in results(told, ids, most=2)] == ["F08", "gap"]
    notes = invocation(told, left_out=2)["toolExecutionNotifications"]
    assert isinstance(notes, list)
    assert notes[-1] == {"descriptor": {"id": "limit"}, "level": "warning", "message": {"text": "2 more are not shown here"}}


def test_a_drift_has_its_new_findings_and_what_is_no_longer_read():
    found = run(checked.drift())
    assert [(result["ruleId"], result["baselineState"]) for result in found["results"]] == [("F08", "new")]
    notes = [note["message"]["text"] for note in found["invocations"][0]["toolExecutionNotifications"]]
    assert "No longer read whole: aws s3 aws://111122223333" in notes


def test_words_are_in_the_language_of_the_report():
    report = replace(checked.check(), head=replace(checked.HEAD, language="nl"))
    found = run(report)
    assert found["language"] == "nl"
    assert "Wat te doen: " in found["results"][0]["message"]["text"]


@pytest.mark.parametrize("report", [samples.reaches((samples.reach(), ())), samples.why(), paper()])
def test_other_reports_are_refused_with_a_way_out(report: Report):
    with pytest.raises(UsageError, match="sarif shows a check or a drift") as raised:
        renderer.render(report)
    assert raised.value.remedy == "--format json shows this one"
