"""Permissions as grants."""

from datetime import date
from typing import Any

import msgspec
import pytest

from audit.model.facts import Grant, Verdict
from policies.levels import CONTENT, Level
from providers.microsoft365.directory import Directory, Group, ServicePrincipal, User
from providers.microsoft365.files.answers import Permission
from providers.microsoft365.files.grants import grants, until
from providers.microsoft_api import names
from tests.unit.providers.microsoft365.files.worlds import number

TENANT, P02, G01, APP, CLIENT, SITE = number(9, 1), number(1, 2), number(2, 1), number(4, 1), number(5, 1), number(3, 1)
READS, WRITES = Level.FIND | Level.READ, Level.FIND | Level.READ | Level.CHANGE
DIRECTORY = Directory.of(
    TENANT,
    [],
    [User(names.user(P02).id, "p02@sample.example", P02, "p02@sample.example")],
    [Group(names.group(G01).id, "", G01)],
    [ServicePrincipal(names.service_principal(APP).id, CLIENT, APP)],
)
USER = {"user": {"id": P02, "displayName": "p02"}}


def given(**row: Any) -> frozenset[Grant]:
    """The grants of one permission, as Graph would write it."""
    return grants([msgspec.convert({"id": "7", **row}, Permission)], SITE, DIRECTORY)


def one(**row: Any) -> Grant:
    """The only one, but for the sharing that editors may be allowed."""
    found = [grant for grant in given(**row) if grant.levels != Level.SHARE]
    assert len(found) == 1
    return found[0]


def test_whoever_edits_may_share_where_the_site_lets_him():
    (shares,) = (grant for grant in given(roles=["write"], grantedToV2=USER) if grant.levels == Level.SHARE)
    assert (shares.verdict, shares.condition) == (Verdict.IF, "the site lets whoever edits share")
    assert not [grant for grant in given(roles=["read"], grantedToV2=USER) if grant.levels & Level.SHARE]


@pytest.mark.parametrize(
    ("role", "levels"),
    [
        ("read", READS),
        ("write", WRITES),
        ("owner", CONTENT),
        ("sp.full control", CONTENT),
        ("sp.Full Control", CONTENT),
        ("sp.edit", WRITES),
        ("sp.read", READS),
        ("sp.view only", READS),
        ("fullcontrol", CONTENT),
    ],
)
def test_a_role_gives_levels(role: str, levels: Level):
    assert one(roles=[role], grantedToV2=USER) == Grant(f"microsoft://user/{P02}", levels, f"sharepoint role {role}")


def test_limited_access_gives_nothing_by_itself():
    assert given(roles=["sp.limited access"], grantedToV2=USER) == frozenset()
    assert one(roles=["sp.limited access", "read"], grantedToV2=USER).levels == READS


@pytest.mark.parametrize("roles", [["sp.own level"], ["x"], [], None])
def test_a_role_that_is_not_known_is_kept_as_unknown(roles: list[str] | None):
    found = one(roles=roles, grantedToV2=USER)
    assert (found.principal, found.levels, found.verdict) == (f"microsoft://user/{P02}", CONTENT, Verdict.UNKNOWN)
    assert found.condition


def test_what_is_known_stands_beside_what_is_not():
    found = {each.verdict: each for each in given(roles=["read", "x"], grantedToV2=USER)}
    assert found[Verdict.YES].levels == READS
    assert found[Verdict.UNKNOWN].levels == CONTENT


def test_each_way_to_name_a_grantee():
    login = "c:0t.c|tenant|" + G01
    ways: list[tuple[Any, str]] = [
        ({"user": {"id": P02}}, f"microsoft://user/{P02}"),
        ({"group": {"id": G01}}, f"microsoft://group/{G01}"),
        ({"application": {"id": CLIENT}}, f"microsoft://service-principal/{APP}"),
        ({"application": {"id": number(5, 9)}}, f"microsoft://application/{number(5, 9)}"),
        ({"device": {"id": number(6, 1)}}, f"microsoft://device/{number(6, 1)}"),
        ({"siteGroup": {"id": "3", "displayName": "Members"}}, f"microsoft://site-group/{SITE}/3"),
        ({"siteUser": {"id": "8", "loginName": login}}, f"microsoft://group/{G01}"),
        ({"user": {"displayName": "e"}, "siteUser": {"loginName": "c:0(.s|true"}}, f"microsoft://everybody/{TENANT}"),
        ({"user": {"id": P02}, "siteUser": {"loginName": "i:0#.f|membership|p09@sample.example"}}, f"microsoft://user/{P02}"),
        ({"siteUser": {"loginName": "i:0#.f|membership|p02@sample.example"}}, f"microsoft://user/{P02}"),
        ({"user": {"email": "x01@other.example", "displayName": "x"}}, "microsoft://user/x01@other.example"),
        ({"user": {"email": "p02@sample.example"}}, f"microsoft://user/{P02}"),
    ]
    for named, principal in ways:
        found = one(roles=["read"], grantedToV2=named)
        assert (found.principal, found.verdict) == (principal, Verdict.YES), named


@pytest.mark.parametrize("named", [{}, {"user": {"displayName": "nobody"}}, {"siteUser": {"id": "3"}}])
def test_a_grantee_that_is_not_told_is_kept_and_in_doubt(named: Any):
    found = one(roles=["read"], grantedToV2=named)
    assert (found.principal, found.verdict) == ("microsoft://permission/7", Verdict.UNKNOWN)


