"""The register as a paper: its tables, its marks, its exit code, in each language."""

import csv
import io
from io import BytesIO

import pytest
from openpyxl import load_workbook

from audit.errors import Exit
from audit.gdpr.register.paper import register, register_paper
from audit.model.paper import Paragraph, Table, Tone
from audit.plugins import renderer
from policies.load import load
from policies.wording import LANGUAGES, wording
from tests.unit.audit.gdpr.register.offices import ON, WEBSHOP, office


def tables(paper):
    return [part for part in paper.parts if isinstance(part, Table)]


def test_a_whole_register_complies():
    paper = register_paper(office(), ON, wording("en"))
    assert paper.exit is Exit.COMPLIES
    assert [table.name for table in tables(paper)] == ["Controller", "Register"]


def test_what_the_law_asks_for_makes_it_1_and_what_is_advised_does_not():
    lacking = register_paper(office({"retention": None, "legal_basis": None}), ON, wording("en"))
    assert lacking.exit is Exit.VIOLATIONS
    (missing,) = [table for table in tables(lacking) if table.name == "Missing"]
    assert [(row[0], row[1], row[2], row[4]) for row in missing.rows] == [
        ("Art. 30(1)(f) GDPR", "files", "how long it is kept", "yes"),
        ("Art. 6(1) GDPR", "files", "the legal basis of each purpose", "advised"),
    ]
    assert Paragraph("1 field that the law asks for is missing.", Tone.WARNING) in lacking.parts
    assert register_paper(office({"legal_basis": None}), ON, wording("en")).exit is Exit.COMPLIES


def test_every_field_that_can_be_missing_is_said():
    """None ends in an error or in an id: an office that says next to nothing, and one that processes for another."""
    bare = office(
        dict.fromkeys(("region", "subjects", "purposes", "legal_basis", "art9_basis", "recipients", "retention", "measures")),
        organisation=None,
        tool_as_processing=None,
        allow=None,
        processors="{host: {}, far: {country: US}}",
        recipients=None,
        on_behalf_of="{club: {name: Club}}",
    )
    for language in LANGUAGES:
        (missing,) = [
            table for table in tables(register_paper(bare, ON, wording(language))) if len(table.columns) == 5 and table.rows[0][4]
        ]
        assert all(all(row[:3]) for row in missing.rows)
        assert not any("{" in cell for row in missing.rows for cell in row)


def test_the_processor_s_register_stands_beside_it():
    paper = register_paper(load(WEBSHOP), ON, wording("nl"))
    assert [table.name for table in tables(paper)] == ["Verwerkingsverantwoordelijke", "Register", "Als verwerker"]


def test_in_a_workbook_the_columns_that_the_law_asks_for_are_marked():
    book = load_workbook(BytesIO(renderer("xlsx").render(register_paper(load(WEBSHOP), ON, wording("en")))))  # type: ignore[arg-type]
    assert book.sheetnames == ["Controller", "Register", "As a processor"]
    head = book["Register"][1]
    marked = {cell.value for cell in head if cell.fill.start_color.rgb == "00FFF2CC"}
    assert marked >= {"Purpose", "Retention period", "Security measures"}
    assert "Owner" not in marked


def test_as_csv_each_line_has_every_column():
    rows = list(csv.reader(io.StringIO(str(renderer("csv").render(register_paper(office(), ON, wording("fr")))))))
    lines = [row for row in rows if len(row) > 10]
    assert len(lines) == 3
    assert len({len(row) for row in lines}) == 1


def test_the_body_says_the_same_to_a_script():
    told = register(office({"retention": None}), ON, wording("en"))
    assert [each.field for each in told.missing] == ["assets.files.retention"]
    assert [line.id for line in told.activities] == ["files/staff", "toegang"]


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_sample_company_s_register_is_whole_in_each_language(language):
    paper = register_paper(load(WEBSHOP), ON, wording(language))
    assert (paper.exit, paper.language) == (Exit.COMPLIES, language)
