"""Who administers a site, and who is in its groups."""

from audit.model.facts import Coverage, CoverageStatus, Membership, Verdict
from audit.ports import Facts
from tests.unit.providers.microsoft365.files.worlds import TENANT, Office, crawled, internal, person, read, served, site, site_group, team

ADMINS = f"microsoft://site-group/{site('hr')}/administrators"
MEMBERS = f"microsoft://site-group/{site('hr')}/3"
USERS = "{managed}/{site}/_api/web/siteusers"
OF_GROUP = "{managed}/{site}/_api/web/sitegroups({id})/users"


def office() -> Office:
    """An HR site that is open to everyone of the company by way of a group."""
    found = Office()
    found.team("g01", "p02", owners=("p03",))
    everyone = f"c:0-.f|rolemanager|spo-grid-all-users/{TENANT}"
    owners = f"c:0o.c|federateddirectoryclaimprovider|{team('g01')}_o"
    hr = found.site("hr", "p01", owners, groups={3: ("p02", everyone), 5: ("c:0x|other",)})
    found.library("lib1", hr, site_group(3, "write"), site_group(5, "read"))
    return found


def into(facts: Facts, container: str) -> dict[str, Membership]:
    """Who is in something."""
    return {each.member: each for each in facts.memberships() if each.container == container}


def test_a_certificate_tells_who_is_in_a_group_and_who_administers():
    facts = crawled(office())
    assert set(into(facts, ADMINS)) == {f"microsoft://user/{person('p01')}", f"microsoft://group/{team('g01')}/owners"}
    assert set(into(facts, MEMBERS)) == {f"microsoft://user/{person('p02')}", f"microsoft://domain/{TENANT}"}
    assert set(into(facts, f"microsoft://group/{team('g01')}/owners")) == {f"microsoft://user/{person('p03')}"}
    assert into(facts, MEMBERS)[f"microsoft://domain/{TENANT}"].because == "in group group 3 of hr"
    assert not list(facts.gaps())
    assert Coverage("microsoft365", "site-groups", f"sharepoint://{site('hr')}", CoverageStatus.COMPLETE) in set(facts.coverage())


def test_a_claim_that_is_not_known_is_a_member_in_doubt():
    facts = crawled(office())
    found = into(facts, f"microsoft://site-group/{site('hr')}/5")["microsoft://claim/c:0x|other"]
    assert found.verdict is Verdict.UNKNOWN
    assert "c:0x|other" in found.condition


def test_without_a_certificate_the_crowd_of_each_group_is_a_gap():
    facts = crawled(office(), certificate=False)
    assert {gap.scope for gap in facts.gaps()} == {ADMINS, MEMBERS, f"microsoft://site-group/{site('hr')}/5"}
    assert {gap.missing_permission for gap in facts.gaps()} == {"certificate"}
    assert {each.kind for each in facts.principals() if each.id in (ADMINS, MEMBERS)} == {"group"}
    assert Coverage("microsoft365", "site-groups", f"sharepoint://{site('hr')}", CoverageStatus.UNSUPPORTED) in set(facts.coverage())


def test_administrators_that_are_refused_are_a_gap_and_the_groups_stand():
    with served(found := office()) as server:
        server.fail("sharepoint", USERS, status=403, times=0)
        facts = read(found, server)
    assert [gap.scope for gap in facts.gaps()] == [ADMINS]
    assert set(into(facts, MEMBERS)) == {f"microsoft://user/{person('p02')}", f"microsoft://domain/{TENANT}"}


def test_a_group_whose_members_are_refused_is_a_gap():
    with served(found := office()) as server:
        server.fail("sharepoint", OF_GROUP, status=500, match={"id": "3"}, times=0)
        facts = read(found, server)
    assert [gap.scope for gap in facts.gaps()] == [MEMBERS]
    assert MEMBERS in {each.id for each in facts.principals()}


def test_groups_that_could_not_be_listed_are_gaps_where_they_are_met():
    with served(found := office()) as server:
        server.fail("sharepoint", "{managed}/{site}/_api/web/sitegroups", status=500, times=0)
        facts = read(found, server)
    assert {MEMBERS, f"microsoft://site-group/{site('hr')}/5"} <= {gap.scope for gap in facts.gaps()}


def test_a_group_may_have_many_pages():
    found = office()
    with served(found) as server:
        server.shorten_pages(1)
        facts = read(found, server)
    assert len(into(facts, MEMBERS)) == 2


def test_everyone_of_the_company_may_stand_on_a_library_itself():
    found = Office()
    found.library("lib1", found.site("hr", "p01"), internal("read"))
    facts = crawled(found)
    assert f"microsoft://domain/{TENANT}" in {grant.principal for acl in facts.acls() for grant in acl.grants}


def test_groups_that_stand_for_sharing_links_are_not_asked_for():
    found = office()
    web = next(iter(found.world.sharepoint.values()))
    web.groups.append({"Id": 77, "Title": "SharingLinks.1.OrganizationView.2", "LoginName": "SharingLinks.1.OrganizationView.2"})
    with served(found) as server:
        read(found, server)
        assert {each.values["id"] for each in server.calls("sharepoint", OF_GROUP)} == {"3", "5"}
