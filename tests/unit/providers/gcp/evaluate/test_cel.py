"""Running CEL."""

import pytest

from providers.gcp.evaluate.cel import Attributes, Truth, extract, problem, run

NAME = Attributes({"resource.name": "projects/_/buckets/b"})


def truth(expression: str, attributes: Attributes = NAME) -> tuple[Truth, str]:
    found = run(expression, attributes)
    return found.truth, found.about


def test_what_is_known_is_decided():
    assert truth("resource.name == 'projects/_/buckets/b'") == (Truth.TRUE, "")
    assert truth("resource.name == 'x'") == (Truth.FALSE, "")


def test_what_is_not_known_is_missing_and_named():
    assert truth("resource.type == 'x'") == (Truth.MISSING, "resource.type")
    assert truth("resource.hasTagKey('1/env')") == (Truth.MISSING, "resource.tags")
    assert truth("api.getAttribute('x/y', '') == ''") == (Truth.MISSING, "x/y")
    assert truth("compute.isForwardingRuleCreationOperation()") == (Truth.MISSING, "compute.isForwardingRuleCreationOperation")


def test_what_this_runtime_does_not_know_is_missing_too():
    assert truth("resource.isArchived()")[0] is Truth.MISSING
    assert truth("request.mood == 'good'")[0] is Truth.MISSING
    assert truth("api.getAttribute('x/y', 1.5) > 1.0") == (Truth.MISSING, "api.getAttribute")


@pytest.mark.parametrize("expression", ["(" * 400 + "true" + ")" * 400, "true && " * 20000 + "true"])
def test_what_is_too_much_for_this_runtime_was_not_for_googles(expression: str):
    assert run(expression, NAME).truth is Truth.MISSING


@pytest.mark.parametrize(
    "expression",
    ["resource.name ==", "resource.name", "resource.name == 1", "1 / 0 == 1", "'a' + 1 == 'a1'"],
)
def test_what_google_would_fail_on_is_an_error(expression: str):
    found = run(expression, NAME)
    assert found.truth is Truth.ERROR
    assert found.about


def test_an_error_of_the_form_is_known_before_running():
    assert problem("resource.name ==").truth is Truth.ERROR
    assert problem("1 / 0 == 1").truth is Truth.TRUE
    assert problem("resource.isArchived()").truth is Truth.MISSING


def test_one_part_absorbs_what_the_other_lacks():
    assert truth("resource.type == 'x' || true") == (Truth.TRUE, "")
    assert truth("resource.hasTagKey('1/env') && false") == (Truth.FALSE, "")


def test_tags_by_name_and_by_id():
    tags = Attributes(tags={"1/env": "prod", "tagKeys/1": "tagValues/2"})
    assert truth("resource.matchTag('1/env', 'prod') && resource.matchTagId('tagKeys/1', 'tagValues/2')", tags)[0] is Truth.TRUE
    assert truth("resource.hasTagKey('1/team') || resource.matchTag('1/env', 'test')", tags)[0] is Truth.FALSE
    assert truth("resource.hasTagKeyId('tagKeys/1')", Attributes(tags={"1/env": "prod"}))[0] is Truth.MISSING
    assert truth("resource.hasTagKeyId('tagKeys/1')", Attributes(tags={}))[0] is Truth.FALSE


def test_a_default_holds_where_there_is_no_such_attribute():
    expression = "api.getAttribute('x/y', 'none') == 'none'"
    assert truth(expression, Attributes(absent=lambda name: name == "x/y"))[0] is Truth.TRUE
    assert truth(expression, Attributes({"x/y": "some"}, absent=lambda _: True))[0] is Truth.FALSE


def test_lists_of_an_api_attribute():
    only = "api.getAttribute('iam.googleapis.com/modifiedGrantsByRole', []).hasOnly(['a', 'b'])"
    for roles, expected in (([], Truth.TRUE), (["a"], Truth.TRUE), (["a", "c"], Truth.FALSE)):
        assert truth(only, Attributes({"iam.googleapis.com/modifiedGrantsByRole": roles}))[0] is expected


def test_attributes_of_ones_own():
    assert truth("device.trust == 'high'", Attributes({"device.trust": "high"}))[0] is Truth.TRUE
    assert truth("true", Attributes({"not a name": 1}))[0] is Truth.TRUE


@pytest.mark.parametrize(
    ("template", "expected"),
    [
        ("{all}", "a/b/c/b/d"),
        ("a/{x}/c", "b"),
        ("b/{x}", "c/b/d"),
        ("{x}/b", "a"),
        ("c/{x}/a", ""),
        ("z{x}", ""),
        ("{x}z", ""),
        ("a/{x}b", ""),
    ],
)
def test_extract(template: str, expected: str):
    assert extract("a/b/c/b/d", template) == expected


@pytest.mark.parametrize("template", ["", "x", "{a}{b}", "{}", "{a"])
def test_a_template_has_one_place(template: str):
    with pytest.raises(ValueError, match="is no extraction template"):
        extract("a", template)
