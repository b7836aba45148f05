"""One user's My Drive on the sandbox."""

from audit.model.facts import CoverageStatus
from policies.levels import CONTENT, Level
from policies.locations import Location
from tests.unit.providers.google_workspace.drive.worlds import (
    Office,
    acl,
    anyone,
    crawled,
    levels,
    read,
    resource,
    served,
    user,
)

P02, P03 = "google://user/p02@shop.example", "google://user/p03@shop.example"


def test_everything_that_a_user_owns_is_found_wherever_it_lies_and_the_bin_too():
    office = Office("p01", "p02", "p03")
    office.mine("folder", "p02", "", user("p03", "writer"), folder=True)
    office.mine("theirs", "p03", "folder")
    office.mine("binned", "p02", "folder", trashed=True)
    office.mine("nowhere", "p02", "-")
    facts = crawled(office)
    found = {each.id: each.parent for each in facts.resources() if "root" not in each.id}
    assert found == {
        "drive://folder": "drive://root-p02",
        "drive://theirs": "drive://folder",
        "drive://binned": "drive://folder",
        "drive://nowhere": "drive://root-p02",
    }
    assert resource(facts, "binned").attribute("trashed") == "true"
    assert resource(facts, "theirs").attribute("owner") == "p03@shop.example"
    assert levels(facts, "theirs") == {P02: CONTENT, P03: CONTENT}


def test_the_root_is_a_my_drive_and_known_by_its_owner():
    root = resource(crawled(Office("p01", "p02")), "root-p02")
    assert (root.kind, root.parent, root.labels) == ("my-drive", "", (("my-drive", "p02@shop.example"),))


def test_names_sizes_times_and_flags_are_kept():
    office = Office("p01", "p02")
    office.mine("plain", "p02", copyRequiresWriterPermission=True)
    office.mine("limited", "p02", folder=True, inheritedPermissionsDisabled=True)
    facts = crawled(office)
    plain, limited = resource(facts, "plain"), resource(facts, "limited")
    assert (plain.kind, plain.name, plain.size, plain.modified) == ("file", "plain.txt", 12, "2026-10-01T08:00:00.000Z")
    assert (limited.kind, limited.size, limited.attribute("limited"), plain.attribute("no_download")) == ("folder", None, "true", "true")


def test_a_shortcut_is_not_its_target():
    office = Office("p01", "p02", "p03")
    office.mine("target", "p02")
    link = {"mimeType": "application/vnd.google-apps.shortcut", "shortcutDetails": {"targetId": "target", "targetMimeType": "text/plain"}}
    office.mine("shortcut", "p02", "", user("p03", "reader"), **link)
    facts = crawled(office)
    assert resource(facts, "shortcut").attribute("shortcut") == "drive://target"
    assert levels(facts, "target") == {P02: CONTENT}


def test_writers_share_unless_the_item_says_that_they_do_not():
    office = Office("p01", "p02", "p03")
    office.mine("open", "p02", "", user("p03", "writer"))
    office.mine("closed", "p02", "", user("p03", "writer"), writersCanShare=False)
    facts = crawled(office)
    assert levels(facts, "open")[P03] == CONTENT
    assert levels(facts, "closed")[P03] == CONTENT & ~Level.SHARE


def test_a_folder_with_limited_access_shows_its_name_to_who_reads_the_one_above():
    office = Office("p01", "p02", "p03")
    office.mine("above", "p02", "", user("p03", "reader"), anyone("reader"), folder=True)
    office.mine("limited", "p02", "above", folder=True, inheritedPermissionsDisabled=True)
    office.mine("inside", "p02", "limited")
    facts = crawled(office)
    assert levels(facts, "limited") == {P02: CONTENT, P03: Level.FIND, "google://link/anyone": Level.FIND}
    assert levels(facts, "inside") == {P02: CONTENT}


def test_what_is_published_on_the_web_is_public():
    office = Office("p01", "p02")
    office.mine("page", "p02", "", anyone("reader", view="published"))
    assert levels(crawled(office), "page") == {P02: CONTENT, "everyone://public": Level.FIND | Level.READ}


def test_permissions_that_google_does_not_show_are_a_gap_and_the_owner_stays():
    office = Office("p01", "p02")
    office.mine("odd", "p02", "-", user("p01", "owner"))  # p02's by its owners, p01's by its permissions: p02 may not share it
    facts = crawled(office)
    assert [(gap.scope, gap.operation) for gap in facts.gaps()] == [("drive://odd", "drive.v3:permissions.list")]
    assert levels(facts, "odd") == {P02: CONTENT}
    status = {each.scope: each.status for each in facts.coverage()}
    assert status[P02] is CoverageStatus.PARTIAL


def test_a_page_that_fails_is_a_gap_and_the_others_stand():
    office = Office("p01", "p02")
    office.mine("file", "p02")
    with served(office) as server:
        server.fail("drive.v3", "files.list", status=403, reason="insufficientPermissions", subject="p02@shop.example")
        facts = read(office, server)
    gap = next(iter(facts.gaps()))
    assert (gap.surface, gap.scope, gap.missing_permission.rpartition("/")[2]) == ("drive", P02, "drive.metadata.readonly")
    assert {each.id for each in facts.resources()} == {"drive://root-p01", "drive://root-p02"}


def test_labels_are_read_when_the_policy_goes_by_them():
    office = Office("p01", "p02")
    office.mine("labelled", "p02")
    office.mine("bare", "p02")
    choices = [{"id": "c1", "properties": {"displayName": "Secret"}}]
    fields = [{"id": "f1", "properties": {"displayName": "Class"}, "selectionOptions": {"choices": choices}}]
    office.world.labels.append(
        {"id": "L1", "name": "labels/L1@1", "labelType": "ADMIN", "properties": {"title": "Personal"}, "fields": fields}
    )
    held = {"f1": {"id": "f1", "kind": "drive#labelField", "valueType": "selection", "selection": ["c1"]}}
    office.world.file_labels["labelled"] = [{"id": "L1", "revisionId": "1", "fields": held}]
    wanted = Location("google", "drive", "drive://*", label="Personal")
    with served(office) as server:
        facts = read(office, server, locations=[wanted])
        assert not list(read(office, server).gaps())
        asked = server.calls("drivelabels.v2")
    assert resource(facts, "labelled").labels == (("Personal.Class", "Secret"), ("label", "Personal"), ("label-id", "L1"))
    assert resource(facts, "bare").labels == ()
    assert len(asked) == 1  # the second time nobody wanted labels


def test_the_acls_name_every_grantee_once():
    office = Office("p01", "p02", "p03")
    for name in ("a", "b", "c"):
        office.mine(name, "p02", "", user("p03", "reader"))
    facts = crawled(office)
    assert len({resource(facts, name).acl for name in ("a", "b", "c")}) == 1
    assert {grant.principal for grant in acl(facts, "a").grants} == {P02, P03}
