"""Whom the login names of SharePoint stand for."""

import pytest

from providers.microsoft365.directory import Directory, Group, ServicePrincipal, User
from providers.microsoft365.files.claims import Grantee, claimed, owners
from providers.microsoft_api import names
from tests.unit.providers.microsoft365.files.worlds import number

TENANT, P02, G01, APP, CLIENT = number(9, 1), number(1, 2), number(2, 1), number(4, 1), number(5, 1)
DIRECTORY = Directory.of(
    TENANT,
    ["sample.example"],
    [User(names.user(P02).id, "p02@sample.example", P02, "p02.old@sample.example")],
    [Group(names.group(G01).id, "", G01)],
    [ServicePrincipal(names.service_principal(APP).id, CLIENT, APP)],
)
OTHER = number(2, 77)


@pytest.mark.parametrize(
    ("login", "principal"),
    [
        (f"c:0-.f|rolemanager|spo-grid-all-users/{TENANT}", f"microsoft://domain/{TENANT}"),
        (f"c:0-.f|rolemanager|spo-grid-all-users/{OTHER}", f"microsoft://domain/{TENANT}"),  # the number is not always the tenant's
        ("c:0(.s|true", f"microsoft://everybody/{TENANT}"),
        ("c:0!.s|windows", f"microsoft://everybody/{TENANT}"),
        ("c:0!.s|forms%3amembership", f"microsoft://everybody/{TENANT}"),
        (f"c:0o.c|federateddirectoryclaimprovider|{G01}", f"microsoft://group/{G01}"),
        (f"C:0O.C|FederatedDirectoryClaimProvider|{G01.upper()}", f"microsoft://group/{G01}"),
        (f"c:0o.c|federateddirectoryclaimprovider|{G01}_o", f"microsoft://group/{G01}/owners"),
        (f"c:0t.c|tenant|{G01}", f"microsoft://group/{G01}"),
        (f"c:0t.c|tenant|{OTHER}", f"microsoft://group/{OTHER}"),
        (f"i:0i.t|ms.sp.ext|{CLIENT}@{TENANT}", f"microsoft://service-principal/{APP}"),
        ("SHAREPOINT\\system", "microsoft://service/sharepoint"),
    ],
)
def test_a_claim_stands_for_a_principal(login: str, principal: str):
    assert claimed(login, DIRECTORY) == Grantee(principal)


@pytest.mark.parametrize(
    ("login", "principal"),
    [
        ("i:0#.f|membership|p02@sample.example", f"microsoft://user/{P02}"),
        ("i:0#.f|membership|P02.Old@Sample.example", f"microsoft://user/{P02}"),
        ("i:0#.f|membership|x01_other.example#ext#@sample.example", "microsoft://user/x01_other.example#ext#@sample.example"),
        ("i:0#.f|membership|urn%3aspo%3aguest#x01@other.example", "microsoft://user/x01@other.example"),
        ("i:0#.f|membership|urn:spo:guest#x01@other.example", "microsoft://user/x01@other.example"),
    ],
)
def test_a_user_is_known_by_address_or_is_a_stranger(login: str, principal: str):
    assert claimed(login, DIRECTORY) == Grantee(principal, person=True)


@pytest.mark.parametrize(
    "login", ["c:0-.f|rolemanager|s-1-5-21-1", "c:0+.w|s-1-5-21-1-2-3-513", "c:0o.c|federateddirectoryclaimprovider|x", "", "p02"]
)
def test_a_claim_of_another_form_is_kept_and_in_doubt(login: str):
    found = claimed(login, DIRECTORY)
    assert found.id == f"microsoft://claim/{login}"
    assert login in found.doubt
    assert found.doubt


def test_owners_of_a_group_are_a_principal_of_their_own():
    assert owners(G01) == f"microsoft://group/{G01}/owners"
