"""What is worked out on patterns without listing texts, against brute force: every text over a small alphabet.

Patterns name `.` (which regular expressions take for any character) and `x` (which a witness is filled up with). The third letter is one
that no pattern names: a line break.
"""

from functools import cache
from itertools import product

import pytest
from hypothesis import assume, example, given, settings
from hypothesis import strategies as st

from policies import patterns
from policies.locations import covers, intersect, is_empty_after, meets
from policies.patterns import accepts, classes, covered, goes_on, meet, plain, shortest, together, whatever_follows

LONGEST = 7
LETTERS = ".x\n"
TEXTS = tuple("".join(letters) for length in range(LONGEST + 1) for letters in product(LETTERS, repeat=length))
some_patterns = st.text(".x*?", max_size=4)
starry = st.builds("*".join, st.lists(st.text(".x?", max_size=2), min_size=2, max_size=3))
any_patterns = some_patterns | starry.map(lambda pattern: pattern[:5])
several = st.lists(any_patterns, min_size=1, max_size=3).map(tuple)
few = st.lists(any_patterns, max_size=2).map(tuple)
begun_texts = st.text(LETTERS, max_size=3)
often = settings(max_examples=400, deadline=None)


@cache
def texts(pattern: str) -> frozenset[str]:
    """Every text up to the longest that fits, made from the pattern's end."""
    if not pattern:
        return frozenset({""})
    rest = texts(pattern[1:])
    if pattern[0] != "*":
        return frozenset(letter + text for letter in (LETTERS if pattern[0] == "?" else pattern[0]) for text in rest if len(text) < LONGEST)
    found, new = set(rest), rest
    while new:
        new = {letter + text for letter in LETTERS for text in new if len(text) < LONGEST} - found
        found |= new
    return frozenset(found)


def fits(pattern: str, text: str) -> bool:
    """Obviously right for a text of any length and any characters: the first token against every way to begin the text."""
    if not pattern:
        return not text
    if pattern[0] == "*":
        return any(fits(pattern[1:], text[at:]) for at in range(len(text) + 1))
    return bool(text) and pattern[0] in ("?", text[0]) and fits(pattern[1:], text[1:])


def fits_all(includes: tuple[str, ...], excludes: tuple[str, ...], text: str) -> bool:
    return all(fits(one, text) for one in includes) and not any(fits(one, text) for one in excludes)


def left(includes: tuple[str, ...], excludes: tuple[str, ...] = ()) -> frozenset[str]:
    """Every text that fits all of some patterns and none of others."""
    return frozenset.intersection(*map(texts, includes)).difference(*map(texts, excludes))


@often
@given(any_patterns)
def test_a_pattern_accepts_the_texts_that_it_makes(pattern: str):
    assert {text for text in TEXTS if accepts(pattern, text)} == texts(pattern)


@often
@given(st.text(".*?", max_size=7))
def test_the_one_form_of_a_pattern_means_the_same(pattern: str):
    form = plain(pattern)
    assert texts(form) == texts(pattern)
    assert plain(form) == form
    assert "**" not in form
    assert "*?" not in form


@settings(max_examples=800, deadline=None)
@given(several, few)
@example(("?*", "*?"), ("x", "?x*"))
@example(("*.", ".*", "*x*"), (".x.",))
@example(("?",), (".", "x"))
def test_an_example_is_given_when_there_is_one_and_fits(includes: tuple[str, ...], excludes: tuple[str, ...]):
    found = patterns.example(includes, excludes)
    if found is None:
        assert not left(includes, excludes)
    else:
        assert fits_all(includes, excludes, found)


@settings(max_examples=800, deadline=None)
@given(any_patterns, few, few)
@example("*", ("?", "??"), ("x",))
@example("*.", ("x*", "*x"), ())
def test_what_goes_together_is_in_and_not_out(include: str, wanted: tuple[str, ...], excludes: tuple[str, ...]):
    found = together(include, wanted, excludes)
    if found is not None:
        assert fits_all((include,), excludes, found)
    assert found is not None or excludes


@often
@given(begun_texts, st.lists(st.text(".x", max_size=2), max_size=4), st.lists(st.text(".x", max_size=2), max_size=1))
def test_what_leaves_both_ends_open_goes_together_with_one_that_does_not(begun: str, inner: list[str], last: list[str]):
    wanted = [*(f"*{text}*" for text in inner), *(f"*{text}" for text in last)]
    found = together(f"{begun}*", wanted, ())
    assert found is not None
    assert fits_all((f"{begun}*", *wanted), (), found)


@often
@given(any_patterns, any_patterns)
def test_a_pattern_is_covered_when_every_text_of_it_is(by: str, pattern: str):
    assert covered(by, pattern) == covers(by, pattern) == (texts(pattern) <= texts(by))


