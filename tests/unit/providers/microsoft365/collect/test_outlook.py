"""Mailboxes through Graph, over TLS."""

from collections.abc import Iterator
from datetime import timedelta

import pytest

from audit.runs.memory import MemorySink
from providers.microsoft365.collect import outlook
from providers.microsoft365.directory import Directory, User
from providers.microsoft365.mail_operations import Surface
from providers.microsoft365.normalise.mailboxes import of_user
from providers.microsoft_api.reader import Reader
from tests.unit.providers.microsoft365.tenant import P01, P02, Company, user

AN = User(user(P01), "p01@sample.example", P01, aliases=("an@sample.example",))
DIRECTORY = Directory.of("", (), [AN, User(user(P02), "p02@sample.example", P02)], [])


@pytest.fixture
def reader(company: Company) -> Iterator[Reader]:
    with company.running(MemorySink(), None, timedelta()) as run:
        yield run.sources.reader(Surface.CALENDARS, "microsoft://calendar/p01@sample.example")


def _calendar(number: str, owner: str = "", **more: object) -> dict[str, object]:
    known: dict[str, object] = {"id": number, "name": number, "isDefaultCalendar": number == "1"}
    return known | ({"owner": {"name": "x", "address": owner}} if owner else {}) | more


def test_what_a_mailbox_is_for(company: Company, reader: Reader):
    company.world.mailbox_settings[P01] = {"userPurpose": "shared"}
    assert outlook.purpose(reader, P01) == "shared"


def test_who_has_no_mailbox(company: Company, reader: Reader):
    company.world.users[P01]["mail"] = None
    assert outlook.purpose(reader, P01) is None
    assert not reader.failed


def test_what_a_mailbox_is_for_can_not_be_read(company: Company, reader: Reader):
    company.server.withdraw("graph", "MailboxSettings.Read")
    assert not outlook.purpose(reader, P01)
    assert [gap.missing_permission for gap in reader.gaps] == ["MailboxSettings.Read"]


def test_rules(company: Company, reader: Reader):
    company.world.rules[P01] = [{"id": str(number), "displayName": "r", "isEnabled": True} for number in range(25)]
    assert [row["id"] for row in outlook.rules(reader, of_user(AN))] == [str(number) for number in range(25)]


def test_calendars_that_others_share_are_left_out(company: Company, reader: Reader):
    company.world.calendars[P01] = [
        _calendar("1", "p01@sample.example"),
        _calendar("2", "AN@sample.example"),
        _calendar("3", "p02@sample.example"),
        _calendar("4"),
    ]
    for number in "1234":
        company.world.calendar_permissions[f"{P01}/{number}"] = [{"id": number, "role": "read"}]
    assert [row["id"] for row in outlook.calendar_permissions(reader, of_user(AN), DIRECTORY)] == ["1", "2", "4"]


def test_one_calendar_that_fails_leaves_the_others(company: Company, reader: Reader):
    company.world.calendars[P01] = [_calendar("1"), _calendar("2")]
    for number in "12":
        company.world.calendar_permissions[f"{P01}/{number}"] = [{"id": number, "role": "read"}]
    company.server.fail("graph", "users/{id}/calendars/{calendar}/calendarPermissions", status=500, times=0, match={"calendar": "1"})
    assert [row["id"] for row in outlook.calendar_permissions(reader, of_user(AN), DIRECTORY)] == ["2"]
    assert [gap.scope for gap in reader.gaps] == ["microsoft://calendar/p01@sample.example"]
