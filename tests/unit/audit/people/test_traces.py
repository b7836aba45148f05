"""What a run says of some accounts. That it is what looking at everything finds is held by tests/properties/test_people.py."""

from dataclasses import replace
from datetime import date

import pytest

from audit.model.facts import (
    Acl,
    Attachment,
    Fact,
    Grant,
    Membership,
    MembershipKind,
    Principal,
    PrincipalKind,
    Resource,
    acl_id,
    document,
    pairs,
)
from audit.model.residual import UNLISTED, Traces
from audit.people.traces import gather, names_of
from audit.runs.memory import MemoryFacts
from policies.levels import CONTENT, Level

TODAY = date(2026, 11, 23)
ME, OTHER, LINK = "google://user/an@x.example", "google://user/bo@x.example", "google://link/anyone"
AN = Principal(ME, "google_workspace", PrincipalKind.ACCOUNT, "An", "an@x.example", attributes=pairs({"aliases": "a@x.example"}))
READ = Level.FIND | Level.READ
OWNER = Grant(ME, CONTENT, "drive role owner")
SEES = Grant(LINK, READ, "drive role reader")


def acl(*grants: Grant) -> Acl:
    return Acl(acl_id(frozenset(grants)), tuple(sorted(grants, key=repr)))


def thing(name: str, kind: str, held: Acl, parent: str = "", **more: object) -> Resource:
    return Resource(name, "google_workspace", kind, name, parent, held.id, **more)  # type: ignore[arg-type]  # fields of a resource


def traces(*facts: Fact, accounts: tuple[str, ...] = (ME,)) -> Traces:
    return gather(MemoryFacts((AN, *facts)), accounts, TODAY).of(accounts)


def told(found: Traces) -> dict[str, set[str]]:
    """Each holding by what carries it first: how many, for whom, and whether it lies in something that is told."""
    return {
        name: {
            f"{one.carried.count} {one.carried.kind} {one.carried.resource} {one.grant.principal.rpartition('/')[2]}{' inside' * one.inside}"
            for one in getattr(found, name)
        }
        for name in ("own", "given", "shared")
        if getattr(found, name)
    }


MINE, GIVEN = acl(OWNER, SEES), acl(Grant(OTHER, CONTENT, "drive role owner"), Grant(ME, READ, "drive role reader"))


def test_what_is_owned_what_was_given_and_what_others_have():
    found = traces(MINE, GIVEN, thing("drive://1", "file", MINE), thing("drive://2", "file", MINE), thing("drive://3", "file", GIVEN))
    assert told(found) == {
        "own": {"2 file drive://1 an@x.example"},
        "given": {"1 file drive://3 an@x.example"},
        "shared": {"2 file drive://1 anyone"},
    }


def test_what_lies_in_what_is_shared_alike_is_inside():
    facts = (thing("drive://f", "folder", GIVEN), thing("drive://1", "file", GIVEN, "drive://f"), thing("drive://2", "file", GIVEN))
    assert told(traces(GIVEN, *facts))["given"] == {
        "1 file drive://2 an@x.example",
        "1 file drive://1 an@x.example inside",
        "1 folder drive://f an@x.example",
    }


def test_a_grant_of_another_source_on_what_it_lies_in_is_no_reason():
    inner = acl(Grant(OTHER, CONTENT, "drive role owner"), Grant(ME, CONTENT, "drive role writer"))
    found = told(traces(GIVEN, inner, thing("drive://f", "folder", GIVEN), thing("drive://1", "file", inner, "drive://f")))
    assert found["given"] == {"1 file drive://1 an@x.example", "1 folder drive://f an@x.example"}


CALENDAR = acl(Grant(ME, CONTENT, "calendar"))


@pytest.mark.parametrize(
    ("name", "more", "expected"),
    [
        ("google://calendar/an@x.example", {}, "own"),
        ("google://calendar/a@x.example", {}, "own"),
        ("google://calendar/team", {"attributes": pairs({"data_owner": ME})}, "own"),
        ("drive://root", {"attributes": pairs({"owner": "an@x.example"})}, "own"),
        ("google://calendar/team", {}, "given"),
        ("google://calendar/an@x.example.example", {}, "given"),
        ("google://calendar/team", {"attributes": pairs({"send_as": "an@x.example"})}, "given"),
    ],
)
def test_a_thing_is_the_accounts_own_if_it_is_called_as_it_is(name: str, more: dict[str, object], expected: str):
    assert list(told(traces(CALENDAR, thing(name, "calendar", CALENDAR, **more)))) == [expected]


def test_two_things_with_one_acl_may_be_of_two():
    one, team = thing("google://calendar/an@x.example", "calendar", CALENDAR), thing("google://calendar/a-team", "calendar", CALENDAR)
    assert told(traces(CALENDAR, one, team)) == {
        "own": {"1 calendar google://calendar/an@x.example an@x.example"},
        "given": {"1 calendar google://calendar/a-team an@x.example"},
    }


def test_who_only_reads_what_is_called_as_they_are_does_not_own_it():
    reads = acl(Grant(ME, READ, "calendar"))
    assert list(told(traces(reads, thing("google://calendar/an@x.example", "calendar", reads)))) == ["given"]


