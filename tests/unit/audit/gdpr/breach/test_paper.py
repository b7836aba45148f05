"""The scope as a paper: what must stand in it, whoever could reach."""

from datetime import date, datetime

import click
import pytest

from audit.gdpr.breach.body import Able, Breach, Category, Figures, Line, Read, Spell, Stay, Way
from audit.gdpr.breach.clock import clock
from audit.gdpr.breach.night import Remark
from audit.gdpr.breach.paper import paper
from audit.gdpr.breach.standing import Standing
from audit.model.facts import Coverage, CoverageStatus, Gap
from audit.model.paper import Paper, Table, Tone
from audit.model.reach import Step, StepKind
from audit.plugins import renderer
from policies.language import Policy
from policies.wording import LANGUAGES, wording

FIRST, SECOND = "2026-11-20T02-00-00Z", "2026-11-21T02-00-00Z"
SPELL = Spell(FIRST, SECOND, 2, (Able("yes", ("find",)), Able("if", ("read",), ("from the office",))), ("A1",), ("read",), ("F1",))
STEPS = (
    Step(StepKind.JOINED, "person:p01", "s://user/p01", "it says so"),
    Step(StepKind.GRANT, "s://user/p01", "s://box", "a key", "", "x"),
)
GAP = Gap("s", "boxes", "s://box", "Open", "locked", "s:Open")
FIGURES = Figures(
    "The Shop", "GBA/APD", "management", "", "", ("customer",), "possible", "10k-100k", (Category("note", "art9"),), (), True, "on"
)


def line(kind: str, name: str, standing: Standing, *, latent: bool = False, left_on: date | None = None) -> Line:
    ways = (Way(FIRST, "yes", "", STEPS), Way(FIRST, "unknown", "", ()))
    return Line(kind, name, standing, latent, left_on, (Stay(("", "labels/"), (SPELL,), (SECOND,)),), ways, 3)


BREACH = Breach(
    asset="orders",
    first=date(2026, 11, 19),
    last=date(2026, 11, 22),
    runs=(
        Read(FIRST, True, "", (Remark.NOTHING_THERE,), (GAP,), (Coverage("s", "boxes", "s://", CoverageStatus.PARTIAL),)),
        Read(SECOND, False, "torn", (), (), ()),
    ),
    pruned=("2026-11-19T02-00-00Z",),
    blind=((date(2026, 11, 19), date(2026, 11, 19)), (date(2026, 11, 21), date(2026, 11, 22))),
    unverified=("a manifest was changed",),
    lines=(
        line("public", "", Standing.PUBLIC),
        line("processor", "nieuwsmail", Standing.OUTSIDE),
        line("orphan", "s://user/old", Standing.UNNAMED),
        line("person", "p01", Standing.INSIDE, left_on=date(2026, 10, 1)),
        line("person", "p22", Standing.INSIDE, latent=True),
    ),
    figures=FIGURES,
    copies=("backups",),
    copy_of=("master",),
    clock=clock(datetime.fromisoformat("2026-11-20T17:00+01:00")),
    names=(("s://user/old", "old account"),),
)


def made(language: str = "en", breach: Breach = BREACH) -> Paper:
    return paper(breach, Policy("", ""), wording(language))


def tables(found: Paper) -> dict[str, Table]:
    return {part.name: part for part in found.parts if isinstance(part, Table)}


def test_whoever_could_stands_where_the_risk_is() -> None:
    found = tables(made())
    assert [table.rows[0][0] for table in list(found.values())[:5]] == [
        "anyone",
        "the processor nieuwsmail",
        "the account old account, which joins to nobody",
        "p01 (left on 1 October 2026)",
        "p22",
    ]
    assert found["Could have let themselves in"].rows[0][0] == "p22"


def test_a_row_says_what_when_and_by_which_rule() -> None:
    (row,) = tables(made())["Inside the organisation"].rows
    assert row[1:] == (
        "find; read, if from the office",
        "labels/, the rest",
        "on every run from 2026-11-20 02:00 to 2026-11-21 02:00 (2 runs); not known for 2026-11-21 02:00",
        "allowed by A1; no rule allows to read; against F1",
        "s://user/p01 → s://box",
    )


def test_what_the_law_asks_has_blanks_for_people() -> None:
    rows = tables(made())["Art. 33(3)"].rows
    blank = {asked for _, asked, answer in rows if set(answer) == {"_"}}
    assert blank == {
        "nature of the breach",
        "approximate number of personal data records",
        "likely consequences",
        "measures taken or proposed",
    }
    answers = {asked: answer for _, asked, answer in rows}
    assert answers["categories of personal data"] == "note (special category, Art. 9)"
    assert answers["data protection officer or other contact point"] == "management"


def test_warnings_come_before_the_answer() -> None:
    told = click.unstyle(str(renderer("table").render(made())))
    text = " ".join(told.split())
    order = ["Aware since", "not as they were written", "3 days without a run", "not all of it was read", "In short", "copies: backups"]
    assert [text.index(words) for words in order] == sorted(text.index(words) for words in order)
    assert any(getattr(part, "tone", None) is Tone.WARNING for part in made().parts)


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("form", ["table", "json", "markdown", "html", "csv", "xlsx"])
def test_it_is_laid_out_in_every_format_and_language(form: str, language: str) -> None:
    assert len(renderer(form).render(made(language))) > 1000
