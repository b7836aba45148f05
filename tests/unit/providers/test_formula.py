"""Conditions that remain, put together and written out."""

from datetime import date

import pytest

from audit.model.facts import Verdict
from providers.formula import FALSE, TRUE, Atom, Not, Outcome, all_of, any_of, negate, outcomes, text

MFA, OFFICE = Atom("MFA is true"), Atom("the address is in the office", "the address is not in the office")
SCP = Atom("the control policies let it", gap=True)
END = Atom("before 2027", until=date(2026, 12, 31))


@pytest.mark.parametrize(
    ("formula", "expected"),
    [
        (all_of(), TRUE),
        (any_of(), FALSE),
        (all_of(MFA, FALSE), FALSE),
        (any_of(MFA, TRUE), TRUE),
        (all_of(MFA, negate(MFA)), FALSE),
        (any_of(MFA, negate(MFA)), TRUE),
        (any_of(MFA, negate(OFFICE), all_of(negate(MFA), OFFICE)), TRUE),
        (all_of(MFA, negate(OFFICE), any_of(negate(MFA), OFFICE)), FALSE),
        (any_of(MFA, all_of(OFFICE, SCP)), any_of(all_of(SCP, OFFICE), MFA)),
        (all_of(MFA, any_of(MFA, OFFICE)), MFA),
        (any_of(MFA, all_of(MFA, OFFICE)), MFA),
        (negate(negate(MFA)), MFA),
        (negate(all_of(MFA, OFFICE)), any_of(Not(MFA), Not(OFFICE))),
    ],
)
def test_formulas_are_as_simple_as_can_be(formula, expected):
    assert formula == expected
    assert (formula is TRUE) == (expected is TRUE)
    assert (formula is FALSE) == (expected is FALSE)


def test_a_formula_reads_as_people_write():
    assert text(all_of(MFA, negate(OFFICE))) == "MFA is true and the address is not in the office"
    assert text(all_of(OFFICE, any_of(MFA, END))) == "(MFA is true or before 2027) and the address is in the office"
    assert text(negate(MFA)) == "not (MFA is true)"


def test_outcomes_keep_what_is_sure_apart_from_what_is_not():
    assert outcomes(TRUE) == (Outcome(Verdict.YES),)
    assert outcomes(FALSE) == ()
    assert outcomes(all_of(MFA, OFFICE)) == (Outcome(Verdict.IF, "MFA is true and the address is in the office"),)
    assert outcomes(SCP) == (Outcome(Verdict.UNKNOWN, SCP.text),)
    assert outcomes(any_of(SCP, MFA)) == (Outcome(Verdict.IF, "MFA is true"),)


def test_an_end_becomes_the_grants_own():
    assert outcomes(END) == (Outcome(Verdict.YES, "", date(2026, 12, 31)),)
    assert outcomes(all_of(END, MFA)) == (Outcome(Verdict.IF, "MFA is true", date(2026, 12, 31)),)
    assert set(outcomes(any_of(END, MFA))) == {Outcome(Verdict.YES, "", date(2026, 12, 31)), Outcome(Verdict.IF, "MFA is true")}
