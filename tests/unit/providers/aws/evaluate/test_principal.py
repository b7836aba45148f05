"""How a Principal element names callers, as a table of data; and whom NotPrincipal spares."""

import pytest

from providers.aws.evaluate.caller import Caller, CallerKind
from providers.aws.evaluate.callers import Callers
from providers.aws.evaluate.context import MISSING
from providers.aws.evaluate.names import Principals, account_of, parse_principals
from providers.aws.evaluate.principal import Names, Naming
from providers.formula import FALSE, TRUE, text

OWN, OTHER = "111122223333", "777788889999"


def iam(what: str, account: str = OWN) -> str:
    return f"arn:aws:iam::{account}:{what}"


def sts(what: str, account: str = OWN) -> str:
    return f"arn:aws:sts::{account}:{what}"


def caller(name: str, kind: CallerKind, arn: str = "", account: str = OWN, **more: object) -> Caller:
    return Caller(name, kind, arn, account, **more)


PEOPLE = (
    caller("ann", CallerKind.USER, iam("user/ann"), unique_id="AIDA1"),
    caller("bo", CallerKind.USER, iam("user/team/bo")),
    caller("role", CallerKind.ROLE, iam("role/team/etl"), unique_id="AROA1"),  # its session is not known
    caller("session", CallerKind.ROLE, iam("role/job"), session="night"),
    caller("bare", CallerKind.ROLE, iam("role/bare"), session=""),  # the role itself
    caller("federated", CallerKind.FEDERATED_USER, iam("user/fed"), session="fed"),
    caller("root", CallerKind.ROOT, iam("root")),
    caller("other", CallerKind.USER, iam("user/ann", OTHER), OTHER),
    caller("account", CallerKind.ACCOUNT, "", "999900001111"),
    caller("lambda", CallerKind.SERVICE, "lambda.amazonaws.com", ""),
    caller("cognito", CallerKind.SERVICE, "cognito-identity.amazonaws.com", ""),
    caller("google", CallerKind.FEDERATION, "accounts.google.com", ""),
    caller("saml", CallerKind.FEDERATION, iam("saml-provider/idp"), ""),
    caller("anybody", CallerKind.ANONYMOUS, "", ""),
)
EVERYBODY = {one.id for one in PEOPLE}
IN_OWN = {"ann", "bo", "role", "session", "bare", "federated", "root"}
NAMES = Names(Callers(PEOPLE, {"c4n0n1c4l": OTHER, "unmet": "123456789012"}))
D, R, A = Naming.DIRECT, Naming.ROLE, Naming.ACCOUNT


def meant(element: object) -> dict[Naming, dict[str, str]]:
    """By which names an element means whom, and what must hold for it."""
    found = NAMES.meant(parse_principals(element))
    said = {naming: {one.id: answers.of(1 << at) for at, one in enumerate(PEOPLE)} for naming, answers in found.items()}
    told = {naming: {name: text(formula) for name, formula in row.items() if formula is not FALSE} for naming, row in said.items()}
    return {naming: row for naming, row in told.items() if row}


@pytest.mark.parametrize(
    ("element", "expected"),
    [
        ("*", {D: EVERYBODY}),
        ({"AWS": "*"}, {D: EVERYBODY}),
        ({"AWS": OWN}, {A: IN_OWN}),
        ({"AWS": iam("root")}, {A: IN_OWN}),  # the account, not its root user alone
        ({"AWS": "arn:aws-cn:iam::777788889999:root"}, {A: {"other"}}),
        ({"AWS": "999900001111"}, {A: {"account"}}),
        ({"AWS": "123456789012"}, {}),
        ({"AWS": ""}, {}),
        ({"AWS": iam("user/ann")}, {D: {"ann"}}),
        (iam("user/ann"), {D: {"ann"}}),
        ({"AWS": iam("user/bo")}, {}),  # a path belongs to the name
        ({"AWS": iam("user/Ann")}, {}),
        ({"AWS": "AIDA1"}, {D: {"ann"}}),
        ({"AWS": iam("user/*")}, {}),  # no wildcards inside a name
        ({"AWS": iam("role/team/etl")}, {R: {"role"}}),
        ({"AWS": "AROA1"}, {R: {"role"}}),
        ({"AWS": iam("role/etl")}, {}),
        ({"AWS": iam("role/job")}, {R: {"session"}}),
        ({"AWS": iam("role/some/path/job")}, {R: {"session"}}),  # what a session's ARN leaves out
        ({"AWS": iam("role/some/path/bare")}, {}),
        ({"AWS": iam("role/job", OTHER)}, {}),
        ({"AWS": sts("assumed-role/job/night")}, {D: {"session"}}),
        ({"AWS": sts("assumed-role/job/day")}, {}),
        ({"AWS": sts("assumed-role/bare/night")}, {}),
        ({"AWS": sts("assumed-role/job")}, {}),
        ({"AWS": sts("assumed-role/job/night", OTHER)}, {}),
        ({"AWS": sts("assumed-role/fed/fed")}, {}),
        ({"AWS": iam("user/fed")}, {R: {"federated"}}),
        ({"AWS": sts("federated-user/fed")}, {D: {"federated"}}),
        ({"AWS": sts("federated-user/job")}, {}),
        ({"AWS": [iam("user/ann"), OTHER]}, {D: {"ann"}, A: {"other"}}),
        ({"AWS": [iam("user/ann"), OWN]}, {D: {"ann"}, A: IN_OWN}),
        ({"Service": "lambda.amazonaws.com"}, {D: {"lambda"}}),
        ({"Service": iam("user/ann")}, {}),
        ({"AWS": "lambda.amazonaws.com"}, {}),
        ({"Service": "accounts.google.com"}, {}),
        ({"Federated": "accounts.google.com"}, {D: {"google"}}),
        ({"Federated": "cognito-identity.amazonaws.com"}, {D: {"cognito"}}),
        ({"Federated": iam("saml-provider/idp")}, {D: {"saml"}}),
        ({"AWS": iam("saml-provider/idp")}, {}),
        ({"Federated": iam("user/ann")}, {}),
        ({"CanonicalUser": "c4n0n1c4l"}, {A: {"other"}}),
        ({"CanonicalUser": "unmet"}, {}),
        ({"CanonicalUser": "unknown"}, {}),
        ({"Service": "lambda.amazonaws.com", "AWS": OTHER}, {D: {"lambda"}, A: {"other"}}),
    ],
)
def test_an_element_names_callers(element: object, expected: dict[Naming, set[str]]):
    assert meant(element) == {naming: dict.fromkeys(names, "") for naming, names in expected.items()}


