"""GitLab's Code Quality report: the fields that GitLab's documentation asks for."""

import json

from reports.gitlab import renderer
from tests.unit.reports import checked, samples


def test_each_finding_has_what_gitlab_reads():
    told = json.loads(renderer.render(checked.check()))
    assert all(set(each) == {"description", "check_name", "fingerprint", "severity", "location"} for each in told)
    assert told[0]["location"] == {"path": "privacy/policy.yaml", "lines": {"begin": 31}}
    assert len({each["fingerprint"] for each in told}) == len(told) == 5


def test_weights_are_gitlabs_and_what_is_waived_or_noted_is_information():
    told = json.loads(renderer.render(checked.check()))
    assert [(each["check_name"], each["severity"]) for each in told] == [
        ("F08", "blocker"),
        ("gap", "critical"),
        ("R01", "info"),
        ("bulk-copy", "info"),
        ("gap", "info"),
    ]


def test_what_nobody_can_tell_says_so():
    told = json.loads(renderer.render(checked.check()))
    assert told[1]["description"].startswith("Nobody can tell: ")
    assert told[4]["description"] == "Could not be read: drive://0A: files.list: no manager"


def test_the_path_is_relative_and_has_no_dot_before_it():
    (entry,) = json.loads(renderer.render(samples.check(samples.violation())))
    assert entry["location"]["path"] == "policy.yaml"
