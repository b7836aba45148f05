"""Whose accounts are whose, which may be, and what can't be told of them."""

from dataclasses import replace

import pytest

from audit.model.facts import CoverageStatus, Fact, Membership, MembershipKind, Principal, PrincipalKind
from audit.model.residual import Look
from audit.people.accounts import Accounts, Joined, Sight, accounts_of
from tests.unit.audit.people.worlds import READ, aws, google, held, person, policy, read, user
from tests.unit.audit.resolve.worlds import OWN

ROLE = Principal(f"{OWN}/iam/role/p24", "aws", PrincipalKind.ROLE, "p24")
KEYS = Principal(f"{OWN}/iam/user/p24", "aws", PrincipalKind.SERVICE, "p24")
P24 = "p24: {email: p24@shop.example, aliases: [an@shop.example], accounts: {aws: dev-24}}"
P25 = "p25: {email: p25@shop.example, accounts: {aws: dev-24}}"


def told(found: Accounts) -> dict[str, list[str]]:
    return {
        kind: [f"{each.name} {each.provider} {each.status}" for each in getattr(found, kind)] for kind in ("joined", "shared", "doubtful")
    }


@pytest.mark.parametrize(
    ("people", "facts", "expected"),
    [
        pytest.param([P24], [], {}, id="nobody has an account"),
        pytest.param([P24], [user("dev-24")], {"joined": ["dev-24 aws active"]}, id="by what the policy says"),
        pytest.param(
            [P24],
            [google("p24@shop.example"), user("x", email="p24@shop.example")],
            {"joined": ["p24@shop.example aws active", "p24@shop.example google_workspace active"]},
            id="by one address at two providers",
        ),
        pytest.param(
            [P24],
            [google("an@shop.example", "disabled"), google("p24@shop.example", "deleted")],
            {"joined": ["an@shop.example google_workspace disabled", "p24@shop.example google_workspace deleted"]},
            id="off or deleted, by an alias too",
        ),
        pytest.param(
            [P24, P25],
            [user("dev-24")],
            {"shared": ["dev-24 aws active"]},
            id="one that the policy gives to two is shared",
        ),
        pytest.param([P24], [user("dev-24", shared="true")], {"shared": ["dev-24 aws active"]}, id="one that is marked as shared"),
        pytest.param([P24], [KEYS], {"doubtful": ["p24 aws active"]}, id="a user with keys alone that is called as they are"),
        pytest.param([P24], [google("an@elsewhere.example", "active")], {}, id="an outsider of the same name is somebody else"),
        pytest.param([P24], [user("an")], {"doubtful": ["an aws active"]}, id="a user called as an alias is"),
        pytest.param([P24], [user("P24", "deleted"), ROLE], {}, id="neither a deleted account nor a role"),
        pytest.param(
            [P24],
            [Membership("google://user/p24@shop.example", "google://group/g@shop.example", MembershipKind.MEMBER)],
            {"joined": ["p24@shop.example google unlisted"]},
            id="one that is in a group and on no list",
        ),
    ],
)
def test_accounts_are_joined_or_told_as_perhaps_theirs(people: list[str], facts: list[Fact], expected: dict[str, list[str]]):
    said = policy("\n".join(people))
    assert told(accounts_of(held(said, *facts), said.people)["p24"]) == {"joined": [], "shared": [], "doubtful": []} | expected


def test_one_that_is_granted_something_and_on_no_list_is_joined():
    said = policy("p24: {accounts: {aws: guest-24}}")
    name = f"{OWN}/iam/user/guest-24"
    found = accounts_of(held(said, providers=(aws((name, READ)),)), said.people)["p24"]
    assert told(found)["joined"] == ["guest-24 aws unlisted"]
    assert found.ids == (name,)


def test_many_at_once_are_as_one_by_one():
    said = policy(f"{P24}\n{P25}\np26: {{email: p26@shop.example}}")
    whole = held(said, user("dev-24"), user("p26"), google("p24@shop.example"), google("p26@shop.example"))
    assert accounts_of(whole, said.people) == {each.id: accounts_of(whole, (each,))[each.id] for each in said.people}


def joined(status: str, provider: str = "aws") -> Joined:
    return Joined("id", "name", provider, status, "why")


