"""What remains of conditions, in words."""

from datetime import UTC, date, datetime

import pytest

from policies.locations import Location, matches
from providers.formula import Atom, Not, negate, text
from providers.gcp.evaluate.words import before, moment, said


@pytest.mark.parametrize(
    ("leaf", "words", "opposite"),
    [
        ("request.time < timestamp('2027-01-01T00:00:00Z')", "before 2027-01-01", "from 2027-01-01"),
        ("request.time <= timestamp('2027-01-01T12:30:00Z')", "until 2027-01-01 12:30 UTC", "after 2027-01-01 12:30 UTC"),
        ('request.time>date("2027-01-01")', "after 2027-01-01", "until 2027-01-01"),
        (
            "request.time.getHours('Europe/Brussels') >= 9",
            "the hour in Europe/Brussels is at least 9",
            "the hour in Europe/Brussels is below 9",
        ),
        ("request.time.getFullYear() == 2026", "the year in UTC is 2026", "the year in UTC is not 2026"),
        (
            "'accessPolicies/9/accessLevels/Corp' in request.auth.access_levels",
            "access level Corp (accessPolicies/9/accessLevels/Corp)",
            "not access level Corp (accessPolicies/9/accessLevels/Corp)",
        ),
        ("resource.matchTag('1/env', 'prod')", "the tag 1/env is prod", "the tag 1/env is not prod"),
        ("resource.hasTagKeyId('tagKeys/1')", "there is a tag tagKeys/1", "there is no tag tagKeys/1"),
        ("resource.name.endsWith('.jpg')", "the resource's name ends with .jpg", "the resource's name does not end with .jpg"),
        ("resource.type != 'a/B'", "the resource's type is not a/B", "the resource's type is a/B"),
        ("destination.port <= 22", "the destination's port is at most 22", "the destination's port is above 22"),
        ("principal.subject == 'an@shop.example'", "the principal is an@shop.example", "the principal is not an@shop.example"),
        ("resource.name.extract('a{b}') == 'c'", "resource.name.extract('a{b}') == 'c'", "not (resource.name.extract('a{b}') == 'c')"),
        ("request.time < timestamp('soon')", "request.time < timestamp('soon')", "not (request.time < timestamp('soon'))"),
    ],
)
def test_a_part_and_its_opposite_in_words(leaf: str, words: str, opposite: str):
    assert text(said(leaf)) == words
    assert text(negate(said(leaf))) == opposite


def test_a_part_and_its_opposite_are_one_condition():
    assert said("destination.port == 22") == negate(said("destination.port != 22"))
    assert said("request.time >= date('2027-01-01')") == negate(said("request.time < date('2027-01-01')"))
    assert said("resource.name != 'a'") == negate(said('resource.name == "a"'))


@pytest.mark.parametrize(
    ("leaf", "name", "fits"),
    [
        ("resource.name.startsWith('projects/_/buckets/b/objects/hr/')", "projects/_/buckets/b/objects/hr/1", True),
        ("resource.name.startsWith('projects/_/buckets/b/objects/hr/')", "projects/_/buckets/b/objects/x", False),
        ("resource.name.endsWith('.jpg')", "a/b.jpg", True),
        ("resource.name == 'a'", "ab", False),
        ("resource.name.contains('b{c}')", "ab{c}d", True),
    ],
)
def test_names_are_asked_for_by_a_pattern(leaf: str, name: str, fits: bool):
    atom = said(leaf)
    assert isinstance(atom, Atom)
    assert atom.of == "resource.name"
    assert matches(Location("google", "", atom.pattern), name) is fits


def test_a_name_with_characters_that_patterns_read_otherwise_has_none():
    atom = said("resource.name.startsWith('a*')")
    assert isinstance(atom, Atom)
    assert (atom.of, atom.pattern) == ("", "")
    assert said("resource.type == 'x'") == Atom("the resource's type is x", "the resource's type is not x")


def test_the_last_day_is_the_one_before_midnight():
    midnight = datetime(2027, 1, 1, tzinfo=UTC)
    assert before(midnight, included=False).until == date(2026, 12, 31)
    assert before(midnight, included=True).until == date(2027, 1, 1)
    assert before(midnight.replace(hour=1), included=False).until == date(2027, 1, 1)


def test_moments():
    assert moment("request.time < timestamp('2027-01-01T01:00:00+01:00')") == ("<", datetime.fromisoformat("2027-01-01T00:00:00+00:00"))
    assert moment("request.time < request.time") is None
    assert isinstance(said("request.time > date('2027-01-01')"), Not)
