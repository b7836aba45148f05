from collections.abc import Mapping
from dataclasses import replace
from typing import Any

import pytest

from audit.model.facts import PUBLIC, Acl, Fact, Grant, Resource, Verdict
from policies.levels import CONTENT, EVERYTHING, Level
from providers.microsoft365.normalise.mailboxes import (
    Mailbox,
    audited,
    delegates,
    folder,
    mailbox,
    of_group,
    of_members,
    of_row,
    of_user,
    settings,
)
from providers.values import MALFORMED
from tests.unit.providers.microsoft365.normalise.mail import ADMIN_ROLE, AN, BO, SALES, TENANT, directory, number, recipients

READS = Level.FIND | Level.READ
CHANGES = READS | Level.CHANGE
BOX = Mailbox("p01@sample.example", AN.id, number(1), "UserMailbox", {})
EVERYBODY = f"microsoft://domain/{TENANT}"
ALWAYS = {
    Grant(AN.id, CONTENT, "owner"),
    Grant(ADMIN_ROLE, Level.MANAGE, "directory-role"),
    Grant("microsoft://applications/mailboxes", EVERYTHING, "application-permission"),
}


def _resource(facts: list[Fact]) -> Resource:
    (found,) = [fact for fact in facts if isinstance(fact, Resource)]
    return found


def _grants(row: Mapping[str, Any], *rules: Mapping[str, Any], besides: frozenset[Grant] = frozenset()) -> set[Grant]:
    box = replace(BOX, row=row)
    facts = list(mailbox(box, settings(box, rules, recipients()) | besides, recipients(), {}))
    (acl,) = [fact for fact in facts if isinstance(fact, Acl)]
    assert _resource(facts).acl == acl.id
    assert set(acl.grants) >= ALWAYS
    return set(acl.grants) - ALWAYS


def _right(who: str, *rights: str, **more: object) -> dict[str, object]:
    return {"Identity": "p01", "User": who, "AccessRights": list(rights), "Deny": False, "IsInherited": False} | more


def test_a_mailbox_is_its_owners():
    made = _resource(list(mailbox(BOX, frozenset(), recipients(), {})))
    assert (made.id, made.kind, made.name) == ("microsoft://mailbox/p01@sample.example", "mailbox", "p01@sample.example")
    assert made.attributes == (("mailbox_type", "UserMailbox"),)
    assert _grants({}) == set()


def test_what_lies_beside_a_mailbox_is_told():
    made = _resource(
        list(mailbox(replace(BOX, row={"ArchiveStatus": "Active", "LitigationHoldEnabled": True}), frozenset(), recipients(), {}))
    )
    assert dict(made.attributes) == {"mailbox_type": "UserMailbox", "archive": "true", "litigation_hold": "true"}


@pytest.mark.parametrize(
    ("told", "kind"), [("SharedMailbox", "shared-mailbox"), ("shared", "shared-mailbox"), ("RoomMailbox", "mailbox"), ("", "mailbox")]
)
def test_a_mailbox_may_be_shared(told: str, kind: str):
    assert _resource(list(mailbox(replace(BOX, type=told), frozenset(), recipients(), {}))).kind == kind


def test_a_mailbox_as_exchange_lists_it():
    row = {"PrimarySmtpAddress": "P01@sample.example", "ExternalDirectoryObjectId": number(1), "RecipientTypeDetails": "SharedMailbox"}
    assert of_row(row, directory()) == Mailbox("p01@sample.example", AN.id, number(1), "SharedMailbox", row)


def test_a_mailbox_whose_owner_was_not_listed():
    row = {"PrimarySmtpAddress": "p07@sample.example", "ExternalDirectoryObjectId": number(7)}
    assert of_row(row, directory()).owner == f"microsoft://user/{number(7)}"


def test_a_mailbox_without_an_address_is_an_error():
    with pytest.raises(ValueError, match="no address"):
        of_row({"Identity": "x"}, directory())


def test_a_users_mailbox():
    assert of_user(AN, "shared") == Mailbox("p01@sample.example", AN.id, number(1), "shared")


