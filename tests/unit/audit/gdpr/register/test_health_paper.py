"""The list of who has access to health data, as a paper."""

from datetime import UTC, datetime

import pytest

from audit.errors import Exit
from audit.gdpr.register.health_paper import health_paper, who
from audit.model.facts import Verdict
from audit.model.head import Head
from audit.model.paper import Bullets, Paper, Paragraph, Table, Tone
from policies.language import Policy
from policies.wording import LANGUAGES, wording
from tests.unit.audit.gdpr.register.nights import CHANGE, GAP, READ, holds, night
from tests.unit.audit.gdpr.register.offices import ON, office

SIGNED = {"signed": "{vow: {p02: 2026-01-01}}"}
HEAD = Head("run", datetime(2026, 11, 23, tzinfo=UTC), ON, "digest", "1.0")


def paper(policy: Policy, *grants, language: str = "en", **more) -> Paper:
    return health_paper(night(policy, *grants, **more), HEAD, wording(language))


@pytest.mark.parametrize(
    ("files", "changes", "grants", "gaps", "expected"),
    [
        ({}, SIGNED, (holds("p02", CHANGE),), (), Exit.COMPLIES),
        ({}, {}, (holds("p02", CHANGE),), (), Exit.VIOLATIONS),  # nobody is bound to secrecy
        ({}, SIGNED, (), (), Exit.COMPLIES),
        ({}, SIGNED, (holds("p03", READ),), (), Exit.VIOLATIONS),
        ({}, SIGNED, (holds("anyone", READ, Verdict.UNKNOWN), holds("p02", CHANGE)), (), Exit.CANNOT_TELL),
        ({}, SIGNED, (holds("p02", CHANGE),), (GAP,), Exit.CANNOT_TELL),
        ({"categories": "[belief]"}, SIGNED, (holds("p02", CHANGE),), (), Exit.CANNOT_TELL),
        ({"belgian_art9_list": "false"}, SIGNED, (holds("p02", CHANGE),), (), Exit.VIOLATIONS),
        ({"categories": "[contact]"}, {}, (holds("p03", READ),), (), Exit.COMPLIES),
    ],
)
def test_its_exit_code(files, changes, grants, gaps, expected):
    assert paper(office(files, **changes), *grants, gaps=gaps).exit is expected


def test_a_row_says_who_in_which_capacity_and_how_rules_and_reality_compare():
    (table,) = [part for part in paper(office(**SIGNED), holds("p02", CHANGE)).parts if isinstance(part, Table)]
    assert table.rows == (("HR", "running the staff: keeps the files (A1)", "change", "change", "1", "1 of 1 signed (vow)", "as decided"),)


def test_what_is_not_decided_is_told_with_who_reaches_it():
    (table,) = [part for part in paper(office(**SIGNED), holds("anyone", READ)).parts if isinstance(part, Table)]
    assert table.rows[1] == ("anyone", "not decided", "", "read", "", "", "reached without a rule: withdraw it, or decide it")


def test_an_inventory_without_such_data_says_so():
    told = paper(office({"categories": "[contact]"}))
    assert Paragraph("No asset of the inventory holds such data.") in told.parts


def test_an_asset_that_nobody_reaches_says_so():
    assert Bullets(("nobody, by the rules and in reality",)) in paper(office(allow=None)).parts


def test_what_could_not_be_read_is_told():
    warned = [part.text for part in paper(office(), gaps=(GAP,)).parts if isinstance(part, Paragraph) and part.tone is Tone.WARNING]
    assert warned == ["Something in this asset could not be read: the list may lack somebody."]


@pytest.mark.parametrize(
    ("word", "said"),
    [
        ("role:hr", "HR"),
        ("role:*", "any role"),
        ("roles:", "people without a role"),
        ("roles:hr+helper", "HR and helper"),
        ("processor:host", "Host (processor)"),
        ("service:job", "the application job"),
        ("person:p02", "the person p02"),
        ("public", "anyone"),
        ("leavers", "people who have left"),
    ],
)
def test_a_category_as_people_call_it(word: str, said: str):
    assert who(office(), word, wording("en")) == said


@pytest.mark.parametrize("language", LANGUAGES)
def test_it_speaks_each_language_of_the_criminal_list_too(language: str):
    told = paper(office({"categories": "[sick, crime]", "art10_basis": "law"}, **SIGNED), holds("p02", CHANGE), language=language)
    assert (told.language, told.head) == (language, HEAD)
    assert sum("30" in part.text and "10" in part.text for part in told.parts if isinstance(part, Paragraph)) == 1