def test_what_lies_in_ones_own_and_is_owned_alike_is_ones_own_however_deep():
    role = Grant(ME, CONTENT, "sharepoint role owner")
    root, inner, deep = acl(role), acl(role, SEES), acl(role, Grant(OTHER, READ, "x"))
    facts = (
        thing("sharepoint://d", "onedrive", root, attributes=pairs({"owner": ME})),
        thing("sharepoint://d/1", "folder", inner, "sharepoint://d"),
        thing("sharepoint://d/2", "file", deep, "sharepoint://d/1"),
        thing("sharepoint://e/3", "file", deep, "sharepoint://e"),
    )
    found = told(traces(root, inner, deep, *facts))
    assert found["own"] == {
        "1 onedrive sharepoint://d an@x.example",
        "1 folder sharepoint://d/1 an@x.example inside",
        "1 file sharepoint://d/2 an@x.example inside",
    }
    assert found["given"] == {"1 file sharepoint://e/3 an@x.example"}
    assert "1 folder sharepoint://d/1 anyone" in found["shared"]


def test_what_another_account_of_theirs_owns_was_not_given_to_this_one():
    other = replace(AN, id=OTHER, email="bo@x.example", attributes=())
    assert list(told(traces(other, GIVEN, thing("drive://1", "file", GIVEN), accounts=(ME, OTHER)))) == ["own"]
    assert list(told(traces(other, GIVEN, thing("drive://1", "file", GIVEN)))) == ["given"]


def test_alike_things_are_counted_and_the_first_of_them_is_named():
    facts = [
        thing(f"drive://{number}", "file", GIVEN, attributes=pairs({"owner": owner}))
        for number, owner in ((1, ""), (2, "bo@x.example"), (3, ""))
    ]
    other = replace(AN, id=OTHER, email="bo@x.example", attributes=())
    found = gather(MemoryFacts((AN, other, GIVEN, *facts)), (ME, OTHER), TODAY).of((ME,))
    assert told(found)["given"] == {"3 file drive://1 an@x.example"}


@pytest.mark.parametrize(("until", "there"), [(None, True), (TODAY, True), (date(2026, 11, 22), False)])
def test_what_has_ended_is_not_told(until: date | None, there: bool):
    steps = Membership(ME, "google://group/g@x.example", MembershipKind.MEMBER, until=until)
    ended = acl(Grant(ME, READ, "drive role reader", until=until))
    app = Membership("google://app/1", ME, MembershipKind.DELEGATE, until=until)
    found = traces(steps, app, ended, thing("drive://1", "file", ended))
    assert (bool(found.steps), bool(found.let_in), bool(found.given)) == (there, there, there)


def test_whoever_may_act_as_an_account_is_told_and_who_is_in_it_is_not():
    kinds = {kind: Membership(f"google://app/{kind}", ME, kind) for kind in MembershipKind}
    assert {step.kind for step in traces(*kinds.values()).let_in} == {
        MembershipKind.DELEGATE,
        MembershipKind.IMPERSONATE,
        MembershipKind.ESCALATE,
    }


@pytest.mark.parametrize(
    ("body", "found"),
    [
        ('{"members": ["user:an@x.example"]}', True),
        ('{"entity": "user-an@x.example"}', True),
        ('{"members": ["user:A@X.example"]}', True),
        ('{"members": ["deleted:user:an@x.example?uid=1"]}', True),
        ('{"members": ["user:jan@x.example", "an@x.example.org"]}', False),
        ("{}", False),
    ],
)
def test_documents_name_an_account_by_any_of_its_addresses(body: str, found: bool):
    said = document("allow-policy", body)
    named = traces(said, Attachment("gs://b", said.id, "allow-policy")).named
    assert [(name, held.holder) for name, held, _ in named] == ([(ME, "gs://b")] if found else [])


def test_a_document_that_holds_for_an_account_is_its_own():
    said = document("identity", '{"arn": "an@x.example"}')
    found = traces(said, Attachment(ME, said.id, "identity", "Policy"))
    assert ([held.name for held, _ in found.held], found.named) == (["Policy"], ())


def test_guests_are_those_for_whom_an_account_answers():
    guest = Principal("microsoft://user/1", "microsoft365", PrincipalKind.ACCOUNT, "G", attributes=pairs({"sponsors": f"{OTHER} {ME}"}))
    gone = replace(guest, id="microsoft://user/2", status="deleted")
    assert [(name, one.id) for name, one in traces(guest, gone).guests] == [(ME, "microsoft://user/1")]


def test_an_account_that_no_list_has_is_told_as_such():
    found = traces(GIVEN, thing("drive://1", "file", GIVEN), accounts=(OTHER,))
    assert [(one.id, one.status, one.email) for one in found.accounts] == [(OTHER, UNLISTED, "bo@x.example")]
    assert list(told(found)) == ["own", "shared"]


def test_names_are_the_id_and_every_address():
    assert names_of(AN) == {ME, "an@x.example", "a@x.example"}
    assert names_of(replace(AN, email="", attributes=pairs({"user_principal_name": "AN@y.example"}))) == {ME, "an@y.example"}
