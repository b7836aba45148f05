import pytest

from tests.unit.providers.sandbox.google.worlds import ADMIN, P01, P02, ask, refusal


def activity(time, event, who, **parameters):
    shown = [{"name": name, "value": value} for name, value in parameters.items()]
    return {
        "id": {"time": time, "uniqueQualifier": "1", "applicationName": "drive", "customerId": "C01abc"},
        "actor": {"email": who, "profileId": "1"},
        "events": [{"name": event, "parameters": shown}],
    }


@pytest.fixture
def logged(server):
    server.world.activities["drive"] = [
        activity("2026-10-01T00:00:00.000Z", "create", P01, doc_id="a"),
        activity("2026-10-03T00:00:00.000Z", "change_user_access", P02, doc_id="b"),
        activity("2026-10-02T00:00:00.000Z", "edit", P01, doc_id="a"),
    ]
    return ask(server, "admin.reports_v1", "admin.reports.audit.readonly", ADMIN).activities()


@pytest.mark.parametrize(
    ("query", "found"),
    [
        ({}, ["change_user_access", "edit", "create"]),
        ({"userKey": P01}, ["edit", "create"]),
        ({"eventName": "edit"}, ["edit"]),
        ({"startTime": "2026-10-02T00:00:00.000Z"}, ["change_user_access", "edit"]),
        ({"endTime": "2026-10-02T12:00:00.000Z"}, ["edit", "create"]),
        ({"eventName": "create", "filters": "doc_id==a"}, ["create"]),
        ({"filters": "doc_id<>a"}, ["change_user_access"]),
    ],
)
def test_what_was_done_the_newest_first(logged, query, found):
    answer = logged.list(**{"userKey": "all", "applicationName": "drive"} | query).execute()
    assert [each["events"][0]["name"] for each in answer["items"]] == found


def test_what_is_not_served_is_refused(logged):
    assert refusal(logged.list(userKey="all", applicationName="drive", orgUnitID="id:1"))[0] == 400
    assert refusal(logged.list(userKey="all", applicationName="drive", filters="doc_id>=a"))[0] == 400
    late, early = "2026-10-02T00:00:00.000Z", "2026-10-01T00:00:00.000Z"
    assert refusal(logged.list(userKey="all", applicationName="drive", startTime=late, endTime=early))[0] == 400
    assert "items" not in logged.list(userKey="all", applicationName="login").execute()


def test_only_for_administrators(server):
    reports = ask(server, "admin.reports_v1", "admin.reports.audit.readonly", P01)
    assert refusal(reports.activities().list(userKey="all", applicationName="drive"))[0] == 403


def test_transfers(server):
    server.world.transfers = [{"id": "t1", "oldOwnerUserId": "101", "newOwnerUserId": "102", "overallTransferStatusCode": "completed"}]
    transfers = ask(server, "admin.datatransfer_v1", "admin.datatransfer.readonly", ADMIN).transfers()
    assert len(transfers.list(oldOwnerUserId="101", status="completed").execute()["dataTransfers"]) == 1
    assert "dataTransfers" not in transfers.list(newOwnerUserId="101").execute()
