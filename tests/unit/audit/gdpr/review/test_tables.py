"""The tables that an owner fills in."""

from dataclasses import replace

import pytest

from audit.gdpr.review.tables import TO_FILL_IN, can, columns, rule, tables
from policies.wording import LANGUAGES, wording

from .packs import CONTROL, GAP, HOSTILE, P02, PACK, RUN

EN = wording("en")


def test_one_table_for_each_asset_after_the_one_that_says_what_it_is() -> None:
    about, invoices, labels = tables(PACK, EN)
    assert {row[0]: row[1] for row in about.rows} == {
        "run": RUN,
        "policy": PACK.policy,
        "owner": "p17",
        "language": "en",
        "decision": "keep / remove",
    }
    assert [row[0] for row in invoices.rows] == [line.id for line in PACK.of("invoices")]
    assert [row[0] for row in labels.rows] == [CONTROL.id]
    assert invoices.rows[0][-TO_FILL_IN:] == ("",) * 4
    assert invoices.required == frozenset(range(7, 11))


def test_what_was_not_read_stands_in_the_first_table() -> None:
    about, *_ = tables(replace(PACK, gaps=(("labels", GAP),)), EN)
    assert about.rows[-1] == ("gap", "labels", "s3://labels: locked")


def test_when_it_was_last_used_only_where_that_is_kept() -> None:
    assert "last used" not in columns(PACK, EN)
    kept = replace(PACK, activity=True, lines=(replace(P02, last_used="90d"), replace(CONTROL, last_used="")))
    _, invoices, labels = tables(kept, EN)
    place = columns(kept, EN).index("last used")
    assert [invoices.rows[0][place], labels.rows[0][place]] == ["within 90 days", "not known"]


def test_a_rule_with_its_end_and_reason_and_what_no_rule_allows() -> None:
    assert rule(P02, EN) == "A1 until 2027-06-30: the accounts"
    assert rule(HOSTILE, EN) == "no rule allows to find, read; against F1, waived by W1; against F2"


def test_what_somebody_can_do_with_which_part() -> None:
    assert can(CONTROL, EN) == "manage, if activated"
    assert can(replace(P02, parts=("", "labels/")), EN) == "find, read (labels/ and the rest)"


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_same_pack_gives_the_same_tables(language: str) -> None:
    assert tables(PACK, wording(language)) == tables(PACK, wording(language))
    assert len(set(columns(PACK, wording(language)))) == len(columns(PACK, wording(language)))
