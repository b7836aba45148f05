import pytest

from audit.model.facts import PUBLIC, PrincipalKind
from providers.microsoft_api import names
from providers.microsoft_api.names import Name

GUID, LOW = "1A000000-0000-4000-8000-00000000000B", "1a000000-0000-4000-8000-00000000000b"
K = PrincipalKind


@pytest.mark.parametrize(
    ("name", "id_", "kind"),
    [
        (names.user(GUID), f"microsoft://user/{LOW}", K.ACCOUNT),
        (names.group(GUID), f"microsoft://group/{LOW}", K.GROUP),
        (names.service_principal(GUID), f"microsoft://service-principal/{LOW}", K.SERVICE),
        (names.application(GUID), f"microsoft://application/{LOW}", K.SERVICE),
        (names.directory_role(GUID), f"microsoft://directory-role/{LOW}", K.ROLE),
        (names.directory_role(GUID, "AB1"), f"microsoft://directory-role/{LOW}/administrative-unit/ab1", K.ROLE),
        (names.tenant(GUID), f"microsoft://domain/{LOW}", K.DOMAIN),
        (names.everybody(GUID), f"microsoft://everybody/{LOW}", K.DOMAIN),
        (names.tenant_link(GUID), f"microsoft://tenant-link/{LOW}", K.DOMAIN),
        (names.anyone_with_link(), "microsoft://link/anyone", K.LINK),
        (names.anyone(), PUBLIC, K.EVERYONE),
        (names.site_group(GUID, "7"), f"microsoft://site-group/{LOW}/7", K.GROUP),
        (names.of_type("User", GUID), f"microsoft://user/{LOW}", K.ACCOUNT),
        (names.of_type("Group", GUID), f"microsoft://group/{LOW}", K.GROUP),
        (names.of_type("ForeignGroup", GUID), f"microsoft://group/{LOW}", K.GROUP),
        (names.of_type("servicePrincipal", GUID), f"microsoft://service-principal/{LOW}", K.SERVICE),
        (names.of_type("Device", GUID), f"microsoft://device/{LOW}", K.SERVICE),
        (names.of_type("Unknown", GUID), f"microsoft://principal/{LOW}", K.SERVICE),
        (names.of_type("", GUID), f"microsoft://principal/{LOW}", K.SERVICE),
    ],
)
def test_principals(name: Name, id_: str, kind: PrincipalKind):
    assert (name.id, name.kind) == (id_, kind)


@pytest.mark.parametrize(
    ("uri", "expected"),
    [
        (names.mailbox("P01@Sample.Example"), "microsoft://mailbox/p01@sample.example"),
        (names.calendar("P01@Sample.Example"), "microsoft://calendar/p01@sample.example"),
        (names.site(GUID), f"sharepoint://{LOW}"),
        (names.drive("b!Ab_c"), "sharepoint://b!Ab_c"),
        (names.item("b!Ab_c", "01XYZ"), "sharepoint://b!Ab_c/01XYZ"),
        (names.team(GUID), f"microsoft://team/{LOW}"),
        (names.channel(GUID, "19:Ab@thread.tacv2"), f"microsoft://channel/{LOW}/19:Ab@thread.tacv2"),
    ],
)
def test_resources(uri: str, expected: str):
    assert uri == expected


def test_an_address_is_kept_as_one_and_a_number_is_none():
    assert names.user("P01@Sample.Example").email == "p01@sample.example"
    assert names.user(GUID).email == ""
    assert names.user(f"{GUID}@{GUID}").email == ""


def test_the_fact_has_the_name_and_what_is_known():
    fact = names.user(GUID).principal("microsoft365", status="disabled", guest="true")
    assert (fact.id, fact.provider, fact.status, fact.attribute("guest")) == (f"microsoft://user/{LOW}", "microsoft365", "disabled", "true")
