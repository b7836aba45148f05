"""What a register lacks, by article."""

import pytest

from audit.gdpr.register.missing import missing, transfer_gaps
from policies.language import Policy
from policies.load import load_text
from tests.unit.audit.gdpr.register.offices import ORGANISATION, office


def told(policy: Policy) -> list[tuple[str, str, bool]]:
    return [(each.article, each.field, each.required) for each in missing(policy)]


def test_a_whole_register_lacks_nothing():
    assert told(office()) == []


@pytest.mark.parametrize(
    ("files", "article", "field"),
    [
        ({"purposes": None, "legal_basis": None}, "A30-1-b", "purposes"),
        ({"subjects": None}, "A30-1-c", "subjects"),
        ({"region": None}, "A30-1-e", "region"),
        ({"retention": None}, "A30-1-f", "retention"),
        ({"measures": None}, "A30-1-g", "measures"),
    ],
)
def test_a_field_of_an_asset(files, article, field):
    assert told(office(files)) == [(article, f"assets.files.{field}", True)]


@pytest.mark.parametrize(
    ("files", "article", "field"),
    [
        ({"legal_basis": None}, "A6-1", "legal_basis"),
        ({"art9_basis": None}, "A9-2", "art9_basis"),
        ({"categories": "[crime]"}, "A10", "art10_basis"),
    ],
)
def test_what_other_articles_ask_for_is_advised(files, article, field):
    assert told(office(files)) == [(article, f"assets.files.{field}", False)]


def test_an_empty_list_of_recipients_is_an_answer_and_silence_is_none():
    alone = {"processors": None, "documents": None}
    assert told(office({"recipients": "[]"}, **alone)) == []
    assert told(office({"recipients": None}, **alone)) == [("A30-1-d", "assets.files.recipients", True)]
    assert told(office({"recipients": None})) == []  # its host receives it


@pytest.mark.parametrize(
    ("processor", "expected"),
    [
        ("{name: Host, country: IE, transfers: [], assets: [files]}", []),
        ("{name: Host, country: IE, assets: [files]}", ["processors.host.transfers"]),
        ("{name: Host, transfers: [], assets: [files]}", ["processors.host.country"]),
        ("{name: Host, country: US, transfers: [], assets: [files]}", ["processors.host.transfers"]),
        ("{name: Host, country: US, transfers: [{to: US, safeguard: A45-3}], assets: [files]}", []),
        ("{name: Host, country: IE, transfers: [{to: IN}], assets: [files]}", ["processors.host.transfers"]),
    ],
)
def test_a_processor_says_whether_data_leave_the_eea_and_on_what(processor, expected):
    assert told(office(processors=f"{{host: {processor}}}")) == [("A30-1-e", field, True) for field in expected]


def test_data_that_lie_outside_the_eea_want_a_safeguard():
    assert told(office({"region": "US"})) == []
    assert told(office({"region": "IN"})) == [("A30-1-e", "assets.files.region", True)]


@pytest.mark.parametrize(
    ("organisation", "expected"),
    [
        (None, [("A30-1-a", "organisation", True)]),
        (ORGANISATION.replace("address: Street 1, ", ""), [("A30-1-a", "organisation.address", True)]),
        (ORGANISATION.replace("contact: {email: privacy@office.example}, ", ""), [("A30-1-a", "organisation.contact.email", True)]),
        (ORGANISATION.replace(", dpo_reason: small", ""), [("A37-1", "organisation.dpo_reason", False)]),
    ],
)
def test_the_head(organisation, expected):
    assert told(office(organisation=organisation)) == expected


@pytest.mark.parametrize(
    ("tool", "expected"),
    [(None, [("A30-1", "tool_as_processing", True)]), ("{reads: [accounts]}", [("A30-1-b", "tool_as_processing.purpose", True)])],
)
def test_the_tool_is_a_processing_too(tool, expected):
    assert told(office(tool_as_processing=tool)) == expected


@pytest.mark.parametrize(
    ("client", "expected"),
    [
        ("{name: Club, contact: x, processing: [mail], transfers: [], measures: [locks]}", []),
        ("{name: Club}", [("A30-2-a", "contact"), ("A30-2-b", "processing"), ("A30-2-c", "transfers"), ("A30-2-d", "measures")]),
        ("{name: Club, contact: x, processing: [mail], assets: [files], transfers: [{to: IN}]}", [("A30-2-c", "transfers")]),
    ],
)
def test_the_register_of_a_processor(client, expected):
    found = told(office(on_behalf_of=f"{{club: {client}}}"))
    assert found == [(article, f"on_behalf_of.club.{field}", True) for article, field in expected]


def test_a_policy_without_assets_has_no_register():
    policy = load_text({"a.yaml": "version: 1\nhouse_rules: {profile: starter}\n"})
    assert ("A30-1", "assets", True) in told(policy)


def test_each_missing_field_says_where_it_would_stand():
    (lack,) = missing(office({"retention": None}))
    assert (lack.about, lack.place.split(":")[0]) == ("files", "policy.yaml")


def test_transfers_without_a_safeguard():
    policy = office(processors="{host: {country: US, transfers: [{to: IN}]}}", on_behalf_of="{club: {name: Club, transfers: [{to: CN}]}}")
    assert transfer_gaps(policy) == (("host", "US"), ("host", "IN"), ("club", "CN"))
