"""JSON reports: each fits its schema, whole, and has the same bytes every time."""

import json
from dataclasses import fields, replace
from functools import cache

import pytest
from jsonschema import Draft202012Validator
from referencing import Registry, Resource

from audit.model.drift import Direction
from audit.model.finding import Finding, FindingKind
from audit.model.paper import Report
from reports.json_report import SCHEMAS, renderer
from tests.unit.reports import samples

FINDINGS = (samples.violation(), samples.unknown())
REPORTS: dict[str, Report] = {
    "check": samples.check(*FINDINGS, told=samples.head(gaps=(samples.GAP,), coverage=(samples.partial(),))),
    "drift": samples.drift(samples.change(2, new=FINDINGS[:1]), samples.change(direction=Direction.NOT_OBSERVED), findings=FINDINGS),
    "reach": samples.reaches((samples.reach(), ("A03",)), gaps=(samples.GAP,)),
    "why": samples.why((samples.reach(), samples.path()), gaps=(samples.GAP,), findings=FINDINGS),
}


@cache
def validator(name: str) -> Draft202012Validator:
    found = {key: json.loads(text) for key, text in renderer.schemas().items()}
    registry: Registry[object] = Registry().with_resources((f"{key}.json", Resource.from_contents(schema)) for key, schema in found.items())
    return Draft202012Validator(found[name], registry=registry, format_checker=Draft202012Validator.FORMAT_CHECKER)


@pytest.mark.parametrize("name", SCHEMAS)
def test_each_schema_is_one(name: str) -> None:
    schema = json.loads(renderer.schemas()[name])
    Draft202012Validator.check_schema(schema)
    assert schema["$schema"].endswith("2020-12/schema")


@pytest.mark.parametrize("name", sorted(REPORTS))
def test_each_report_fits_its_schema(name: str) -> None:
    written = json.loads(renderer.render(REPORTS[name]))
    assert [error.message for error in validator(name).iter_errors(written)] == []
    assert written["format"] == f"toegang/{name}/1"


@pytest.mark.parametrize("name", sorted(REPORTS))
def test_a_field_that_the_schema_does_not_know_is_refused(name: str) -> None:
    written = json.loads(renderer.render(REPORTS[name]))
    assert list(validator(name).iter_errors({**written, "more": 1}))


def test_every_field_of_a_finding_is_in_it() -> None:
    written = json.loads(renderer.render(REPORTS["check"]))["findings"]
    assert set(written[0]) == {field.name for field in fields(Finding)}
    assert written[0]["levels"] == ["find", "read"]
    assert written[0]["place"] == {"file": "policy.yaml", "line": 31, "column": 5}
    assert written[0]["paths"][0][2]["evidence"] == '{"Effect": "Allow"}'
    assert written[1]["gap"]["missing_permission"] == "s3:GetBucketPolicy"


def test_the_exit_code_is_in_it() -> None:
    codes = {name: json.loads(renderer.render(report))["exit_code"] for name, report in REPORTS.items()}
    assert codes == {"check": 1, "drift": 1, "reach": 3, "why": 0}


def test_the_form_is_canonical() -> None:
    text = renderer.render(REPORTS["check"])
    assert text == json.dumps(json.loads(text), sort_keys=True, indent=2, ensure_ascii=True) + "\n"


def test_what_else_lies_in_the_store_does_not_change_the_bytes() -> None:
    report = samples.check(*FINDINGS)
    assert renderer.render(report) == renderer.render(replace(report, since="earlier", new=frozenset({"x"})))


def test_the_schema_knows_every_kind_of_finding() -> None:
    found = json.loads(renderer.schemas()["parts"])["$defs"]["finding"]["properties"]["kind"]["enum"]
    assert found == [str(kind) for kind in FindingKind]
