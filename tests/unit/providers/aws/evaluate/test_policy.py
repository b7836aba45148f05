"""Documents are read strictly: nothing crashes, nothing is skipped."""

import json

import pytest

from providers.aws.evaluate.policy import parse

GET = {"Effect": "Allow", "Action": "s3:GetObject", "Resource": "*"}


@pytest.mark.parametrize(
    ("body", "problem"),
    [
        ("not JSON", "no JSON"),
        ("[]", "no JSON object"),
        ("[" * 100_000, "no JSON"),
        (json.dumps({"Version": "2031-01-01", "Statement": [GET]}), "version 2031-01-01 is not known"),
        (json.dumps({"Version": "2012-10-17", "Rules": []}), "element Rules is not known"),
        (json.dumps({"Statement": [GET, {**GET, "Unless": {}}]}), "statement 2: element Unless is not known"),
        (json.dumps({"Statement": "all"}), "statement 1: it is no object"),
        (json.dumps({"Statement": {**GET, "Effect": "Permit"}}), "effect Permit is not known"),
        (json.dumps({"Statement": {**GET, "Action": 7}}), "Action is not a list of texts"),
        (json.dumps({"Statement": {**GET, "NotAction": "x"}}), "both Action and NotAction"),
        (json.dumps({"Statement": {"Effect": "Allow", "Action": "*"}}), "no action or no resource"),
        (json.dumps({"Statement": {**GET, "Principal": "*"}}), "Principal has no place"),
        (json.dumps({"Statement": {**GET, "Condition": {"StringIs": {"a": "b"}}}}), "operator StringIs is not known"),
        (json.dumps({"Statement": {**GET, "Condition": ["a"]}}), "no map of maps"),
    ],
)
def test_what_is_not_understood_is_said(body: str, problem: str):
    assert any(problem in said for said in parse(body, "identity").problems)


def test_the_rest_of_a_policy_still_counts():
    policy = parse(json.dumps({"Version": "2012-10-17", "Statement": [{**GET, "Unless": {}}, {**GET, "Sid": "Get"}]}), "identity")
    assert [(one.number, one.label) for one in policy.statements] == [(2, "statement Get")]


def test_a_resource_policy_needs_a_principal_and_may_leave_the_resource_out():
    assert parse(json.dumps({"Statement": GET}), "resource").problems
    pull = {"Effect": "Allow", "Principal": {"AWS": "999900001111"}, "Action": "ecr:BatchGetImage"}
    assert not parse(json.dumps({"Statement": pull}), "resource").problems


def test_numbers_and_truths_need_no_quotes():
    condition = {"Bool": {"aws:MultiFactorAuthPresent": True}, "NumericLessThan": {"aws:MultiFactorAuthAge": 3600}}
    policy = parse(json.dumps({"Statement": {**GET, "Condition": condition}}), "identity")
    assert [one.wanted for one in policy.statements[0].conditions] == [("true",), ("3600",)]
