"""A case as users write it: what is understood, what is refused with the place and the remedy, and who a principal is."""

import json
from contextlib import suppress

import pytest
from hypothesis import given
from hypothesis import strategies as st

from providers.aws.evaluate.caller import CallerKind
from providers.aws.evaluate.simulate.case import (
    Case,
    blocks_public_access,
    caller,
    decode,
    one,
    policies,
    unknown_settings,
    values,
)
from providers.aws.kinds import AttachmentKind

REQUEST = {"principal": "arn:aws:iam::111122223333:user/ann", "action": "s3:GetObject", "resource": "arn:aws:s3:::b/k"}
POLICY = {"Version": "2012-10-17", "Statement": [{"Effect": "Allow", "Action": "*", "Resource": "*"}]}


def test_a_request_is_enough():
    case = decode({"request": REQUEST})
    assert (case.request.principal, case.request.action, case.request.resource) == tuple(REQUEST.values())
    assert (case.name, case.request.resource_account, case.request.context) == (None, None, {})
    assert [getattr(case, name) for name in Case.__struct_fields__ if name != "request"] == [None] * 9


def test_everything_that_can_be_said_is_understood():
    said = {
        "name": "all",
        "request": {
            **REQUEST,
            "resource_account": "111122223333",
            "context": {"a": "x", "b": 1, "c": True, "d": ["x", 2], "e": None, "f": 1.5},
        },
        "identity_policies": [POLICY],
        "boundaries": [POLICY, POLICY],
        "session_policy": POLICY,
        "resource_policy": POLICY,
        "scps": [[POLICY], [POLICY, POLICY]],
        "rcps": [[]],
        "vpce_policies": [],
        "settings": {"s3BlockPublicAccess": True},
    }
    case = decode(json.loads(json.dumps(said)))
    assert {name: getattr(case, name) for name in said if name != "request"} == {name: said[name] for name in said if name != "request"}
    assert dict(case.request.context) == said["request"]["context"]


@pytest.mark.parametrize("field", [name for name in Case.__struct_fields__ if name != "request"])
def test_null_is_as_good_as_nothing(field: str):
    assert decode({"request": REQUEST, field: None}) == decode({"request": REQUEST})


@pytest.mark.parametrize(
    ("said", "words"),
    [
        ({}, ["request"]),
        ({"request": None}, ["$.request"]),
        ({"request": "s3:GetObject"}, ["$.request"]),
        ({"request": {}}, ["principal", "$.request"]),
        ({"request": {**REQUEST, "action": ["s3:GetObject"]}}, ["$.request.action"]),
        ({"request": {**REQUEST, "principal": None}}, ["$.request.principal"]),
        ({"request": {**REQUEST, "resource_account": 111122223333}}, ["$.request.resource_account"]),
        ({"request": {**REQUEST, "context": []}}, ["$.request.context"]),
        ({"request": {**REQUEST, "context": {"k": {"a": "b"}}}}, ["$.request.context"]),
        ({"request": {**REQUEST, "context": {"k": [["a"]]}}}, ["$.request.context"]),
        ({"request": REQUEST, "name": ["a"]}, ["$.name"]),
        ({"request": REQUEST, "identity_policies": POLICY}, ["$.identity_policies"]),
        ({"request": REQUEST, "identity_policies": ["AdministratorAccess"]}, ["$.identity_policies[0]"]),
        ({"request": REQUEST, "session_policy": [POLICY]}, ["$.session_policy"]),
        ({"request": REQUEST, "scps": [POLICY]}, ["$.scps[0]"]),
        ({"request": REQUEST, "settings": True}, ["$.settings"]),
        ({"request": {**REQUEST, "action": "GetObject"}}, ["request.action", "'GetObject'", "such as s3:GetObject"]),
        ({"request": {**REQUEST, "action": "s3:"}}, ["request.action"]),
        ({"request": {**REQUEST, "action": ":GetObject"}}, ["request.action"]),
        ({"request": {**REQUEST, "action": ""}}, ["request.action"]),
        ({"request": {**REQUEST, "principal": ""}}, ["request.principal", "may not be empty"]),
        ({"request": {**REQUEST, "resource": ""}}, ["request.resource", "may not be empty"]),
        ({"request": REQUEST, "boundary": [POLICY]}, ["boundary is not known", "did you mean boundaries?"]),
        ({"request": REQUEST, "identity_policy": [POLICY]}, ["did you mean identity_policies?"]),
        ({"request": REQUEST, "identityPolicies": [POLICY]}, ["did you mean identity_policies?"]),
        ({"request": REQUEST, "resource_policies": [POLICY]}, ["did you mean resource_policy?"]),
        ({"request": REQUEST, "scp": [[POLICY]]}, ["did you mean scps?"]),
        ({"requests": REQUEST}, ["did you mean request?"]),
        ({"request": {**REQUEST, "actions": "s3:GetObject"}}, ["did you mean action?"]),
        ({"request": {**REQUEST, "resourceAccount": "1"}}, ["did you mean resource_account?"]),
    ],
)
def test_what_is_wrong_is_said_with_its_place(said: dict[str, object], words: list[str]):
    with pytest.raises(ValueError) as error:
        decode(said)
    assert all(word in str(error.value) for word in words), str(error.value)


