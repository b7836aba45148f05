from tests.unit.providers.sandbox.google.worlds import ADMIN, P01, ask, ids, refusal


def test_labels_that_there_are(server):
    server.world.labels = [{"name": "labels/L1@1", "id": "L1", "properties": {"title": "personal data"}}]
    assert ids(ask(server, "drivelabels.v2", "drive.labels.readonly", P01).labels().list().execute()["labels"]) == ["L1"]


def test_as_an_administrator(server):
    server.world.labels = [{"name": "labels/L1@1", "id": "L1"}]
    answers = {
        who: ask(server, "drivelabels.v2", "drive.admin.labels.readonly", who).labels().list(useAdminAccess=True) for who in (ADMIN, P01)
    }
    assert ids(answers[ADMIN].execute()["labels"]) == ["L1"]
    assert refusal(answers[P01])[0] == 403
