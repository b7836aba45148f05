"""The objects that are asked for suffice: together they tell each caller what all short keys together tell it."""

from collections.abc import Iterable
from itertools import product

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from policies.patterns import accepts
from providers.aws.evaluate.answers import NOBODY, Answers, either
from providers.aws.evaluate.authorize import Authorizer, Request
from providers.aws.evaluate.caller import Caller, CallerKind, Held
from providers.aws.evaluate.callers import Callers
from providers.aws.evaluate.objects import known_of, telling
from providers.aws.evaluate.pattern import visible
from providers.aws.evaluate.policy import read
from providers.aws.evaluate.requests import layers_of
from providers.aws.evaluate.target import Target
from providers.aws.kinds import AttachmentKind
from tests.unit.providers.aws.evaluate.test_answers import same

OWN, OTHER = "111122223333", "777788889999"
GET = "s3:GetObject"
BUCKET = "arn:aws:s3:::b"
KEYS = tuple("".join(letters) for length in range(1, 5) for letters in product("abc", repeat=length))  # no pattern names c
NAMES = ("a", "b")
USERS = tuple(f"arn:aws:iam::{OWN}:user/{name}" for name in NAMES)
patterns = st.text("ab*?", max_size=4)
resources = st.one_of(
    patterns.map(lambda found: f"{BUCKET}/{found}"), st.sampled_from(("*", f"{BUCKET}/*", f"{BUCKET}/${{aws:username}}*"))
)
TEAM = f"{BUCKET}/${{aws:PrincipalTag/team}}"  # a variable that nobody knows
conditions = st.sampled_from(({}, {}, {"Bool": {"aws:MultiFactorAuthPresent": "true"}}, {"StringEquals": {"aws:username": "a"}}))


@st.composite
def statements(draw: st.DrawFn, of: st.SearchStrategy[str], *, principals: bool = False) -> dict[str, object]:
    said = {
        "Effect": draw(st.sampled_from(("Allow", "Allow", "Deny"))),
        "Action": draw(st.sampled_from((GET, GET, "s3:*", "s3:PutObject"))),
        draw(st.sampled_from(("Resource", "Resource", "Resource", "NotResource"))): draw(st.lists(of, min_size=1, max_size=2)),
        "Condition": draw(conditions),
    }
    return {**said, "Principal": draw(st.sampled_from(("*", *({"AWS": user} for user in USERS))))} if principals else said


def held(kind: AttachmentKind, *said: object) -> tuple[Held, ...]:
    found = read({"Version": "2012-10-17", "Statement": list(said)}, kind)
    assert not found.problems
    return (Held(found, "policy", "holder"),) if said else ()


@st.composite
def askings(draw: st.DrawFn, of: st.SearchStrategy[str]) -> tuple[Authorizer, Target]:
    """Two users with policies, boundaries and a level of control policies, and a bucket with a policy of its own."""

    def some(kind: AttachmentKind, most: int = 2, *, principals: bool = False) -> tuple[Held, ...]:
        return held(kind, *draw(st.lists(statements(of, principals=principals), max_size=most)))

    level = some(AttachmentKind.SCP) if draw(st.booleans()) else ()
    people = tuple(
        Caller(
            name,
            CallerKind.USER,
            arn,
            OWN,
            identity=some(AttachmentKind.IDENTITY, 3),
            boundary=some(AttachmentKind.BOUNDARY) if draw(st.booleans()) else (),
            ceilings=(level,) if level else (),
            keys={"aws:username": (name,)},
        )
        for name, arn in zip(NAMES, USERS, strict=True)
    )
    policies = some(AttachmentKind.RESOURCE, principals=True)
    return Authorizer(Callers(people)), Target("s3://b", "s3-bucket", BUCKET, draw(st.sampled_from((OWN, OWN, OTHER))), policies)


