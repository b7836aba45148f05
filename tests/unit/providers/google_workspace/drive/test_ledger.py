"""What is written of one corpus."""

from audit.model.facts import Gap, Grant, Principal, PrincipalKind, acl_id
from audit.runs.memory import MemorySink
from policies.levels import CONTENT, Level
from providers.google_workspace.directory import Directory, Group
from providers.google_workspace.drive.grants import Sharing
from providers.google_workspace.drive.ledger import Ledger

TEAM = Group("google://group/team@shop.example", "team@shop.example")
DIRECTORY = Directory.of("C01", ["shop.example"], [], [TEAM])
READER = b'[{"id": "1", "type": "user", "role": "reader", "emailAddress": "p02@shop.example"}]'
SPACED = READER.replace(b" ", b"")
WRITER = READER.replace(b"reader", b"writer")


def ledger() -> tuple[Ledger, MemorySink]:
    sink = MemorySink()
    return Ledger(sink, DIRECTORY), sink


def test_equal_permissions_have_one_acl_whatever_they_look_like():
    written, sink = ledger()
    assert written.acl_of(READER, Sharing()) == written.acl_of(SPACED, Sharing())
    assert [acl.id for acl in sink.facts().acls()] == [written.acl_of(READER, Sharing())]


def test_whether_writers_share_makes_another_acl():
    written, _ = ledger()
    assert written.acl_of(WRITER, Sharing()) != written.acl_of(WRITER, Sharing(writers=False))


def test_an_acl_is_written_with_its_grants():
    written, sink = ledger()
    held = frozenset({Grant("google://user/p02@shop.example", CONTENT, "x"), Grant("everyone://public", Level.FIND)})
    assert written.acl(held) == acl_id(held)
    assert [frozenset(acl.grants) for acl in sink.facts().acls()] == [held]


def test_what_is_forgotten_is_read_again():
    sink = MemorySink()
    written = Ledger(sink, DIRECTORY, most_kept=1)
    assert written.acl_of(READER, Sharing()) != written.acl_of(WRITER, Sharing())
    assert written.acl_of(READER, Sharing()) in {acl.id for acl in sink.facts().acls()}


def test_grantees_are_described_where_their_id_does_not_tell_all():
    written, sink = ledger()
    names = ["user/p02@shop.example", "user/gone@shop.example?uid=7", "group/gone@shop.example?uid=8", "user/?uid=9", "user/?permission=3"]
    names += ["group/team@shop.example", "group/team@other.example", "audience/a1", "domain-link/shop.example", "link/anyone"]
    written.meet(f"google://{name}" for name in names)
    facts = sink.facts()
    kinds = PrincipalKind
    assert list(facts.principals()) == [
        Principal("google://audience/a1", "google_workspace", kinds.GROUP, "a1"),
        Principal("google://domain-link/shop.example", "google_workspace", kinds.DOMAIN, "shop.example"),
        Principal("google://group/gone@shop.example?uid=8", "google_workspace", kinds.GROUP, *["gone@shop.example"] * 2, "deleted"),
        Principal("google://group/team@other.example", "google_workspace", kinds.GROUP, *["team@other.example"] * 2),
        Principal("google://user/?uid=9", "google_workspace", kinds.ACCOUNT, "9", "", "deleted"),
        Principal("google://user/gone@shop.example?uid=7", "google_workspace", kinds.ACCOUNT, *["gone@shop.example"] * 2, "deleted"),
    ]
    assert {gap.scope for gap in facts.gaps()} == {"google://audience/a1", "google://group/team@other.example"}
    assert all(isinstance(gap, Gap) and gap.surface == "drive" for gap in facts.gaps())
