"""What else has changed."""

from datetime import date

import pytest

from audit.model.facts import Acl, Fact, Gap, Grant, Principal, PrincipalKind
from audit.runs.memory import MemoryFacts
from policies.levels import Level
from providers.google_workspace.directory import Directory, Group, User
from providers.google_workspace.drive.affected import below, outdated
from providers.google_workspace.drive.previous import Folder, Previous

P02, TEAM = "google://user/p02@shop.example", "google://group/team@shop.example"


def folder(parent: str) -> Folder:
    return Folder("drive://sd", parent, "acl", ("", ""))


def test_all_that_lay_in_a_folder_or_lies_in_it_now_hangs_on_it():
    then = {"a": folder("top"), "b": folder("a"), "c": folder("b"), "other": folder("top")}
    assert below(then, {}, ["a"]) == {"a", "b", "c"}
    assert below(then, {"other": folder("c")}, ["a"]) == {"a", "b", "c", "other"}
    assert below(then, {"c": folder("top")}, ["a"]) == {"a", "b", "c"}  # it lay there
    assert below({"a": folder("b"), "b": folder("a")}, {}, ["a"]) == {"a", "b"}
    assert below(then, {}, []) == frozenset()


def acls(directory: Directory, *facts: Fact, until: date | None = None) -> frozenset[str]:
    names = (P02, TEAM, f"{P02}?uid=1", "google://user/x01@other.example", "google://link/anyone")
    held = [Acl(name, (Grant(name, Level.READ, until=until),)) for name in names]
    return outdated(Previous(MemoryFacts([*held, *facts])), directory, date(2026, 10, 15))


def principal(name: str, kind: PrincipalKind = PrincipalKind.ACCOUNT, status: str = "active") -> Principal:
    return Principal(name, "google_workspace", kind, name, "", status)


USER = User(P02, "p02@shop.example")
GROUP = Group(TEAM, "team@shop.example")
BOTH = Directory.of("C01", [], [USER], [GROUP])
THEN = (principal(P02), principal(TEAM, PrincipalKind.GROUP))


def test_acls_that_mean_what_they_did_stay():
    assert acls(BOTH, *THEN) == {f"{P02}?uid=1"}  # who was gone is back


def test_who_has_gone_or_come_is_looked_at_again():
    assert acls(Directory.of("C01", [], [], [GROUP]), *THEN) == {P02}
    assert acls(Directory.of("C01", [], [USER], []), *THEN) == {TEAM, f"{P02}?uid=1"}
    assert acls(BOTH, principal(P02)) == {TEAM, f"{P02}?uid=1"}
    assert acls(Directory.of("C01", [], [User(P02, "p02@shop.example", status="deleted")], [GROUP]), *THEN) == {P02}


def test_a_group_that_the_directory_did_not_list_then_and_does_not_now_stays():
    strange = (*THEN, Gap("google_workspace", "drive", TEAM, "", "not listed"))
    assert TEAM not in acls(Directory.of("C01", [], [USER], []), *strange)
    assert TEAM in acls(BOTH, *strange)


def test_an_address_that_is_another_accounts_alias_now_is_looked_at_again():
    moved = User("google://user/new@shop.example", "new@shop.example", aliases=("p02@shop.example",))
    assert P02 in acls(Directory.of("C01", [], [moved], [GROUP]), *THEN, principal(moved.id))


@pytest.mark.parametrize(("until", "ended"), [(date(2026, 10, 14), True), (date(2026, 10, 15), False)])
def test_a_grant_that_has_ended_is_looked_at_again(until: date, ended: bool):
    assert ("google://link/anyone" in acls(BOTH, *THEN, until=until)) is ended
