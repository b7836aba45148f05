from providers.sandbox.google import edits
from tests.unit.providers.sandbox.google.worlds import FOLDER, HR, P01, P02, P03, by_group, by_user, drive, refusal

EVERYWHERE = {"includeItemsFromAllDrives": True, "supportsAllDrives": True}


def start(server, subject, **more):
    return drive(server, subject).changes().getStartPageToken(**more).execute()["startPageToken"]


def changed(server, subject, token, fields="newStartPageToken,changes(changeType,fileId,driveId,removed)", **more):
    return drive(server, subject).changes().list(pageToken=token, fields=fields, **more).execute()["changes"]


def test_a_folders_new_permission_is_one_entry_and_none_for_what_is_in_it(server):
    token = start(server, P01)
    edits.share(server.world, "hr", by_user(P03, "reader"))
    assert changed(server, P01, token) == [{"changeType": "file", "fileId": "hr", "removed": False}]
    assert changed(server, P03, start_of(server, P03, token)) == [{"changeType": "file", "fileId": "hr", "removed": False}]


def start_of(server, subject, _token):
    """The beginning of somebody's log."""
    from providers.sandbox.google.pages import Place, token

    return token(Place(server.world.first_change), ("user", subject))


def test_who_loses_something_is_told(server):
    tokens = {who: start(server, who) for who in (P01, P02, P03)}
    edits.unshare(server.world, "hr", by_group(HR, "writer"))
    assert changed(server, P02, tokens[P02]) == [{"changeType": "file", "fileId": "hr", "removed": True}]
    assert changed(server, P02, tokens[P02], includeRemoved=False) == []
    assert changed(server, P01, tokens[P01]) == [{"changeType": "file", "fileId": "hr", "removed": False}]
    assert changed(server, P03, tokens[P03]) == []


def test_a_shared_drive_has_a_log_of_its_own(server):
    mine, drives = start(server, P01), start(server, P01, driveId="D1", supportsAllDrives=True)
    edits.put(server.world, {"id": "new", "name": "new", "mimeType": "text/csv", "parents": ["fin"], "driveId": "D1"})
    entry = {"changeType": "file", "fileId": "new", "driveId": "D1", "removed": False}
    assert changed(server, P01, drives, driveId="D1", **EVERYWHERE) == [entry]
    assert changed(server, P01, mine) == []
    assert changed(server, P01, mine, **EVERYWHERE) == [entry]
    assert refusal(drive(server, P01).changes().list(pageToken=drives)) == (400, "invalid")  # a token of another log
    assert refusal(drive(server, P01).changes().list(pageToken=drives, driveId="D1", supportsAllDrives=True))[0] == 400
    assert refusal(drive(server, P03).changes().getStartPageToken(driveId="D1", supportsAllDrives=True))[0] == 404


def test_members_of_a_drive_are_a_change_of_the_drive(server):
    token = start(server, P01, driveId="D1", supportsAllDrives=True)
    edits.share(server.world, "D1", by_user(P03, "writer"))
    fields = "changes(changeType,driveId,removed,drive/name)"
    found = changed(server, P01, token, fields, driveId="D1", **EVERYWHERE)
    assert found == [{"changeType": "drive", "driveId": "D1", "removed": False, "drive": {"name": "Books"}}]


def test_a_drive_that_one_is_no_member_of_any_more_or_never_was(server):
    tokens = {who: start(server, who) for who in (P02, P03)}
    edits.unshare(server.world, "D1", by_group(HR, "reader"))
    assert changed(server, P02, tokens[P02], **EVERYWHERE) == [{"changeType": "drive", "driveId": "D1", "removed": True}]
    assert changed(server, P02, tokens[P02], includeRemoved=False, **EVERYWHERE) == []
    assert changed(server, P03, tokens[P03], **EVERYWHERE) == []


def test_what_leaves_a_corpus_is_removed_there_and_new_elsewhere(server):
    mine, drives = start(server, P01), start(server, P01, driveId="D1", supportsAllDrives=True)
    edits.move(server.world, "hr", "D1", actor=P01)
    assert changed(server, P01, mine) == [{"changeType": "file", "fileId": "hr", "driveId": "D1", "removed": True}]
    assert changed(server, P01, drives, driveId="D1", **EVERYWHERE) == [
        {"changeType": "file", "fileId": "hr", "driveId": "D1", "removed": False}
    ]
    fields = "changes(removed,file/id)"
    assert changed(server, P01, mine, fields, includeCorpusRemovals=True) == [{"removed": True, "file": {"id": "hr"}}]
    assert server.world.files["pay"]["driveId"] == "D1"
    assert "owners" not in server.world.files["pay"]


def test_what_is_deleted(server):
    token = start(server, P01)
    edits.delete(server.world, "own")
    assert changed(server, P01, token) == [{"changeType": "file", "fileId": "own", "removed": True}]


def test_the_last_change_of_an_item_stands_for_all_and_pages_go_on(server):
    token = start(server, P01)
    for number in range(3):
        edits.put(
            server.world, {"id": f"n{number}", "name": "n", "mimeType": FOLDER, "parents": ["root-p01"], "owners": [{"emailAddress": P01}]}
        )
    edits.put(server.world, {"id": "n0", "name": "again"})
    seen, answer = [], {"nextPageToken": token}
    while "nextPageToken" in answer:
        answer = drive(server, P01).changes().list(pageToken=answer["nextPageToken"], pageSize=2, fields="*").execute()
        seen += [(change["fileId"], change["file"]["name"]) for change in answer["changes"]]
    assert seen == [("n1", "n"), ("n2", "n"), ("n0", "again")]
    assert changed(server, P01, answer["newStartPageToken"]) == []


def test_a_token_can_expire(server):
    token = start(server, P01)
    edits.put(server.world, {"id": "own", "name": "renamed"})
    edits.forget_changes(server.world)
    assert refusal(drive(server, P01).changes().list(pageToken=token)) == (400, "invalid")
    assert changed(server, P01, start(server, P01)) == []


def test_what_one_could_open_by_its_link_is_in_nobodys_log(server):
    token = start(server, P03)
    edits.put(server.world, {"id": "pay", "name": "renamed"})
    assert changed(server, P03, token) == []
