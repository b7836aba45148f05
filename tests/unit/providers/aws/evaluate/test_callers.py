"""What binds many callers at once is what binds each of them by itself."""

from itertools import product

from hypothesis import given, settings
from hypothesis import strategies as st

from providers.aws.evaluate.caller import Caller, CallerKind, Held
from providers.aws.evaluate.callers import Callers, own_policies, unreadable
from providers.aws.evaluate.condition import holds, parse
from providers.aws.evaluate.context import ANYTHING, MISSING, Context, Shape
from providers.aws.evaluate.policy import Policy
from providers.aws.evaluate.policy import parse as parse_policy
from providers.aws.evaluate.statement import speaks_of
from providers.formula import FALSE, TRUE, Atom, Formula, all_of, any_of
from tests.unit.providers.aws.evaluate.test_answers import same
from tests.unit.providers.aws.evaluate.test_layer import ACTIONS, BUCKET, KNOWN, policy, resources, statements

ALL = {"Effect": "Allow", "Action": "*", "Resource": "*"}
POLICY = st.lists(statements(), max_size=2).map(lambda said: policy(*said)) | st.just(policy(ALL))
held_ones = st.lists(POLICY.map(lambda found: Held(found, "policy", "holder")), min_size=1, max_size=2).map(tuple)
usernames = st.sampled_from((MISSING, ("a",), ("b",), ("*",), Shape(), Shape("S:?*")))


@st.composite
def callers_with(draw: st.DrawFn) -> tuple[Caller, ...]:
    """Some callers, whose policies and levels are partly the same."""
    pool = draw(st.lists(held_ones, min_size=2, max_size=3))
    some = st.sampled_from(pool)
    none_or_some = st.just(()) | some
    return tuple(
        Caller(
            f"{at}",
            draw(st.sampled_from((CallerKind.USER, CallerKind.ROLE))),
            account=draw(st.sampled_from(("1", "2"))),
            identity=draw(st.none() | none_or_some),
            boundary=draw(none_or_some),
            session_policy=draw(st.none() | none_or_some),
            ceilings=tuple(draw(st.lists(some, max_size=2))),
            unread=tuple(draw(st.lists(st.sampled_from(("one gap", "another gap")), max_size=1))),
            keys={"aws:username": draw(usernames), "aws:principaltag/team": draw(usernames)},
        )
        for at in range(draw(st.integers(1, 4)))
    )


def any_applies(held: tuple[Held, ...], asked: tuple[str, str], context: Context, *, allows: bool) -> Formula:
    action, resource = asked
    found = (one for each in held for one in each.policy.statements if one.allows is allows and speaks_of(one, action))
    return any_of(*(one.applies(resource, context) for one in found))


@settings(max_examples=150, deadline=None)
@given(callers_with(), st.sampled_from((ANYTHING, MISSING)), resources, st.integers(0, 15), st.sampled_from(KNOWN))
def test_each_is_bound_by_its_own(people: tuple[Caller, ...], otherwise: object, resource: str, who: int, known: dict):
    callers = Callers(people, otherwise=otherwise)
    who &= callers.everybody
    for action in ACTIONS:
        limit, ceiling = callers.limit(action, resource, known, who), callers.ceiling(action, resource, known, who)
        denied, allowed = (layer.applies(action, resource, known, who) for layer in (callers.denies, callers.identity))
        for caller in people:
            bit, context, asked = callers.bits[caller.id], Context((known, caller.keys), otherwise), (action, resource)
            limits = [one for one in (caller.boundary or None, caller.session_policy) if one is not None]
            within = all_of(*(any_applies(one, asked, context, allows=True) for one in limits))
            under = [any_applies(level, asked, context, allows=True) for level in caller.ceilings]
            under += [Atom(words, gap=True) for words in caller.unread]
            if not who & bit:
                assert limit.of(bit) is ceiling.of(bit) is denied.of(bit) is allowed.of(bit) is FALSE
                continue
            assert same(limit.of(bit), within)
            assert same(ceiling.of(bit), all_of(*under))
            own = (caller.identity or (), caller.boundary, caller.session_policy or (), *caller.ceilings)
            assert same(denied.of(bit), any_of(*(any_applies(one, asked, context, allows=False) for one in own)))
            assert own_policies(caller) == tuple(held for one in own for held in one)
            assert same(allowed.of(bit), any_applies(caller.identity or (), asked, context, allows=True))


