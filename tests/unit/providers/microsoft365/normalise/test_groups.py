"""Groups, their members and owners → facts."""

from dataclasses import replace
from datetime import date

import pytest

from audit.model.facts import MembershipKind, Principal, Verdict
from providers.microsoft365 import kinds
from providers.microsoft365.directory import Group
from providers.microsoft365.normalise import groups

NUMBER, MEMBER = "00000000-0000-4000-8000-000000000011", "00000000-0000-4000-8000-000000000001"
HR = Group(f"microsoft://group/{NUMBER}", "hr@sample.example", NUMBER, "hr")
USER = f"microsoft://user/{MEMBER}"


def test_a_group_with_all_that_is_known_of_it() -> None:
    row = {
        "id": NUMBER,
        "displayName": "hr",
        "mail": "HR@sample.example",
        "groupTypes": ["Unified", "DynamicMembership"],
        "membershipRule": 'user.department -eq "hr"',
        "isAssignableToRole": True,
        "securityEnabled": False,
        "visibility": "HiddenMembership",
        "proxyAddresses": ["SMTP:hr@sample.example", "smtp:people@sample.example"],
        "onPremisesSyncEnabled": True,
    }
    found = groups.principal(row)
    assert dict(found.attributes) == {
        kinds.DIRECTORY_ID: NUMBER,
        kinds.ALIASES: "people@sample.example",
        kinds.DYNAMIC: "true",
        kinds.RULE: 'user.department -eq "hr"',
        kinds.ROLE_ASSIGNABLE: "true",
        kinds.UNIFIED: "true",
        kinds.SYNCED: "true",
        kinds.VISIBILITY: "hiddenmembership",
    }
    known = groups.group(found)
    assert known.hidden
    assert (known.name, known.address, known.dynamic, known.unified, known.role_assignable, known.synced) == (
        "hr",
        "hr@sample.example",
        *(True,) * 4,
    )
    assert groups.is_group(found)


def test_a_public_group_is_open() -> None:
    assert groups.group(groups.principal({"id": NUMBER, "visibility": "Public"})).public


def test_a_group_that_another_surface_named_is_none_of_the_directory() -> None:
    assert not groups.is_group(Principal("microsoft://site-group/1/3", kinds.PROVIDER, "group", "Members"))


@pytest.mark.parametrize(
    ("entry", "kind", "expected"),
    [
        ({"@odata.type": "#microsoft.graph.user", "id": MEMBER}, MembershipKind.MEMBER, ((MembershipKind.MEMBER, USER), True)),
        (
            {"@odata.type": "#microsoft.graph.group", "id": NUMBER, "@removed": {"reason": "deleted"}},
            MembershipKind.MEMBER,
            ((MembershipKind.MEMBER, f"microsoft://group/{NUMBER}"), False),
        ),
        (
            {"@odata.type": "#microsoft.graph.servicePrincipal", "id": MEMBER},
            MembershipKind.OWNER,
            ((MembershipKind.OWNER, f"microsoft://service-principal/{MEMBER}"), True),
        ),
        ({"@odata.type": "#microsoft.graph.orgContact", "id": MEMBER}, MembershipKind.MEMBER, None),
    ],
)
def test_who_came_and_who_left(entry: dict[str, object], kind: MembershipKind, expected: object) -> None:
    assert groups.change(entry, kind) == expected


@pytest.mark.parametrize("entry", [7, {}, {"id": "x"}, {"id": MEMBER, "@odata.type": 7}])
def test_a_member_of_another_form_is_refused(entry: object) -> None:
    with pytest.raises((AttributeError, LookupError, TypeError, ValueError)):
        groups.change(entry, MembershipKind.MEMBER)


def test_a_member_until_a_day() -> None:
    until = date(2026, 12, 1)
    (one,) = groups.memberships(HR, [(MembershipKind.MEMBER, USER)], {(MembershipKind.MEMBER, USER): until})
    assert (one.until, one.because, one.verdict) == (until, "in group hr", Verdict.YES)


def test_an_owner_is_no_member() -> None:
    (one,) = groups.memberships(HR, [(MembershipKind.OWNER, USER)], {(MembershipKind.MEMBER, USER): date(2026, 12, 1)})
    assert (one.kind, one.until, one.because) == (MembershipKind.OWNER, None, "owner of group hr")


def test_a_member_of_a_type_that_is_not_known_is_kept_with_a_doubt() -> None:
    told = groups.change({"@odata.type": "#microsoft.graph.robot", "id": MEMBER}, MembershipKind.MEMBER)
    assert told
    (one,) = groups.memberships(HR, [told[0]], {})
    assert one.member == f"microsoft://principal/{MEMBER}"
    assert one.verdict is Verdict.UNKNOWN


def test_gaps_name_the_group() -> None:
    assert (groups.hidden(HR).scope, groups.hidden(HR).missing_permission) == (HR.id, "Member.Read.Hidden")
    assert groups.unlisted(HR.id, "GroupMember.Read.All").missing_permission == "GroupMember.Read.All"


@pytest.mark.parametrize(("public", "unified", "joins"), [(True, True, 1), (True, False, 0), (False, True, 0)])
def test_everybody_of_the_tenant_may_join_a_public_group_of_microsoft_365(public: bool, unified: bool, joins: int) -> None:
    found = list(groups.joining(replace(HR, public=public, unified=unified), "t"))
    assert [(one.member, one.container, one.kind) for one in found] == [("microsoft://domain/t", HR.id, MembershipKind.ESCALATE)] * joins