@pytest.mark.parametrize(
    ("rights", "levels"),
    [
        (["FullAccess"], CHANGES),
        (["FullAccess", "ReadPermission"], CHANGES),
        (["ChangePermission"], Level.MANAGE),
        (["ChangeOwner", "FullAccess"], CHANGES | Level.MANAGE),
    ],
)
def test_who_opens_a_mailbox(rights: list[str], levels: Level):
    assert delegates([_right("p02@sample.example", *rights)], recipients()) == {Grant(BO.id, levels, "full-access")}


@pytest.mark.parametrize("written", ["FullAccess, ReadPermission", "{FullAccess}", ["FullAccess"], ["FullAccess, DeleteItem"]])
def test_rights_are_written_in_several_ways(written: object):
    (found,) = delegates([_right("p02@sample.example", AccessRights=written)], recipients())
    assert found.levels == CHANGES


@pytest.mark.parametrize("rows", [[_right("NT AUTHORITY\\SELF", "FullAccess")], [_right("p02@sample.example", "ReadPermission")], []])
def test_rights_that_open_nothing(rows: list[dict[str, object]]):
    assert delegates(rows, recipients()) == frozenset()


def test_who_sends_in_a_name_reads_nothing():
    row = {
        "Identity": "p01",
        "Trustee": "p02@sample.example",
        "AccessRights": ["SendAs"],
        "AccessControlType": "Allow",
        "IsInherited": False,
    }
    assert delegates([row], recipients(), source="send-as") == {Grant(BO.id, Level.CHANGE, "send-as")}


@pytest.mark.parametrize("deny", [{"Deny": True}, {"Deny": "True"}, {"Deny": {"IsPresent": True}}, {"AccessControlType": "Deny"}])
def test_a_deny_takes_the_same_away(deny: dict[str, object]):
    rows = [_right("p02@sample.example", "FullAccess"), _right("Person Two", "FullAccess") | deny]
    assert delegates(rows, recipients()) == frozenset()


def test_a_deny_of_a_group_hides_nothing_of_others():
    rows = [_right("p02@sample.example", "FullAccess"), _right("Sales", "FullAccess", Deny=True)]
    assert {grant.principal for grant in delegates(rows, recipients())} == {BO.id}


def test_an_inherited_deny_gives_way():
    rows = [_right("p02@sample.example", "FullAccess"), _right("p02@sample.example", "FullAccess", Deny=True, IsInherited=True)]
    assert {grant.principal for grant in delegates(rows, recipients())} == {BO.id}


@pytest.mark.parametrize("inherited", [True, False])
def test_what_microsofts_own_servers_inherit_is_left_out(inherited: bool):
    rows = [_right("EURPR05A001\\Exchange Servers", "FullAccess", IsInherited=inherited)]
    expected = set() if inherited else {Grant("microsoft://service/exchange/exchange servers", CHANGES, "full-access")}
    assert delegates(rows, recipients()) == expected


def test_a_group_opens_a_mailbox():
    assert {grant.principal for grant in delegates([_right("Sales", "FullAccess")], recipients())} == {SALES.id}


def test_a_right_that_is_not_known_may_be_any():
    doubt = "what the right telepathy allows is not known"
    assert delegates([_right("p02@sample.example", "FullAccess", "Telepathy")], recipients()) == {
        Grant(BO.id, CHANGES, "full-access"),
        Grant(BO.id, CONTENT, "full-access", doubt, None, Verdict.UNKNOWN),
    }


def test_whom_a_right_is_for_may_not_be_known():
    (found,) = delegates([_right("Twin", "FullAccess")], recipients())
    assert (found.levels, found.verdict) == (CHANGES, Verdict.UNKNOWN)
    assert "several have that name" in found.condition


def test_a_right_that_tells_nothing_is_an_error():
    with pytest.raises(ValueError, match="no right"):
        delegates([_right("p02@sample.example")], recipients())


@pytest.mark.parametrize(
    ("right", "levels"),
    [
        ("Owner", CONTENT),
        ("PublishingEditor", CHANGES),
        ("Editor", CHANGES),
        ("Author", CHANGES),
        ("Reviewer", READS),
        ("Contributor", Level.CHANGE),
        ("AvailabilityOnly", Level.FIND),
        ("LimitedDetails", Level.FIND),
        ("FolderVisible", Level.FIND),
        ("EditOwnedItems", Level.CHANGE),
        ("FolderOwner", Level.FIND | Level.SHARE),
    ],
)
def test_who_sees_a_folder(right: str, levels: Level):
    assert folder([_right("p02@sample.example", right)], recipients()) == {Grant(BO.id, levels, "folder")}


