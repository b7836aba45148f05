"""Conditions of Azure: whatever text stands where one should, it is read or it is said why not; a test of a path is exact as a pattern."""

from hypothesis import given
from hypothesis import strategies as st

from policies.patterns import accepts
from providers.azure.evaluate.condition import Asking, decide, problem
from providers.azure.evaluate.grammar import NoConditionError, parse
from providers.azure.evaluate.operators import OPERATORS
from providers.formula import FALSE, TRUE, Atom, Formula, Not, negate, text
from tests.reference.azure_cases import BLOBS, PATH, PREFIX, TESTS, some_condition

PIECES = ("(", ")", "{", "}", "[", "]", ",", "!", "AND", "or", "NOT", "&&", "||", "Exists", "true", "'a'", '"b"', "7", "@Request[a]", "@Foo[a]", "Resource[b:c]",
          "ActionMatches", "SubOperationMatches{'x'}", "ForAnyOfAnyValues:", "ToLower(", "'", "\\", "$", " ", "\n", "@")  # fmt: skip
SOUP = st.lists(
    st.one_of(st.sampled_from((*PIECES, *TESTS, *(one.name for one in OPERATORS.values()))), st.text(max_size=3)), max_size=12
).map(" ".join)
PATHS = st.text("ab/*?\\é", max_size=6)


@given(SOUP)
def test_a_text_is_read_or_it_is_said_why_not(soup: str):
    found = decide(soup, Asking(action="Microsoft.X/y/read"))
    if problem(soup):
        assert isinstance(found, Atom)
        assert found.gap
        assert problem(soup) in found.text
    assert text(found) is not None


@given(SOUP, SOUP)
def test_what_can_not_be_read_is_never_decided(soup: str, other: str):
    for whole in (f"true OR ({soup}", f"false AND {soup} ({other}"):
        try:
            parse(whole)
        except NoConditionError:
            assert decide(whole, Asking()) not in (TRUE, FALSE)


@given(st.randoms(use_true_random=False))
def test_the_opposite_of_a_condition_is_the_opposite_of_what_is_left(random):
    condition = some_condition(random)
    plain, opposite = (decide(one, Asking()) for one in (condition, f"NOT ({condition})"))
    if PREFIX not in condition:  # the prefix of a listing may be shorter than what it shows
        assert opposite == negate(plain)


@given(st.sampled_from(("StringEquals", "StringLike", "StringStartsWith", "StringEndsWith", "StringContains")), PATHS, PATHS, st.booleans())
def test_a_test_of_a_path_is_exact_as_a_pattern(operator: str, value: str, path: str, negated: bool):
    quoted = value.replace("\\", "")
    condition = f"{'NOT ' * negated}{PATH} {operator} '{quoted}'"
    left = decide(condition, Asking())
    known = decide(condition, Asking(attributes={PATH: path}))
    atom = left.of if isinstance(left, Not) else left
    assert isinstance(atom, Atom)
    if atom.of:
        assert known == settled(left, path)
    else:
        assert not quoted or set(quoted) & set("*?")  # these are signs of patterns, and not of texts; no blob is without a name


@given(PATHS, PATHS)
def test_a_listing_of_a_fitting_prefix_shows_names_that_fit(value: str, rest: str):
    prefix = value.replace("\\", "").replace("*", "").replace("?", "")
    left = decide(f"{PREFIX} StringEquals '{prefix}'", Asking())
    assert isinstance(left, Atom)
    assert left.of == "blobs:prefix"
    assert accepts(left.pattern, prefix + rest)
    opposite = decide(f"{PREFIX} StringNotStartsWith '{prefix}'", Asking(action=f"{BLOBS}/read"))
    assert isinstance(opposite, Not)
    assert not opposite.of.pattern  # who may not ask for `logs/` may ask for `l`


def settled(formula: Formula, path: str) -> Formula:
    atom = formula.of if isinstance(formula, Not) else formula
    assert isinstance(atom, Atom)
    return TRUE if accepts(atom.pattern, path) != isinstance(formula, Not) else FALSE