def test_an_unknown_claim_is_in_doubt_and_an_id_beside_it_says_who():
    login = {"loginName": "c:0x|other"}
    assert one(roles=["read"], grantedToV2={"siteUser": login}).verdict is Verdict.UNKNOWN
    assert one(roles=["read"], grantedToV2={"siteUser": login, "user": {"id": P02}}).principal == f"microsoft://user/{P02}"


def test_the_deprecated_fields_count_where_the_others_say_nothing():
    assert one(roles=["read"], grantedTo=USER).principal == f"microsoft://user/{P02}"
    assert one(roles=["read"], grantedTo=USER, grantedToV2={}).principal == f"microsoft://user/{P02}"
    other = {"user": {"id": number(1, 3)}}
    assert one(roles=["read"], grantedTo=USER, grantedToV2=other).principal == f"microsoft://user/{number(1, 3)}"
    link = {"scope": "users", "type": "view"}
    assert one(roles=["read"], link=link, grantedToIdentities=[USER]).principal == f"microsoft://user/{P02}"


def test_who_was_invited_counts_before_coming():
    assert one(roles=["write"], invitation={"email": "X01@Other.example"}).principal == "microsoft://user/x01@other.example"
    assert one(roles=["write"], invitation={"email": "p02@sample.example"}).principal == f"microsoft://user/{P02}"
    assert one(roles=["write"], invitation={"email": "x@other.example"}, grantedToV2=USER).principal == f"microsoft://user/{P02}"
    assert one(roles=["write"], invitation={}).verdict is Verdict.UNKNOWN
    named = {"siteUser": {"id": "9", "displayName": "x@other.example"}}
    assert one(invitation={"email": "x@other.example"}, grantedToV2=named).principal == "microsoft://user/x@other.example"
    assert one(invitation={"email": "x@other.example"}, grantedToIdentitiesV2=[named]).verdict is Verdict.UNKNOWN


@pytest.mark.parametrize(
    ("kind", "levels"),
    [("view", READS), ("edit", WRITES), ("review", READS), ("embed", READS), ("blocksDownload", READS), ("createOnly", Level.CHANGE)],
)
def test_a_link_gives_by_its_kind(kind: str, levels: Level):
    roles = ["write"] if kind in ("edit", "createOnly") else ["read"]
    found = one(roles=roles, link={"scope": "anonymous", "type": kind})
    assert (found.principal, found.levels, found.verdict) == ("microsoft://link/anyone", levels, Verdict.YES)


def test_a_link_is_for_whom_its_scope_says():
    view = {"type": "view"}
    assert one(roles=["read"], link=view | {"scope": "organization"}).principal == names.tenant_link(TENANT).id
    assert one(roles=["read"], link=view | {"scope": "users"}, grantedToIdentitiesV2=[USER]).principal == f"microsoft://user/{P02}"
    assert given(roles=["read"], link=view | {"scope": "users"}) == frozenset()
    assert given(roles=["read"], link=view | {"scope": "existingAccess"}, grantedToIdentitiesV2=[USER]) == frozenset()
    named = given(roles=["read"], link=view, grantedToIdentitiesV2=[USER])  # the page's own example tells no scope
    assert {each.principal for each in named} == {f"microsoft://user/{P02}"}


@pytest.mark.parametrize("scope", ["tenants", None])
def test_a_link_for_nobody_knows_whom_may_be_for_anyone(scope: str | None):
    found = one(roles=["read"], link={"type": "view", "scope": scope})
    assert (found.principal, found.verdict) == ("microsoft://link/anyone", Verdict.UNKNOWN)


def test_a_kind_of_link_that_is_not_known_is_unknown():
    found = {each.verdict: each.levels for each in given(roles=["read"], link={"type": "paint", "scope": "anonymous"})}
    assert found == {Verdict.YES: READS, Verdict.UNKNOWN: CONTENT}
    bare = one(roles=[], link={"scope": "anonymous"})
    assert bare.verdict is Verdict.UNKNOWN


def test_a_password_is_a_condition():
    found = one(roles=["read"], hasPassword=True, link={"type": "view", "scope": "anonymous"})
    assert (found.verdict, found.condition) == (Verdict.IF, "the link's password is known")


def test_a_link_that_blocks_download_says_so():
    found = one(roles=["read"], link={"type": "view", "scope": "organization", "preventsDownload": True})
    assert found.source == "sharing link view, organization, blocks download"


@pytest.mark.parametrize(
    ("text", "ends"),
    [
        ("2026-12-01T12:00:00Z", date(2026, 12, 1)),
        ("2026-12-01T00:00:00Z", date(2026, 11, 30)),
        ("0001-01-01T00:00:00Z", None),
        ("", None),
        (None, None),
        ("soon", None),
    ],
)
def test_an_end_is_the_last_day_on_which_it_holds_for_some_while(text: str | None, ends: date | None):
    assert until(text) == ends
    assert one(roles=["read"], grantedToV2=USER, expirationDateTime=text).until == ends


def test_a_permission_of_another_form_says_nothing_of_its_neighbours():
    rows = [msgspec.convert(each, Permission) for each in ({"roles": ["read"], "grantedToV2": USER}, {}, {"id": "8", "link": {}})]
    assert Grant(f"microsoft://user/{P02}", READS, "sharepoint role read") in grants(rows, SITE, DIRECTORY)
    assert len(grants(rows, SITE, DIRECTORY)) == 3
