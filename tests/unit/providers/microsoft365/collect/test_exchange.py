"""Exchange's own commands, over TLS."""

from collections.abc import Iterator
from datetime import timedelta

import pytest

from audit.runs.memory import MemorySink
from providers.microsoft365.collect import exchange
from providers.microsoft365.mail_operations import Surface
from providers.microsoft_api.reader import Reader
from tests.unit.providers.microsoft365.tenant import Company

BOX = "p01@sample.example"


@pytest.fixture
def reader(company: Company) -> Iterator[Reader]:
    company.world.exchange["Get-Mailbox"] = [{"Identity": "p01", "PrimarySmtpAddress": BOX}]
    with company.running(MemorySink(), None, timedelta()) as run:
        yield run.sources.reader(Surface.FOLDERS, f"microsoft://mailbox/{BOX}")


def _folder(kind: str, path: str) -> dict[str, object]:
    return {"Identity": "p01", "FolderType": kind, "FolderPath": path}


def test_folders_are_named_by_their_path(company: Company, reader: Reader):
    company.world.exchange["Get-MailboxFolderStatistics"] = [
        _folder("Root", "/Top of Information Store"),
        _folder("Calendar", "/Agenda"),
        _folder("User Created", "/Inbox/in\uf8ffout"),
    ]
    names = ("\\", "\\Agenda", "\\Inbox\\in/out")
    company.world.exchange["Get-MailboxFolderPermission"] = [{"Identity": f"{BOX}:{name}", "User": name} for name in names]
    assert [(calendar, row["User"]) for calendar, row in exchange.folders(reader, BOX)] == [
        (False, "\\"),
        (True, "\\Agenda"),
        (False, "\\Inbox\\in/out"),
    ]
    assert reader.gaps == ()


def test_folders_that_are_kept_for_others_are_left_out(company: Company, reader: Reader):
    company.world.exchange["Get-MailboxFolderStatistics"] = [_folder("RecoverableItemsPurges", "/Purges"), _folder("Audits", "/Audits")]
    assert list(exchange.folders(reader, BOX)) == []
    assert not company.server.calls("exchange", "Get-MailboxFolderPermission")


def test_a_folder_of_another_form_leaves_its_neighbours_alone(company: Company, reader: Reader):
    company.world.exchange["Get-MailboxFolderStatistics"] = [{"Identity": "p01", "FolderType": 7}, _folder("Inbox", "/Inbox")]
    company.world.exchange["Get-MailboxFolderPermission"] = [{"Identity": f"{BOX}:\\Inbox", "User": "p02"}]
    assert [row["User"] for _, row in exchange.folders(reader, BOX)] == ["p02"]
    assert [gap.scope for gap in reader.gaps] == [f"microsoft://mailbox/{BOX}"]


def test_a_folder_that_can_not_be_read_is_a_gap(company: Company, reader: Reader):
    company.world.exchange["Get-MailboxFolderStatistics"] = [_folder("Inbox", "/Inbox")]
    company.server.fail("exchange", "Get-MailboxFolderPermission", status=500, times=0)
    assert list(exchange.folders(reader, BOX)) == []
    assert [gap.operation for gap in reader.gaps] == ["exchange:Get-MailboxFolderPermission"]


def test_all_rows_are_asked_for(company: Company, reader: Reader):
    company.world.exchange["Get-RecipientPermission"] = [{"Identity": "p01", "Trustee": f"t{number}"} for number in range(1100)]
    rows = exchange.send_as(reader)
    assert rows is not None
    assert len(rows) == 1100
    assert not reader.failed