def objects(
    asking: tuple[Authorizer, Target], include: str, outside: tuple[str, ...], *, early: bool
) -> tuple[list[tuple[str, int]], Answers]:
    """The keys asked for, for whom, and what comes of it. With `early` whose answer is yes is asked about no more."""
    authorizer, target = asking
    who, answers = authorizer.callers.everybody, [NOBODY]

    def left() -> int:
        return who & ~answers[0].yes if early else who

    known = known_of(include, layers_of(authorizer, target, include))
    found = []
    for text, bits in telling(known, GET, left()).objects(outside, left):
        if bits:
            found.append((visible(text).removeprefix(f"{BUCKET}/"), bits))
        answers[0] = either(answers[0], authorizer.decide(target, Request(GET, visible(text)), bits))
    return found, answers[0]


includes = patterns.map(lambda found: f"{BUCKET}/?*" if not found else f"{BUCKET}/{found}")
outsides = st.lists(patterns.map(lambda found: f"{BUCKET}/{found}"), max_size=2).map(tuple)


def expected(asking: tuple[Authorizer, Target], include: str, outside: tuple[str, ...], keys: Iterable[str]) -> Answers:
    """What all short keys and some others come to."""
    authorizer, target = asking
    found = NOBODY
    for key in dict.fromkeys((*KEYS, *keys)):
        if accepts(include, f"{BUCKET}/{key}") and not any(accepts(one, f"{BUCKET}/{key}") for one in outside):
            found = either(found, authorizer.decide(target, Request(GET, f"{BUCKET}/{key}"), authorizer.callers.everybody))
    return found


@settings(max_examples=300, deadline=None)
@given(askings(resources), includes, outsides, st.booleans())
def test_together_they_tell_what_all_keys_tell(asking: tuple[Authorizer, Target], include: str, outside: tuple[str, ...], early: bool):
    found, answers = objects(asking, include, outside, early=early)
    for key, _ in found:
        assert accepts(include, f"{BUCKET}/{key}")
        assert not any(accepts(pattern, f"{BUCKET}/{key}") for pattern in outside)
    everything = expected(asking, include, outside, [key for key, _ in found])
    for at, _ in enumerate(NAMES):
        assert same(answers.of(1 << at), everything.of(1 << at))


def allow(*found: str) -> dict[str, object]:
    return {"Effect": "Allow", "Action": GET, "Resource": [f"{BUCKET}/{pattern}" for pattern in found]}


def deny(*found: str) -> dict[str, object]:
    return {**allow(*found), "Effect": "Deny"}


def deny_all_but(*found: str) -> dict[str, object]:
    said = deny(*found)
    return {"NotResource": said.pop("Resource"), **said}


def two(*said: list[object]) -> tuple[Authorizer, Target]:
    """Two users with some statements each."""
    people = (
        Caller(name, CallerKind.USER, arn, OWN, identity=held(AttachmentKind.IDENTITY, *each), keys={"aws:username": (name,)})
        for name, arn, each in zip(NAMES, USERS, said, strict=True)
    )
    return Authorizer(Callers(tuple(people))), Target("s3://b", "s3-bucket", BUCKET, OWN)


def of(*said: object, boundary: tuple[object, ...] = ()) -> tuple[Authorizer, Target]:
    """One user with some statements, and a bucket without a policy."""
    identity, limit = held(AttachmentKind.IDENTITY, *said), held(AttachmentKind.BOUNDARY, *boundary)
    ann = Caller("a", CallerKind.USER, USERS[0], OWN, identity=identity, boundary=limit, keys={"aws:username": ("a",)})
    return Authorizer(Callers((ann,))), Target("s3://b", "s3-bucket", BUCKET, OWN)


@pytest.mark.parametrize(
    ("asking", "keys", "may"),
    [
        (of(allow("*")), ["x"], True),  # one stands for all
        (of(allow("a*")), ["a"], True),
        (of(allow("a*"), deny("a")), ["ax"], True),
        (of(allow("a*"), deny("a?*")), ["a"], True),
        (of(allow("a*"), deny("a", "a?*")), ["a", "ax"], False),  # no key escapes both
        (of(allow("*"), deny("*")), [], False),
        (of(allow("a*"), boundary=(allow("*b"),)), ["ab"], True),  # one key for both layers
        (of(allow("a"), boundary=(allow("b"),)), ["a", "b"], False),
        (of(allow("b??"), boundary=(allow("*a?"),)), ["bxx", "bxxax", "baa"], True),
        (of(allow("a*", "b*", "c*")), ["a"], True),  # of one statement any pattern will do
        (of(allow("a", "b"), deny("a")), ["a", "b"], True),  # but for those that are denied
        (of(allow("*"), deny_all_but("a*"), deny_all_but("*b")), ["ab"], True),  # of each deny an exception
        (of(allow("*"), deny_all_but("b??"), deny_all_but("*a?")), ["bxx", "bxxax", "baa"], True),
        (of(allow("a*"), deny("a*"), deny("ab")), ["a"], False),  # what none escapes tells nothing
    ],
)
def test_few_are_asked_for(asking: tuple[Authorizer, Target], keys: list[str], may: bool):
    found, answers = objects(asking, f"{BUCKET}/?*", (), early=False)
    assert bool(answers) is may
    asked = {key for key, _ in found}
    assert set(keys) <= asked
    assert len(asked - {"x"}) <= len(keys)