@pytest.mark.parametrize("right", ["None", "FolderContact"])
def test_entries_of_a_folder_that_give_nothing(right: str):
    assert folder([_right("Default", right)], recipients()) == frozenset()


@pytest.mark.parametrize(
    ("user", "who"),
    [
        ("Default", EVERYBODY),
        ("Anonymous", PUBLIC),
        ({"DisplayName": "Standard", "UserType": {"Value": "Default"}}, EVERYBODY),
        ({"DisplayName": "Anonyme", "UserType": "Anonymous"}, PUBLIC),
        (
            {"DisplayName": "Twin", "UserType": {"Value": "Internal"}, "RecipientPrincipal": {"PrimarySmtpAddress": "p02@sample.example"}},
            BO.id,
        ),
        ({"DisplayName": "Person Two", "UserType": {"Value": "Internal"}}, BO.id),
        ({"DisplayName": "box@out.example", "UserType": {"Value": "External"}}, "microsoft://user/box@out.example"),
    ],
)
def test_whom_an_entry_of_a_folder_is_for(user: object, who: str):
    assert folder([_right("", "Reviewer", User=user)], recipients(), source="calendar") == {Grant(who, READS, "calendar")}


def test_who_sends_on_behalf_reads_nothing():
    assert _grants({"GrantSendOnBehalfTo": ["Person Two", "Sales"]}) == {
        Grant(BO.id, Level.CHANGE, "send-on-behalf"),
        Grant(SALES.id, Level.CHANGE, "send-on-behalf"),
    }


def test_where_mail_goes():
    rule = {"isEnabled": True, "actions": {"redirectTo": [{"emailAddress": {"address": "p02@sample.example"}}]}}
    assert _grants({"ForwardingAddress": "Sales"}, rule) == {Grant(SALES.id, READS, "forwarding"), Grant(BO.id, READS, "inbox-rule")}


def test_what_others_told_is_kept():
    besides = frozenset({Grant(BO.id, READS, "folder")})
    assert _grants({}, besides=besides) == besides


def test_a_malformed_setting_leaves_its_neighbours_alone():
    def keeping(made: Any, rows: Any) -> Any:
        for row in rows:
            try:
                yield made(row)
            except MALFORMED:
                continue

    box = replace(BOX, row={"GrantSendOnBehalfTo": [1], "ForwardingAddress": "Sales"})
    assert settings(box, [{"actions": 1}], recipients(), keeping) == {Grant(SALES.id, READS, "forwarding")}


@pytest.mark.parametrize(
    ("told", "kind", "own", "on"),
    [
        (False, "UserMailbox", False, "true"),
        ("False", "SharedMailbox", None, "true"),
        (True, "UserMailbox", True, "false"),
        (False, "RoomMailbox", True, "true"),
        (False, "RoomMailbox", False, "false"),
        (False, "RoomMailbox", None, ""),
        (None, "UserMailbox", True, ""),
    ],
)
def test_whether_what_is_done_is_logged(told: object, kind: str, own: object, on: str):
    found = audited(replace(BOX, type=kind, row={"AuditEnabled": own}), {"AuditDisabled": told})
    assert found == ({"measure:mailbox-auditing": on, "measure:access-logging": on} if on else {})


def test_measures_are_told():
    made = _resource(list(mailbox(BOX, frozenset(), recipients(), {"measure:no-auto-forward": "true"})))
    assert made.attribute("measure:no-auto-forward") == "true"


@pytest.mark.parametrize("public", [False, True])
def test_the_mailbox_of_a_group_is_its_members(public: bool):
    group = replace(SALES, public=public, unified=True)
    facts = list(of_members(of_group(group), group, frozenset(), recipients(), {}))
    (acl,) = [fact for fact in facts if isinstance(fact, Acl)]
    found = {(grant.principal, grant.levels) for grant in acl.grants if grant.source in ("group", "public-group")}
    assert found == {(SALES.id, CHANGES)} | ({(EVERYBODY, READS)} if public else set())
    assert (_resource(facts).id, _resource(facts).kind) == ("microsoft://mailbox/sales@sample.example", "shared-mailbox")
