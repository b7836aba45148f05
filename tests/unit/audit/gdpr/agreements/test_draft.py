"""A draft: its clauses, its blanks, its warning."""

from dataclasses import replace

from audit.gdpr.agreements.draft import Clause, Draft, Drafter
from audit.model.paper import Bullets, Heading, Paragraph, Tone
from policies.wording import wording
from tests.unit.audit.gdpr.register.offices import ON, office

CLAUSE = Clause("A28-3-b", "Secrecy", ("One.", "Two."), ("this", "that"))


def drafter(**changes: str | None) -> Drafter:
    return Drafter(office(**changes), ON, wording("en"))


def test_it_opens_with_the_warning_and_numbers_its_clauses():
    parts = drafter().paper("draft", "A draft", "host", (CLAUSE, replace(CLAUSE, article="", points=())), ()).parts
    assert isinstance(parts[0], Paragraph)
    assert (parts[0].tone, "lawyer" in parts[0].text) == (Tone.WARNING, True)
    assert parts[1:5] == (Heading("1. Secrecy — Art. 28(3)(b) GDPR"), Paragraph("One."), Paragraph("Two."), Bullets(("this", "that")))
    assert parts[5] == Heading("2. Secrecy")


def test_what_the_policy_does_not_say_is_a_blank_and_is_listed_once():
    writes = drafter()
    assert (writes.told("Street 1", "address"), writes.told("", "number"), writes.blank("number")) == ("Street 1", "[number]", "[number]")
    paper = writes.paper("draft", "A draft", "host", (CLAUSE,), ())
    assert paper.parts[-2:] == (Heading("Still to be filled in"), Bullets(("number",)))
    assert paper.body == Draft("host", (CLAUSE,), ("number",))


def test_without_blanks_nothing_is_still_to_be_filled_in():
    assert not any(part == Heading("Still to be filled in") for part in drafter().paper("draft", "A draft", "", (CLAUSE,), ()).parts)


def test_the_organisation_as_a_party():
    assert dict(drafter().organisation()) == {
        "Name": "The Office",
        "Enterprise number": "[enterprise number of the organisation]",
        "Address": "Street 1, Belgium",
        "Represented by": "[who signs for the organisation]",
        "Contact for data protection": "privacy@office.example",
    }
    assert dict(drafter(organisation=None).organisation())["Name"] == "[name of the organisation]"
