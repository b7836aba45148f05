"""What the last run knew of Drive."""

from audit.model.facts import Resource, pairs
from audit.runs.memory import MemoryFacts
from providers.google_workspace.drive.previous import Folder, Previous, items

P02 = "google://user/p02@shop.example"


def row(name: str, kind: str, parent: str = "", **attributes: str) -> Resource:
    return Resource(f"drive://{name}", "google_workspace", kind, name, parent and f"drive://{parent}", "acl", attributes=pairs(attributes))


ROWS = [
    row("root", "my-drive", owner="p02@shop.example"),
    row("f", "folder", "root", owner="p02@shop.example", limited="true"),
    row("x", "file", "f", owner="p02@shop.example"),
    row("y", "file", "f", owner="p03@shop.example"),
    row("sd", "shared-drive", drive="sd"),
    row("z", "file", "sd", drive="sd", trashed="true"),
    Resource("google://mailbox/p02@shop.example", "google_workspace", "mailbox", "p02"),
    Resource("s3://b", "aws", "file", "b"),
]


def test_folders_and_tops_are_held_and_all_is_counted():
    found = Previous.of(MemoryFacts(ROWS))
    assert found.folders == {"drive://f": Folder(P02, "drive://root", "acl", ("true", ""))}
    assert {its: top.id for its, top in found.tops.items()} == {P02: "drive://root", "drive://sd": "drive://sd"}
    assert found.rows == {P02: 3, "google://user/p03@shop.example": 1, "drive://sd": 2}
    assert found.under["google://user/p03@shop.example", "drive://f"] == 1
    assert found.with_acl[P02, "acl"] == 3


def test_only_what_lies_in_drive_is_met():
    assert len(list(items(MemoryFacts(ROWS)))) == 6
