"""The sample company's check and drift in the forms that other tools read: valid as those have published them, and all of one result."""

import json
from pathlib import Path
from xml.etree import ElementTree as ET

import pytest
import xmlschema
from jsonschema import Draft4Validator, Draft202012Validator
from ocsf_json_schema import OcsfJsonSchemaEmbedded, get_ocsf_schema

from reports.ocsf.parts import VERSION
from tests.scenarios.command import Answer, toegang

SCHEMAS = Path(__file__).parents[1] / "unit" / "reports" / "schemas"
FILES = ("all.json", "all.sarif", "all.xml", "all.ocsf.jsonl", "all.codequality.json", "all.summary.md", "all.csv")


@pytest.mark.parametrize("command", ["check", "drift"])
def test_one_result_in_every_form(command: str, demo: tuple[Path, Answer], tmp_path: Path):
    files = {name: tmp_path / name for name in FILES}
    assert toegang(demo[0], command, *(word for file in files.values() for word in ("--output", str(file)))).code == 1
    findings = {each["fingerprint"] for each in json.loads(files["all.json"].read_text())["findings"]}

    (run,) = (log := json.loads(files["all.sarif"].read_text()))["runs"]
    sarif = Draft4Validator(json.loads((SCHEMAS / "sarif-schema-2.1.0.json").read_text()), format_checker=Draft4Validator.FORMAT_CHECKER)
    assert [error.message for error in sarif.iter_errors(log)] == []
    tracked = {result["partialFingerprints"]["primaryLocationLineHash"] for result in run["results"]}
    assert all(result["locations"][0]["physicalLocation"] for result in run["results"])
    assert not run["invocations"][0]["executionSuccessful"]

    cases = ET.fromstring(files["all.xml"].read_text())
    assert [error.reason for error in xmlschema.XMLSchema(str(SCHEMAS / "junit-10.xsd")).iter_errors(cases)] == []
    events = [json.loads(line) for line in files["all.ocsf.jsonl"].read_text().splitlines()]
    ocsf = Draft202012Validator(OcsfJsonSchemaEmbedded(get_ocsf_schema(VERSION)).get_class_schema("compliance_finding"))
    assert [error.message for event in events for error in ocsf.iter_errors(event)] == []

    assert tracked <= findings
    assert findings <= {event["finding_info"]["uid"] for event in events}
    if command == "check":
        assert tracked == findings
        assert findings <= {entry["fingerprint"] for entry in json.loads(files["all.codequality.json"].read_text())}
        assert any(each.tag == "failure" for each in cases.iter())
