"""Whose account is this? Cases in tests/scenarios/resolve/identities.yaml; who may begin a path by hand."""

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
import yaml

from audit.model.facts import Membership, MembershipKind, Principal, PrincipalKind, pairs
from audit.model.reach import Subject, SubjectKind
from audit.resolve.identities import dormant, identify
from policies.language import AccountName, Emergency, Organisation, Party, Person, Policy, Service

from .worlds import AT, OWN, TODAY, person, policy, role, step, user

SCENARIOS = yaml.safe_load((Path(__file__).parents[3] / "scenarios/resolve/identities.yaml").read_text())


def _entries(kind: type, entries: dict[str, Any]) -> Iterator[Any]:
    """The policy's entries of one kind, written short in the scenario."""
    for name, fields in entries.items():
        accounts = tuple(AccountName(system, account, AT) for system, account in fields.get("accounts", {}).items())
        others = {key: tuple(value) if isinstance(value, list) else value for key, value in fields.items() if key != "accounts"}
        yield kind(name, AT, accounts=accounts, **others)


def _policy(told: dict[str, Any]) -> Policy:
    kinds = {"people": Person, "services": Service, "emergency": Emergency, "processors": Party, "recipients": Party}
    parts = {key: tuple(_entries(kind, told[key])) for key, kind in kinds.items()}
    return Policy("digest", ".", organisation=Organisation("shop", "Shop", AT, domains=tuple(told["domains"])), **parts)


def _principal(case: dict[str, Any]) -> Principal:
    kind = PrincipalKind(case.get("kind", "account"))
    name = case.get("name", case["id"].rpartition("/")[2])
    attributes = pairs(case.get("attributes", {}))
    return Principal(case["id"], case.get("provider", "aws"), kind, name, case.get("email", ""), attributes=attributes)


ACCOUNTS = tuple(
    Principal(account, "aws", PrincipalKind.DOMAIN, account, attributes=pairs({"in_organisation": str(own).lower()}))
    for account, own in SCENARIOS["accounts"].items()
)
READ = (user("somebody"), Principal("google://user/somebody", "google", PrincipalKind.ACCOUNT, "somebody"))


@pytest.mark.parametrize("case", SCENARIOS["cases"], ids=lambda case: f"{case['id']} is {case['is']}")
def test_every_principal_is_somebody(case: dict[str, Any]):
    facts = (*ACCOUNTS, *READ) if case.get("unread") else (*ACCOUNTS, *READ, _principal(case))
    identities = identify(_policy(SCENARIOS["policy"]), facts, (), TODAY)
    assert str(identities.subject(case["id"])) == case["is"]
    assert case.get("why", "") in identities.why(case["id"])


def test_a_person_has_all_accounts_that_join():
    identities = identify(policy(person("p20", "p20")), (user("p20"), user("dev/p20"), user("p2")), (), TODAY)
    assert identities.accounts(Subject(SubjectKind.PERSON, "p20")) == (f"{OWN}/iam/user/dev/p20", f"{OWN}/iam/user/p20")


def test_an_account_given_to_several_is_told_with_all_of_them():
    (found,) = identify(policy(person("p1", "ops"), person("p2", "ops")), (user("ops"), user("p1")), (), TODAY).ambiguous
    assert (found.principal, [subject.id for subject in found.subjects]) == (f"{OWN}/iam/user/ops", ["p1", "p2"])


def test_the_join_has_the_place_in_the_policy():
    identities = identify(policy(person("p20", "p20")), (user("p20"),), (), TODAY)
    assert identities.join(f"{OWN}/iam/user/p20").place == AT


def test_without_one_host_a_service_of_the_platform_is_outside():
    hosts = (Party("aws", AT, hosting=True), Party("cloud", AT, hosting=True, accounts=(AccountName("aws", "111122223333", AT),)))
    platform = "aws://service/lambda.amazonaws.com"
    for processors in ((), hosts):
        subject = identify(policy(processors=processors), (user("p20"),), (), TODAY).subject(platform)
        assert subject == Subject(SubjectKind.OUTSIDE, platform)


P20, ETL, CRON = user("p20"), role("etl"), role("cron")
TAKEN = {
    "nobody": ((), True),
    "a person": ((step(P20.id, ETL.id, MembershipKind.ASSUME),), False),
    "a person and the platform": (
        (step(P20.id, ETL.id, MembershipKind.ASSUME), step("aws://service/glue.amazonaws.com", ETL.id, MembershipKind.ASSUME)),
        True,
    ),
    "an undeclared role": ((step(CRON.id, ETL.id, MembershipKind.ASSUME),), True),
    "a role that the policy names": ((step(role("named").id, ETL.id, MembershipKind.ASSUME),), False),
    "two roles in a ring": ((step(CRON.id, ETL.id, MembershipKind.ASSUME), step(ETL.id, CRON.id, MembershipKind.ASSUME)), True),
    "somebody who could make himself able to": ((step(P20.id, ETL.id, MembershipKind.ESCALATE),), True),
}


@pytest.mark.parametrize(("memberships", "alone"), TAKEN.values(), ids=TAKEN)
def test_a_role_stands_for_itself_when_no_other_entry_speaks_for_it(memberships: tuple[Membership, ...], alone: bool):
    named = Service("named", AT, accounts=(AccountName("aws", "role/named", AT),))
    known = policy(person("p20", "p20"), services=(named,))
    assert identify(known, (P20, ETL, CRON, role("named")), memberships, TODAY).enters(ETL.id) == alone


def test_an_account_that_does_not_say_whose_it_is_is_ours_when_its_principals_were_read():
    silent = tuple(Principal(account, "aws", PrincipalKind.DOMAIN, account) for account in (OWN, "aws://999900001111"))
    identities = identify(policy(person("p20", "p20")), (*silent, user("p20")), (), TODAY)
    assert str(identities.subject(f"{OWN}/iam/user/p20")) == "person:p20"
    assert str(identities.subject("aws://999900001111/iam/role/x")) == "outside:aws://999900001111"


def test_a_declared_role_enters_whoever_takes_it_on():
    service = Service("etl", AT, accounts=(AccountName("aws", "role/etl", AT),))
    taken = (step(P20.id, ETL.id, MembershipKind.ASSUME),)
    assert identify(policy(services=(service,)), (P20, ETL), taken, TODAY).enters(ETL.id)


def test_a_group_enters_only_when_it_is_another_organisations():
    own, other = (
        Principal(f"google://group/{name}", "google", PrincipalKind.GROUP, name, name) for name in ("a@shop.example", "a@x.example")
    )
    shop = policy(organisation=Organisation("shop", "Shop", AT, domains=("shop.example",)))
    identities = identify(shop, (own, other), (), TODAY)
    assert (identities.enters(own.id), identities.enters(other.id)) == (False, True)


@pytest.mark.parametrize(
    ("principal", "asleep"),
    [
        (user("a"), False),
        (user("a", console="false", active_keys="0"), True),
        (user("a", console="false", active_keys="1"), False),
        (user("a", active_keys="0"), False),
        (Principal("m://user/1", "m", PrincipalKind.ACCOUNT, "a", status="disabled"), True),
    ],
)
def test_an_account_is_dormant_when_nobody_can_sign_in_with_it(principal: Principal, asleep: bool):
    assert dormant(principal) == asleep
