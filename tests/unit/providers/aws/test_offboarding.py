"""What is left of somebody in AWS."""

import json
from dataclasses import replace
from typing import Any

import pytest

from audit.model.facts import MembershipKind, Principal, Verdict
from audit.model.residual import UNLISTED, Traces
from providers.aws.kinds import AttachmentKind
from providers.aws.offboarding import residuals
from tests.unit.providers.leaving import account, group, lines, named, step, traces

ARN = "arn:aws:iam::111122223333:user/an"
AN = account("aws://111122223333/iam/user/an", "aws", console="false", active_keys="0", arn=ARN, unique_id="AIDAAN")
AN = replace(AN, name="an")
CENTER = replace(account("aws://111122223333/identity-center/user/9067", "aws", "an@x.example"), name="an@x.example")
GROUPS = (group("aws://111122223333/iam/group/devs", "aws", "devs"), group("aws://111122223333/identity-center/group/7", "aws", "ops"))
ROLE = "aws://444455556666/iam/role/aws-reserved/Admin"


def having(**attributes: str) -> Principal:
    return replace(AN, attributes=tuple(sorted((dict(AN.attributes) | attributes).items())))


def lacking(*names: str) -> Principal:
    return replace(AN, attributes=tuple(pair for pair in AN.attributes if pair[0] not in names))


@pytest.mark.parametrize(
    ("one", "expected"),
    [
        pytest.param(
            AN,
            [
                (
                    "owned",
                    "the user an is there, with neither a password nor a key",
                    "aws iam delete-user --user-name an, once all else is gone",
                )
            ],
            id="neither password nor key",
        ),
        pytest.param(
            having(console="true"),
            [("sign-in", "the user an has a password", "aws iam delete-login-profile --user-name an")],
            id="a password",
        ),
        pytest.param(
            having(active_keys="2"),
            [
                (
                    "secret",
                    "the user an has active access keys: 2",
                    (
                        "aws iam update-access-key --user-name an --access-key-id … --status Inactive; "
                        "aws iam delete-access-key --user-name an --access-key-id …"
                    ),
                )
            ],
            id="access keys",
        ),
        pytest.param(
            having(ssh_keys="1", signing_certificates="1"),
            [
                ("secret", "the user an has active SSH keys: 1", "aws iam delete-ssh-public-key --user-name an --ssh-public-key-id …"),
                (
                    "secret",
                    "the user an has active signing certificates: 1",
                    "aws iam delete-signing-certificate --user-name an --certificate-id …",
                ),
            ],
            id="other keys",
        ),
        pytest.param(
            CENTER,
            [
                (
                    "sign-in",
                    "an@x.example signs in to Identity Center",
                    "IAM Identity Center > Users > an@x.example > Disable user access; then Active sessions > Delete session",
                )
            ],
            id="a user of Identity Center",
        ),
        pytest.param(replace(CENTER, status="disabled"), [], id="one that is off"),
        pytest.param(replace(AN, status=UNLISTED), [], id="one that no list has"),
        pytest.param(replace(AN, status="deleted"), [], id="one that was deleted"),
    ],
)
def test_an_account_lets_in_by_its_password_and_keys(one: Principal, expected: list[tuple[str, str, str]]):
    assert lines(residuals(traces(one))) == expected


@pytest.mark.parametrize(
    ("one", "words"),
    [
        (lacking("console"), "the user an has a password"),
        (lacking("active_keys"), "the user an has active access keys"),
    ],
)
def test_what_could_not_be_read_is_perhaps_there(one: Principal, words: str):
    found = [each for each in residuals(traces(one)) if each.words == words]
    assert [each.verdict for each in found] == [Verdict.UNKNOWN]
    assert "could not be read" in found[0].condition


def left(told: Traces) -> list[tuple[str, str, str]]:
    """What is left besides that the account is there."""
    return [each for each in lines(residuals(told)) if each[0] not in ("owned", "sign-in")]


@pytest.mark.parametrize(
    ("one", "container", "kind", "expected"),
    [
        (
            AN,
            GROUPS[0].id,
            MembershipKind.MEMBER,
            ("group", "is in the group devs", "aws iam remove-user-from-group --user-name an --group-name devs"),
        ),
        (
            CENTER,
            GROUPS[1].id,
            MembershipKind.MEMBER,
            (
                "group",
                "is in the group ops of Identity Center",
                "IAM Identity Center > Groups > ops > an@x.example > Remove users from group",
            ),
        ),
        (
            CENTER,
            ROLE,
            MembershipKind.ASSUME,
            (
                "administration",
                "is assigned permission set Admin",
                (
                    "aws sso-admin delete-account-assignment --instance-arn … --permission-set-arn … --target-type AWS_ACCOUNT "
                    "--target-id 444455556666 --principal-type USER --principal-id 9067"
                ),
            ),
        ),
        (CENTER, ROLE, MembershipKind.ESCALATE, None),
    ],
)
def test_steps_are_groups_and_assignments(one: Principal, container: str, kind: MembershipKind, expected: tuple[str, str, str] | None):
    found = left(traces(one, others=GROUPS, steps=(step(one, container, kind, because="assigned permission set Admin"),)))
    assert found == ([expected] if expected else [])


