"""Administrative units."""

import pytest

from audit.model.facts import PrincipalKind
from providers.microsoft365.directory import Directory, User
from providers.microsoft365.normalise import units

UNIT, P01, P02 = (f"00000000-0000-4000-8000-0000000000{number}" for number in ("31", "01", "02"))
DIRECTORY = Directory.of("t", (), (User(f"microsoft://user/{P01}", "", P01),), ())


def test_a_unit_is_a_group_that_gives_nothing() -> None:
    made = units.unit({"id": UNIT, "displayName": "floor", "isMemberManagementRestricted": True})
    assert made.principal().kind is PrincipalKind.GROUP
    assert made.principal().attribute("restricted") == "true"


def test_members_are_known_or_kept_by_their_ids() -> None:
    assert units.member({"id": P01}, DIRECTORY) == f"microsoft://user/{P01}"
    assert units.member({"id": P02}, DIRECTORY) == f"microsoft://principal/{P02}"


def test_restricted_units_tell_whom_they_hold() -> None:
    found = units.of([units.Unit("a", "a", restricted=True), units.Unit("b", "b")], {"a": ["x"], "b": ["y"]}, ["b"])
    assert (found.restricted, found.unread, found.names) == ({"x"}, {"b"}, {"a": "a", "b": "b"})


@pytest.mark.parametrize("row", [{}, {"id": 7}, {"id": UNIT, "displayName": []}])
def test_one_of_another_form_is_refused(row: dict[str, object]) -> None:
    with pytest.raises((LookupError, ValueError)):
        units.unit(row)
