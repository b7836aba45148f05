import pytest

from audit.model.facts import PUBLIC, Gap, Membership, MembershipKind, PrincipalKind, Verdict
from providers.google_workspace.normalise.groups import group, joining, labels, membership, principal
from providers.values import MALFORMED
from tests.unit.providers.google_workspace.tenant import ALL, AN, DIRECTORY, TEAM, memberships

DYNAMIC = "cloudidentity.googleapis.com/groups.dynamic"
EVERYBODY = "google://customer/C01abc"


def _in(row: dict[str, object], settings: dict[str, object] | None = None) -> list[object]:
    return list(membership(row, TEAM, settings or {}, DIRECTORY))


def test_a_group_with_its_marks_and_settings():
    row = {"id": "201", "email": "Team@shop.example", "name": "Team", "aliases": ["crew@shop.example"]}
    made = principal(row, {DYNAMIC: "", "other": ""}, {"whoCanJoin": "INVITED_CAN_JOIN", "allowExternalMembers": "false", "name": "x"})
    assert (made.id, made.kind, made.name) == ("google://group/team@shop.example", PrincipalKind.GROUP, "Team")
    assert dict(made.attributes) == {
        "directory_id": "201",
        "aliases": "crew@shop.example",
        "dynamic": "true",
        "setting:whoCanJoin": "INVITED_CAN_JOIN",
        "setting:allowExternalMembers": "false",
    }
    assert group(row).aliases == ("crew@shop.example",)


def test_labels_are_found_by_address():
    assert labels({"groupKey": {"id": "Team@Shop.example"}, "labels": {DYNAMIC: ""}}) == ("team@shop.example", {DYNAMIC: ""})
    assert labels({"groupKey": {"id": "team@shop.example"}}) == ("team@shop.example", {})
    with pytest.raises(MALFORMED):
        labels({"labels": {}})


@pytest.mark.parametrize(
    ("row", "member"),
    [
        ({"type": "USER", "email": "sales@shop.example"}, AN.id),
        ({"type": "USER", "id": "101"}, AN.id),
        ({"type": "USER", "email": "Ann@out.example"}, "google://user/ann@out.example"),
        ({"type": "USER", "id": "777"}, "google://user/777"),
        ({"type": "USER", "email": "etl@shop.iam.gserviceaccount.com"}, "google://service-account/etl@shop.iam.gserviceaccount.com"),
        ({"type": "GROUP", "email": "everyone@shop.example"}, ALL.id),
        ({"type": "CUSTOMER", "id": "C01abc"}, EVERYBODY),
        ({"type": "CUSTOMER"}, EVERYBODY),
        ({"type": "EXTERNAL", "email": "ann@out.example"}, "google://user/ann@out.example"),
        ({"type": "ROBOT", "email": "p01@shop.example"}, AN.id),
        ({"email": "p01@shop.example"}, AN.id),
    ],
)
def test_who_is_in_it(row: dict[str, object], member: str):
    (found,) = memberships(_in({"role": "MEMBER", "status": "ACTIVE", **row}))
    assert (found.member, found.container, found.kind, found.verdict) == (member, TEAM.id, MembershipKind.MEMBER, Verdict.YES)


@pytest.mark.parametrize("row", [{"type": "ROBOT"}, {}, {"type": "ROBOT", "role": "OWNER"}])
def test_a_stranger_of_an_unknown_type_may_be_many(row: dict[str, object]):
    found = memberships(_in({"email": "r2@out.example", **row}))
    assert {(one.member, one.verdict) for one in found} == {("google://user/r2@out.example", Verdict.UNKNOWN)}
    assert all(one.condition for one in found)


def test_an_unknown_role_may_be_that_of_a_manager():
    found = memberships(_in({"email": "p01@shop.example", "type": "USER", "role": "CURATOR"}))
    assert {(one.kind, one.verdict) for one in found} == {(MembershipKind.MEMBER, Verdict.YES), (MembershipKind.OWNER, Verdict.UNKNOWN)}


