"""Packs that were filled in, through the real renderers and back: what counts, and why the rest does not."""

import csv
import io
from collections.abc import Callable
from dataclasses import replace
from datetime import date

import pytest
from openpyxl import load_workbook

from audit.errors import UsageError
from audit.gdpr.review.body import Decisions, Why
from audit.gdpr.review.decisions import claim, decisions
from audit.gdpr.review.lines import Line, Pack
from audit.gdpr.review.paper import pack_paper
from audit.gdpr.review.sheet import rows
from audit.plugins import renderer
from policies.language import Decision
from policies.wording import LANGUAGES, wording

from .packs import CONTROL, GAP, HOSTILE, OWN, P02, PACK, POLICY, PRINTER

TODAY = date(2026, 11, 25)
KEEP = ("keep", "", "p01", "2026-11-24")
ALL = {line.id: KEEP for line in PACK.lines}

Filled = dict[str, tuple[str, ...]]


def in_csv(filled: Filled, language: str = "en", pack: Pack = PACK) -> tuple[bytes, str]:
    made = str(renderer("csv").render(pack_paper(pack, POLICY, wording(language))))
    written = io.StringIO()
    for row in csv.reader(io.StringIO(made)):
        csv.writer(written).writerow((*row[:-4], *filled[row[0]]) if row and row[0] in filled else row)
    return written.getvalue().encode(), "pack.csv"


def in_xlsx(filled: Filled, language: str = "en", pack: Pack = PACK) -> tuple[bytes, str]:
    book = load_workbook(io.BytesIO(bytes(renderer("xlsx").render(pack_paper(pack, POLICY, wording(language))))))  # type: ignore[arg-type]
    for sheet in book.worksheets:
        for row in sheet.iter_rows():
            for cell, text in zip(row[-4:], filled.get(str(row[0].value), ()), strict=False):
                cell.value = text
    written = io.BytesIO()
    book.save(written)
    return written.getvalue(), "pack.xlsx"


def back(filled: Filled, form: Callable[..., tuple[bytes, str]] = in_csv, language: str = "en", pack: Pack = PACK) -> Decisions:
    found = rows(*form(filled, language, pack))
    return decisions(pack, found, claim(found).language, POLICY, TODAY)


@pytest.mark.parametrize("form", [in_csv, in_xlsx])
@pytest.mark.parametrize("language", LANGUAGES)
def test_a_pack_comes_back_as_it_was_filled_in_hostile_names_too(form: Callable[..., tuple[bytes, str]], language: str) -> None:
    found = back(ALL, form, language)
    assert found.faults == ()
    assert (len(found.counted), found.open, found.whole) == (5, 0, ("invoices", "labels"))
    assert {each.subject for each in found.counted} >= {"outside:=HYPERLINK(1)", "person:p02"}


@pytest.mark.parametrize("word", ["keep", "Keep ", "behouden", "MAINTENIR"])
def test_words_of_every_language_whatever_that_of_the_pack(word: str) -> None:
    found = back(ALL | {P02.id: (word, *KEEP[1:])})
    assert next(each.decision for each in found.counted if each.line == P02.id) is Decision.KEEP


def test_a_removal_says_what_to_undo() -> None:
    found = back(ALL | {P02.id: ("retirer", "no longer needed", "owner@shop.example", "2026-11-24")})
    gone = next(each for each in found.counted if each.decision is Decision.REMOVE)
    assert (gone.line, gone.decided_by, gone.reason, gone.undo) == (P02.id, "p17", "no longer needed", "withdraw a key")


FAULTS = [
    (P02, ("", "", "", ""), Why.OPEN),
    (P02, ("maybe", "", "p01", "2026-11-24"), Why.NO_SUCH_DECISION),
    (P02, ("", "so", "p01", "2026-11-24"), Why.NO_SUCH_DECISION),
    (P02, ("=keep", "", "p01", "2026-11-24"), Why.NO_SUCH_DECISION),
    (P02, ("remove", "", "p01", "2026-11-24"), Why.NO_REASON),
    (P02, ("keep", "x" * 2001, "p01", "2026-11-24"), Why.LONG_REASON),
    (P02, ("keep", "", "", "2026-11-24"), Why.NO_DECIDER),
    (P02, ("keep", "", "p99", "2026-11-24"), Why.UNKNOWN_DECIDER),
    (P02, ("keep", "", "p02", "2026-11-24"), Why.DECIDER_GAINS),
    (OWN, ("keep", "", "p17", "2026-11-24"), Why.DECIDER_GAINS),  # an owner about his own access
    (PRINTER, ("keep", "", "x01", "2026-11-24"), Why.DECIDER_GAINS),  # somebody who works for the processor
    (OWN, ("keep", "", "p02", "2026-11-24"), Why.NOT_ENTITLED),
    (P02, ("keep", "", "p18", "2026-11-24"), Why.NOT_ENTITLED),  # who has left by then
    (P02, ("keep", "", "p01", ""), Why.NO_DAY),
    (P02, ("keep", "", "p01", "24/11/2026"), Why.NO_DAY),
    (P02, ("keep", "", "p01", "2026-11-19"), Why.TOO_EARLY),
    (P02, ("keep", "", "p01", "2026-11-26"), Why.TOO_LATE),
]


