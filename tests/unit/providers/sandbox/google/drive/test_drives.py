import pytest

from tests.unit.providers.sandbox.google.worlds import ADMIN, P01, P02, P03, drive, ids, refusal


def drives(server, subject):
    return drive(server, subject, "drive.readonly").drives()


def test_a_member_sees_his_drives(server):
    (found,) = drives(server, P02).list(fields="*").execute()["drives"]
    assert (found["id"], found["capabilities"]["canManageMembers"], "orgUnitId" in found) == ("D1", False, False)
    assert drives(server, P03).list().execute()["drives"] == []
    assert drives(server, P01).get(driveId="D1", fields="capabilities").execute()["capabilities"]["canManageMembers"]
    assert refusal(drives(server, P03).get(driveId="D1")) == (404, "notFound")


def test_an_administrator_sees_all_of_them(server):
    found = drives(server, ADMIN).list(useDomainAdminAccess=True, fields="drives(id,orgUnitId)").execute()["drives"]
    assert found == [{"id": "D1", "orgUnitId": "ou1"}, {"id": "D2"}]
    assert drives(server, ADMIN).list().execute()["drives"] == []
    assert drives(server, ADMIN).get(driveId="D2", useDomainAdminAccess=True).execute()["name"] == "Nobody's"
    assert refusal(drives(server, P01).list(useDomainAdminAccess=True))[0] == 403


@pytest.mark.parametrize(
    ("query", "found"),
    [
        ("memberCount = 0", ["D2"]),
        ("organizerCount > 0", ["D1"]),
        ("name contains 'book' and memberCount <= 2", ["D1"]),
        ("hidden = false", ["D1", "D2"]),
    ],
)
def test_administrators_search(server, query, found):
    assert ids(drives(server, ADMIN).list(useDomainAdminAccess=True, q=query).execute()["drives"]) == found


def test_others_do_not_and_not_with_anything(server):
    assert refusal(drives(server, P01).list(q="memberCount = 0"))[0] == 400
    assert refusal(drives(server, ADMIN).list(useDomainAdminAccess=True, q="colour = 'red'"))[0] == 400
