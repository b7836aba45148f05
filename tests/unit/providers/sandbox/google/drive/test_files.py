import pytest

from tests.unit.providers.sandbox.google.worlds import ADMIN, HR, P01, P02, P03, by_group, by_user, drive, ids, refusal

DRIVES = {"supportsAllDrives": True, "includeItemsFromAllDrives": True}


def listed(server, subject, fields="files(id)", **query):
    return drive(server, subject).files().list(fields=fields, **query).execute()["files"]


def test_a_user_sees_his_own_and_what_is_shared_with_him_and_his_groups(server):
    assert ids(listed(server, P01)) == ["hr", "pay", "own"]
    assert ids(listed(server, P02)) == ["hr", "pay"]
    assert ids(listed(server, P03)) == []
    server.world.files["own"]["permissions"] = [by_user(P03, "reader")]
    server.world.touch()
    assert ids(listed(server, P03)) == ["own"]


def test_shared_drives_are_another_corpus(server):
    assert ids(listed(server, P02, corpora="drive", driveId="D1", **DRIVES)) == ["fin", "tax"]
    assert ids(listed(server, P02, corpora="allDrives", **DRIVES)) == ["hr", "pay", "fin", "tax"]
    assert ids(listed(server, P03, **DRIVES)) == ["tax"]  # no member: what is shared with him alone
    assert ids(listed(server, P03)) == []


@pytest.mark.parametrize(
    ("query", "status"),
    [
        ({"corpora": "drive"} | DRIVES, 400),
        ({"driveId": "D1", "corpora": "user"} | DRIVES, 400),
        ({"corpora": "drive", "driveId": "D1", "supportsAllDrives": True}, 400),
        ({"corpora": "drive", "driveId": "D1", "includeItemsFromAllDrives": True}, 400),
        ({"corpora": "everything"}, 400),
        ({"corpora": "drive", "driveId": "D2"} | DRIVES, 404),
    ],
)
def test_the_rules_of_shared_drives(server, query, status):
    assert refusal(drive(server, P01).files().list(**query))[0] == status


def test_permissions_are_there_for_who_may_share(server):
    rows = {row["id"]: row for row in listed(server, P01, "files(id,permissions(emailAddress,type,role),capabilities/canShare)")}
    assert rows["hr"]["permissions"] == [by_user(P01, "owner"), by_group(HR, "writer")]
    assert rows["pay"]["permissions"][2] == {"type": "anyone", "role": "reader"}
    server.world.files["pay"]["writersCanShare"] = False
    server.world.touch()
    rows = {row["id"]: row for row in listed(server, P02, "files(id,permissions,capabilities/canShare)")}
    assert rows["hr"]["capabilities"]["canShare"]
    assert rows["pay"] == {"id": "pay", "capabilities": {"canShare": False}}


def test_never_in_a_shared_drive(server):
    fields = "files(id,permissions,permissionIds,hasAugmentedPermissions,owners,ownedByMe,shared,writersCanShare,capabilities/canShare)"
    fin, tax = listed(server, P01, fields, corpora="drive", driveId="D1", **DRIVES)
    assert fin == {"id": "fin", "permissionIds": fin["permissionIds"], "hasAugmentedPermissions": False, "capabilities": {"canShare": True}}
    assert (tax["hasAugmentedPermissions"], len(fin["permissionIds"]), len(tax["permissionIds"])) == (True, 2, 3)


def test_the_root_of_ones_own_drive(server):
    root = drive(server, P01).files().get(fileId="root", fields="id,name,mimeType,owners(emailAddress,me)").execute()
    assert (root["id"], root["name"], root["owners"]) == ("root-p01", "My Drive", [{"emailAddress": P01, "me": True}])
    assert refusal(drive(server, P03).files().get(fileId="root")) == (404, "notFound")


def test_a_file_is_there_for_who_may_see_it_and_asks_rightly(server):
    files = drive(server, P02).files()
    assert refusal(files.get(fileId="own")) == refusal(files.get(fileId="none")) == refusal(files.get(fileId="tax")) == (404, "notFound")
    assert files.get(fileId="tax", supportsAllDrives=True).execute()["id"] == "tax"
    assert drive(server, ADMIN).files().get(fileId="pay").execute()["id"] == "pay"  # by its link


def test_the_trash_comes_down_and_is_still_open(server):
    server.world.files["hr"]["trashed"] = True
    server.world.touch()
    rows = listed(server, P02, "files(id,trashed,explicitlyTrashed)")
    assert [(row["id"], row["trashed"], row["explicitlyTrashed"]) for row in rows] == [("hr", True, True), ("pay", True, False)]
    assert ids(listed(server, P01, q="trashed = false")) == ["own"]


def test_labels_are_told_when_asked_for(server):
    server.world.file_labels["own"] = [{"id": "L1", "revisionId": "1"}, {"id": "L2"}]
    fields = "files(id,labelInfo/labels/id)"
    assert listed(server, P01, fields, q="name = 'own'", includeLabels="L2,L9") == [{"id": "own", "labelInfo": {"labels": [{"id": "L2"}]}}]
    assert listed(server, P01, fields, q="name = 'own'") == [{"id": "own"}]
    assert ids(drive(server, P01).files().listLabels(fileId="own").execute()["labels"]) == ["L1", "L2"]
    assert refusal(drive(server, P02).files().listLabels(fileId="own")) == (404, "notFound")


def test_a_query_in_the_domains_corpus(server):
    server.world.files["own"]["permissions"] = [
        {"type": "domain", "domain": "kanaal.example", "role": "reader", "allowFileDiscovery": True}
    ]
    server.world.touch()
    assert ids(listed(server, P03, corpora="domain")) == ["own"]
    assert ids(listed(server, P03)) == []


def test_views_are_told_when_asked_for(server):
    server.world.files["own"]["permissions"] = [{"type": "anyone", "role": "publishedReader", "view": "published", "id": "pub"}]
    server.world.touch()
    (plain,) = listed(server, P01, "files(permissionIds)", q="name = 'own'")
    (viewed,) = listed(server, P01, "files(permissionIds)", q="name = 'own'", includePermissionsForView="published")
    assert (len(plain["permissionIds"]), viewed["permissionIds"][1:]) == (1, ["pub"])
    assert refusal(drive(server, P01).files().list(fields="files/permissions", includePermissionsForView="all"))[0] == 400