@pytest.mark.parametrize(
    ("row", "note"),
    [
        ({"type": "USER", "role": "MEMBER", "status": "ACTIVE"}, "in group team@shop.example"),
        ({"type": "ROBOT", "role": "MEMBER"}, "in group team@shop.example, as a member of type ROBOT"),
        ({}, "in group team@shop.example, as a member of type not told"),
        (
            {"type": "USER", "role": "CURATOR", "status": "SUSPENDED"},
            "in group team@shop.example, with the role CURATOR, with the status SUSPENDED",
        ),
    ],
)
def test_words_that_are_not_known_are_kept(row: dict[str, object], note: str):
    assert {one.because for one in memberships(_in({"email": "p01@shop.example", **row}))} == {note}


def test_the_evidence_is_the_row():
    (found,) = memberships(_in({"email": "p01@shop.example", "type": "USER", "role": "MEMBER", "etag": "x"}))
    assert found.evidence == '{"email":"p01@shop.example","role":"MEMBER","type":"USER"}'


@pytest.mark.parametrize(
    ("role", "settings", "manages"),
    [
        ("OWNER", {}, True),
        ("OWNER", {"whoCanModerateMembers": "NONE"}, True),
        ("MANAGER", {}, True),
        ("MANAGER", {"whoCanModerateMembers": "OWNERS_AND_MANAGERS"}, True),
        ("MANAGER", {"whoCanModerateMembers": "SOMETHING_NEW"}, True),
        ("MANAGER", {"whoCanModerateMembers": "OWNERS_ONLY"}, False),
        ("MEMBER", {}, False),
    ],
)
def test_who_manages_it_could_let_others_in(role: str, settings: dict[str, object], manages: bool):
    kinds = {found.kind for found in memberships(_in({"email": "p01@shop.example", "type": "USER", "role": role}, settings))}
    assert kinds == ({MembershipKind.MEMBER, MembershipKind.OWNER} if manages else {MembershipKind.MEMBER})


@pytest.mark.parametrize("row", [{"email": "list@out.example"}, {"id": "999"}])
def test_a_group_that_was_not_listed_hides_its_members(row: dict[str, object]):
    (gap,) = [fact for fact in _in({"type": "GROUP", "role": "MEMBER", **row}) if isinstance(fact, Gap)]
    assert gap.scope == f"google://group/{row.get('email') or row['id']}"
    assert [fact for fact in _in({"type": "GROUP", "email": "all@shop.example"}) if isinstance(fact, Gap)] == []


def test_a_member_without_a_name_is_an_error():
    with pytest.raises(MALFORMED):
        _in({"type": "USER"})


def _joins(settings: dict[str, object]) -> set[tuple[str, Verdict]]:
    found = list(joining(TEAM, settings, DIRECTORY))
    assert {(one.container, one.kind) for one in found} <= {(TEAM.id, MembershipKind.ESCALATE)}
    assert all(isinstance(one, Membership) and one.evidence for one in found)
    return {(one.member, one.verdict) for one in found}


@pytest.mark.parametrize(
    ("settings", "who"),
    [
        ({"whoCanJoin": "ANYONE_CAN_JOIN", "allowExternalMembers": "true"}, {(EVERYBODY, Verdict.YES), (PUBLIC, Verdict.YES)}),
        ({"whoCanJoin": "ANYONE_CAN_JOIN", "allowExternalMembers": "false"}, {(EVERYBODY, Verdict.YES)}),
        ({"whoCanJoin": "ANYONE_CAN_JOIN"}, {(EVERYBODY, Verdict.YES), (PUBLIC, Verdict.UNKNOWN)}),
        ({"whoCanJoin": "ALL_IN_DOMAIN_CAN_JOIN", "allowExternalMembers": "true"}, {(EVERYBODY, Verdict.YES)}),
        ({"whoCanJoin": "INVITED_CAN_JOIN"}, set()),
        ({"whoCanJoin": "CAN_REQUEST_TO_JOIN"}, set()),
        ({"whoCanJoin": "NEIGHBOURS_CAN_JOIN"}, {(EVERYBODY, Verdict.UNKNOWN), (PUBLIC, Verdict.UNKNOWN)}),
        ({"whoCanJoin": "NEIGHBOURS_CAN_JOIN", "allowExternalMembers": "false"}, {(EVERYBODY, Verdict.UNKNOWN)}),
        ({}, set()),
    ],
)
def test_who_could_join(settings: dict[str, object], who: set[tuple[str, Verdict]]):
    assert _joins(settings) == who
