"""When a library is read by what has changed, and when in full."""

from datetime import date, timedelta

from audit.model.facts import Acl, Grant, Principal, PrincipalKind
from audit.runs.memory import MemoryFacts
from policies.levels import Level
from providers.microsoft365.directory import Directory, Group, User
from providers.microsoft365.files.ledger import People
from providers.microsoft365.files.nightly import outdated
from providers.sandbox.microsoft import edits
from tests.unit.providers.microsoft365.files.worlds import AT, TENANT, Office, acl, number, read, served, site, user

DELTA, ROOT, DRIVES = "drives/{id}/root/delta", "drives/{id}/root/permissions", "sites/{id}/drives"
NIGHT = AT + timedelta(days=1)
P02, G01 = f"microsoft://user/{number(1, 2)}", f"microsoft://group/{number(2, 1)}"


def office() -> Office:
    """A library with a file."""
    found = Office()
    found.library("lib1", found.site("hr", "p01"), user("p01", "owner"))
    found.item("f1", "lib1", "", user("p02", "read"))
    return found


def test_a_link_that_has_ended_lets_the_library_be_read_in_full():
    found = office()
    with served(found) as server:
        first = read(found, server)
        found.item("f2", "lib1")
        found.tell("lib1", "f2")
        edits.forget_changes(found.world)
        facts = read(found, server, first, at=NIGHT, full_every=31)
    assert {each.id for each in facts.resources()} >= {"sharepoint://lib1/f1", "sharepoint://lib1/f2"}
    assert not list(facts.gaps())
    assert len(list(facts.attachments())) == 1


def test_a_link_is_not_asked_when_it_is_old():
    found = office()
    with served(found) as server:
        first = read(found, server)
        before = len(server.log)
        read(found, server, first, at=AT + timedelta(days=26), full_every=90)
        assert ["token" in each.values for each in server.log[before:] if each.operation == DELTA] == [False]


def test_an_application_that_a_site_lets_in_lets_its_libraries_be_read_in_full():
    found = office()
    with served(found) as server:
        first = read(found, server)
        app = {"id": "1", "roles": ["read"], "grantedToIdentitiesV2": [{"application": {"id": number(5, 1), "displayName": "app"}}]}
        found.world.site_permissions[next(iter(found.world.sites))] = [app]
        found.world.touch()
        facts = read(found, server, first, at=NIGHT, full_every=31)
    acls = {each.id: {grant.principal for grant in each.grants} for each in facts.acls()}
    held = {each.id: acls[each.acl] for each in facts.resources()}
    assert set(held) == {f"sharepoint://{site('hr')}", "sharepoint://lib1", "sharepoint://lib1/f1"}
    assert all(f"microsoft://application/{number(5, 1)}" in grantees for grantees in held.values())


def test_an_application_that_the_library_names_already_reaches_what_has_its_own_permissions_too():
    found = office()
    app = {"id": "1", "roles": ["read"], "grantedToIdentitiesV2": [{"application": {"id": number(5, 1), "displayName": "app"}}]}
    found.world.permissions["lib1/lib1-root"].append(app)
    with served(found) as server:
        first = read(found, server)
        found.world.site_permissions[next(iter(found.world.sites))] = [app]
        found.world.touch()
        facts = read(found, server, first, at=NIGHT, full_every=31)
    assert f"microsoft://application/{number(5, 1)}" in {grant.principal for grant in acl(facts, "sharepoint://lib1/f1").grants}


def test_a_new_library_is_read_in_full_beside_those_that_are_not():
    found = office()
    with served(found) as server:
        first = read(found, server)
        found.library("lib2", next(iter(found.world.sites)), user("p02", "owner"))
        found.item("f9", "lib2")
        found.world.touch()
        before = len(server.log)
        facts = read(found, server, first, at=NIGHT, full_every=31)
        told = {each.values["id"]: "token" in each.values for each in server.log[before:] if each.operation == DELTA}
    assert told == {"lib1": True, "lib2": False}
    assert {each.id for each in facts.resources()} >= {"sharepoint://lib1/f1", "sharepoint://lib2/f9"}


def test_a_library_that_is_gone_is_not_carried_over():
    found = office()
    with served(found) as server:
        first = read(found, server)
        found.world.site_drives.clear()
        found.world.touch()
        facts = read(found, server, first, at=NIGHT, full_every=31)
    assert [each.kind for each in facts.resources()] == ["sharepoint-site"]


def _people(*users: User, groups: tuple[Group, ...] = ()) -> People:
    return People.of(Directory.of(TENANT, [], users, groups), [])


def _facts(*grants: Grant) -> MemoryFacts:
    known = (Principal(P02, "microsoft365", PrincipalKind.ACCOUNT, "p02"), Principal(G01, "microsoft365", PrincipalKind.GROUP, "g01"))
    return MemoryFacts((Acl("a", grants), *known))


def test_an_acl_is_outdated_when_a_grant_has_ended_or_somebody_has_come_or_gone():
    here, group = User(P02, "p02@sample.example", number(1, 2)), Group(G01, "", number(2, 1))
    people = _people(here, groups=(group,))
    today = date(2026, 10, 16)
    stale = frozenset({"a"})

    def found(grant: Grant, known: People = people) -> frozenset[str]:
        return outdated(_facts(grant), known, today)

    assert found(Grant(P02, Level.READ)) == frozenset()
    assert found(Grant(P02, Level.READ, until=today)) == frozenset()
    assert found(Grant(P02, Level.READ, until=today - timedelta(days=1))) == stale
    assert found(Grant(P02, Level.READ), _people(groups=(group,))) == stale
    assert found(Grant(G01, Level.READ)) == found(Grant(f"{G01}/owners", Level.READ)) == frozenset()
    assert found(Grant(f"{G01}/owners", Level.READ), _people(here)) == stale
    assert found(Grant("microsoft://user/p02@sample.example", Level.READ)) == stale
    assert found(Grant("microsoft://user/x01@other.example", Level.READ)) == frozenset()
    assert found(Grant("microsoft://link/anyone", Level.READ)) == frozenset()


def test_what_is_asked_of_every_site_and_library_is_asked_of_ten_at_once():
    found = office()
    for name in map(str, range(12)):
        found.library(f"lib-{name}", found.site(f"s{name}"), user("p01", "owner"))
    with served(found) as server:
        previous = read(found, server, certificate=False)
        before = len(server.log)
        read(found, server, previous, at=NIGHT, full_every=31, certificate=False)
        asked = [each.operation for each in server.log[before:]]
    libraries = len(found.world.drives)
    assert {name: asked.count(name) for name in (DELTA, ROOT, DRIVES)} == dict.fromkeys((DELTA, ROOT, DRIVES), libraries)
    assert asked.count("$batch") == 2 + 1 + 2  # sites with three calls each, ten of them and the others; libraries with two
