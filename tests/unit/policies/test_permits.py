"""What the rules give."""

from datetime import date

import pytest

from policies.language import Policy, Who, WhoKind
from policies.levels import Level, up_to
from policies.load import load_text
from policies.permits import allowed, forbidden, names

POLICY = """house_rules: {profile: starter}
people: {p01: , p02: {roles: [finance]}}
roles: {finance: , hr: }
categories: {contact: }
assets: {mail: {label: mail, owner: p01, where: s3://mail, categories: [contact]}, files: {label: f, owner: p01, where: s3://f, categories: [contact]}}
allow:
  - {id: A1, who: role:finance, may: read, which: [mail, files], decided_on: 2026-01-10, until: 2026-06-30, decided_by: p01}
  - {id: A2, who: person:p02, may: change, which: mail, part: in/}
  - {id: A3, who: "role:*", may: manage, which: mail}
forbid:
  - {id: F1, who: "role:*", except: role:hr, may: change, which: mail}
  - {id: F2, who: person:p01, may: read, which: all, latent: too}
  - {id: F3, who: all, may: find, which: files, through: public-link}
  - {id: F4, who: all, may: find, which: files, in: test}
"""
FINANCE, HR, P02 = Who(WhoKind.ROLE, "finance"), Who(WhoKind.ROLE, "hr"), Who(WhoKind.PERSON, "p02")
ANY_ROLE = Who(WhoKind.ROLE, "*")


@pytest.fixture(scope="module")
def policy() -> Policy:
    return load_text({"a.yaml": POLICY})


@pytest.mark.parametrize(
    ("who", "cell", "on", "rules", "levels"),
    [
        ({FINANCE}, "mail:", "2026-01-10", "A1 A3", up_to(Level.READ) | Level.MANAGE),
        ({FINANCE}, "mail:", "2026-01-09", "A3", Level.MANAGE),
        ({FINANCE}, "files:", "2026-06-30", "A1", up_to(Level.READ)),
        ({FINANCE}, "files:", "2026-07-01", "", Level.NONE),
        ({P02}, "mail:in/", "2026-03-01", "A2", up_to(Level.CHANGE)),
        ({P02}, "mail:", "2026-03-01", "", Level.NONE),
        ({P02, FINANCE}, "mail:in/", "2026-03-01", "A1 A2 A3", up_to(Level.CHANGE) | Level.MANAGE),
        ({P02, FINANCE}, "mail:out/", "2026-03-01", "A1 A3", up_to(Level.READ) | Level.MANAGE),
        ({P02}, "mail:in/new/", "2026-03-01", "A2", up_to(Level.CHANGE)),
        (set(), "mail:", "2026-03-01", "", Level.NONE),
    ],
)
def test_rules_in_force_and_their_levels(  # noqa: PLR0917 - one argument for each column of the table
    policy: Policy, who: set[Who], cell: str, on: str, rules: str, levels: Level
):
    asset, part = cell.split(":")
    found, given = allowed(policy, frozenset(who), asset, part, date.fromisoformat(on))
    assert (" ".join(rule.id for rule in found), given) == (rules, levels)


def test_what_forbids_take_whatever_the_way(policy: Policy):
    assert forbidden(policy, frozenset({FINANCE}), "mail") == Level.CHANGE | Level.SHARE
    assert forbidden(policy, frozenset({FINANCE, HR}), "mail") == Level.NONE
    assert forbidden(policy, frozenset({Who(WhoKind.PERSON, "p01")}), "files") == Level.READ | Level.CHANGE | Level.SHARE | Level.MANAGE
    assert forbidden(policy, frozenset({Who(WhoKind.ALL)}), "files") == Level.NONE


def test_a_star_names_any_of_its_kind():
    assert names((ANY_ROLE,), frozenset({FINANCE}))
    assert names((ANY_ROLE,), frozenset({ANY_ROLE}))
    assert not names((ANY_ROLE,), frozenset({P02}))
    assert not names((), frozenset({P02}))
