"""Who has to have signed or learned what, and who has."""

from datetime import date

import pytest

from audit.gdpr.agreements.proofs import Proved, proofs
from tests.unit.audit.gdpr.register.offices import ON, office

TRAINED = "[{id: R1, for_access_to: all, level: read, who: people, need: {trained: basics, within: P1Y}}]"
SIGNED = "[{id: R1, for_access_to: all, level: read, need: {signed: vow}}]"
TWO = "{files: {label: files, owner: p01, where: s3://a, categories: [sick]}, records: {label: records, owner: p01, where: s3://b, categories: [crime]}}"
DOCUMENTS = "{dpa: {kind: processor-agreement, with: host}, vow: {kind: confidentiality}, basics: {kind: training}}"


def people(require: str, **changes: str | None) -> dict[str, Proved]:
    (asked,) = proofs(office(require=require, documents=DOCUMENTS, **changes), ON)
    return {each.person: each for each in asked.people}


def test_only_those_whom_a_rule_gives_what_it_speaks_of():
    assert list(people(TRAINED)) == ["p02"]
    assert list(people(TRAINED, allow=None)) == []
    assert list(people(TRAINED, allow="[{id: A1, who: role:helper, may: find, which: files}]")) == []
    assert list(people(SIGNED, allow="[{id: A1, who: person:p03, may: manage, which: files}]")) == []
    assert list(people(SIGNED, allow="[{id: A1, who: people, may: read, which: files, until: 2026-11-22}]")) == []


@pytest.mark.parametrize(
    ("require", "expected"),
    [
        (SIGNED.replace("need:", "who: role:helper, need:"), []),
        (SIGNED.replace("need:", "who: role:hr, need:"), ["p02"]),
        (SIGNED.replace("for_access_to: all", "for_access_to: {sensitive: [art10]}"), []),
        (SIGNED.replace("for_access_to: all", "for_access_to: {sensitive: [art9]}"), ["p02"]),
    ],
)
def test_the_rule_s_own_who_and_which(require, expected):
    assert list(people(require, assets=TWO)) == expected


@pytest.mark.parametrize("person", ["{roles: [hr], ends: 2026-11-22}", "{roles: [hr], starts: 2026-11-24}", "{roles: [hr], status: left}"])
def test_not_those_who_have_left_or_are_still_to_come(person: str):
    assert people(SIGNED, people=f"{{p01: , p02: {person}}}") == {}


@pytest.mark.parametrize(
    ("trained", "last", "ends", "holds"),
    [
        (None, None, None, False),
        ("{basics: {p02: 2025-11-23}}", date(2025, 11, 23), date(2026, 11, 23), True),
        ("{basics: {p02: 2025-11-22}}", date(2025, 11, 22), date(2026, 11, 22), False),
        ("{basics: {p02: [2020-01-01, 2026-02-28]}}", date(2026, 2, 28), date(2027, 2, 28), True),
        ("{basics: {p02: 2026-11-24}}", None, None, False),
    ],
)
def test_the_last_proof_and_until_when_it_counts(trained, last, ends, holds):
    found = people(TRAINED, trained=trained)["p02"]
    assert (found.last, found.ends, found.holds(ON)) == (last, ends, holds)


def test_a_signature_without_a_term_holds_for_ever():
    found = people(SIGNED, signed="{vow: {p02: 2001-01-01}}")["p02"]
    assert (found.ends, found.holds(ON)) == (None, True)