def test_what_is_far_from_every_key_is_left_alone():
    assert decode({"request": {**REQUEST, "region": "eu-west-1"}, "expected": "Allow", "comment": "", "x": 1}) == decode(
        {"request": REQUEST}
    )


json_values = st.recursive(
    st.none() | st.booleans() | st.integers() | st.text(max_size=3),
    lambda inner: st.lists(inner, max_size=2) | st.dictionaries(st.text(max_size=3), inner, max_size=2),
    max_leaves=6,
)


@given(
    st.dictionaries(st.sampled_from(Case.__struct_fields__), json_values),
    st.dictionaries(st.sampled_from([*REQUEST, "context"]), json_values),
)
def test_whatever_is_said_is_a_case_or_is_refused(said: dict[str, object], asked: dict[str, object]):
    for request in ({**REQUEST, **asked}, said.get("request")):
        with suppress(ValueError):
            assert isinstance(decode({**said, "request": request}), Case)


U, R = CallerKind.USER, CallerKind.ROLE


@pytest.mark.parametrize(
    ("principal", "kind", "arn", "account", "session"),
    [
        ("arn:aws:iam::111122223333:user/team/ann", U, "arn:aws:iam::111122223333:user/team/ann", "111122223333", None),
        ("arn:aws:iam::111122223333:root", CallerKind.ROOT, "arn:aws:iam::111122223333:root", "111122223333", None),
        ("arn:aws:iam::111122223333:role/x/etl", R, "arn:aws:iam::111122223333:role/x/etl", "111122223333", ""),
        ("arn:aws:sts::111122223333:assumed-role/etl/night", R, "arn:aws:iam::111122223333:role/etl", "111122223333", "night"),
        ("arn:aws-cn:sts::111122223333:assumed-role/etl/a/b", R, "arn:aws-cn:iam::111122223333:role/etl", "111122223333", "a/b"),
        (
            "arn:aws:sts::111122223333:assumed-role/AWSServiceRoleForSupport/s",
            R,
            "arn:aws:iam::111122223333:role/aws-service-role/AWSServiceRoleForSupport",
            "111122223333",
            "s",
        ),
        (
            "arn:aws:sts::111122223333:federated-user/bo",
            CallerKind.FEDERATED_USER,
            "arn:aws:iam::111122223333:user/bo",
            "111122223333",
            "bo",
        ),
        ("arn:aws:iam::111122223333:saml-provider/idp", CallerKind.FEDERATION, "arn:aws:iam::111122223333:saml-provider/idp", "", None),
        ("arn:aws:iam::111122223333:oidc-provider/x", CallerKind.FEDERATION, "arn:aws:iam::111122223333:oidc-provider/x", "", None),
        ("lambda.amazonaws.com", CallerKind.SERVICE, "lambda.amazonaws.com", "", None),
        ("ec2.amazonaws.com.cn", CallerKind.SERVICE, "ec2.amazonaws.com.cn", "", None),
        ("accounts.google.com", CallerKind.FEDERATION, "accounts.google.com", "", None),
        ("evil.example/lambda.amazonaws.com", CallerKind.FEDERATION, "evil.example/lambda.amazonaws.com", "", None),
        ("anonymous", CallerKind.ANONYMOUS, "", "", None),
    ],
)
def test_who_a_principal_is(principal: str, kind: CallerKind, arn: str, account: str, session: str | None):
    found = caller(principal)
    assert (found.id, found.kind, found.arn, found.account, found.session) == (principal, kind, arn, account, session)
    assert (found.identity is not None) is bool(account)  # only who has an account has policies of its own
    assert (found.boundary, found.session_policy, found.ceilings, dict(found.keys)) == ((), None, (), {})


