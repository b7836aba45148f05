"""Which subject a word means: the questions themselves are asked through the command line, in cli/commands."""

from datetime import UTC, datetime
from pathlib import Path

import pytest

from audit.errors import UsageError
from audit.model.reach import Subject, SubjectKind
from audit.pipeline import Held, Plan, hold
from audit.questions import check_report, known_asset, known_subject
from audit.runs.store import Store
from policies.load import load_text

POLICY = """
version: 1
house_rules: {profile: starter}
organisation: {id: shop, name: The Shop, domains: [shop.example]}
people:
  p01: {email: p01@shop.example, aliases: [owner@shop.example]}
  etl: {email: p03@shop.example}
services: {etl: {accounts: {aws: role/etl}}}
categories: {post: {label: post}}
assets: {letters: {label: letters, owner: p01, where: {system: stone, kind: box, ref: "stone://one"}, categories: [post]}}
"""


@pytest.fixture
def held(tmp_path: Path) -> Held:
    policy = load_text({"policy.yaml": POLICY})
    with Store(str(tmp_path)).create(datetime(2026, 11, 23, 2, tzinfo=UTC), "1.0") as writer:
        run = writer.commit(policy.digest, ())
    return hold(Plan(policy, ()), run)


@pytest.mark.parametrize("name", ["p01", "person:p01", "Owner@Shop.example", "p01@shop.example"])
def test_a_person_is_known_by_id_and_address(name: str, held: Held) -> None:
    assert known_subject(held, name) == Subject(SubjectKind.PERSON, "p01")


def test_a_word_that_means_two_is_refused_with_both(held: Held) -> None:
    with pytest.raises(UsageError) as raised:
        known_subject(held, "etl")
    assert raised.value.remedy == "say which: person:etl, service:etl"
    assert known_subject(held, "service:etl") == Subject(SubjectKind.SERVICE, "etl")


def test_a_word_that_means_nobody_is_refused_with_the_nearest(held: Held) -> None:
    with pytest.raises(UsageError) as raised:
        known_subject(held, "p1")
    assert raised.value.remedy == "did you mean p01?"


def test_an_asset_that_is_not_in_the_inventory_is_refused(held: Held) -> None:
    known_asset(held.plan.policy, "letters")
    with pytest.raises(UsageError, match="no asset is named leters"):
        known_asset(held.plan.policy, "leters")


def test_new_findings_are_counted_only_against_a_run_that_was_checked(held: Held) -> None:
    assert check_report(held).new == frozenset()
    fingerprints = {finding.fingerprint for finding in held.findings}
    assert fingerprints
    assert check_report(held, "earlier", frozenset()).new == fingerprints
    assert check_report(held, "earlier", frozenset(fingerprints)).new == frozenset()
