"""Which objects of a location must be asked for so that every caller's answer is exact.

An object is allowed by one statement of each layer that must allow, and by none that denies. So for each choice of statements, one of each
layer, some object that fits a pattern of each and no pattern of a deny stands for all others: whatever else allows it, or denies another,
tells no more. Only where denies can't be escaped together is one object of each sort asked for.
"""

from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass
from functools import lru_cache
from itertools import product

from policies.locations import covers, meets
from policies.patterns import accepts, classes, example, together
from providers.aws.evaluate.layer import Layer, Line
from providers.aws.evaluate.statement import speaks_of

Patterns = Callable[[Layer, Line], Iterable[tuple[tuple[str, ...], int]]]  # a statement's patterns of objects, and whom they are for
Left = Callable[[], int]
Group = tuple[str, ...]  # patterns of one statement: to fit one of them is enough


@dataclass(frozen=True, slots=True)
class Telling:
    """By which patterns the policies in play tell the objects of `include` apart: those that let in, by layer, and those that keep out.

    Fitting a NotResource of a deny lets in, fitting one of an allow keeps out.
    """

    known: "Known"
    letting: tuple[Mapping[Group, int], ...]  # each with the callers to whom it matters
    keeping: Mapping[str, int]

    @property
    def include(self) -> str:
        """The pattern of the objects that are told apart."""
        return self.known.include

    def objects(self, outside: tuple[str, ...], left: Left) -> Iterator[tuple[str, int]]:
        """The objects outside of some patterns that must be asked for, each with the callers for whom: those whose answers are `left`."""
        groups = frozenset(group for held in self.letting for group in held)
        bundles = [*self._bundles(groups, outside, left())]
        for text, _ in bundles:
            yield text, left()
        for chosen, bits in self._choices(left()):
            who = bits & left()
            if who and not any(all(not fitted.isdisjoint(group) for group in chosen) for _, fitted in bundles):
                for patterns in product(*chosen):
                    yield from self._chosen((self.include, *sorted(set(patterns))), outside, who)

    def _bundles(self, groups: frozenset[Group], outside: tuple[str, ...], who: int) -> Iterator[tuple[str, frozenset[str]]]:
        """Objects that fit many patterns at once: the same for every action where they will do."""
        rest, first = groups, True
        for text, fitted in _bundles(self.include, self.known.wanted, (*outside, *self.known.keeping)):
            met = frozenset(group for group in rest if not fitted.isdisjoint(group))
            if first or met:
                yield text, fitted
            rest, first = rest - met, False
        if first or rest:
            yield from _bundles(self.include, tuple(sorted(rest)), (*outside, *self._keeping(who)))

    def _choices(self, who: int) -> Iterator[tuple[tuple[Group, ...], int]]:
        """Nothing at all, then a statement of some layers each, with the callers to whom all of them matter."""
        found: list[tuple[tuple[Group, ...], int]] = [((), who)]
        for held in self.letting:
            found += [((*chosen, group), both) for chosen, bits in found for group, of in held.items() if (both := bits & of)]
        return iter(found)

    def _chosen(self, includes: tuple[str, ...], outside: tuple[str, ...], who: int) -> Iterator[tuple[str, int]]:
        """The objects that stand for all that fit some patterns."""
        found = _best(includes, outside, self._keeping(who))
        if found is not None:
            yield found, who
            return
        for bits in _alike(who, self.keeping.values()):
            found = _best(includes, outside, self._keeping(bits))
            for one in _sorts(includes, outside, self._keeping(bits)) if found is None else (found,):
                yield one, bits

    def _keeping(self, who: int) -> tuple[str, ...]:
        return tuple(sorted(pattern for pattern, bits in self.keeping.items() if bits & who))


@dataclass(frozen=True, slots=True)
class Row:
    """A statement that may tell objects apart: by which patterns to whom, and for whom it names any object (`free`)."""

    layer: Layer
    line: Line
    groups: tuple[tuple[Group, int], ...]
    free: int


@dataclass(frozen=True, slots=True)
class Known:
    """What there is to tell the objects of `include` apart, whatever the action: all patterns that let in, all that keep out."""

    include: str
    rows: tuple[Row, ...]
    wanted: tuple[Group, ...]
    keeping: tuple[str, ...]


