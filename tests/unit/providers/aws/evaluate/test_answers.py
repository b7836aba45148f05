"""The answers of many callers at once against the formula of each caller by itself."""

from itertools import product

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from providers.aws.evaluate.answers import NOBODY, Answers, any_answer, both, either, gathered, opposite, places, said
from providers.formula import FALSE, TRUE, All, Atom, Formula, Not, Some, all_of, any_of, negate

CALLERS = 5
EVERYBODY = (1 << CALLERS) - 1
A, B, C = map(Atom, "abc")
LEAVES = (TRUE, FALSE, A, B, C, negate(A), negate(B), all_of(A, B), any_of(A, C), all_of(A, negate(C)), any_of(negate(A), all_of(B, C)))
some_leaves = st.sampled_from((LEAVES, LEAVES, (TRUE, FALSE)))
formulas = some_leaves.flatmap(lambda leaves: st.tuples(*[st.sampled_from(leaves)] * CALLERS))
sets = st.integers(0, EVERYBODY)
often = settings(max_examples=200, deadline=None)
Row = tuple[Formula, ...]  # the formula of each caller


def answers(row: Row) -> Answers:
    """The formulas of all callers as one value, put together without what is tested."""
    open_ones = {formula: bits(row, formula) for formula in row if formula is not TRUE and formula is not FALSE}
    return Answers(bits(row, TRUE), open_ones)


def bits(row: Row, formula: Formula) -> int:
    return sum(1 << at for at, one in enumerate(row) if one == formula)


def row_of(found: Answers) -> Row:
    return tuple(found.of(1 << at) for at in range(CALLERS))


def atoms_of(formula: Formula) -> set[Atom]:
    match formula:
        case Atom():
            return {formula}
        case Not(atom):
            return {atom}
        case All(parts) | Some(parts):
            return {atom for part in parts for atom in atoms_of(part)}


def same(one: Formula, other: Formula) -> bool:
    """Whether two formulas hold in the same cases, whatever their atoms turn out to be."""
    atoms = sorted(atoms_of(one) | atoms_of(other))
    worlds = (dict(zip(atoms, values, strict=True)) for values in product((True, False), repeat=len(atoms)))
    return one == other or all(holds(one, world) == holds(other, world) for world in worlds)


def holds(formula: Formula, world: dict[Atom, bool]) -> bool:
    match formula:
        case Atom():
            return world[formula]
        case Not(atom):
            return not world[atom]
        case All(parts):
            return all(holds(part, world) for part in parts)
        case Some(parts):
            return any(holds(part, world) for part in parts)


def mean_the_same(found: Answers, expected: Row) -> bool:
    is_one(found)
    return all(map(same, row_of(found), expected))


def is_one(found: Answers) -> None:
    """What always holds of a value: nobody stands in it twice, and what stands open is neither sure nor nobody's."""
    taken = found.yes
    for formula, who in found.open.items():
        assert formula is not TRUE
        assert formula is not FALSE
        assert who
        assert not who & taken
        taken |= who
    assert found.may == taken
    assert bool(found) == bool(taken)


@often
@given(formulas)
def test_each_caller_has_its_own_answer(row: Row):
    found = answers(row)
    assert row_of(found) == row
    assert mean_the_same(found, row)
    assert found.may == sum(1 << at for at, formula in enumerate(row) if formula is not FALSE)
    parts = list(found.parts())
    assert dict(parts) == {formula: bits(row, formula) for formula in row if formula is not FALSE}
    assert TRUE not in [formula for formula, _ in parts[1:]]


@often
@given(formulas, formulas)
def test_one_of_both_holds(first: Row, second: Row):
    assert mean_the_same(either(answers(first), answers(second)), tuple(map(any_of, first, second)))


@often
@given(formulas, formulas)
def test_both_hold(first: Row, second: Row):
    assert mean_the_same(both(answers(first), answers(second)), tuple(map(all_of, first, second)))


@often
@given(formulas, sets)
def test_the_opposite_holds_of_those_who_are_asked(row: Row, who: int):
    expected = tuple(negate(formula) if who >> at & 1 else FALSE for at, formula in enumerate(row))
    assert mean_the_same(opposite(answers(row), who), expected)


@often
@given(formulas, sets)
def test_only_some_are_left(row: Row, who: int):
    assert mean_the_same(answers(row).only(who), tuple(formula if who >> at & 1 else FALSE for at, formula in enumerate(row)))


@often
@given(st.lists(formulas, max_size=4))
def test_one_of_many_holds(rows: list[Row]):
    expected = tuple(any_of(*(row[at] for row in rows)) for at in range(CALLERS))
    assert mean_the_same(any_answer(map(answers, rows)), expected)


@often
@given(sets, st.lists(st.tuples(st.sampled_from([one for one in LEAVES if one is not FALSE]), sets), max_size=4))
def test_what_is_gathered_holds_by_any_of_its_parts(yes: int, parts: list[tuple[Formula, int]]):
    expected = tuple(
        any_of(TRUE if yes >> at & 1 else FALSE, *(formula for formula, who in parts if who >> at & 1)) for at in range(CALLERS)
    )
    assert mean_the_same(gathered(yes, parts), expected)


@often
@given(st.sampled_from(LEAVES), sets)
def test_the_same_is_said_of_some(formula: Formula, who: int):
    assert mean_the_same(said(formula, who), tuple(formula if who >> at & 1 else FALSE for at in range(CALLERS)))


@often
@given(formulas, formulas)
def test_what_is_worked_out_leaves_what_it_is_worked_out_from(first: Row, second: Row):
    one, other = answers(first), answers(second)
    for operation in (either, both):
        operation(one, other)
        assert (row_of(one), row_of(other)) == (first, second)


@pytest.mark.parametrize(("who", "at"), [(0, []), (1, [0]), (0b1011, [0, 1, 3]), (1 << 400 | 1 << 7, [7, 400])])
def test_places_stand_lowest_first(who: int, at: list[int]):
    assert list(places(who)) == at


def test_nobody_is_nobody():
    assert not NOBODY
    assert (NOBODY.may, NOBODY.of(1), list(NOBODY.parts())) == (0, FALSE, [])
    assert row_of(either(NOBODY, Answers(0b11))) == (TRUE, TRUE, FALSE, FALSE, FALSE)
    assert not both(NOBODY, Answers(EVERYBODY))


def test_negative_sets_are_everybody_but_some():
    assert row_of(Answers(0b1).only(~0b1)) == (FALSE,) * CALLERS
    assert row_of(said(A, EVERYBODY).only(~0b10)) == (A, FALSE, A, A, A)
