"""people.yaml: what it says of each, and what it keeps apart."""

from audit.proposal.people_page import names_page, people_page
from audit.proposal.roster import ProposedPerson, Roster
from audit.proposal.rules import Rules
from tests.unit.audit.proposal.test_pages import ROLE

OFF = ProposedPerson("p02", "p02@shop.example", off=("google",), left=True, name="Somebody: else")
HALF = ProposedPerson("p03", "p03@shop.example", ("three@shop.example",), off=("google",))


def test_who_is_suspended_is_said_to_be_taken_as_left() -> None:
    lines = people_page(Roster((), (OFF, HALF), ("info@shop.example",)), Rules((), (), ()))
    assert "  # suspended in google: taken to have left until somebody says otherwise" in lines
    assert "  p02: {email: p02@shop.example, status: left}" in lines
    assert "  # suspended in google, and not elsewhere" in lines
    assert "  # info@shop.example" in lines
    assert not any("Somebody" in line for line in lines)


def test_roles_stand_at_their_people() -> None:
    lines = people_page(Roster((), (ProposedPerson("p01", "p01@shop.example"),)), Rules((ROLE,), (), ()))
    assert "  p01: {email: p01@shop.example, roles: [hr]}" in lines
    assert "  hr: {label: HR}  # aws://1/group/hr: p01" in lines


def test_names_are_for_a_file_of_their_own() -> None:
    assert names_page(Roster((), (OFF, HALF))).splitlines()[1:] == ['p02: "Somebody: else"']
