"""Who and what there is in the tenant."""

from audit.model.facts import Gap
from providers.microsoft365.directory import Directory, Group, ServicePrincipal, User

AN = User("microsoft://user/1", "p01@sample.example", "1", "p01.work@sample.example", aliases=("old@sample.example",))
GONE = User("microsoft://user/2", "p01@sample.example", "2", "p01@sample.example", "deleted")
HR = Group("microsoft://group/3", "hr@sample.example", "3", "hr", aliases=("people@sample.example",))
APP = ServicePrincipal("microsoft://service-principal/4", "app-4", "4", "robot")
DIRECTORY = Directory.of("t", ("sample.example",), (GONE, AN), (HR,), (APP,))


def test_somebody_is_known_by_every_name() -> None:
    for key in ("1", "P01@Sample.example", "p01.work@sample.example", "old@sample.example"):
        assert DIRECTORY.holder(key) == AN.id
    assert DIRECTORY.holder("people@sample.example") == HR.id
    assert DIRECTORY.holder("APP-4") == DIRECTORY.holder("4") == APP.id
    assert DIRECTORY.holder("nobody@sample.example") == ""


def test_an_address_belongs_to_who_has_it_now() -> None:
    assert DIRECTORY.holder("p01@sample.example") == AN.id
    assert DIRECTORY.holder("2") == GONE.id


def test_everything_is_sorted() -> None:
    assert DIRECTORY.users == (AN, GONE)


def test_the_permission_that_is_missing_is_the_first_that_a_gap_names() -> None:
    gaps = (Gap("microsoft365", "users", "x", "", "broken"), Gap("microsoft365", "users", "x", "", "denied", "User.Read.All"))
    assert DIRECTORY.missing == ""
    assert Directory(unread=gaps).missing == "User.Read.All"


def test_everybody_is_the_tenant_with_its_guests() -> None:
    assert DIRECTORY.everybody() == "microsoft://everybody/t"