def known_of(include: str, layers: Iterable[tuple[Layer, str, Patterns]]) -> Known:
    """What tells objects apart. Each layer comes with what its objects begin with, and its statements' patterns."""
    found: list[Row] = []
    for layer, start, patterns in layers:
        for line in layer.near(start):
            free, groups = 0, []
            for listed, bits in patterns(layer, line):
                if any(covers(pattern, include) for pattern in listed):  # any object will do for it
                    free |= bits if line.plain and layer.is_held else 0
                elif group := tuple(pattern for pattern in listed if meets(include, pattern)):
                    groups.append((group, bits))
            if groups or free:
                found.append(Row(layer, line, tuple(groups), free))
    wanted = sorted({group for row in found if _lets_in(row.line) for group, _ in row.groups})
    keeping = sorted({pattern for row in found if not _lets_in(row.line) for group, _ in row.groups for pattern in group})
    return Known(include, tuple(found), tuple(wanted), tuple(keeping))


def _lets_in(line: Line) -> bool:
    return line.statement.allows is not line.statement.not_resources


def telling(known: Known, action: str, who: int) -> Telling:
    """What tells objects apart to some callers. Whom a statement lets in on any object no other of its layer tells more."""
    letting: dict[object, dict[Group, int]] = {}
    settled: dict[object, int] = {}
    keeping: dict[str, int] = {}
    for row in known.rows:
        statement = row.line.statement
        if not row.line.holders & who or not speaks_of(statement, action):
            continue
        if not _lets_in(row.line):
            for pattern, bits in ((pattern, bits) for group, bits in row.groups for pattern in group):
                keeping[pattern] = keeping.get(pattern, 0) | (bits & who)
            continue
        at: object = row.layer if statement.allows else row.line
        into = letting.setdefault(at, {})
        for group, bits in row.groups:
            into[group] = into.get(group, 0) | (bits & who)
        settled[at] = settled.get(at, 0) | (row.free if statement.allows else 0)
    held = ({group: left for group, bits in into.items() if (left := bits & ~settled[at])} for at, into in letting.items())
    return Telling(known, tuple(filter(None, held)), keeping)


@lru_cache(maxsize=65536)
def _bundles(include: str, wanted: tuple[Group, ...], excludes: tuple[str, ...]) -> tuple[tuple[str, frozenset[str]], ...]:
    """Objects that fit a pattern of many groups and none of those that keep out, with all that they fit: one tells what many would."""
    every = {pattern for group in wanted for pattern in group}
    found: list[tuple[str, frozenset[str]]] = []
    rest = tuple(dict.fromkeys(map(_easiest, wanted)))
    while rest or not found:
        text = together(include, rest, excludes)
        fitted = frozenset(one for one in every if accepts(one, text)) if text is not None else frozenset[str]()
        if text is None or (found and fitted.isdisjoint(rest)):
            break
        found.append((text, fitted))
        rest = tuple(one for one in rest if one not in fitted)
    return tuple(found)


def _easiest(group: Group) -> str:
    """A pattern that goes well with others: one that leaves its end open."""
    return next((pattern for pattern in group if pattern.endswith("*")), group[0])


@lru_cache(maxsize=65536)
def _best(includes: tuple[str, ...], outside: tuple[str, ...], keeping: tuple[str, ...]) -> str | None:
    """An object that escapes every pattern that can be escaped; None where they can't be all at once."""
    found = example(includes, (*outside, *keeping))
    if found is None:
        avoidable = tuple(pattern for pattern in keeping if example(includes, (*outside, pattern)) is not None)
        found = example(includes, (*outside, *avoidable)) if len(avoidable) < len(keeping) else None
    return found


def _alike(who: int, sets: Iterable[int]) -> list[int]:
    """Callers sorted by which of some sets they are in."""
    groups = [who]
    for bits in sets:
        groups = [part for group in groups for part in (group & bits, group & ~bits) if part]
    return groups


@lru_cache(maxsize=65536)
def _sorts(includes: tuple[str, ...], outside: tuple[str, ...], others: tuple[str, ...]) -> tuple[str, ...]:
    """A text of each sort that fits all of `includes` and nothing `outside`."""
    out = tuple(pattern for pattern in outside if meets(includes[0], pattern))
    sorts = classes(includes[0], (*out, *others), includes[1:])
    return tuple(text for text, fits in sorts if not any(at < len(out) for at in fits))
