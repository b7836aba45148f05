from tests.unit.providers.sandbox.google.worlds import ADMIN, FOLDER, HR, P01, P02, P03, by_group, by_user, drive, ids, refusal


def rows(server, subject, item, fields="permissions(type,emailAddress,role,view)", **more):
    return drive(server, subject).permissions().list(fileId=item, supportsAllDrives=True, fields=fields, **more).execute()["permissions"]


def test_what_comes_down_in_my_drive(server):
    found = rows(server, P01, "pay", "permissions(type,role,permissionDetails)")
    assert [(row["type"], row["role"]) for row in found] == [("user", "owner"), ("group", "writer"), ("anyone", "reader")]
    assert found[1]["permissionDetails"] == [{"permissionType": "file", "role": "writer", "inherited": True}]


def test_what_comes_down_in_a_shared_drive_says_from_where(server):
    server.world.files["tax"]["permissions"].append(by_group(HR, "writer"))
    server.world.touch()
    found = {row["emailAddress"]: row for row in rows(server, P01, "tax", "permissions(emailAddress,role,permissionDetails)")}
    assert found[P01]["permissionDetails"] == [{"permissionType": "member", "role": "organizer", "inherited": True, "inheritedFrom": "D1"}]
    assert found[HR]["role"] == "writer"
    assert [each["inherited"] for each in found[HR]["permissionDetails"]] == [False, True]


def test_only_for_who_may_share(server):
    assert refusal(drive(server, P02).permissions().list(fileId="tax", supportsAllDrives=True)) == (403, "insufficientFilePermissions")
    assert refusal(drive(server, P03).permissions().list(fileId="tax", supportsAllDrives=True)) == (403, "insufficientFilePermissions")
    assert refusal(drive(server, P01).permissions().list(fileId="tax")) == (404, "notFound")
    assert rows(server, P02, "D1") == [by_user(P01, "organizer"), by_group(HR, "reader")]  # a member sees the members


def test_an_administrator_sees_a_drives_members_and_not_inside(server):
    as_admin = {"useDomainAdminAccess": True}
    assert rows(server, ADMIN, "D1", **as_admin) == [by_user(P01, "organizer"), by_group(HR, "reader")]
    assert rows(server, ADMIN, "D2", **as_admin) == []
    permissions = drive(server, ADMIN).permissions()
    assert refusal(permissions.list(fileId="tax", supportsAllDrives=True, **as_admin))[0] == 404
    assert refusal(drive(server, P01).permissions().list(fileId="D1", supportsAllDrives=True, **as_admin))[0] == 403


def limited(server, **more):
    server.world.files["fin"] |= {"inheritedPermissionsDisabled": True, "permissions": [by_user(P03, "writer")], **more}
    server.world.touch()


def test_a_folder_with_limited_access(server):
    limited(server)
    assert rows(server, P01, "fin") == [by_user(P01, "organizer"), by_user(P03, "writer")]
    viewed = rows(server, P01, "fin", includePermissionsForView="published")
    assert viewed[2] == by_group(HR, "reader", view="metadata")
    assert rows(server, P01, "tax")[:2] == [by_user(P01, "organizer"), by_user(P03, "writer")]
    query = {"corpora": "drive", "driveId": "D1", "supportsAllDrives": True, "includeItemsFromAllDrives": True}
    assert ids(drive(server, P02).files().list(**query).execute()["files"]) == ["fin"]  # its name, and nothing in it


def test_what_has_ended_is_gone(server):
    server.world.files["own"]["permissions"] = [
        by_user(P02, "reader", expirationTime="2026-10-01T00:00:00Z"),
        by_user(P03, "reader", expirationTime="2026-12-01T00:00:00Z"),
    ]
    server.world.touch()
    assert [row["emailAddress"] for row in rows(server, P01, "own")] == [P01, P03]
    assert refusal(drive(server, P02).files().get(fileId="own"))[0] == 404


def test_one_row_by_its_id(server):
    (row, *_) = rows(server, P01, "own", "permissions(id,role)")
    permissions = drive(server, P01).permissions()
    assert permissions.get(fileId="own", permissionId=row["id"], fields="id,role").execute() == row
    assert refusal(permissions.get(fileId="own", permissionId="0")) == (404, "notFound")


def test_a_hundred_a_page_in_shared_drives(server):
    server.world.files["big"] = {"id": "big", "name": "big", "mimeType": FOLDER, "parents": ["D1"], "driveId": "D1"}
    server.world.files["big"]["permissions"] = [by_user(f"x{number}@out.example", "reader") for number in range(150)]
    server.world.touch()
    permissions = drive(server, P01).permissions()
    first = permissions.list(fileId="big", supportsAllDrives=True)
    answer = first.execute()
    assert len(answer["permissions"]) == 100
    assert len(permissions.list_next(first, answer).execute()["permissions"]) == 52
