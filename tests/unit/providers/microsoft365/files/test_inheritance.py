"""What holds on the items of one library."""

import json

from audit.model.facts import Grant, Verdict
from policies.levels import CONTENT, Level
from providers.microsoft365.files.answers import Facet, Item
from tests.unit.providers.microsoft365.files.desks import BASE, desk
from tests.unit.providers.microsoft365.files.worlds import Office, person, user

READS = Level.FIND | Level.READ
P01, P02 = f"microsoft://user/{person('p01')}", f"microsoft://user/{person('p02')}"
OWNS = Grant(P01, CONTENT, "sharepoint role owner")


def office() -> Office:
    """A library with a folder that inherits, and one that does not."""
    found = Office()
    found.library("lib1", found.site("hr"), user("p01", "owner"))
    found.item("d1", "lib1", "", folder=True)
    found.item("d2", "lib1", "", user("p02", "read"), folder=True)
    return found


def test_the_library_has_its_own_and_what_holds_on_all_of_the_site():
    with desk(office()) as (_, at, _sink):
        assert at.ledger.grants(at.inheritance.top()) == BASE | {OWNS}
        assert not at.reader.gaps


def test_an_item_is_unique_when_graph_marks_it_so_or_it_has_something_else():
    with desk(office()) as (_, at, _sink):
        top = at.inheritance.top()
        other, same = at.inheritance.asked(Item("d2"), top), at.inheritance.asked(Item("d1"), top)
        marked = at.inheritance.asked(Item("d1", shared=Facet()), top)
        assert other is not None
        assert same is not None
        assert marked is not None
        assert (other.unique, same.unique, marked.unique) == (True, False, True)
        assert same.acl == marked.acl == top
        assert at.ledger.grants(other.acl) == BASE | {Grant(P02, READS, "sharepoint role read")}
        assert at.inheritance.asked(Item("d9"), top) is None


def test_what_could_not_be_read_has_perhaps_what_is_above_it():
    with desk(office()) as (server, at, _):
        top = at.inheritance.top()
        server.fail("graph", "drives/{id}/items/{item}/permissions", status=500, times=0)
        found = at.inheritance.asked(Item("d2"), top)
        assert found is not None
        held = at.ledger.grants(found.acl)
        assert {(grant.principal, grant.verdict) for grant in held} == {("microsoft://base", Verdict.YES), (P01, Verdict.UNKNOWN)}


def test_a_list_that_could_be_read_in_part_is_not_remembered_as_whole():
    body = json.dumps({"value": [{"id": 1}, user("p02", "read")]}).encode()
    with desk(office()) as (server, at, _):
        top = at.inheritance.top()
        server.fail("graph", "drives/{id}/items/{item}/permissions", kind="replaced", body=body, times=0)
        for number in ("d1", "d2"):
            at.inheritance.asked(Item(number), top)
        assert [gap.scope for gap in at.reader.gaps] == ["sharepoint://lib1/d1", "sharepoint://lib1/d2"]


def test_a_folder_that_was_not_listed_is_a_gap_and_may_be_gone():
    with desk(office()) as (_, at, _sink):
        top = at.inheritance.top()
        assert P02 in {grant.principal for grant in at.ledger.grants(at.inheritance.unlisted("d2", top))}
        gone = at.ledger.grants(at.inheritance.unlisted("d9", top))
        assert {grant.verdict for grant in gone if grant.principal == P01} == {Verdict.UNKNOWN}
        assert [gap.scope for gap in at.reader.gaps] == ["sharepoint://lib1/d2", "sharepoint://lib1/d9"]
