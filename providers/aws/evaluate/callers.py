"""Everybody who asks, each with a place in the sets of callers, and what binds whom: policies, boundaries, ceilings, what was not read."""

from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from functools import cached_property

from providers.aws.evaluate.answers import Answers, any_answer, both, places, said
from providers.aws.evaluate.caller import Caller, Held
from providers.aws.evaluate.condition import Condition, asked_keys, holds
from providers.aws.evaluate.context import ANYTHING, Context, Shape, Values
from providers.aws.evaluate.layer import Known, Layer
from providers.aws.evaluate.policy import Policy
from providers.formula import FALSE, TRUE, Atom, Formula, negate

_LINKED = ":role/aws-service-role/"


class Callers:
    """Callers by their places. `canonical`: S3's id of an account → account; `otherwise`: what holds of a key of which nothing is known."""

    def __init__(self, callers: Sequence[Caller], canonical: Mapping[str, str] | None = None, otherwise: Values | Shape = ANYTHING) -> None:
        self.all = tuple({caller.id: caller for caller in callers}.values())
        self.canonical = canonical or {}
        self.otherwise = otherwise
        self.is_known = isinstance(otherwise, Shape)
        self.bits = {caller.id: 1 << at for at, caller in enumerate(self.all)}
        self.everybody = (1 << len(self.all)) - 1
        self.accounts = self._sorted(lambda caller: caller.account)
        self.kinds = self._sorted(lambda caller: caller.kind)
        self.free = self._where(lambda caller: caller.identity is None)
        self.bounded = self._where(lambda caller: bool(caller.boundary))
        self.in_session = self._where(lambda caller: caller.session_policy is not None)
        self.linked = self._where(lambda caller: _LINKED in caller.arn)
        self._alike: dict[tuple[str, ...], tuple[tuple[Known, int], ...]] = {}
        self._holding: dict[tuple[Condition, bool, tuple[Values | Shape | None, ...]], Answers] = {}
        self._layers: dict[tuple[tuple[Held, ...], bool], Layer] = {}

    def members(self, who: int) -> Iterator[Caller]:
        """The callers of a set, in their order."""
        return (self.all[at] for at in places(who))

    def context(self, known: Known) -> Context:
        """What is known of a request: nothing more than what is given."""
        return Context((known,), self.otherwise)

    def alike(self, keys: tuple[str, ...]) -> tuple[tuple[Known, int], ...]:
        """Everybody sorted by what is known of their keys."""
        if keys not in self._alike:
            sorts: dict[tuple[Values | Shape, ...], int] = defaultdict(int)
            for caller in self.all:
                context = Context((caller.keys,), self.otherwise)
                sorts[tuple(map(context.get, keys))] |= self.bits[caller.id]
            self._alike[keys] = tuple((dict(zip(keys, values, strict=True)), bits) for values, bits in sorts.items())
        return self._alike[keys]

    def holding(self, condition: Condition, given: Known, *, variables: bool) -> Answers:
        """For whom a condition holds, when that is known of the request; worked out once for each sort of caller."""
        keys = asked_keys(condition, variables=variables)
        values = tuple([given.get(key) for key in keys])
        at = (condition, variables, values)
        if at not in self._holding:
            known = {key: value for key, value in zip(keys, values, strict=True) if value is not None}
            sorts: dict[Formula, int] = {}
            for told, bits in self.alike(tuple(key for key in keys if key not in known)):
                formula = holds((condition,), self.context({**told, **known}), variables=variables)
                if formula is not FALSE:
                    sorts[formula] = sorts.get(formula, 0) | bits
            self._holding[at] = Answers(sorts.pop(TRUE, 0), sorts)
        return self._holding[at]

    def layer(self, policies: tuple[Held, ...], *, allows: bool) -> Layer:
        """The statements of one effect in policies that bind whoever asks."""
        if (policies, allows) not in self._layers:
            self._layers[policies, allows] = Layer(self, [(held.policy, -1) for held in policies], allows=allows)
        return self._layers[policies, allows]

    @cached_property
    def identity(self) -> Layer:
        """What the callers' own policies allow."""
        return self._layer_of((caller.identity or () for caller in self.all), allows=True)

    @cached_property
    def boundary(self) -> Layer:
        """What permissions boundaries allow."""
        return self._layer_of((caller.boundary for caller in self.all), allows=True)

    @cached_property
    def session(self) -> Layer:
        """What session policies allow."""
        return self._layer_of((caller.session_policy or () for caller in self.all), allows=True)

    @cached_property
    def levels(self) -> tuple[tuple[Layer, int], ...]:
        """What each level of control policies over some callers allows, and whom it binds; not those that allow everything."""
        found: dict[tuple[Held, ...], int] = defaultdict(int)
        for caller in self.all:
            for level in caller.ceilings:
                found[level] |= self.bits[caller.id]
        layers = ((self.layer(level, allows=True), bits) for level, bits in found.items())
        return tuple((layer, bits) for layer, bits in layers if not layer.allows_all)

    @cached_property
    def denies(self) -> Layer:
        """What any policy on the callers' side denies."""
        return self._layer_of(map(own_policies, self.all), allows=False)

    @cached_property
    def unreadable(self) -> Answers:
        """Whom a policy that is not understood may deny anything."""
        holders = self._holders(map(own_policies, self.all))
        return any_answer(said(unreadable(held), bits) for held, bits in holders if held.policy.problems)

    @cached_property
    def unread(self) -> Answers:
        """What of the callers' own side could not be read and might deny: for everybody, that it does not."""
        found: dict[str, int] = defaultdict(int)
        for caller in self.all:
            for words in caller.unread:
                found[words] |= self.bits[caller.id]
        holds = Answers(self.everybody)
        for words, bits in found.items():
            holds = both(holds, any_answer((said(Atom(words, gap=True), bits), Answers(self.everybody & ~bits))))
        return holds

    def limit(self, action: str, resource: str, known: Known, who: int) -> Answers:
        """What boundaries and session policies leave of what is granted."""
        limited = Answers(who)
        for layer, bound in (
            ((self.boundary, self.bounded), (self.session, self.in_session)) if who & (self.bounded | self.in_session) else ()
        ):
            within = layer.applies(action, resource, known, who & bound)
            limited = both(limited, Answers(within.yes | (who & ~bound), within.open))
        return limited

    def ceiling(self, action: str, resource: str, known: Known, who: int) -> Answers:
        """What service control policies leave: an allow at every level; and what was not read."""
        found = Answers(who)
        for layer, bound in self.levels:
            if who & bound:
                within = layer.applies(action, resource, known, who & bound)
                found = both(found, Answers(within.yes | (who & ~bound), within.open))
        return both(found, self.unread) if self.unread.open else found

    def _layer_of(self, held: Iterable[tuple[Held, ...]], *, allows: bool) -> Layer:
        return Layer(self, [(one.policy, bits) for one, bits in self._holders(held)], allows=allows)

    def _holders(self, held: Iterable[tuple[Held, ...]]) -> list[tuple[Held, int]]:
        """Each distinct policy with the callers that hold it."""
        found: dict[Policy, tuple[Held, int]] = {}
        for caller, policies in zip(self.all, held, strict=True):
            for one in policies:
                first, bits = found.get(one.policy, (one, 0))
                found[one.policy] = first, bits | self.bits[caller.id]
        return list(found.values())

    def _sorted(self, by: Callable[[Caller], str]) -> Mapping[str, int]:
        found: dict[str, int] = defaultdict(int)
        for caller in self.all:
            found[by(caller)] |= self.bits[caller.id]
        return found

    def _where(self, holds: Callable[[Caller], bool]) -> int:
        return sum(self.bits[caller.id] for caller in self.all if holds(caller))


def unreadable(held: Held) -> Formula:
    """A policy that is not understood may deny anything."""
    return negate(Atom(f"what is not understood in policy {held.name or held.holder} does not forbid it", gap=True))


def own_policies(caller: Caller) -> tuple[Held, ...]:
    """Every policy on the caller's side."""
    held = (caller.identity or (), caller.boundary, caller.session_policy or (), *caller.ceilings)
    return tuple(one for policies in held for one in policies)
