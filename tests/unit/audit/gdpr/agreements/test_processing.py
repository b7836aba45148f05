"""The standard processing agreement: every point of Art. 28(3), filled in from the policy."""

import pytest

from audit.check.agreements import ART_28_3
from audit.gdpr.agreements.draft import Clause, Drafter
from audit.gdpr.agreements.processing import processing_agreement
from audit.model.paper import Bullets, Paper, Paragraph, Table, Tone
from policies.load import load
from policies.wording import LANGUAGES, wording
from tests.unit.audit.gdpr.register.offices import ON, WEBSHOP, office

SUB = "{host: {name: Host, country: IE, transfers: []}, sub: {name: Sub, role: sub-processor, under: host, country: BE, assets: [files], transfers: []}}"


def draft(party: str = "host", language: str = "en", files: dict[str, str | None] | None = None, **changes: str | None) -> Paper:
    drafter = Drafter(office(files, **changes), ON, wording(language))
    return processing_agreement(drafter, next(each for each in drafter.policy.processors if each.id == party))


def clauses(paper: Paper) -> dict[str, Clause]:
    return {clause.article: clause for clause in paper.body.clauses}


@pytest.mark.parametrize("language", LANGUAGES)
def test_each_point_of_article_28_has_its_clause(language: str):
    told = clauses(draft(language=language))
    assert {article for article in told if article.startswith("A28-3-")} == {f"A28-3-{letter}" for letter in ART_28_3}
    assert {"A28-3", "A44", "A28-9"} <= told.keys()
    assert all(clause.sentences for clause in told.values())


def test_the_object_is_filled_in_from_the_inventory_and_the_rules():
    allow = "[{id: A1, who: processor:host, may: read, which: files, part: scans/, for: staff}]"
    (point,) = clauses(draft(allow=allow))["A28-3"].points
    assert point == (
        "files. Data: contact and sick notes. About: employees. Purpose: running the staff. What may be done: read scans/. "
        "Retention: 5 years, counted from the end of the employment; then deleted (law)."
    )


def test_measures_transfers_and_rights_come_from_the_policy():
    told = clauses(draft(files={"find_by": "[staff_number]", "erase": "{action: delete, how: delete the file}"}))
    assert told["A28-3-c"].points == ("two-factor authentication",)
    assert told["A44"].points == ("United States: Art. 45(3) GDPR",)
    assert told["A28-3-e"].points == ("files: found by staff number; erasing means: delete the file",)


def test_where_the_policy_is_silent_there_are_blanks():
    silent = dict.fromkeys(("region", "subjects", "purposes", "legal_basis", "retention", "measures"))
    paper = draft(files=silent, processors="{host: {assets: [files]}}", documents=None)
    assert {
        "data subjects of files",
        "purposes of files",
        "what may be done with files",
        "retention of files",
        "security measures",
        "sub-processors, or none",
        "transfers outside the EEA, or none",
        "last day of this agreement",
        "country of host",
        "address of host",
        "applicable law and courts",
    } <= set(paper.body.blanks)
    assert "[security measures]" in clauses(paper)["A28-3-c"].points


def test_a_processor_that_touches_nothing_leaves_the_data_blank():
    paper = draft(processors="{host: {name: Host, country: IE, transfers: []}}", documents=None)
    assert clauses(paper)["A28-3"].points == ("[data sets that the processor may touch]",)
    assert clauses(paper)["A44"].sentences[-1] == "None is listed: no data leave it."


def test_a_transfer_without_a_safeguard_is_a_blank():
    assert clauses(draft(processors="{host: {country: US, transfers: []}}", documents=None))["A44"].points == (
        "United States: [safeguard for United States]",
    )


def test_what_the_recorded_agreement_lacks_is_told_first():
    documents = "{dpa: {kind: processor-agreement, with: host, signed_on: 2026-01-01, art28_3: [a, b, c, d, e, f]}}"
    parts = draft(documents=documents).parts
    assert parts[1] == Paragraph("What is recorded today lacks:", Tone.WARNING)
    assert parts[2] == Bullets(("the agreement dpa lacks Art. 28(3), point (g) and point (h)",))
    whole = draft().parts[1]
    assert isinstance(whole, Paragraph)
    assert "in force" in whole.text


@pytest.mark.parametrize(
    ("paper", "until"),
    [
        ("until: 2027-12-31", "31 December 2027"),
        ("until: 2026-11-22", "[last day of this agreement]"),
        ("until: null", "[last day of this agreement]"),
    ],
)
def test_how_long_it_holds(paper: str, until: str):
    documents = f"{{dpa: {{kind: processor-agreement, with: host, signed_on: 2026-01-01, {paper}}}}}"
    assert clauses(draft(documents=documents))["A28-3"].sentences[-1] == f"This agreement holds until {until}."


def test_a_sub_processor_s_is_between_it_and_the_processor_above():
    paper = draft("sub", processors=SUB, documents=None)
    one, other = [dict(part.rows) for part in paper.parts if isinstance(part, Table)][:2]
    assert (one["Party"], one["Name"], other["Party"], other["Name"]) == ("The processor", "Host", "The sub-processor", "Sub")
    assert paper.title == "Sub-processing agreement with Sub"


def test_sub_processors_known_are_authorised():
    assert clauses(draft(processors=SUB, documents=None))["A28-3-d"].points == ("Sub (Belgium)",)


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("party", load(WEBSHOP).processors, ids=lambda party: party.id)
def test_the_sample_company_s_drafts_leave_no_word_unfilled(party, language):
    paper = processing_agreement(Drafter(load(WEBSHOP), ON, wording(language)), party)
    texts = [text for clause in paper.body.clauses for text in (*clause.sentences, *clause.points)]
    assert not [text for text in texts if "{" in text or not text.strip()]