def test_a_session_whose_name_is_not_known_may_be_the_one_that_is_named():
    assert meant({"AWS": sts("assumed-role/etl/night")}) == {D: {"role": "the session is named night"}}
    assert meant({"AWS": [sts("assumed-role/etl/night"), sts("assumed-role/etl/day")]}) == {
        D: {"role": "the session is named day or the session is named night"}
    }


def test_it_says_by_which_names_one_caller_is_meant():
    both = parse_principals({"AWS": [iam("user/ann"), OWN]})
    assert NAMES.naming(both, PEOPLE[0]) == {D, A}
    assert NAMES.naming(both, PEOPLE[1]) == {A}
    assert NAMES.naming(both, PEOPLE[7]) == set()


def spared(element: object, people: tuple[Caller, ...] = PEOPLE, **more: object) -> dict[str, str]:
    found = Names(Callers(people, **more)).spared(parse_principals(element))
    said = {one.id: found.of(1 << at) for at, one in enumerate(people)}
    return {name: "yes" if formula is TRUE else text(formula) for name, formula in said.items() if formula is not FALSE}


def test_a_deny_surely_spares_only_who_is_listed_with_all_its_names():
    unsure = f"NotPrincipal {iam('user/ann')} spares the caller"
    assert spared({"AWS": iam("user/ann")}) == {"ann": unsure}
    assert spared({"AWS": [iam("user/ann"), OWN]})["ann"] == "yes"
    assert spared({"AWS": [iam("user/ann"), iam("root")]})["ann"] == "yes"
    assert spared({"AWS": [iam("user/ann"), OTHER]})["ann"] != "yes"
    role = [iam("role/job"), OWN]
    assert spared({"AWS": role})["session"] == f"NotPrincipal {', '.join(role)} spares the caller"
    assert spared({"AWS": [*role, sts("assumed-role/job/night")]})["session"] == "yes"
    assert spared({"AWS": [*role, sts("assumed-role/job/day")]})["session"] != "yes"
    assert spared({"AWS": [OWN, sts("assumed-role/job/night")]})["session"] != "yes"
    assert spared({"AWS": [OWN, iam("role/team/etl"), sts("assumed-role/etl/night")]})["role"] != "yes"


def test_a_deny_spares_others_by_name_alone():
    assert spared({"Service": "lambda.amazonaws.com"}) == {"lambda": "yes"}
    assert spared({"AWS": "999900001111"}) == {"account": "yes"}
    assert spared("*") == dict.fromkeys(EVERYBODY, "yes")


def test_where_all_is_known_the_name_alone_spares():
    assert spared({"AWS": iam("user/ann")}, otherwise=MISSING) == {"ann": "yes"}


@pytest.mark.parametrize(
    ("name", "account"),
    [
        (OWN, OWN),
        (iam("root"), OWN),
        ("arn:aws-us-gov:iam::111122223333:root", OWN),
        (iam("user/root"), ""),
        ("11112222333", ""),
        ("1111222233334", ""),
        ("*", ""),
        ("arn:aws:sts::111122223333:root", ""),
    ],
)
def test_an_account_goes_by_its_number_or_its_root(name: str, account: str):
    assert account_of(name) == account


@pytest.mark.parametrize("element", [None, [], {}, 7, {"AWS": 7}, {"AWS": [7]}, {"aws": "*"}, {"AWS": {"a": "b"}}, ["*"]])
def test_what_is_no_principal_is_refused(element: object):
    with pytest.raises(ValueError, match="Principal"):
        parse_principals(element)


def test_names_are_kept_by_their_kind():
    found = parse_principals({"AWS": [OWN, "*"], "Service": "sns.amazonaws.com"})
    assert found == Principals((("AWS", OWN), ("AWS", "*"), ("Service", "sns.amazonaws.com")), everybody=True)
    assert (found.of("Service"), found.of("Federated")) == (("sns.amazonaws.com",), ())
