"""Who is told: owners, people, roles and rooms; and who can't be."""

from datetime import date

import pytest

from audit.notify.readers import Audience, Unreachable, Unreached, audience
from policies.load import load_text

TODAY = date(2026, 11, 2)
POLICY = """
version: 1
house_rules: {profile: starter}
organisation: {id: shop, name: Shop, domains: [shop.example], contact: {email: privacy@shop.example}, report_languages: [nl, en]}
people:
  p01: {email: p01@shop.example, language: fr, roles: [finance]}
  p02: {accounts: {google: p02@shop.example}, roles: [finance]}
  p03: {accounts: {aws: p03}}
  p04: {email: p04@shop.example, ends: 2026-11-01}
  p05: {email: p05@shop.example, starts: 2026-11-03}
  p06: {email: p06@shop.example, roles: [{role: finance, until: 2026-11-01}]}
roles: {finance: , empty: }
categories: {contact: }
assets:
  a1: {label: a, owner: p01, where: "s3://a1", categories: [contact]}
  a2: {label: a, owner: p02, where: "s3://a2", categories: [contact]}
  a3: {label: a, owner: p03, where: "s3://a3", categories: [contact]}
  a4: {label: a, owner: p04, where: "s3://a4", categories: [contact]}
  a5: {label: a, owner: p05, where: "s3://a5", categories: [contact]}
notify:
  mail: {host: smtp.shop.example, from: toegang@shop.example}
  send:
    - {to: security, by: mail}
"""


def told(*lines: str) -> Audience:
    policy = load_text({"policy.yaml": POLICY + "".join(f"    - {line}\n" for line in lines)})
    assert policy.notify
    return audience(policy, policy.notify, TODAY)


def test_each_owner_in_their_language_and_who_can_not_be():
    found = told("{to: owners, by: mail}")
    assert [(each.id, each.language, each.address) for each in found.readers] == [
        ("security", "nl", "privacy@shop.example"),
        ("p01", "fr", "p01@shop.example"),
        ("p02", "nl", "p02@shop.example"),
    ]
    assert found.unreached == (
        Unreached("p03", Unreachable.NO_ADDRESS),
        Unreached("p04", Unreachable.LEFT),
        Unreached("p05", Unreachable.NOT_STARTED),
    )
    assert found.told == {"p01", "p02"}


def test_who_has_another_way_is_told():
    found = told("{to: owners, by: mail}", "{to: person:p03, by: slack, url_from: ROOM}")
    assert Unreached("p03", Unreachable.NO_ADDRESS) not in found.unreached
    assert "p03" in found.told


def test_an_address_on_the_line_comes_before_the_roster():
    assert told("{to: person:p01, by: mail, address: team@shop.example}").readers[1].address == "team@shop.example"


def test_mail_goes_to_each_of_a_role_and_a_post_once():
    by_mail = told("{to: role:finance, by: mail, about: all}")
    assert [(each.id, each.language) for each in by_mail.readers[1:]] == [("p01", "fr"), ("p02", "nl")]
    (posted,) = told("{to: role:finance, by: teams, url_from: ROOM, language: en}").readers[1:]
    assert (posted.id, posted.owners, posted.language) == ("role:finance", {"p01", "p02"}, "en")
    assert told("{to: role:empty, by: mail}").unreached == (Unreached("role:empty", Unreachable.EMPTY),)


def test_one_line_twice_is_told_once():
    assert len(told("{to: owners, by: mail}", "{to: person:p01, by: mail}").readers) == 3


@pytest.mark.parametrize(
    ("line", "own", "others", "nobodys", "left"),
    [
        ("{to: person:p01, by: mail}", True, False, False, False),
        ("{to: person:p01, by: mail, about: rest}", False, False, True, True),
        ("{to: person:p01, by: mail, about: all}", True, True, True, True),
    ],
)
def test_what_they_are_told_of(line: str, own: bool, others: bool, nobodys: bool, left: bool):
    reader = told(line).readers[1]
    owners = frozenset({"p01", "p02"})  # who are told themselves
    assert [reader.is_told_of(owner, owners) for owner in ("p01", "p02", "", "p04")] == [own, others, nobodys, left]


def test_nothing_is_told_to_nobody():
    found = told("{to: owners, by: mail}")
    for owner in ("p01", "p02", "p03", "p04", "p05", "", "somebody"):
        assert sum(reader.is_told_of(owner, found.told) for reader in found.readers) == 1


def test_what_a_reader_is_known_by_has_no_language_and_no_address():
    one, other = (told(f"{{to: person:p01, by: mail, address: {name}@shop.example}}").readers[1] for name in "ab")
    assert one.target == other.target == "p01 mail own"