@pytest.mark.parametrize("count", [8, 40])
def test_many_patterns_ask_for_few(count: int):
    """By sort there would be 2 to the power of the count."""
    asking = of(*(allow(f"*{at}x*") for at in range(count)), *(deny(f"*{at}y*") for at in range(count)))
    found, answers = objects(asking, f"{BUCKET}/?*", (), early=False)
    assert answers.yes == 1
    assert len(found) <= 2 * count + 2


def test_who_has_an_answer_is_asked_about_no_more():
    asking = of(*(allow(letter) for letter in "abcdef"))
    assert len(objects(asking, f"{BUCKET}/?*", (), early=True)[0]) < len(objects(asking, f"{BUCKET}/?*", (), early=False)[0])


def test_nothing_is_asked_for_of_what_is_outside_as_a_whole():
    assert objects(of(allow("*")), f"{BUCKET}/?*", (f"{BUCKET}/*",), early=False) == ([], NOBODY)


def test_an_action_is_told_apart_by_the_statements_about_it_alone():
    asking = of({**allow("a*"), "Action": "s3:PutObject"}, allow("b*"))
    known = known_of(f"{BUCKET}/?*", layers_of(*asking, f"{BUCKET}/?*"))
    assert [set(groups) for groups in telling(known, GET, 1).letting] == [{(f"{BUCKET}/b*",)}]
    assert [set(groups) for groups in telling(known, "s3:PutObject", 1).letting] == [{(f"{BUCKET}/a*",)}]
    assert telling(known, "s3:DeleteObject", 1).letting == ()


def test_whom_a_statement_lets_in_anywhere_others_of_its_layer_tell_nothing():
    asking = of(allow("*"), allow("a*"), deny("b*"))
    known = known_of(f"{BUCKET}/?*", layers_of(*asking, f"{BUCKET}/?*"))
    found = telling(known, GET, 1)
    assert found.letting == ()
    assert dict(found.keeping) == {f"{BUCKET}/b*": 1}


def test_callers_are_told_apart_where_denies_stop_only_some():
    found, answers = objects(two([allow("a*"), deny("a", "a?*")], [allow("a*")]), f"{BUCKET}/?*", (), early=False)
    assert answers.yes == 0b10
    assert {bits for key, bits in found if key.startswith("a")} == {0b01, 0b10}


def test_the_same_pattern_matters_to_all_who_have_it():
    asking = two([allow("a"), deny("b")], [{**allow("a"), "Action": "s3:Get*"}, {**deny("b"), "Action": "s3:Get*"}])
    found = telling(known_of(f"{BUCKET}/?*", layers_of(*asking, f"{BUCKET}/?*")), GET, 0b11)
    assert [dict(groups) for groups in found.letting] == [{(f"{BUCKET}/a",): 0b11}]
    assert dict(found.keeping) == {f"{BUCKET}/b": 0b11}


@pytest.mark.xfail(reason="of one statement any pattern is taken, also one that nobody knows", strict=True)
@pytest.mark.parametrize("pattern", [TEAM, f"{TEAM}/*"])
def test_what_is_sure_is_asked_for_beside_what_nobody_knows(pattern: str):
    _, answers = objects(of({**allow("ab"), "Resource": [pattern, f"{BUCKET}/ab"]}), f"{BUCKET}/?*", (), early=False)
    assert answers.yes == 1
