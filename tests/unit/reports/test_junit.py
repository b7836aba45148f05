"""JUnit: valid for Jenkins, and what passed is seen."""

from dataclasses import replace
from functools import cache
from pathlib import Path
from xml.etree import ElementTree as ET

import xmlschema

from audit.model.paper import Report
from reports.junit import renderer
from tests.unit.reports import checked, samples


@cache
def schema() -> xmlschema.XMLSchema:
    return xmlschema.XMLSchema(str(Path(__file__).parent / "schemas" / "junit-10.xsd"))


def cases(report: Report) -> dict[tuple[str, str], str]:
    """The result of each case, by its suite and its rule."""
    root = ET.fromstring(renderer.render(report))
    assert [error.reason for error in schema().iter_errors(root)] == []
    return {
        (suite.attrib["name"], case.attrib["name"].partition(":")[0]): next((each.tag for each in case), "passed")
        for suite in root
        for case in suite
    }


def test_each_rule_on_each_asset_is_a_case_and_what_passed_is_one_too():
    found = cases(checked.check())
    assert found[("orders", "F08")] == "failure"
    assert found[("orders", "R01")] == "skipped"
    assert found[("orders", "public")] == "passed"
    assert found[("leads", "public")] == "passed"
    assert found[("leads", "gap")] == "passed"
    assert found[("accounts and systems", "orphan-account")] == "passed"


def test_in_an_asset_that_could_not_be_read_nothing_passes():
    found = cases(checked.check())
    assert found[("hr-files", "gap")] == "error"
    assert found[("hr-files", "public")] == "error"
    assert found[("hr-files", "F08")] == "error"
    assert found[("hr-files", "bulk-copy")] == "system-out"


def test_a_gap_that_is_waived_skips_what_it_darkens():
    waived = replace(checked.UNKNOWN, waived_by="W02")
    found = cases(replace(checked.check(), findings=(waived,)))
    assert {found[("hr-files", rule)] for rule in ("gap", "public", "F08")} == {"skipped"}


def test_a_surface_that_was_not_read_whole_is_no_pass():
    found = cases(checked.check())
    read = {name: result for (suite, name), result in found.items() if suite == "what could be read"}
    assert read["aws s3 aws"] == "skipped"
    assert read["aws iam aws"] == "passed"
    assert "google drive drive" in read


def test_the_counts_are_those_of_the_cases():
    root = ET.fromstring(renderer.render(checked.check()))
    results = [each.tag for each in root.iter() if each.tag in ("failure", "error", "skipped")]
    assert (int(root.attrib["failures"]), int(root.attrib["errors"])) == (results.count("failure"), results.count("error"))
    assert int(root.attrib["tests"]) == len(list(root.iter("testcase")))
    assert sum(int(suite.attrib["skipped"]) for suite in root) == results.count("skipped")
    assert root[0].attrib["timestamp"] == "2026-11-23T02:00:00"


def test_several_findings_of_a_rule_and_an_asset_are_one_failure_with_all_of_them():
    root = ET.fromstring(renderer.render(samples.check(samples.violation("p21"), samples.violation("p22"))))
    (failure,) = root.iter("failure")
    assert failure.attrib == {"message": "p21 reads orders, which F08 forbids (and 1 more)", "type": "critical"}
    assert (failure.text or "").count("take p2") == 2
    assert "person:p21 → user/p21 → group/dev → s3://gw-orders/*" in (failure.text or "")


def test_a_drift_fails_what_is_new_passes_what_is_gone_and_tells_what_is_no_longer_read():
    found = cases(checked.drift())
    assert (found[("orders", "F08")], found[("orders", "F01")]) == ("failure", "passed")
    root = ET.fromstring(renderer.render(checked.drift()))
    assert [each.attrib["message"] for each in root.iter("error")] == ["No longer read whole: aws s3 aws://111122223333"]
