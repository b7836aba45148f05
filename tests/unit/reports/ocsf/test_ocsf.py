"""OCSF: each event valid as the published schema has it, and no answer is more certain than ours."""

import json
from dataclasses import replace
from functools import cache
from typing import Any

import pytest
from jsonschema import Draft202012Validator
from ocsf_json_schema import OcsfJsonSchemaEmbedded, get_ocsf_schema

from audit.errors import UsageError
from audit.model.paper import Report
from reports.ocsf import renderer
from reports.ocsf.parts import VERSION
from tests.unit.reports import checked, samples
from tests.unit.reports.papers import paper


@cache
def validator(uid: int) -> Draft202012Validator:
    schema = OcsfJsonSchemaEmbedded(get_ocsf_schema(VERSION))
    return Draft202012Validator(schema.get_class_schema(schema.lookup_class_name_from_uid(uid)))


def events(report: Report) -> list[dict[str, Any]]:
    told = [json.loads(line) for line in renderer.render(report).splitlines()]
    for each in told:
        assert [error.message for error in validator(each["class_uid"]).iter_errors(each)] == []
        assert each["type_uid"] == each["class_uid"] * 100 + each["activity_id"]
    return told


def test_each_finding_is_a_compliance_finding():
    violation, unknown, waived, notice, gap = events(checked.check())
    assert {each["class_uid"] for each in (violation, unknown, waived, notice, gap)} == {2003}
    assert violation["finding_info"]["uid"] == checked.VIOLATION.fingerprint
    assert violation["finding_info"]["title"] == "Forbidden for the role development: to read orders"
    assert (violation["compliance"]["control"], violation["compliance"]["status"]) == ("F08", "Fail")
    assert violation["compliance"]["standards"] == ["GDPR"]
    assert violation["compliance"]["requirements"] == ["GDPR Art. 9", "cf. a decision of 2020"]
    assert [each["uid"] for each in violation["resources"]] == ["orders", "s3://gw-orders/*"]
    assert len(violation["evidences"]) == 2
    assert violation["time"] == 1795399200000


def test_what_nobody_can_tell_is_unknown_and_no_failure():
    _, unknown, _, _, gap = events(checked.check())
    assert (unknown["compliance"]["status_id"], unknown["compliance"]["status"]) == (0, "Unknown")
    assert unknown["evidences"][-1]["data"]["missing_permission"] == "s3:GetBucketPolicy"
    assert (gap["compliance"]["status_id"], gap["resources"][0]["uid"]) == (0, "drive://0A")


def test_what_is_new_is_created_and_the_rest_updated_a_waiver_suppresses():
    told = events(checked.check())
    assert [each["activity_name"] for each in told] == ["Create", "Update", "Update", "Update", "Create"]
    assert [each["status"] for each in told] == ["New", "In Progress", "Suppressed", "In Progress", "New"]
    assert told[2]["comment"] == "W01: a key was ordered; until 2026-12-31"
    assert {each["activity_name"] for each in events(replace(checked.check(), since=""))} == {"Create"}


def test_a_condition_makes_it_less_certain():
    first, *_ = events(checked.check())
    assert (first["confidence"], first["unmapped"]["verdict"], first["unmapped"]["condition"]) == (
        "Medium",
        "if",
        "aws:SourceIp is 10.0.0.0/8",
    )


def test_of_a_drift_what_is_gone_is_closed():
    told = events(checked.drift())
    assert [(each["activity_name"], each["status"], each["compliance"]["status"]) for each in told] == [
        ("Create", "New", "Fail"),
        ("Close", "Resolved", "Pass"),
        ("Create", "New", "Unknown"),
        ("Create", "New", "Unknown"),
    ]


def test_who_reaches_is_an_analysis_of_access():
    reach, gap = events(samples.reaches((samples.reach(), ("A03",)), gaps=(samples.GAP,)))
    assert (reach["class_uid"], gap["class_uid"]) == (2008, 2003)
    assert reach["access_analysis_result"]["granted_privileges"] == ["find", "read", "manage"]
    assert reach["user"]["uid"] == "person:p21"
    assert reach["unmapped"]["allowed_by"] == ["A03"]


def test_a_way_has_its_steps():
    (told,) = events(samples.why((samples.reach(), samples.path())))
    assert len(told["unmapped"]["path"]["steps"]) == 4


def test_names_stand_beside_ids():
    named = replace(samples.head(), names=(("s3://gw-orders/*", "“orders”"), ("p21", "somebody")))
    (told,) = events(samples.check(samples.violation(), told=named))
    assert told["resources"][1] == {"uid": "s3://gw-orders/*", "name": "“orders”", "type": "resource"}


def test_a_paper_is_refused():
    with pytest.raises(UsageError, match="no papers"):
        renderer.render(paper())
