"""A layer finds what speaks of a resource, and for whom, as if every statement were asked of every caller by itself."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from policies.locations import meets
from providers.aws.evaluate.caller import Caller, CallerKind
from providers.aws.evaluate.callers import Callers
from providers.aws.evaluate.context import ANYTHING, MISSING, Context, Shape
from providers.aws.evaluate.layer import Layer, beginning
from providers.aws.evaluate.pattern import literal
from providers.aws.evaluate.policy import Policy, read
from providers.aws.evaluate.statement import speaks_of
from providers.aws.kinds import AttachmentKind
from providers.formula import FALSE, any_of
from tests.unit.providers.aws.evaluate.test_answers import same

PEOPLE = (
    Caller("ann", CallerKind.USER, account="1", keys={"aws:username": ("a",), "aws:principaltag/team": ("b",), "aws:userid": ("A1",)}),
    Caller("bo", CallerKind.USER, account="1", keys={"aws:username": ("b",), "aws:principaltag/team": MISSING, "aws:userid": ("B1",)}),
    Caller(
        "star", CallerKind.USER, account="2", keys={"aws:username": ("*",), "aws:principaltag/team": ("b",), "aws:userid": Shape("S:?*")}
    ),
    Caller(
        "role", CallerKind.ROLE, account="2", keys={"aws:username": MISSING, "aws:principaltag/*": Shape(), "aws:userid": Shape("R:?*")}
    ),
)
KNOWN = ({}, {"s3:prefix": ("a",)}, {"s3:prefix": (), "aws:resourcetag/*": MISSING}, {"aws:resourcetag/team": ("b",)})
VARIABLES = ("${aws:username}", "${aws:PrincipalTag/team}", "${s3:prefix}", "${aws:userid}", "${aws:PrincipalTag/team, 'b'}", "${*}")
BUCKET = "arn:aws:s3:::b"
pieces = st.text("ab/*?", max_size=2) | st.sampled_from(VARIABLES)
patterns = st.one_of(
    st.lists(pieces, max_size=3).map(lambda found: f"{BUCKET}/{''.join(found)}"),
    st.sampled_from(
        ("*", BUCKET, f"{BUCKET}*", "arn:aws:s3:::*", "arn:*:s3:::b/*", "arn:aws:s3::${aws:username}:b/a", "arn:aws:s3:::${aws:username}/a")
    ),
)
keys = st.text("ab/*", max_size=3).map(lambda text: f"{BUCKET}/{text}")
resources = keys | st.sampled_from((BUCKET, "arn:aws:s3:::a/a", "arn:aws:kms:::k", ""))
CONDITIONS = (
    {},
    {"StringEquals": {"aws:PrincipalTag/team": "b"}},
    {"StringEquals": {"s3:prefix": "${aws:username}"}},
    {"StringNotLike": {"s3:prefix": ["a", "${aws:PrincipalTag/team}*"]}},
    {"StringEquals": {"aws:ResourceTag/team": "${aws:PrincipalTag/team}"}},
    {"Bool": {"aws:MultiFactorAuthPresent": "true"}},
)
ACTIONS = ("s3:GetObject", "s3:PutObject")


@st.composite
def statements(draw: st.DrawFn) -> dict[str, object]:
    return {
        "Effect": draw(st.sampled_from(("Allow", "Allow", "Deny"))),
        draw(st.sampled_from(("Action", "Action", "NotAction"))): draw(st.sampled_from(("*", "s3:Get*", "S3:PutObject"))),
        draw(st.sampled_from(("Resource", "Resource", "Resource", "NotResource"))): draw(st.lists(patterns, min_size=1, max_size=2)),
        "Condition": draw(st.sampled_from(CONDITIONS)),
    }


def policy(*statements: object, version: str = "2012-10-17") -> Policy:
    found = read({"Version": version, "Statement": list(statements)}, AttachmentKind.IDENTITY)
    assert not found.problems
    return found


FILLING = policy(*({"Effect": "Allow", "Action": "s3:Get*", "Resource": f"arn:aws:s3:::b{number}/*"} for number in range(30)))
held_ones = st.lists(
    st.tuples(st.lists(statements(), max_size=3), st.sampled_from(("2012-10-17", "2008-10-17")), st.integers(1, 15)), max_size=4
)
audiences = st.sampled_from((ANYTHING, MISSING)).map(lambda otherwise: Callers(PEOPLE, otherwise=otherwise))


def layer_of(callers: Callers, held: list[tuple[list[object], str, int]], *, allows: bool, filled: bool) -> Layer:
    """The layer of some policies and their holders; with `filled` so many statements that they are looked up."""
    listed = [(policy(*said, version=version), holders) for said, version, holders in held]
    return Layer(callers, [*listed, *([(FILLING, 15)] if filled else [])], allows=allows)


@settings(max_examples=250, deadline=None)
@given(audiences, held_ones, st.booleans(), resources)
def test_about_a_resource_are_the_statements_that_name_it(callers: Callers, held: list, allows: bool, resource: str):
    layer = layer_of(callers, held, allows=allows, filled=False)
    found = layer.about(resource)
    assert len(found) == len(set(found))
    assert {line for line in found if not line.moves} == {line for line in layer.lines if not line.moves and line.statement.names(resource)}
    speaking = {
        line
        for line in layer.lines
        for context, _ in layer.classes(line, {})
        if line.moves and line.statement.covers(resource, context) is not FALSE
    }
    assert speaking <= set(found)


@settings(max_examples=250, deadline=None)
@given(audiences, held_ones, st.booleans(), st.text("ab/", max_size=3).map(lambda text: f"{BUCKET}/{text}") | st.sampled_from(("", BUCKET)))
def test_near_are_the_statements_with_a_pattern_that_goes_on_from_there(callers: Callers, held: list, allows: bool, start: str):
    layer = layer_of(callers, held, allows=allows, filled=False)
    found = list(layer.near(start))
    assert len(found) == len(set(found))
    for line in layer.lines:
        always = line.anywhere or line.statement.not_resources
        filled = {pattern for context, _ in layer.classes(line, {}) for pattern in line.statement.patterns(context)}
        if always or any(meets(pattern, f"{literal(start)}*") for pattern in filled):
            assert line in found
        elif line in found:
            assert any(pattern.startswith(start) or start.startswith(pattern[: cut(pattern)]) for pattern in line.statement.resources)


def cut(pattern: str) -> int:
    return min(at if at >= 0 else len(pattern) for at in map(pattern.find, ("*", "?", "${")))


@settings(max_examples=300, deadline=None)
@given(audiences, held_ones, st.lists(resources, min_size=1, max_size=2), st.tuples(st.booleans(), st.booleans()), st.integers(0, 15))
def test_it_applies_to_each_caller_as_its_own_statements_do(
    callers: Callers, held: list, asked: list[str], of: tuple[bool, bool], who: int
):
    allows, filled = of
    layer = layer_of(callers, held, allows=allows, filled=filled)
    for known in KNOWN:
        for resource in asked:
            for action in ACTIONS:
                found = layer.applies(action, resource, known, who)
                assert not found.may & ~who
                for at, caller in enumerate(PEOPLE):
                    context = Context((known, caller.keys), callers.otherwise)
                    own = (one for one in own_statements(held, at) if one.allows is allows and speaks_of(one, action))
                    expected = any_of(*(one.applies(resource, context) for one in own)) if who >> at & 1 else FALSE
                    assert same(found.of(1 << at), expected)


def own_statements(held: list, at: int) -> list:
    return [one for said, version, holders in held if holders >> at & 1 for one in policy(*said, version=version).statements]


@settings(max_examples=100, deadline=None)
@given(held_ones, st.booleans())
def test_an_action_is_spoken_of_to_those_who_hold_a_statement_about_it(held: list, allows: bool):
    layer = layer_of(Callers(PEOPLE), held, allows=allows, filled=False)
    for action in ACTIONS:
        everybody = [at for at in range(4) if any(one.allows is allows and speaks_of(one, action) for one in own_statements(held, at))]
        settled = [at for at in range(4) if any(line.holders >> at & 1 and speaks_of(line.statement, action) for line in layer.lines)]
        assert [at for at in range(4) if layer.says(action) >> at & 1] == settled
        assert set(settled) <= set(everybody)  # a variable that has no value leaves nothing of a statement


def get(*resources: str, **more: object) -> dict[str, object]:
    return {"Effect": "Allow", "Action": "s3:GetObject", "Resource": list(resources), **more}


def test_variables_of_the_caller_are_filled_in_for_each_sort_of_callers():
    layer = Layer(Callers(PEOPLE), [(policy(get(f"{BUCKET}/${{aws:username}}/*")), 0b1111)], allows=True)
    assert not any(line.moves for line in layer.lines)
    assert {line.statement.resources[0].removeprefix(BUCKET): line.holders for line in layer.lines} == {
        "/a/*": 0b0001,
        "/b/*": 0b0010,
        f"/{literal('*')}/*": 0b0100,  # the name is no wildcard
    }
    assert layer.applies("s3:GetObject", f"{BUCKET}/a/1", {}, 0b1111).yes == 0b0001
    assert layer.applies("s3:GetObject", f"{BUCKET}/*/1", {}, 0b1111).yes == 0b0100


def test_only_the_holders_of_a_statement_have_it():
    layer = Layer(Callers(PEOPLE), [(policy(get(f"{BUCKET}/${{aws:username}}/*")), 0b0010)], allows=True)
    assert [line.holders for line in layer.lines] == [0b0010]


def test_a_variable_that_is_not_known_stays_open():
    layer = Layer(Callers(PEOPLE), [(policy(get(f"{BUCKET}/${{aws:PrincipalTag/team}}/*")), 0b1111)], allows=True)
    assert [(line.moves, line.holders) for line in layer.lines] == [(False, 0b0101), (True, 0b1000)]
    found = layer.applies("s3:GetObject", f"{BUCKET}/b/1", {}, 0b1111)
    assert (found.yes, found.may) == (0b0101, 0b1101)


@pytest.mark.parametrize("otherwise", [ANYTHING, MISSING])
def test_a_variable_of_the_request_is_filled_in_when_it_is_asked(otherwise: object):
    layer = Layer(Callers(PEOPLE, otherwise=otherwise), [(policy(get(f"{BUCKET}/${{s3:prefix}}/*")), 0b1111)], allows=True)
    assert [line.moves for line in layer.lines] == [True]
    assert layer.applies("s3:GetObject", f"{BUCKET}/a/1", {"s3:prefix": ("a",)}, 0b1111).yes == 0b1111
    assert not layer.applies("s3:GetObject", f"{BUCKET}/a/1", {"s3:prefix": ("b",)}, 0b1111)
    assert layer.applies("s3:GetObject", f"{BUCKET}/b/1", {"s3:prefix": ("b",)}, 0b1111).yes == 0b1111


def test_sorts_of_unknown_callers_stay_apart():
    layer = Layer(Callers(PEOPLE), [(policy(get(f"{BUCKET}/${{aws:userid}}/*")), 0b1111)], allows=True)
    assert [line.holders for line in layer.lines if line.moves] == [0b0100, 0b1000]
    assert layer.applies("s3:GetObject", f"{BUCKET}/S:1/1", {}, 0b1111).may == 0b1100


def test_a_variable_without_a_value_fits_nothing_and_its_opposite_everything():
    layer = Layer(Callers(PEOPLE), [(policy(get(f"{BUCKET}/${{aws:username}}/*")), 0b1111)], allows=True)
    assert not layer.says("s3:GetObject") & 0b1000
    said = {"Effect": "Deny", "Action": "*", "NotResource": f"{BUCKET}/${{aws:username}}/*"}
    turned = Layer(Callers(PEOPLE), [(policy(said), 0b1111)], allows=False)
    assert turned.applies("s3:GetObject", f"{BUCKET}/a/1", {}, 0b1111).yes == 0b1110


def test_variables_are_none_in_an_old_version():
    said = get(f"{BUCKET}/${{aws:username}}")
    layer = Layer(Callers(PEOPLE), [(policy(said), 0b0001), (policy(said, version="2008-10-17"), 0b0010)], allows=True)
    assert layer.applies("s3:GetObject", f"{BUCKET}/a", {}, 0b1111).yes == 0b0001
    assert layer.applies("s3:GetObject", f"{BUCKET}/${{aws:username}}", {}, 0b1111).yes == 0b0010


def test_who_holds_a_statement_is_sorted_by_what_it_can_tell():
    said = policy(get(f"{BUCKET}/${{s3:prefix}}/${{aws:PrincipalTag/team}}"))
    layer = Layer(Callers(PEOPLE), [(said, 0b1011)], allows=True)
    assert {context.get("aws:principaltag/team"): bits for context, bits in layer.classes(layer.lines[0], {"s3:prefix": ("x",)})} == {
        ("b",): 0b0001,
        MISSING: 0b0010,
        Shape(): 0b1000,
    }
    assert {context.get("s3:prefix") for context, _ in layer.classes(layer.lines[0], {"s3:prefix": ("x",)})} == {("x",)}


def test_a_statement_that_names_no_resource_speaks_of_all():
    said = {"Effect": "Allow", "Principal": "*", "Action": "s3:GetObject"}
    layer = Layer(Callers(PEOPLE), [(read({"Statement": said}, AttachmentKind.RESOURCE), -1)], allows=True)
    assert list(layer.about(f"{BUCKET}/a")) == list(layer.near("")) == list(layer.lines)
    assert layer.applies("s3:GetObject", f"{BUCKET}/a", {}, 0b1111).yes == 0b1111


@pytest.mark.parametrize(("otherwise", "filled"), [(ANYTHING, False), (MISSING, False), (MISSING, True), (ANYTHING, True)])
def test_a_wildcard_that_means_itself_is_found_however_many_there_are(otherwise: object, filled: bool):
    callers = Callers(PEOPLE, otherwise=otherwise)
    layer = layer_of(callers, [([get(f"{BUCKET}/${{*}}/x")], "2012-10-17", 0b1111)], allows=True, filled=filled)
    assert layer.applies("s3:GetObject", f"{BUCKET}/*/x", {}, 0b1111).yes == 0b1111
    assert not layer.applies("s3:GetObject", f"{BUCKET}/a/x", {}, 0b1111)


def test_an_equal_statement_stands_once_with_all_its_holders():
    held = [(policy(get("*")), 0b0001), (policy(get("*"), get(BUCKET)), 0b0110)]
    assert [line.holders for line in Layer(Callers(PEOPLE), held, allows=True).lines] == [0b0111, 0b0110]


@pytest.mark.parametrize(
    ("said", "expected"),
    [
        ({"Action": "*", "Resource": "*"}, True),
        ({"Action": ["s3:Get*", "*"], "Resource": ["arn:aws:s3:::b", "*"]}, True),
        ({"Action": "s3:*", "Resource": "*"}, False),
        ({"Action": "*", "Resource": "arn:*"}, False),
        ({"NotAction": "*", "Resource": "*"}, False),
        ({"Action": "*", "NotResource": "*"}, False),
        ({"Action": "*", "Resource": "*", "Condition": {"Bool": {"aws:MultiFactorAuthPresent": "true"}}}, False),
    ],
)
def test_it_allows_all_when_it_asks_nothing(said: dict[str, object], expected: bool):
    held = [(policy({"Effect": "Allow", **said}), 0b1111)]
    assert Layer(Callers(PEOPLE), held, allows=True).allows_all is expected
    assert not Layer(Callers(PEOPLE), held, allows=False).allows_all


def test_what_binds_anybody_is_held_by_nobody():
    assert Layer(Callers(PEOPLE), [(policy(get("*")), 0b1)], allows=True).is_held
    assert not Layer(Callers(PEOPLE), [(policy(get("*")), 0b1), (policy(get("*")), -1)], allows=True).is_held


@given(st.lists(st.text("ab", max_size=3), max_size=6, unique=True).map(sorted), st.text("ab", max_size=2))
def test_beginnings_are_found_among_sorted_texts(ordered: list[str], start: str):
    assert list(beginning(ordered, start)) == [text for text in ordered if text.startswith(start)]
