"""What a word finds."""

from datetime import UTC, datetime
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from audit.model.facts import Principal, PrincipalKind
from audit.pipeline import Held, Plan, hold
from audit.runs.store import Store
from policies.load import load_text
from policies.wording import wording
from reports.serve.search import MOST, link_to, search
from tests.unit.reports.samples import GAP

POLICY = """
version: 1
house_rules: {profile: starter}
organisation: {id: shop, name: The Shop, domains: [shop.example]}
people:
  p01: {email: anyhow@shop.example, aliases: [owner@shop.example]}
  p02: {email: other@shop.example}
services: {etl: {accounts: {aws: role/etl}}}
categories: {post: {label: post}}
assets:
  letters: {label: {nl: brieven, en: mail}, owner: p01, where: {system: stone, kind: box, ref: "stone://one"}, categories: [post]}
"""
HIDDEN = "tool_as_processing: {names_in_reports: pseudonym}\n"
ACCOUNTS = (
    Principal("google://user/anyhow@shop.example", "google_workspace", PrincipalKind.ACCOUNT, "Somebody", "anyhow@shop.example"),
    Principal("google://group/anyhow-all@shop.example", "google_workspace", PrincipalKind.GROUP, "all", "anyhow-all@shop.example"),
    Principal("google://user/nobody@shop.example", "google_workspace", PrincipalKind.ACCOUNT, "Nobody", "nobody@shop.example"),
)


def held_in(folder: Path, text: str = POLICY, *more: Principal) -> Held:
    policy = load_text({"policy.yaml": text})
    with Store(str(folder)).create(datetime(2026, 11, 23, 2, tzinfo=UTC), "1.0") as writer:
        writer.add(*ACCOUNTS, *more, GAP)
        run = writer.commit(policy.digest, ())
    return hold(Plan(policy, ()), run)


@pytest.fixture(scope="module")
def held(tmp_path_factory: pytest.TempPathFactory) -> Held:
    return held_in(tmp_path_factory.mktemp("store"))


@pytest.mark.parametrize("word", ["letters", "LETT", "brieven", "Mail"])
def test_data_by_id_and_by_any_label(held: Held, word: str):
    found = search(held, word, wording("nl"))
    assert [(each.asset, each.label, each.owner, each.link) for each in found.assets] == [("letters", "brieven", "p01", "#/asset/letters")]


@pytest.mark.parametrize("word", ["p01", "ANYHOW@shop", "owner@shop.example", "somebody"])
def test_a_person_by_number_address_and_account(held: Held, word: str):
    (found,) = search(held, word, wording("en")).subjects
    assert (found.who, found.link) == ("person:p01", "#/subject/person:p01")


def test_a_group_is_not_somebody(held: Held):
    found = search(held, "anyhow", wording("en"))
    assert [each.who for each in found.subjects] == ["person:p01"]


def test_an_account_that_joins_to_nobody_is_found_though_no_report_has_a_page_of_it(held: Held):
    (found,) = search(held, "nobody", wording("en")).subjects
    assert found.accounts == ("google://user/nobody@shop.example",)
    assert (found.assets, found.link) == (0, "")


def test_a_service_by_its_account(held: Held):
    assert [each.who for each in search(held, "role/etl", wording("en")).subjects] == ["service:etl"]


def test_what_could_not_be_read_is_counted(held: Held):
    found = search(held, "no such thing", wording("en"))
    assert (found.assets, found.subjects) == ((), ())
    assert found.gaps == 1


def test_people_go_by_their_number_where_reports_have_it(tmp_path: Path):
    (found,) = search(held_in(tmp_path, POLICY + HIDDEN), "anyhow", wording("en")).subjects
    assert found.who == "person:p01"
    assert found.accounts == ("p01 (google)",)


def test_more_than_a_page_can_show_is_counted(tmp_path: Path):
    crowd = [
        Principal(
            f"google://user/many{number}@shop.example",
            "google_workspace",
            PrincipalKind.ACCOUNT,
            f"Many {number}",
            f"many{number}@shop.example",
        )
        for number in range(MOST + 7)
    ]
    found = search(held_in(tmp_path, POLICY, *crowd), "many", wording("en"))
    assert (len(found.subjects), found.left_out) == (MOST, 7)


@given(st.text())
def test_a_link_holds_any_name(name: str):
    link = link_to("subject", name.encode("utf-8", "replace").decode())
    assert link.startswith("#/subject/")
    assert not set(link.removeprefix("#/subject/")) & set("/?#& \"'<>")
