"""Which sites and libraries there are, and what holds on everything in one."""

import json

from audit.model.facts import Grant
from policies.levels import CONTENT, Level
from providers.microsoft365.files.sites import Place
from tests.unit.providers.microsoft365.files.worlds import HOST, Office, acl, crawled, number, person, read, resource, served, site, user

READS = Level.FIND | Level.READ
HR = f"sharepoint://{site('hr')}"


def below(found: Office, of: str, name: str) -> str:
    """A site below another; gives Graph's id."""
    composite = f"{HOST},{site('hr')},{number(8, 1)}"
    url = f"https://{HOST}/sites/hr/{name}"
    found.world.sites[composite] = {"id": composite, "displayName": name, "webUrl": url, "parentReference": {"siteId": of}}
    return composite


def test_a_site_says_its_address_and_whether_it_is_somebody_s_onedrive():
    found = Office()
    found.library("lib1", found.site("hr", "p01"))
    found.library("mine", found.site("mine", "p02", personal="p02"), user("p02", "owner"), owner="p02")
    facts = crawled(found)
    hr = resource(facts, HR)
    assert (hr.kind, hr.name, hr.parent, hr.label("url")) == ("sharepoint-site", "hr", "", "https://sample.sharepoint.example/sites/hr")
    mine = resource(facts, f"sharepoint://{site('mine')}")
    assert (hr.attribute("personal"), mine.attribute("personal")) == ("", "true")
    library = resource(facts, "sharepoint://mine")
    assert (library.kind, library.label("onedrive"), library.parent) == ("onedrive", "p02@sample.example", mine.id)
    assert library.attribute("owner") == f"microsoft://user/{person('p02')}"


def test_a_site_below_another_lies_in_it_and_has_its_groups_and_administrators():
    found = Office()
    lower = below(found, found.site("hr", "p01"), "payroll")
    found.library("lib2", lower, user("p02", "read"))
    facts = crawled(found)
    assert resource(facts, f"{HR}/{number(8, 1)}").parent == HR
    assert resource(facts, "sharepoint://lib2").parent == f"{HR}/{number(8, 1)}"
    admins = Grant(f"microsoft://site-group/{site('hr')}/administrators", CONTENT, "site administrator")
    assert admins in acl(facts, "sharepoint://lib2").grants


def test_a_site_that_only_the_one_above_it_tells_of_is_found():
    found = Office()
    hr = found.site("hr", "p01")
    found.library("lib2", below(found, hr, "payroll"), user("p02", "read"))
    listed = json.dumps({"value": [found.world.sites[hr]]}).encode()
    with served(found) as server:
        server.fail("graph", "sites/getAllSites", kind="replaced", body=listed)
        facts = read(found, server)
    assert resource(facts, "sharepoint://lib2").parent == f"{HR}/{number(8, 1)}"


def test_an_application_that_a_site_lets_in_reaches_everything_in_it():
    found = Office()
    hr = found.site("hr", "p01")
    found.library("lib1", hr, user("p02", "read"))
    found.item("f1", "lib1", "", user("p03", "read"))
    app = {"id": "1", "roles": ["read"], "grantedToIdentitiesV2": [{"application": {"id": number(5, 1), "displayName": "app"}}]}
    found.world.site_permissions[hr] = [app]
    facts = crawled(found)
    let_in = Grant(f"microsoft://application/{number(5, 1)}", READS, "sharepoint role read")
    assert all(let_in in acl(facts, uri).grants for uri in (HR, "sharepoint://lib1", "sharepoint://lib1/f1"))


def test_libraries_that_could_not_be_listed_are_a_gap_of_their_site():
    found = Office()
    found.library("lib1", found.site("hr", "p01"))
    with served(found) as server:
        server.fail("graph", "sites/{id}/drives", status=500, times=0)
        facts = read(found, server)
    assert HR in {gap.scope for gap in facts.gaps()}
    assert resource(facts, HR).kind == "sharepoint-site"


def test_applications_that_could_not_be_read_are_a_gap_of_their_site():
    found = Office()
    found.library("lib1", found.site("hr", "p01"), user("p02", "read"))
    with served(found) as server:
        server.withdraw("graph", "Sites.FullControl.All")
        facts = read(found, server)
    assert (HR, "Sites.FullControl.All") in {(gap.scope, gap.missing_permission) for gap in facts.gaps()}


def test_an_address_has_a_host_and_segments():
    place = Place("sharepoint://x", "h,x,y", "x", "x", "https://sample.sharepoint.example/sites/H%20R")
    assert (place.host, place.path) == ("sample.sharepoint.example", ("sites", "H R"))
    bare = Place("sharepoint://x", "h.example,x,y", "x", "x", "")
    assert (bare.host, bare.path) == ("h.example", ())
