"""Google's log of Drive."""

from datetime import UTC, datetime
from typing import Any

from providers.google_api.reader import Reader
from providers.google_workspace.drive.events import changed, logged
from tests.unit.providers.google_workspace.drive.worlds import ADMIN, Office, served, sessions

SINCE = datetime(2026, 10, 14, 2, tzinfo=UTC)


def event(name: str, time: str, **parameters: str) -> dict[str, Any]:
    told = [{"name": key, "value": value} for key, value in parameters.items()]
    when = {"time": time, "uniqueQualifier": "1", "applicationName": "drive", "customerId": "C01"}
    return {"id": when, "actor": {"email": "p02@shop.example"}, "events": [{"name": name, "type": "acl_change", "parameters": told}]}


def read(*log: dict[str, Any]) -> tuple[bool, set[tuple[str, str]]]:
    office = Office("p01")
    office.world.activities["drive"] = list(log)
    with served(office) as server:
        reader = Reader(sessions(server)[0], "google_workspace", "drive-events", "google://", ADMIN)
        found = logged(reader), set(changed(reader, SINCE))
        assert not reader.failed
        return found


def test_an_event_names_an_item_of_its_owner_or_drive():
    day = "2026-10-14T08:00:00.000Z"
    assert read(
        event("change_user_access", day, doc_id="a", owner="P02@shop.example"),
        event("move", day, doc_id="b", owner="Sales", owner_shared_drive_id="sd"),
        event("change_owner", day, doc_id="c", owner="Sales", team_drive_id="sd"),
    ) == (True, {("google://user/p02@shop.example", "a"), ("drive://sd", "b"), ("drive://sd", "c")})


def test_a_day_more_is_looked_at_since_events_come_late():
    early, late = "2026-10-13T01:00:00.000Z", "2026-10-13T03:00:00.000Z"
    found = read(*(event("move", time, doc_id=time, owner="p02@shop.example") for time in (early, late)))
    assert found[1] == {("google://user/p02@shop.example", late)}


def test_events_that_change_nobodys_access_or_tell_no_item_are_passed_over():
    day = "2026-10-14T08:00:00.000Z"
    assert read(event("view", day, doc_id="a", owner="p02@shop.example"), event("move", day, owner="p02@shop.example")) == (True, set())
    assert read(event("move", day, doc_id="a", owner="Sales")) == (True, set())


def test_an_empty_log_shows_nothing():
    assert read() == (False, set())