CONDITIONS = (
    parse("StringEquals", "aws:username", ["a"]),
    parse("StringLike", "aws:username", ["${aws:PrincipalTag/team}*"]),
    parse("StringNotEqualsIfExists", "aws:PrincipalTag/team", ["a", "b"]),
    parse("StringEquals", "s3:prefix", ["${aws:username}"]),
    parse("StringEquals", "aws:username", ["${*}"]),
    parse("Null", "aws:PrincipalTag/team", ["true"]),
)


@settings(max_examples=150, deadline=None)
@given(callers_with(), st.sampled_from((ANYTHING, MISSING)), st.sampled_from(CONDITIONS))
def test_a_condition_holds_for_each_by_what_is_known_of_it(people: tuple[Caller, ...], otherwise: object, condition: object):
    callers = Callers(people, otherwise=otherwise)
    for known, variables in product(({}, {"s3:prefix": ("a",)}, {"aws:username": ("b",)}), (True, False)):
        found = callers.holding(condition, known, variables=variables)
        for caller in people:
            expected = holds((condition,), Context((known, caller.keys), otherwise), variables=variables)
            assert same(found.of(callers.bits[caller.id]), expected)


@settings(max_examples=100, deadline=None)
@given(callers_with(), st.sampled_from((("aws:username",), ("aws:username", "aws:principaltag/team"), ("s3:prefix",), ())))
def test_those_alike_are_sorted_by_what_is_known_of_them(people: tuple[Caller, ...], keys: tuple[str, ...]):
    callers = Callers(people)
    sorts = callers.alike(keys)
    assert sum(bits for _, bits in sorts) == callers.everybody
    for known, bits in sorts:
        assert list(known) == list(keys)
        for caller in callers.members(bits):
            assert known == {key: caller.context.get(key) for key in keys}
    assert len({tuple(known.values()) for known, _ in sorts}) == len(sorts)


def test_everybody_has_one_place():
    ann, bo = Caller("ann", CallerKind.USER, account="1"), Caller("bo", CallerKind.ROLE, "arn:aws:iam::1:role/bo", "1", identity=())
    linked = Caller("linked", CallerKind.ROLE, "arn:aws:iam::2:role/aws-service-role/x", "2", identity=(), session_policy=())
    callers = Callers((ann, bo, linked, ann))
    assert callers.bits == {"ann": 1, "bo": 2, "linked": 4}
    assert callers.everybody == 0b111
    assert dict(callers.accounts) == {"1": 0b011, "2": 0b100}
    assert dict(callers.kinds) == {CallerKind.USER: 0b001, CallerKind.ROLE: 0b110}
    assert (callers.free, callers.bounded, callers.in_session, callers.linked) == (0b001, 0, 0b100, 0b100)
    assert [caller.id for caller in callers.members(0b101)] == ["ann", "linked"]
    assert callers.kinds[CallerKind.SERVICE] == 0


def test_a_session_policy_that_is_there_limits_even_when_it_says_nothing():
    narrowed = Caller("a", CallerKind.ROLE, identity=(Held(policy(ALL), "", ""),), session_policy=())
    whole = Caller("b", CallerKind.ROLE, identity=(Held(policy(ALL), "", ""),))
    assert Callers((narrowed, whole)).limit("s3:GetObject", BUCKET, {}, 0b11).yes == 0b10


def test_a_level_that_allows_everything_is_not_asked_about():
    everything, some = (Held(policy(ALL), "", ""),), (Held(policy({**ALL, "Action": "s3:*"}), "", ""),)
    callers = Callers((Caller("a", CallerKind.USER, ceilings=(everything, some)), Caller("b", CallerKind.USER, ceilings=(everything,))))
    assert [bits for _, bits in callers.levels] == [0b01]
    assert callers.ceiling("kms:Decrypt", "k", {}, 0b11).yes == 0b10


def test_a_policy_that_is_not_understood_may_deny_its_holders_anything():
    broken = Held(parse_policy("[]", "identity"), "Broken", "ann")
    fine = Held(Policy(()), "", "")
    callers = Callers(
        (
            Caller("a", CallerKind.USER, identity=(fine, broken)),
            Caller("b", CallerKind.USER, identity=(fine,), ceilings=((broken,),)),
            Caller("c", CallerKind.USER, identity=(fine,)),
        )
    )
    assert [callers.unreadable.of(1 << at) for at in range(3)] == [unreadable(broken), unreadable(broken), FALSE]


def test_what_was_not_read_of_a_caller_is_a_gap_of_its_own_alone():
    callers = Callers((Caller("a", CallerKind.USER, unread=("x", "y")), Caller("b", CallerKind.USER)))
    assert callers.unread.of(1) == all_of(Atom("x", gap=True), Atom("y", gap=True))
    assert callers.unread.of(2) is TRUE
