"""The policy's own tests."""

from datetime import date

import pytest

from policies.levels import Level
from policies.load import load_text
from policies.policy_tests import run

POLICY = """house_rules: {profile: starter}
people:
  p01: {roles: [boss]}
  p02: {roles: [finance, {role: hr, until: 2026-06-30}], starts: 2026-02-01, ends: 2026-08-31}
  x01: {of: agency, roles: [finance]}
roles: {finance: , hr: , boss: }
services: {job: {accounts: {aws: role/job}}}
processors: {agency: {people: [x01]}}
categories: {contact: }
assets:
  mail: {label: mail, owner: p01, where: s3://mail, categories: [contact]}
  files: {label: files, owner: p01, where: s3://files, categories: [contact]}
allow:
  - {id: A1, who: role:finance, may: share, which: mail}
  - {id: A2, who: role:hr, may: read, which: files}
  - {id: A3, who: role:finance, may: change, which: files, part: in/}
  - {id: A4, who: [services, processors], may: read, which: files}
  - {id: A5, who: role:boss, may: manage, which: mail}
  - {id: A6, who: leavers, may: find, which: files}
forbid:
  - {id: F1, who: people, may: share, which: mail}
  - {id: F2, who: outside, may: find, which: mail}
"""


@pytest.mark.parametrize(
    ("who", "cell", "on", "level"),
    [
        ("role:finance", "mail", "2026-03-01", "change"),
        ("role:finance", "files", "2026-03-01", "none"),
        ("role:finance", "files/in/", "2026-03-01", "change"),
        ("person:p02", "files", "2026-03-01", "read"),
        ("person:p02", "files", "2026-07-01", "none"),
        ("person:p02", "files", "2026-09-01", "find"),
        ("person:p02", "mail", "2026-01-31", "none"),
        ("person:p02", "mail", "2026-09-01", "none"),
        ("person:x01", "mail", "2026-03-01", "none"),
        ("service:job", "files", "2026-03-01", "read"),
        ("processor:agency", "files", "2026-03-01", "read"),
        ("processor:agency", "mail", "2026-03-01", "none"),
        ("anyone", "mail", "2026-03-01", "none"),
        ("role:boss", "mail", "2026-03-01", "none"),
        ("role:boss", "mail", "2026-03-01", "manage"),
        ("role:finance", "mail", "2026-03-01", "manage"),
    ],
)
def test_what_the_rules_give(who: str, cell: str, on: str, level: str):
    test = f'tests:\n  - {{name: t, who: "{who}", expect: {{{cell}: {level}}}}}\n'
    (result,) = run(load_text({"a.yaml": POLICY, "b.yaml": test}), date.fromisoformat(on))
    given = (result.given.name or "").lower()
    assert given == (level if (who, level) != ("role:finance", "manage") else "none")
    assert result.passed == (given == level)
    assert result.asset == cell


def test_a_test_that_fails_says_what_is_given():
    test = "tests:\n  - {name: t, who: role:finance, expect: {mail: share}}\n"
    (result,) = run(load_text({"a.yaml": POLICY, "b.yaml": test}), date(2026, 3, 1))
    assert (result.passed, result.expected, result.given, str(result.test.at)) == (False, Level.SHARE, Level.CHANGE, "b.yaml:2:5")
