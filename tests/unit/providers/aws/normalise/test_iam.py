from datetime import UTC, date, datetime

import pytest

from audit.model.facts import Gap, Principal, PrincipalKind
from providers.aws.collect.raw import Raw
from providers.aws.normalise import normalise

AS_OF = date(2026, 11, 23)


def raw(kind: str, body: dict, **answers: dict) -> Raw:
    return Raw(kind, "1", "", body, answers)


def user(name: str, **body: object) -> Raw:
    return raw("iam-user", {"UserName": name, "UserId": "AIDA1", "Arn": f"arn:aws:iam::1:user/{name}", "Path": "/"} | body)


def role(trust: object, **body: object) -> Raw:
    return raw(
        "iam-role", {"RoleName": "etl", "RoleId": "AROA1", "Arn": "arn:aws:iam::1:role/etl", "AssumeRolePolicyDocument": trust} | body
    )


def report(name: str, **told: str) -> Raw:
    row = {"arn": f"arn:aws:iam::1:user/{name}", "password_enabled": "true", "password_last_used": "N/A", "mfa_active": "true"}
    return raw("credential-report", row | told)


def principal(raws: list[Raw], *, activity: bool = False) -> Principal:
    return next(fact for fact in normalise(raws, AS_OF, activity=activity) if isinstance(fact, Principal) and "/iam/" in fact.id)


@pytest.mark.parametrize("name", ["p01@shop.example", "\x1b[31mred", "=cmd()", "a\nb"])
def test_names_are_data(name: str):
    found = principal([user(name)])
    assert found.name == name
    assert found.email == (name if name == "p01@shop.example" else "")


@pytest.mark.parametrize(
    ("used", "span"),
    [
        ("2026-11-01T00:00:00+00:00", "45d"),
        ("2026-09-01T00:00:00+00:00", "90d"),
        ("2026-01-01T00:00:00+00:00", "365d"),
        ("2020-01-01T00:00:00+00:00", "older"),
        ("no_information", "never"),
    ],
)
def test_last_use_is_one_of_five_spans(used: str, span: str):
    told = [user("p01"), report("p01", password_last_used=used)]
    assert principal(told, activity=True).attribute("last_used") == span
    assert principal(told).attribute("last_used") == ""
    when = {} if used == "no_information" else {"LastUsedDate": datetime.fromisoformat(used).astimezone(UTC)}
    assert principal([role({}, RoleLastUsed=when)], activity=True).attribute("last_used") == span


@pytest.mark.parametrize(
    ("principals", "kind"),
    [
        ([{"Service": "lambda.amazonaws.com"}], PrincipalKind.SERVICE),
        ([{"Service": "lambda.amazonaws.com", "AWS": "1"}], PrincipalKind.ROLE),
        ([{"Service": "lambda.amazonaws.com"}, "*"], PrincipalKind.ROLE),
        ([], PrincipalKind.ROLE),
    ],
)
def test_a_role_of_services_only_is_a_service(principals: list, kind: PrincipalKind):
    trust = {"Statement": [{"Effect": "Allow", "Principal": one} for one in principals]}
    assert principal([role(trust)]).kind is kind


@pytest.mark.parametrize("trust", ["%7Bnot json", None, [], {"Statement": "x"}, {"Statement": ["x"]}])
def test_a_trust_policy_of_any_form_ends_in_no_traceback(trust: object):
    facts = list(normalise([role(trust)], AS_OF))
    assert principal([role(trust)]).kind is PrincipalKind.ROLE
    assert any(isinstance(fact, Gap) for fact in facts) == (not isinstance(trust, dict))


def test_service_linked_roles_are_marked():
    assert principal([role({}, Path="/aws-service-role/x.amazonaws.com/")]).attribute("service_linked") == "true"


def test_a_policy_or_group_that_was_not_read_is_a_gap_on_its_holder():
    attached = {"AttachedManagedPolicies": [{"PolicyName": "X", "PolicyArn": "arn:aws:iam::aws:policy/X"}], "GroupList": ["unread"]}
    gaps = [fact for fact in normalise([user("p01", **attached)], AS_OF) if isinstance(fact, Gap)]
    assert {gap.scope for gap in gaps} == {"aws://1/iam/user/p01"}
    assert len(gaps) == 2


def test_the_root_user_stands_on_the_account():
    row = {"arn": "arn:aws:iam::1:root", "mfa_active": "false", "access_key_1_active": "true", "access_key_2_active": "false"}
    facts = normalise([raw("account", {"Id": "1"}), raw("credential-report", row)], AS_OF)
    account = next(fact for fact in facts if isinstance(fact, Principal))
    assert (account.attribute("root_mfa"), account.attribute("root_active_keys")) == ("false", "1")
