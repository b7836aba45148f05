"""Wildcards and policy variables: tables of what the documentation says, and properties against the slow reference."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from providers.aws.evaluate.context import MISSING, Context, Shape
from providers.aws.evaluate.pattern import (
    Substituted,
    action_like,
    arn_like,
    like,
    literal,
    names_in,
    resource_like,
    substitute,
    substitute_arn,
    visible,
)
from tests.reference import aws_simulator_patterns as reference

ROLE = "arn:aws:iam::111122223333:role/team/etl"


@pytest.mark.parametrize(
    ("pattern", "resource", "expected"),
    [
        ("*", "arn:aws:s3:::b/k", True),
        ("*", "*", True),
        ("arn:aws:s3:::b/*", "arn:aws:s3:::b/", True),
        ("arn:aws:s3:::b/*", "arn:aws:s3:::b/x/y:z", True),
        ("arn:aws:s3:::b/?", "arn:aws:s3:::b/xy", False),
        ("arn:aws:s3:::B/*", "arn:aws:s3:::b/x", False),  # case matters
        ("arn:aws:s3:::*", "arn:aws:s3:::b/x", True),
        ("arn:aws:s3*", "arn:aws:s3:::b/x", True),  # it ends its part: runs on
        ("arn:aws:*:b/x", "arn:aws:s3:::b/x", True),
        ("arn:aws:*s3:::b/x", "arn:aws:s3:::b/x", True),
        ("arn:aws:a*s:::k", "arn:aws:as:::k", True),
        ("arn:aws:a*s:::k", "arn:aws:a:s:::k", False),  # inside a part it stays there
        ("arn:aws:s?:::b", "arn:aws:s3:::b", True),
        ("arn:aws:s?:::b", "arn:aws:s::::b", False),
        ("arn:aws:sqs:eu-west-1:111122223333:a*b", "arn:aws:sqs:eu-west-1:111122223333:a:b", True),  # in the last part it spans all
        ("arn:aws:sqs:eu-west-1:111122223333:a?b", "arn:aws:sqs:eu-west-1:111122223333:a:b", True),
        ("arn:aws:sqs:eu-west-?:111122223333:q", "arn:aws:sqs:eu-west-1:111122223333:q", True),
        ("arn:aws:sqs:eu-*-1:111122223333:q", "arn:aws:sqs:eu-west-1:111122223333:q", True),
        ("arn:aws:sqs:eu-*-1:111122223333:q", "arn:aws:sqs:eu-west-2:111122223333:q", False),
        (f"arn:aws:s3:::b/{literal('*')}", "arn:aws:s3:::b/*", True),
        (f"arn:aws:s3:::b/{literal('*')}", "arn:aws:s3:::b/x", False),
        ("arn:aws:s3:::b/.", "arn:aws:s3:::b/x", False),
        ("arn:aws:s3:::b/a*", "arn:aws:s3:::b/a\nb", True),
        ("arn:aws:a*s:::k*", "arn:aws:as:::k\nb", True),
        ("", "arn:aws:s3:::b", False),
    ],
)
def test_a_resource_is_named(pattern: str, resource: str, expected: bool):
    assert resource_like(pattern, resource) is expected


@pytest.mark.parametrize(
    ("pattern", "arn", "expected"),
    [
        ("arn:aws:iam::*:role/*", ROLE, True),
        ("arn:aws:iam::*:role/team/etl", ROLE, True),
        ("arn:*:iam::111122223333:role/?eam/*", ROLE, True),
        ("arn:aws:iam::1111*:*", ROLE, True),
        ("arn:aws:*:role/team/etl", ROLE, False),  # segment by segment
        ("arn:*", ROLE, False),
        ("*", ROLE, False),
        ("arn:aws:iam:*:*:*", ROLE, True),
        ("arn:aws:sns:eu-west-1:111122223333:a*", "arn:aws:sns:eu-west-1:111122223333:a:b:c", True),  # the last segment may hold colons
        ("arn:aws:sns:eu-west-1:11112222?333:a", "arn:aws:sns:eu-west-1:111122223333:a", True),
        ("arn:aws:iam::*:role/*", "arn:aws:iam:x:1:role/a", False),
        ("arn:aws:iam::*:role/*", "nonsense", False),
        ("arn:*:iam::1:role/x", "arn:a:b:iam::1:role/x", False),
        ("arn:aws:iam::role/x", "arn:aws:iam::role/x", False),  # of fewer parts than an ARN has
        (f"arn:aws:s3:::b/{literal('*')}", "arn:aws:s3:::b/*", True),
    ],
)
def test_arns_are_compared_part_by_part(pattern: str, arn: str, expected: bool):
    assert arn_like(pattern, arn) is expected


@pytest.mark.parametrize(
    ("pattern", "action", "expected"),
    [
        ("*", "s3:GetObject", True),
        ("**", "s3:GetObject", True),
        ("*:*", "s3:GetObject", True),
        ("s3:*", "s3:GetObject", True),
        ("S3:getobject", "s3:GetObject", True),
        ("s3:Get*", "S3:GETOBJECT", True),
        ("s3:?etObject", "s3:GetObject", True),
        ("s3:Get", "s3:GetObject", False),
        ("s3*:GetObject", "s3:GetObject", False),  # wildcards stand in the name alone
        ("*:GetObject", "s3:GetObject", False),
        ("s3*", "s3:GetObject", False),
        ("s3-object-lambda:*", "s3:GetObject", False),
    ],
)
def test_an_action_is_named(pattern: str, action: str, expected: bool):
    assert action_like(pattern, action) is expected


@pytest.mark.parametrize(
    ("pattern", "text", "expected"),
    [
        ("a*c", "abc", True),
        ("a*c", "a*c", True),
        ("A*c", "abc", False),
        (literal("a*c"), "a*c", True),
        (literal("a*c"), "abc", False),
        ("", "", True),
    ],
)
def test_texts_are_like_patterns(pattern: str, text: str, expected: bool):
    assert like(pattern, text) is expected


CONTEXT = Context(
    (
        {
            "aws:username": ("ann",),
            "aws:principaltag/team": ("b?",),
            "aws:tagkeys": ("a", "b"),
            "aws:userid": Shape("A:?*"),
            "s3:prefix": MISSING,
        },
    ),
    otherwise=MISSING,
)


@pytest.mark.parametrize(
    ("text", "pattern"),
    [
        ("home", "home"),
        ("${aws:username}/*", "ann/*"),
        ("${AWS:UserName}", "ann"),
        ("x${aws:username}y${aws:username}z", "xannyannz"),
        ("${aws:PrincipalTag/team}*", f"{literal('b?')}*"),  # what is filled in is no wildcard
        ("${*}${?}${$}", f"{literal('*?')}$"),
        ("${s3:prefix, 'none'}", "none"),
        ("${ s3:prefix , 'a*' }", literal("a*")),
        ("${s3:prefix, ''}", ""),
        ("${aws:username, 'none'}", "ann"),
        ("${aws:TagKeys, 'none'}", "none"),
        ("$aws:username", "$aws:username"),
        ("${aws:username", "${aws:username"),
    ],
)
def test_variables_are_filled_in(text: str, pattern: str):
    assert substitute(text, CONTEXT) == Substituted(pattern)


@pytest.mark.parametrize("text", ["${s3:prefix}", "a/${aws:TagKeys}", "${aws:Nothing}/${aws:username}"])
def test_a_variable_without_one_value_leaves_nothing(text: str):
    assert substitute(text, CONTEXT) is None


def test_a_value_that_nobody_knows_is_left_open():
    assert substitute("${aws:userid}/x", CONTEXT) == Substituted("*/x", is_open=True)
    assert substitute("${aws:userid}/${aws:username}", CONTEXT) == Substituted("*/ann", is_open=True)
    assert substitute("${aws:userid, 'none'}", CONTEXT) == Substituted("*", is_open=True)
    assert substitute("${*}", CONTEXT) == Substituted(literal("*"))


@pytest.mark.parametrize(
    ("pattern", "filled"),
    [
        ("arn:aws:s3:::${aws:username}", "arn:aws:s3:::ann"),
        ("arn:aws:s3:::b/${aws:username}", "arn:aws:s3:::b/ann"),
        ("arn:aws:sqs:eu-west-1:111122223333:a:${aws:username}", "arn:aws:sqs:eu-west-1:111122223333:a:ann"),
        ("arn:aws:s3:::b/k", "arn:aws:s3:::b/k"),
        ("*", "*"),
        ("arn:aws:sqs:eu-west-1:${aws:username}:q", None),
        ("arn:aws:${aws:username}:::b", None),
        ("${aws:username}", None),
        ("arn:aws:s3:::b/${s3:prefix}", None),
    ],
)
def test_variables_stand_in_the_last_part_of_an_arn(pattern: str, filled: str | None):
    found = substitute_arn(pattern, CONTEXT)
    assert (found and found.pattern) == filled


def test_the_keys_of_variables_are_told():
    assert names_in("${aws:UserName}/${ aws:PrincipalTag/Team, 'x' }", "${*}${?}${$}", "plain") == {"aws:username", "aws:principaltag/team"}


@given(st.text("a*?\ue02a", max_size=6))
def test_what_is_literal_becomes_visible_again(text: str):
    assert visible(literal(text)) == text.replace("\ue02a", "*")
    assert not set("*?") & set(literal(text))


pieces = st.text("a:*?", max_size=3)
arns = st.lists(pieces, min_size=6, max_size=7).map(":".join) | st.text("a:*?", max_size=8)
given_arns = st.lists(st.text("ab", max_size=2), min_size=5, max_size=8).map(":".join)
often = settings(max_examples=400, deadline=None)


@often
@given(arns, given_arns)
def test_resources_are_named_as_the_reference_names_them(pattern: str, resource: str):
    wanted = reference.resource_pattern(pattern, None, complete=False)
    assert wanted is not None
    assert resource_like(pattern, resource) == reference.fits(wanted, resource)


@often
@given(arns, given_arns)
def test_arns_are_like_as_the_reference_finds_them(pattern: str, arn: str):
    wanted = reference.tokens(pattern, None)
    assert wanted is not None
    assert arn_like(pattern, arn) == reference.arn_like(wanted, arn)


said = st.lists(st.sampled_from(("a", "*", "?", "${k}", "${m}", "${*}", "${$}", "${m, 'd*'}", "${k, 'd'}", "$", "}")), max_size=5)


@often
@given(said.map("".join), st.text("a*?", min_size=1, max_size=2))
def test_variables_are_filled_in_as_the_reference_does(text: str, value: str):
    wanted, found = reference.tokens(text, {"k": value}), substitute(text, Context(({"k": (value,)},), MISSING))
    assert (found is None) == (wanted is None)
    if found is not None and wanted is not None:
        signs = {reference.Wild.RUN: "*", reference.Wild.ONE: "?"}
        assert found == Substituted("".join(signs.get(one, literal(str(one))) for one in wanted))
