"""The pack and the decisions as papers, in every format and language."""

from dataclasses import replace
from datetime import date

import pytest

from audit.errors import Exit
from audit.gdpr.review.body import Counted, Decisions, Fault, Why
from audit.gdpr.review.paper import decisions_paper, pack_paper
from audit.model.paper import Table
from audit.plugins import renderer
from policies.language import Decision
from policies.wording import LANGUAGES, wording

from .packs import GAP, HOSTILE, OWN, P02, PACK, POLICY, PRINTER, RUN

FOUND = Decisions(
    run=RUN,
    owner="p17",
    counted=(
        Counted(
            P02.id, "invoices", "person:p02", ("find", "read"), Decision.REMOVE, "done", "p01", date(2026, 11, 24), False, "withdraw x"
        ),
        Counted(PRINTER.id, "invoices", "processor:printer", ("find",), Decision.KEEP, "", "p17", date(2026, 11, 24), True, ""),
    ),
    faults=(*(Fault(why, "3", HOSTILE.id, "told") for why in Why), Fault(Why.OPEN, "", OWN.id, ""), Fault(Why.STRAY_ROW, "9", "x")),
    whole=(),
    open=3,
)


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("form", ["table", "json", "markdown", "html", "csv", "xlsx"])
def test_they_are_laid_out_in_every_format_and_language(form: str, language: str) -> None:
    say = wording(language)
    for paper in (pack_paper(PACK, POLICY, say), decisions_paper(FOUND, PACK, POLICY, say)):
        assert len(renderer(form).render(paper)) > 500


def test_a_pack_that_may_lack_somebody_ends_with_3() -> None:
    say = wording("en")
    assert pack_paper(PACK, POLICY, say).exit is Exit.COMPLIES
    dark = pack_paper(replace(PACK, gaps=(("labels", GAP),)), POLICY, say)
    assert dark.exit is Exit.CANNOT_TELL
    assert "somebody may be missing here" in str(dark.parts)


def test_what_is_left_ends_with_1() -> None:
    say = wording("en")
    assert decisions_paper(FOUND, PACK, POLICY, say).exit is Exit.VIOLATIONS
    done = replace(FOUND, faults=(), open=0)
    assert decisions_paper(done, PACK, POLICY, say).exit is Exit.COMPLIES


def test_a_removal_has_its_last_day_and_a_fault_its_remedy() -> None:
    paper = decisions_paper(FOUND, PACK, POLICY, wording("en"))
    tables = {part.name: part.rows for part in paper.parts if isinstance(part, Table)}
    assert tables["To be removed"] == (("invoices", "p02", "find, read", "done", "2026-12-01", "withdraw x"),)
    assert len(tables["Does not count"]) == len(Why)  # all but that of an open line, and one of a row that is none
    assert all(row[-1] for row in tables["Does not count"])
    assert [row[0] for row in tables["Not decided"]] == ["3", "not in the file"]
    assert "1 of them no rule of the policy allows" in str(paper.parts)
