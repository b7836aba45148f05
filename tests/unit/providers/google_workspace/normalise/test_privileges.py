import pytest

from providers.google_workspace.normalise.privileges import Opens, contained, privileges, ways

API, ADMIN, VAULT, DRIVE, GMAIL = "00haapch16h1ysv", "01ci93xb3tmzyin", "03l18frh45c63dw", "03dy6vkm2sk0pzo", "039kk8xu49mji9t"


@pytest.mark.parametrize(
    ("privilege", "opens"),
    [
        ((API, "USERS_ALL"), Opens.USERS),
        ((API, "USERS_RESET_PASSWORD"), Opens.USERS),
        ((API, "USER_SECURITY_ALL"), Opens.USERS),
        ((API, "DATATRANSFER_API_PRIVILEGE_GROUP"), Opens.USERS),
        ((VAULT, "MANAGE_SEARCHES"), Opens.USERS),
        ((API, "GROUPS_UPDATE"), Opens.GROUPS),
        ((ADMIN, "CHANGE_USER_GROUP_MEMBERSHIP"), Opens.GROUPS),
        ((DRIVE, "APP_ADMIN"), Opens.DRIVES),
        ((GMAIL, "APP_ADMIN"), Opens.MAILBOXES),
    ],
)
def test_what_a_privilege_opens(privilege: tuple[str, str], opens: Opens):
    (way,) = ways([privilege], {})
    assert way.opens is opens
    assert privilege[1] in way.because


@pytest.mark.parametrize(
    "privilege",
    [(API, "USERS_RETRIEVE"), (API, "GROUPS_RETRIEVE"), (ADMIN, "REPORTS"), ("037m2jsg3ckz96v", "APP_ADMIN"), (VAULT, "USERS_ALL")],
)
def test_other_privileges_and_those_of_other_services_open_nothing(privilege: tuple[str, str]):
    assert ways([privilege], {}) == ()


def test_a_super_administrator_opens_all_of_it_whatever_the_role_names():
    assert {way.opens for way in ways([], {}, everything=True)} == {Opens.USERS, Opens.GROUPS, Opens.DRIVES, Opens.CALENDARS}


def test_a_privilege_opens_what_it_contains():
    tree = {
        "serviceId": API,
        "privilegeName": "NEW_BUNDLE",
        "childPrivileges": [
            {"serviceId": API, "privilegeName": "INNER", "childPrivileges": [{"serviceId": API, "privilegeName": "USERS_RESET_PASSWORD"}]}
        ],
    }
    known = dict(contained(tree))
    assert known[API, "NEW_BUNDLE"] == {(API, "INNER"), (API, "USERS_RESET_PASSWORD")}
    assert known[API, "USERS_RESET_PASSWORD"] == frozenset()
    assert [way.opens for way in ways([(API, "NEW_BUNDLE")], known)] == [Opens.USERS]
    assert ways([(API, "NEW_BUNDLE")], {}) == ()


def test_resetting_a_password_spares_administrators_and_backup_codes_want_the_password():
    (reset,) = ways([(API, "USERS_RESET_PASSWORD")], {})
    (codes,) = ways([(API, "USER_SECURITY_ALL")], {})
    assert reset.spares_administrators
    assert not reset.condition
    assert codes.condition


def test_privileges_as_a_role_names_them():
    assert privileges([{"serviceId": "b", "privilegeName": "B"}, {"serviceId": "a", "privilegeName": "A"}, {}]) == (
        ("", ""),
        ("a", "A"),
        ("b", "B"),
    )
