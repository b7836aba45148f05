from datetime import date

import msgspec
import pytest

from audit.model.facts import Acl, Fact, Gap, Grant, Membership, MembershipKind, Principal, PrincipalKind, Resource, Verdict
from audit.runs.packed import pack, unpack
from policies.levels import Level

FACTS: tuple[Fact, ...] = (
    Principal("p", "paper", PrincipalKind.ROLE, "p", attributes=(("mfa", "true"),)),
    Membership("p", "g", MembershipKind.MEMBER, "only now", date(2027, 3, 31), Verdict.IF, only=("paper://",), levels=Level.READ),
    Resource("r", "paper", "box", "é", labels=(("a", "b"),), size=7),
    Resource("s", "paper", "box", "s"),
    Acl("a", (Grant("p", Level.READ | Level.FIND, until=date(2027, 3, 31)),)),
)


def test_facts_come_back():
    assert tuple(unpack(pack(FACTS))) == FACTS
    assert tuple(unpack(pack(()))) == ()


@pytest.mark.parametrize("odd", ["\ud800", "\U0010fffe", "\U0010fffe00d800", "\U0010ffff", "a\udfffé"])
def test_whatever_a_text_holds_comes_back(odd: str):
    facts = (Gap("p", "drive", "google://", "files.list", odd), Resource("r", "p", "file", odd, labels=((odd, odd),)))
    assert set(unpack(pack(facts))) == set(facts)


@pytest.mark.parametrize("body", [b"", b"torn", pack(FACTS)[:-9], b"\0" * 90])
def test_what_is_torn_is_not_taken_for_facts(body: bytes):
    with pytest.raises((OSError, msgspec.MsgspecError)):
        tuple(unpack(body))