@given(
    st.text(":/*a", max_size=8)
    | st.lists(st.sampled_from((":", "arn", "aws", "iam", "sts", "assumed-role", "/", "1")), max_size=9).map("".join)
)
def test_whatever_is_written_is_somebody(principal: str):
    assert caller(principal).id == principal


@pytest.mark.parametrize(
    ("said", "expected"),
    [
        ("x", ("x",)),
        ("", ("",)),
        (True, ("true",)),
        (False, ("false",)),
        (7, ("7",)),
        (1.5, ("1.5",)),
        (None, ()),
        ([], ()),
        (["a", True, 7, None], ("a", "true", "7")),
    ],
)
def test_numbers_and_truths_need_no_quotes(said: object, expected: tuple[str, ...]):
    assert values(said) == expected


@pytest.mark.parametrize(
    ("settings", "expected"),
    [
        ({}, False),
        ({"s3BlockPublicAccess": True}, True),
        ({"s3BlockPublicAccess": False}, False),
        ({"s3BlockPublicAccess": {"RestrictPublicBuckets": True}}, True),
        ({"s3BlockPublicAccess": {"RestrictPublicBuckets": False, "BlockPublicPolicy": True}}, False),
        ({"s3BlockPublicAccess": {}}, False),
        ({"s3BlockPublicAccess": "true"}, False),
        ({"s3BlockPublicAccess": {"RestrictPublicBuckets": "true"}}, False),
        ({"s3BlockPublicAccess": None}, False),
        ({"s3blockpublicaccess": True}, False),
    ],
)
def test_the_switch_of_public_access(settings: dict[str, object], expected: bool):
    assert blocks_public_access(settings) is expected


def test_a_setting_that_has_no_effect_is_told():
    assert unknown_settings({"s3BlockPublicAccess": True}) == ()
    assert unknown_settings({"s3blockpublicaccess": True, "x": 1}) == (
        "the setting s3blockpublicaccess is not known and has no effect",
        "the setting x is not known and has no effect",
    )


def test_policies_are_named_and_numbered():
    assert [held.name for held in policies([POLICY], AttachmentKind.IDENTITY, "identity policy").held] == ["identity policy"]
    found = policies([POLICY, POLICY], AttachmentKind.IDENTITY, "identity policy")
    assert [held.name for held in found.held] == ["identity policy 1", "identity policy 2"]
    assert found.passed_over == ()
    assert policies(None, AttachmentKind.IDENTITY, "identity policy").held == ()
    assert [len(held.policy.statements) for held in found.held] == [1, 1]


def test_what_is_not_understood_is_passed_over_and_told():
    statements = [{"Effect": "Permit", "Action": "*", "Resource": "*"}, *POLICY["Statement"]]
    found = policies([{"Version": "2012-10-17", "Statement": statements}, {}], AttachmentKind.IDENTITY, "boundary")
    assert [len(held.policy.statements) for held in found.held] == [1, 0]
    assert [held.policy.problems for held in found.held] == [(), ()]  # it may not deny what AWS would refuse to store
    assert found.passed_over == ("boundary 1: statement 1: effect Permit is not known: passed over",)


@pytest.mark.parametrize("version", [None, 2012, "2012", "2012-10-18"])
def test_a_policy_of_no_known_version_says_nothing(version: object):
    found = policies([{**POLICY, "Version": version}], AttachmentKind.IDENTITY, "boundary")
    assert (found.held[0].policy.statements, found.passed_over) == ((), (f"boundary: version {version} is not known: passed over",))


@pytest.mark.parametrize("version", [["2012-10-17"], {}])
def test_a_version_that_is_no_text_is_not_known(version: object):
    assert policies([{**POLICY, "Version": version}], AttachmentKind.IDENTITY, "boundary").passed_over


def test_as_awss_own_tools_do_a_principal_without_a_place_is_passed_over():
    statement = {"Effect": "Allow", "Principal": {"AWS": "111122223333"}, "Action": "*"}
    found = policies([{"Statement": statement}], AttachmentKind.IDENTITY, "identity policy")
    assert found.passed_over == ()
    (kept,) = found.held[0].policy.statements
    assert (kept.principals, kept.resources) == (None, ())


def test_one_document_or_none():
    assert (one(None), one(POLICY)) == ((), (POLICY,))
