"""What ends and what is lacking, as a paper."""

import pytest

from audit.errors import Exit
from audit.gdpr.agreements.paper import agreements_paper
from audit.model.paper import Paper, Table
from policies.language import Policy
from policies.load import load
from policies.periods import Period
from policies.wording import LANGUAGES, wording
from tests.unit.audit.gdpr.register.offices import ON, WEBSHOP, office

REVIEWED = {"access_reviews": "[{period: Q4, date: 2026-11-01}]"}
WHOLE = "art28_3: [a, b, c, d, e, f, g, h]"


def paper(policy: Policy, language: str = "en") -> Paper:
    return agreements_paper(policy, ON, Period(days=90), wording(language))


def table(told: Paper, name: str) -> tuple[tuple[str, ...], ...]:
    return next((part.rows for part in told.parts if isinstance(part, Table) and part.name == name), ())


def test_where_nothing_is_over_or_lacking_it_complies():
    told = paper(office(**REVIEWED))
    assert (told.exit, table(told, "Now")) == (Exit.COMPLIES, ())


def test_what_ends_later_alone_leaves_it_0():
    told = paper(office(allow="[{id: A1, who: role:hr, may: read, which: files, until: 2026-12-31}]", **REVIEWED))
    assert told.exit is Exit.COMPLIES
    assert [row[:3] for row in table(told, "Ends soon")] == [
        ("31 December 2026", "the rule A1 ends: renew it or let it go", "role:hr, files"),
        ("1 February 2027", "who has access is to be reviewed", ""),
    ]


@pytest.mark.parametrize(
    ("changes", "expected"),
    [
        ({"processors": "{host: {name: Host, country: IE, transfers: []}}", "documents": None}, ("", "host has no agreement", "host")),
        (
            {"documents": f"{{dpa: {{kind: processor-agreement, with: host, signed_on: 2026-01-01, {WHOLE.replace(', e', '')}}}}}"},
            ("", "the agreement dpa lacks Art. 28(3), point (e)", "host"),
        ),
        (
            {"documents": f"{{dpa: {{kind: processor-agreement, with: host, signed_on: 2025-01-01, review_every: P1Y, {WHOLE}}}}}"},
            ("1 January 2026", "the agreement dpa was last reviewed on 1 January 2025, and its term is 1 year", "host"),
        ),
        (
            {"documents": f"{{dpa: {{kind: processor-agreement, with: host, signed_on: 2025-01-01, until: 2026-10-31, {WHOLE}}}}}"},
            ("31 October 2026", "the agreement dpa ended on 31 October 2026", "host"),
        ),
        (
            {"processors": "{host: {country: IE, agreement: dpa, transfers: [{to: IN}]}}"},
            ("", "no safeguard for data in or sent to India", "host"),
        ),
        (
            {"allow": "[{id: A1, who: role:hr, may: read, which: files, until: 2026-11-22}]"},
            ("22 November 2026", "the rule A1 has ended", "role:hr, files"),
        ),
        (
            {"require": "[{id: R1, for_access_to: all, level: read, need: {signed: vow}}]"},
            ("", "vow was never signed", "p02"),
        ),
        ({"access_reviews": None}, ("", "who has access was never reviewed", "")),
    ],
)
def test_what_is_over_or_lacking_makes_it_1(changes, expected):
    told = paper(office(**{**REVIEWED, **changes}))
    assert told.exit is Exit.VIOLATIONS
    assert [row[:3] for row in table(told, "Now")] == [expected]


def test_an_agreement_that_ended_is_said_once():
    lapsed = f"{{dpa: {{kind: processor-agreement, with: host, signed_on: 2024-01-01, until: 2025-01-01, review_every: P1Y, {WHOLE}}}}}"
    assert len(table(paper(office(documents=lapsed, **REVIEWED)), "Now")) == 2  # its end and its review


def test_processors_with_their_terms_and_the_points_that_are_missing():
    policy = office(
        processors="{host: {name: Host, country: IE, agreement: dpa, transfers: []}, sub: {role: sub-processor, under: host, country: IE, transfers: []}}",
        documents="{dpa: {kind: processor-agreement, with: host, signed_on: 2026-01-01, until: 2027-12-31, review_every: P1Y, art28_3: [a, b]}}",
    )
    rows = {row[0]: row for row in table(paper(policy), "Processors")}
    assert rows["Host"][3:6] == ("1 January 2026", "31 December 2027", "1 January 2027")
    assert rows["Host"][6] == "point (c), point (d), point (e), point (f), point (g) and point (h)"
    assert rows["sub"][1:4] == ("host", "", "")


def test_staff_and_what_was_sent_round():
    policy = office(
        require="[{id: R1, for_access_to: all, level: read, need: {signed: vow}}]",
        signed="{vow: {p02: 2026-01-01}}",
        communications="[{id: C2, date: 2026-02-01, subject: care, to: all}, {id: C1, date: 2026-01-01, subject: rights, to: [hr], how: mail}]",
        **REVIEWED,
    )
    told = paper(policy)
    assert [row[:4] for row in table(told, "Staff")] == [("vow", "signature", "1 of 1", "")]
    assert table(told, "Communications") == (
        ("1 January 2026", "C1", "rights", "hr", "mail"),
        ("1 February 2026", "C2", "care", "all", ""),
    )


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_sample_company_s_lapsed_agreements_are_told_in_each_language(language: str):
    told = paper(load(WEBSHOP), language)
    assert told.exit is Exit.VIOLATIONS
    assert {fault.party for fault in told.body.faults} >= {"labelprint", "nieuwsmail", "paklab"}