@pytest.mark.parametrize("form", [in_csv, in_xlsx])
@pytest.mark.parametrize(("line", "cells", "why"), FAULTS, ids=lambda each: each if isinstance(each, str) else "")
def test_what_does_not_count(line: Line, cells: tuple[str, ...], why: Why, form: Callable[..., tuple[bytes, str]]) -> None:
    found = back(ALL | {line.id: cells}, form)
    assert [(fault.line, fault.why) for fault in found.faults] == [(line.id, why)]
    assert (len(found.counted), found.open, found.whole) == (4, 1, ("labels",))


def test_everything_wrong_with_a_row_is_said() -> None:
    found = back(ALL | {P02.id: ("remove", "", "p99", "soon")})
    assert {fault.why for fault in found.faults} == {Why.NO_REASON, Why.UNKNOWN_DECIDER, Why.NO_DAY}


def edited(change: Callable[[str], str]) -> Decisions:
    content, name = in_csv(ALL)
    found = rows(change(content.decode()).encode(), name)
    return decisions(PACK, found, "en", POLICY, TODAY)


@pytest.mark.parametrize(
    ("change", "why"),
    [
        (lambda text: text.replace(f'{P02.id},invoices,p02,"find, read"', f'{P02.id},invoices,p02,"find"'), Why.CHANGED),
        (lambda text: text.replace(f"{P02.id},invoices,p02", f"{P02.id},invoices,p03"), Why.CHANGED),
        (lambda text: text.replace(P02.id, "0" * 16 + "-fr"), Why.UNKNOWN_LINE),
        (lambda text: text.replace(P02.id, P02.id + "c"), Why.UNKNOWN_LINE),
        (lambda text: text + "to be discussed\r\n", Why.STRAY_ROW),
        (lambda text: text + ",,a remark\r\n", Why.STRAY_ROW),
        (lambda text: text + next(line for line in text.splitlines() if line.startswith(P02.id)) + "\r\n", Why.TWICE),
        (lambda text: text.replace("2026-11-24", "2026-11-24,a remark", 1), Why.CHANGED),
    ],
)
def test_a_pack_that_was_changed(change: Callable[[str], str], why: Why) -> None:
    found = edited(change)
    assert why in {fault.why for fault in found.faults}
    assert P02.id not in {each.line for each in found.counted} or why is Why.STRAY_ROW


def test_a_line_that_was_taken_out_is_open() -> None:
    found = edited(lambda text: "\r\n".join(line for line in text.splitlines() if not line.startswith(CONTROL.id)))
    assert [(fault.why, fault.where, fault.line) for fault in found.faults] == [(Why.OPEN, "", CONTROL.id)]
    assert (found.open, found.whole) == (1, ("invoices",))


def test_rows_may_be_sorted_otherwise() -> None:
    def turned(text: str) -> str:
        head, *below = text.split("\r\n")
        return "\r\n".join((head, *reversed(below)))

    assert edited(turned).faults == ()


def test_columns_may_not_be_moved() -> None:
    with pytest.raises(UsageError, match="columns"):
        edited(lambda text: text.replace("line,asset,who", "line,who,asset", 1))


@pytest.mark.parametrize(
    ("change", "says"),
    [
        (lambda text: text.replace("run,2026", "walk,2026"), "does not say the run"),
        (lambda text: text + "owner,p18\r\n", "names 2 of the owner"),
        (lambda text: text.replace("language,en", "language,de"), "language is de"),
    ],
)
def test_a_file_that_does_not_say_what_it_is(change: Callable[[str], str], says: str) -> None:
    content, name = in_csv(ALL)
    with pytest.raises(UsageError, match=says):
        claim(rows(change(content.decode()).encode(), name))


def test_over_what_was_not_read_no_review_is_whole() -> None:
    dark = replace(PACK, gaps=(("labels", GAP),))
    found = back(ALL, in_csv, "en", dark)
    assert (found.faults, found.open, found.whole) == ((), 0, ("invoices",))


def test_what_is_kept_without_a_rule_is_marked() -> None:
    assert {each.line for each in back(ALL).counted if each.uncovered} == {PRINTER.id, HOSTILE.id}
