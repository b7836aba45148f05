"""What stands in each cell of the register."""

import pytest

from audit.gdpr.register.activities import activities, on_behalf
from audit.gdpr.register.columns import COLUMNS, MANDATE_COLUMNS, Clerk
from policies.language import Policy
from policies.wording import wording
from tests.unit.audit.gdpr.register.offices import ON, office


def row(policy: Policy, number: int = 0) -> dict[str, str]:
    clerk = Clerk(policy, wording("en"))
    line = list(activities(policy, ON, clerk.say))[number]
    return {column.name: column.cell(clerk, line) for column in COLUMNS}


def test_the_columns_that_article_30_asks_for_are_marked():
    assert [column.name for column in COLUMNS if column.required] == [
        "Purpose",
        "Categories of personal data",
        "Categories of data subjects",
        "Retention period",
        "Categories of recipients",
        "Third countries",
        "Appropriate safeguards",
        "Security measures",
    ]


@pytest.mark.parametrize(
    ("column", "cell"),
    [
        ("Processing", "files"),
        ("Owner", "p01"),
        ("Purpose", "running the staff"),
        ("Legal basis", "Art. 6(1)(c) GDPR; Art. 9(2)(b) GDPR"),
        ("Categories of personal data", "contact; sick notes"),
        ("Stricter kinds", "sick notes: special category (Art. 9)"),
        ("Categories of data subjects", "employees"),
        ("Retention period", "5 years, counted from the end of the employment; then deleted (law)"),
        ("Categories of recipients", "Host (processor); Fund (recipient)"),
        ("Processing agreements", "Host: dpa"),
        ("Who has access inside", "HR"),
        ("Third countries", "United States"),
        ("Appropriate safeguards", "United States: Art. 45(3) GDPR"),
        ("Technology and place", "European Union; aws s3"),
        ("Security measures", "two-factor authentication"),
        ("End", ""),
    ],
)
def test_a_whole_line(column: str, cell: str):
    assert row(office())[column] == cell


def test_the_history_of_a_line():
    told = row(
        office(
            {
                "status": "{started: 2020-01-01, ended: 2026-01-31}",
                "minors": "possible",
                "confirmed": "{by: p01, date: 2026-07-01}",
                "dpia": "not needed",
            }
        )
    )
    assert (told["Start"], told["End"]) == ("1 January 2020", "31 January 2026")
    assert told["Categories of data subjects"] == "employees; possibly minors among them"
    assert (told["Confirmed"], told["Impact assessment"]) == ("confirmed by p01 on 1 July 2026", "not needed")


def test_data_that_turn_up_unasked_are_told():
    told = row(office({"categories": "[contact]", "unexpected": "[sick]"}))
    assert told["Categories of personal data"] == "contact; sick notes (may turn up unasked)"
    assert told["Stricter kinds"] == "sick notes: special category (Art. 9)"


@pytest.mark.parametrize(
    ("files", "processors", "recipients", "countries"),
    [
        ({"recipients": "[]"}, None, "none", "none"),
        ({"recipients": None}, None, "", ""),
        ({"recipients": "[]", "region": None}, None, "none", ""),
        ({"recipients": "[]"}, "{host: {name: Host, country: IE, transfers: [], assets: [files]}}", "Host (processor)", "none"),
        ({"recipients": "[]"}, "{host: {name: Host, country: IE, assets: [files]}}", "Host (processor)", ""),
        ({"recipients": "[]", "region": "IN"}, None, "none", "India"),
    ],
)
def test_none_stands_only_where_somebody_said_so(files, processors, recipients, countries):
    told = row(office(files, processors=processors, documents=None))
    assert (told["Categories of recipients"], told["Third countries"]) == (recipients, countries)


def test_a_transfer_without_a_safeguard_is_told():
    told = row(office(processors="{host: {name: Host, country: US, assets: [files]}}"))
    assert told["Appropriate safeguards"] == "United States: ?"


@pytest.mark.parametrize(
    ("store", "recipients", "countries"), [(".toegang/runs", "none", "none"), ("s3://runs/", "the host of s3://runs/", "")]
)
def test_the_tool_s_own_line_says_who_hosts_its_runs(store, recipients, countries):
    told = row(office(store=store), 1)
    assert (told["Purpose"], told["Categories of recipients"], told["Third countries"]) == ("to show who has access", recipients, countries)


@pytest.mark.parametrize(
    ("transfers", "countries", "safeguards"),
    [
        ("transfers: [], ", "none", "none"),
        ("", "", ""),
        ("transfers: [{to: IN, safeguard: A46-2-c}], ", "India", "India: Art. 46(2)(c) GDPR"),
    ],
)
def test_a_line_of_the_processor_s_register(transfers, countries, safeguards):
    policy = office(on_behalf_of=f"{{club: {{name: Club, contact: a@club.example, country: BE, {transfers}processing: [mail]}}}}")
    clerk = Clerk(policy, wording("en"))
    told = {column.name: column.cell(clerk, on_behalf(policy, policy.on_behalf_of[0])) for column in MANDATE_COLUMNS}
    assert (told["Controller"], told["Contact details"], told["Categories of processing"]) == ("Club", "a@club.example; Belgium", "mail")
    assert (told["Third countries"], told["Appropriate safeguards"]) == (countries, safeguards)