@often
@given(any_patterns, any_patterns)
def test_two_patterns_meet_when_some_text_fits_both(a: str, b: str):
    both = texts(a) & texts(b)
    assert meet(a, b) == meets(a, b) == bool(both)
    assert left((a, b)) == frozenset().union(*map(texts, intersect(a, b)))


@often
@given(any_patterns, few)
def test_the_shortest_left_is_none_shorter_and_none_only_when_nothing_is(include: str, excludes: tuple[str, ...]):
    found = shortest(include, excludes)
    assert is_empty_after(include, excludes) == (found is None)
    if found is None:
        assert not left((include,), excludes)
    else:
        assert fits_all((include,), excludes, found)
        assert len(found) <= min(map(len, left((include,), excludes)), default=len(found))


@often
@given(any_patterns, begun_texts)
@example("", "x")
@example("x", "x")
@example(".*", "x")
def test_a_pattern_goes_on_when_some_longer_text_fits(pattern: str, begun: str):
    assert goes_on(pattern, begun) == any(text.startswith(begun) and len(text) > len(begun) for text in texts(pattern))


@often
@given(any_patterns, begun_texts, st.booleans())
@example("x?*", "x", True)
@example("x?*", "x", False)
def test_whatever_follows_fits_when_every_text_does(pattern: str, begun: str, something: bool):
    following = {text for text in TEXTS if text.startswith(begun) and len(text) >= len(begun) + something}
    assert whatever_follows(pattern, begun, something=something) == (following <= texts(pattern))


def test_whatever_follows_is_more_than_the_character_that_stands_for_all():
    assert not whatever_follows("\uf8ff*", "", something=True)
    assert whatever_follows("?*", "\uf8ff", something=True)


@often
@given(any_patterns, few, few)
def test_every_sort_of_what_is_needed_has_one_shortest_text(include: str, others: tuple[str, ...], needed: tuple[str, ...]):
    found = list(classes(include, others, needed))
    by_sort = {fitted: text for text, fitted in found}
    assert len(by_sort) == len(found)
    for text, fitted in found:
        assert fits_all((include, *needed), (), text)
        assert fitted == frozenset(at for at, pattern in enumerate(others) if fits(pattern, text))
    lengths: dict[frozenset[int], int] = {}
    for text in sorted(left((include, *needed)), key=len):
        lengths.setdefault(frozenset(at for at, pattern in enumerate(others) if text in texts(pattern)), len(text))
    assert set(lengths) <= set(by_sort)
    assert all(len(by_sort[fitted]) <= length for fitted, length in lengths.items())


@often
@given(any_patterns, any_patterns, few)
def test_what_is_taken_away_piece_by_piece_leaves_what_fits_none(a: str, b: str, excludes: tuple[str, ...]):
    """Intersection and subtraction together: what fits both and none of some others, each piece by itself."""
    pieces = intersect(a, b)
    found = [shortest(piece, excludes) for piece in pieces]
    assert any(text is not None for text in found) == (patterns.example((a, b), excludes) is not None)
    assert all(fits_all((a, b), excludes, text) for text in found if text is not None)
    assume(pieces)
    assert all(covers(a, piece) and covers(b, piece) for piece in pieces)


@pytest.mark.parametrize(
    ("include", "wanted", "excludes", "expected"),
    [
        ("s3://b/*", ("s3://b/a*", "*.pdf"), (), "s3://b/a.pdf"),
        ("s3://b/*", ("*/2026/*", "*.pdf"), (), "s3://b//2026/.pdf"),
        ("s3://b/*", ("s3://b/a*", "s3://b/c*"), (), "s3://b/a"),  # no text fits both: the first
        ("s3://b/*", ("s3://b/a*", "*.pdf"), ("*.pdf",), "s3://b/a"),
        ("s3://b/a*", ("*a*a*",), (), "s3://b/aa"),
        ("s3://b/*", ("*1?*", "*2?*"), (), "s3://b/1x2x"),
        ("s3://b/*", (), ("s3://b/*",), None),
    ],
)
def test_as_many_go_together_as_come_easily(include: str, wanted: tuple[str, ...], excludes: tuple[str, ...], expected: str | None):
    assert together(include, wanted, excludes) == expected


def test_long_and_starry_patterns_end():
    starry = tuple(f"*{letter * 3}*{letter}*" for letter in "abcdefgh")
    found = patterns.example(("b/*", *starry), ("*aaaaa*", "*hhhhh"))
    assert found is not None
    assert all(accepts(one, found) for one in starry)
    assert together("b/*", starry, ()) is not None
    assert not accepts("*a" * 30 + "b", "a" * 4000)