@pytest.mark.parametrize(
    ("accounts", "systems", "on"),
    [
        (Accounts(), set(), False),
        (Accounts((joined("deleted"),)), set(), False),
        (Accounts((joined("disabled"),)), {"aws"}, False),
        (Accounts((joined("active"),), (joined("disabled", "gcp"),)), {"aws", "google"}, True),
        (Accounts(doubtful=(joined("unlisted", "azure"),)), {"microsoft"}, True),
    ],
)
def test_where_there_is_an_account_and_whether_one_is_on(accounts: Accounts, systems: set[str], on: bool):
    assert (accounts.systems, accounts.on) == (systems, on)


WHO = Look("who there is", "the console", "users", who=True)
KEY = Look("keys", "the console", "keys")
HAND = Look("sessions", "the console")
THERE, GONE, NOBODY = [user("dev-24")], [user("dev-24", "deleted")], []


@pytest.mark.parametrize(
    ("facts", "surfaces", "expected"),
    [
        pytest.param(THERE, {"users": "complete", "keys": "complete"}, [" unsupported"], id="all is read but what nothing reads"),
        pytest.param(THERE, {"users": "complete"}, [" unsupported", "keys unsupported"], id="one was not asked for"),
        pytest.param(THERE, {"users": "complete", "keys": "denied"}, [" unsupported", "keys denied"], id="one was denied"),
        pytest.param(THERE, {"users": "partial", "keys": "complete"}, [" unsupported", "users partial"], id="not all users"),
        pytest.param(GONE, {"users": "complete"}, [], id="nothing of an account that was deleted"),
        pytest.param(GONE, {}, ["users unsupported"], id="but there may be another"),
        pytest.param(NOBODY, {"users": "complete"}, [], id="whoever has no account has nothing"),
        pytest.param(NOBODY, {"users": "partial"}, ["users partial"], id="if all accounts were listed"),
    ],
)
def test_what_was_not_read_is_told_where_there_is_an_account(facts: list[Fact], surfaces: dict[str, str], expected: list[str]):
    said = policy(P24)
    covered = [each for name, status in surfaces.items() for each in read(name, status=CoverageStatus(status))]
    found = held(said, *facts, *covered, providers=(aws(looks=(WHO, KEY, HAND)),))
    accounts = accounts_of(found, said.people)["p24"]
    unseen = Sight.of(found).unseen(person(said, "p24"), accounts)
    assert [f"{each.surface} {each.status}" for each in unseen] == expected


def test_the_worst_of_several_scopes_counts():
    said = policy(P24)
    covered = [*read("keys"), *(replace(each, scope="aws://other") for each in read("keys", status=CoverageStatus.DENIED))]
    found = held(said, *THERE, *covered, providers=(aws(looks=(KEY,)),))
    (unseen,) = Sight.of(found).unseen(person(said, "p24"), accounts_of(found, said.people)["p24"])
    assert unseen.status is CoverageStatus.DENIED


def test_a_provider_of_the_same_system_counts_too():
    said = policy(P24)
    gcp = aws(looks=(KEY,), name="gcp", system="google")
    found = held(said, google("p24@shop.example"), providers=(aws(), gcp))
    assert [each.provider for each in Sight.of(found).unseen(person(said, "p24"), accounts_of(found, said.people)["p24"])] == ["gcp"]


@pytest.mark.parametrize(("left_out", "told"), [(frozenset(), ["wiki accounts"]), (frozenset({"wiki"}), [])])
def test_an_account_where_nobody_looks_is_told_unless_the_command_leaves_it_out(left_out: frozenset[str], told: list[str]):
    said = policy("p24: {email: p24@shop.example, accounts: {wiki: p24, aws: p24}}")
    found = held(said, left_out=left_out)
    unseen = Sight.of(found).unseen(person(said, "p24"), accounts_of(found, said.people)["p24"])
    assert [f"{each.provider} {each.surface}" for each in unseen] == told


def test_a_grant_to_an_unlisted_account_in_an_acl_of_the_run_counts():
    said = policy("p24: {email: p24@private.example}")
    found = held(said, providers=(aws(("google://user/p24@private.example", READ)),))
    assert [each.status for each in accounts_of(found, said.people)["p24"].joined] == ["unlisted"]
