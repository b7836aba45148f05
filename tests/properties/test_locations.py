"""The algebra on patterns against brute force: every text over a small alphabet, up to a length that tells all small patterns apart."""

from functools import lru_cache
from itertools import product

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from policies.locations import Location, covers, intersect, is_empty_after, matches, meets, narrow, witness
from policies.patterns import accepts, classes

LONGEST = 6
TEXTS = tuple("".join(letters) for length in range(LONGEST + 1) for letters in product("abc", repeat=length))
patterns = st.text("ab*?", max_size=5)  # c is the letter that no pattern names


@lru_cache(maxsize=4096)
def slow(pattern: str, text: str) -> bool:
    """Obviously right: the first token against every way to begin the text."""
    if not pattern:
        return not text
    if pattern[0] == "*":
        return any(slow(pattern[1:], text[at:]) for at in range(len(text) + 1))
    return bool(text) and pattern[0] in ("?", text[0]) and slow(pattern[1:], text[1:])


@lru_cache(maxsize=4096)
def texts(pattern: str) -> frozenset[str]:
    return frozenset(text for text in TEXTS if slow(pattern, text))


@settings(max_examples=150, deadline=None)
@given(patterns)
def test_a_pattern_accepts_what_the_slow_matcher_accepts(pattern: str):
    assert {text for text in TEXTS if accepts(pattern, text)} == texts(pattern)


@settings(max_examples=300, deadline=None)
@given(patterns, st.lists(patterns, max_size=3))
def test_a_witness_is_in_and_not_out_and_none_means_empty(include: str, excludes: list[str]):
    left = texts(include).difference(*map(texts, excludes))
    found = witness(include, excludes)
    assert is_empty_after(include, excludes) == (found is None)
    if found is None:
        assert not left
    else:
        assert slow(include, found)
        assert not any(slow(pattern, found) for pattern in excludes)
        assert len(found) <= min(map(len, left), default=len(found))


@settings(max_examples=300, deadline=None)
@given(patterns, patterns)
def test_an_intersection_is_exact(a: str, b: str):
    found = intersect(a, b)
    assert frozenset().union(*map(texts, found)) == texts(a) & texts(b)
    assert len(found) == len(set(found))
    assert meets(a, b) == bool(found)


@settings(max_examples=300, deadline=None)
@given(patterns, patterns)
def test_one_pattern_covers_another_when_every_text_says_so(a: str, b: str):
    assert covers(a, b) == (texts(b) <= texts(a))


@settings(max_examples=150, deadline=None)
@given(patterns, st.lists(patterns, max_size=3))
def test_every_sort_of_text_has_one_witness(include: str, others: list[str]):
    found = dict(reversed(sort) for sort in classes(include, others))
    for fits, text in found.items():
        assert slow(include, text)
        assert fits == frozenset(at for at, pattern in enumerate(others) if slow(pattern, text))
    seen = {frozenset(at for at, pattern in enumerate(others) if text in texts(pattern)) for text in texts(include)}
    assert seen <= set(found)


def test_a_location_leaves_out_what_it_excludes():
    location = Location("aws", "s3", "s3://shop/**", excluding=("s3://shop/labels/*",))
    assert matches(location, "s3://shop/a/b.pdf")
    assert not matches(location, "s3://shop/labels/1")
    assert not matches(location, "s3://shop-archive/1")


def test_several_exclusions_can_empty_what_none_empties_alone():
    assert is_empty_after("s3://b/*", ("s3://b/a*", "s3://b/?*", "s3://b/"))
    assert not is_empty_after("s3://b/*", ("s3://b/a*", "s3://b/"))


@pytest.mark.parametrize(
    ("pattern", "part", "narrowed"),
    [
        ("s3://shop/*", "labels/", "s3://shop/labels/*"),
        ("s3://shop/2026/**", "/labels/", "s3://shop/2026/labels/*"),
        ("s3://shop/*", "labels/*.pdf", "s3://shop/labels/*.pdf"),
        ("s3://shop/*", "index.html", "s3://shop/index.html"),
    ],
)
def test_a_part_lies_under_its_place(pattern: str, part: str, narrowed: str):
    assert narrow(pattern, part) == narrowed
    assert covers(pattern, narrowed)


@pytest.mark.parametrize(("pattern", "part"), [("s3://shop/index.html", "labels/"), ("s3://shop/*", ""), ("s3://shop/*", "/")])
def test_what_has_no_parts_says_so(pattern: str, part: str):
    with pytest.raises(ValueError, match="part"):
        narrow(pattern, part)


def test_long_and_starry_patterns_end():
    assert covers("*" + "a*" * 12, "*" + "a*" * 14)
    assert not is_empty_after("?" * 40 + "*", ["*a" * 6, "*b*" * 4])
    assert meets("arn:aws*:*::????????????:*", "arn:aws:iam::*:user/*")
