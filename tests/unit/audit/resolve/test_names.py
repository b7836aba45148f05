"""Names compared."""

import pytest

from audit.model.facts import Principal, PrincipalKind
from audit.resolve.names import account_keys, domain_of, exact_keys, family, home, imagined, keys, normal, within


def test_composed_and_decomposed_letters_are_one_and_lookalikes_are_not():
    assert normal(" Jose\u0301@X.example ") == normal("josé@x.example")
    assert normal("jos\u0435") != normal("jose")
    assert normal("straße") != normal("strasse")


@pytest.mark.parametrize(
    ("system", "same"),
    [
        ("google_workspace", "google"),
        ("gcp", "google"),
        ("microsoft365", "microsoft"),
        ("azure", "microsoft"),
        ("AWS", "aws"),
        ("42", "42"),
    ],
)
def test_a_system_has_one_family(system: str, same: str):
    assert family(system) == same


def test_domains():
    assert domain_of("a@X.example") == "x.example"
    assert domain_of("nobody") == ""
    assert within("mail.x.example", "X.example")
    assert not within("notx.example", "x.example")


def test_an_arn_is_looked_up_by_its_uri_too():
    assert account_keys("arn:aws:iam::1:role/etl") == {"arn:aws:iam::1:role/etl", "aws://1/iam/role/etl"}
    assert account_keys("arn:short") == {"arn:short"}


def test_a_user_is_meant_by_its_bare_name_and_a_role_is_not():
    as_user = keys(Principal("aws://1/iam/user/dev/p20", "aws", PrincipalKind.ACCOUNT, "p20"))
    as_role = keys(Principal("aws://1/iam/role/etl", "aws", PrincipalKind.SERVICE, "etl"))
    assert {"p20", "user/p20", "user/dev/p20"} <= as_user
    assert "role/etl" in as_role
    assert "etl" not in as_role


def test_ids_in_directories_are_exact():
    principal = Principal("aws://1/iam/user/p20", "aws", PrincipalKind.ACCOUNT, "p20", attributes=(("unique_id", "AIDA1"),))
    assert exact_keys(principal) == {"aws://1/iam/user/p20", "aida1"}


@pytest.mark.parametrize(
    ("principal_id", "kind"),
    [
        ("aws://1", PrincipalKind.DOMAIN),
        ("aws://1/iam/role/etl", PrincipalKind.ROLE),
        ("aws://1/iam/user/p20", PrincipalKind.ACCOUNT),
        ("google://group/a@x.example", PrincipalKind.GROUP),
        ("google://a@x.example", PrincipalKind.ACCOUNT),
        ("microsoft://user/6f0a", PrincipalKind.ACCOUNT),
        ("microsoft://service-principal/6f0a", PrincipalKind.SERVICE),
        ("microsoft://directory-role/6f0a/administrative-unit/1", PrincipalKind.ROLE),
        ("microsoft://everybody/6f0a", PrincipalKind.DOMAIN),
        ("everyone://public", PrincipalKind.EVERYONE),
        ("aws://service/lambda.amazonaws.com", PrincipalKind.SERVICE),
    ],
)
def test_an_id_alone_tells_the_kind(principal_id: str, kind: PrincipalKind):
    assert imagined(principal_id).kind is kind


def test_a_principal_lives_in_the_first_part_of_its_id():
    assert home("aws://1/iam/role/etl") == home("aws://1") == "aws://1"