@pytest.mark.parametrize(
    ("kind", "name", "expected"),
    [
        (
            AttachmentKind.IDENTITY,
            "Sales",
            ("policy", "the policy Sales gives the user an rights", "aws iam delete-user-policy --user-name an --policy-name Sales"),
        ),
        (
            AttachmentKind.IDENTITY,
            "arn:aws:iam::aws:policy/Read",
            (
                "policy",
                "the policy arn:aws:iam::aws:policy/Read gives the user an rights",
                "aws iam detach-user-policy --user-name an --policy-arn arn:aws:iam::aws:policy/Read",
            ),
        ),
        (AttachmentKind.BOUNDARY, "arn:aws:iam::aws:policy/Read", None),
    ],
)
def test_policies_of_the_user_itself(kind: AttachmentKind, name: str, expected: tuple[str, str, str] | None):
    (_, attachment, document) = named(AN, AN.id, kind, "{}", name)
    assert left(traces(AN, held=((attachment, document),))) == ([expected] if expected else [])


def statement(effect: str = "Allow", **more: Any) -> str:
    return json.dumps({"Statement": [{"Effect": effect, **more}]})


@pytest.mark.parametrize(
    ("holder", "kind", "name", "expected"),
    [
        (
            "aws://111122223333/iam/role/etl",
            AttachmentKind.TRUST,
            "",
            (
                "policy",
                "the trust policy of the role etl names them",
                "aws iam update-assume-role-policy --role-name etl --policy-document … (without them)",
            ),
        ),
        (
            "s3://orders",
            AttachmentKind.RESOURCE,
            "",
            ("policy", "the policy on s3://orders names them", "take them out of the resource policy of s3://orders"),
        ),
        (
            "aws://111122223333/kms/eu-west-1/key/1-2",
            AttachmentKind.KMS_GRANT,
            "g1",
            (
                "policy",
                "a grant on the key 1-2 names them",
                "aws kms revoke-grant --key-id 1-2 --grant-id g1 --region eu-west-1",
            ),
        ),
        (
            "s3://orders",
            AttachmentKind.BUCKET_ACL,
            "",
            (
                "policy",
                "the access control list of s3://orders names them",
                "aws s3api put-bucket-acl --bucket orders --acl private (takes everybody else out too)",
            ),
        ),
        ("aws://111122223333/iam/group/admins", AttachmentKind.IDENTITY, "Manage", None),
        ("aws://111122223333", AttachmentKind.SCP, "p-1", None),
    ],
)
def test_policies_that_name_the_user(holder: str, kind: AttachmentKind, name: str, expected: tuple[str, str, str] | None):
    body = statement(Principal={"AWS": ARN}) if kind is not AttachmentKind.KMS_GRANT else json.dumps({"GranteePrincipal": ARN})
    assert left(traces(AN, named=(named(AN, holder, kind, body, name),))) == ([expected] if expected else [])


@pytest.mark.parametrize(
    ("body", "told"),
    [
        pytest.param(statement(Principal={"AWS": [ARN, "arn:aws:iam::1:user/bo"]}), True, id="lets them in among others"),
        pytest.param(statement("Deny", Principal={"AWS": ARN}), False, id="shuts them out"),
        pytest.param(statement("Deny", NotPrincipal={"AWS": ARN}), True, id="shuts out all but them"),
        pytest.param(
            statement("Deny", Principal="*", Condition={"ArnNotEquals": {"aws:PrincipalArn": ARN}}), True, id="spares them by a condition"
        ),
        pytest.param(statement(Principal="*", Condition={"StringLike": {"aws:userid": "AIDAAN"}}), True, id="by their number"),
        pytest.param(json.dumps({"Statement": {"Effect": "Deny", "Principal": {"AWS": ARN}}}), False, id="one statement that is no list"),
        pytest.param(statement(Principal={"AWS": f"{ARN}na"}), False, id="names somebody else"),
        pytest.param("no JSON", True, id="is not understood"),
    ],
)
def test_a_policy_that_only_shuts_them_out_is_nothing_to_end(body: str, told: bool):
    found = left(traces(AN, named=(named(AN, "s3://orders", AttachmentKind.RESOURCE, body),)))
    assert bool(found) is told
