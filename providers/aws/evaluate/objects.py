"""Which objects of a location must be asked for so that every caller's answer is exact.

An object is allowed by one statement of each layer that must allow, and by none that denies. So for each choice of patterns, one in each layer, some
object that fits them all and no pattern of a deny stands for all others: whatever else allows it, or denies another, tells no more. Only
where denies can't be escaped together is one object of each sort asked for.
"""

from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass
from functools import lru_cache

from policies.locations import covers, meets
from policies.patterns import accepts, classes, example, together
from providers.aws.evaluate.layer import Layer, Line
from providers.aws.evaluate.statement import speaks_of

Patterns = Callable[[Layer, Line], Iterable[tuple[tuple[str, ...], int]]]  # a statement's patterns of objects, and whom they are for
Left = Callable[[], int]
Held = Mapping[str, int]  # patterns, each with the callers to whom it matters


@dataclass(frozen=True, slots=True)
class Telling:
    """By which patterns the policies in play tell the objects of `include` apart: those that let in, by layer, and those that keep out.

    Fitting a NotResource of a deny lets in, fitting one of an allow keeps out.
    """

    known: "Known"
    letting: tuple[Held, ...]
    keeping: Held

    @property
    def include(self) -> str:
        """The pattern of the objects that are told apart."""
        return self.known.include

    def objects(self, outside: tuple[str, ...], left: Left) -> Iterator[tuple[str, int]]:
        """The objects outside of some patterns that must be asked for, each with the callers for whom: those whose answers are `left`."""
        wanted = frozenset(pattern for held in self.letting for pattern in held)
        bundles = [*self._bundles(wanted, outside, left())]
        for text, _ in bundles:
            yield text, left()
        for patterns, bits in self._choices(left()):
            who = bits & left()
            if who and not any(patterns <= fitted for _, fitted in bundles):
                yield from self._chosen((self.include, *sorted(patterns)), outside, who)

    def _bundles(self, wanted: frozenset[str], outside: tuple[str, ...], who: int) -> Iterator[tuple[str, frozenset[str]]]:
        """Objects that fit many patterns at once: the same for every action where they will do."""
        seen: frozenset[str] = frozenset()
        first = True
        for text, fitted in _bundles(self.include, self.known.wanted, (*outside, *self.known.keeping)):
            if first or (fitted & wanted) - seen:
                yield text, fitted
            seen, first = seen | fitted, False
        if first or wanted - seen:
            yield from _bundles(self.include, tuple(sorted(wanted - seen)), (*outside, *self._keeping(who)))

    def _choices(self, who: int) -> Iterator[tuple[frozenset[str], int]]:
        """No pattern at all, then those of some layers together, with the callers to whom all of them matter."""
        found = [(frozenset[str](), who)]
        for held in self.letting:
            found += [(patterns | {pattern}, both) for patterns, bits in found for pattern, of in held.items() if (both := bits & of)]
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
    patterns: tuple[tuple[str, int], ...]
    free: int


@dataclass(frozen=True, slots=True)
class Known:
    """What there is to tell the objects of `include` apart, whatever the action: all patterns that let in, all that keep out."""

    include: str
    rows: tuple[Row, ...]
    wanted: tuple[str, ...]
    keeping: tuple[str, ...]


def known_of(include: str, layers: Iterable[tuple[Layer, str, Patterns]]) -> Known:
    """What tells objects apart. Each layer comes with what its objects begin with, and its statements' patterns."""
    found: list[Row] = []
    for layer, start, patterns in layers:
        for line in layer.near(start):
            named = [(pattern, bits) for listed, bits in patterns(layer, line) for pattern in listed]
            told = tuple((pattern, bits) for pattern, bits in named if tells(pattern, include))
            free = 0
            for pattern, bits in named if line.plain and layer.is_held else ():
                free |= bits if covers(pattern, include) else 0
            if told or free:
                found.append(Row(layer, line, told, free))
    by = {lets: sorted({one for row in found if _lets_in(row.line) is lets for one, _ in row.patterns}) for lets in (True, False)}
    return Known(include, tuple(found), tuple(by[True]), tuple(by[False]))


def _lets_in(line: Line) -> bool:
    return line.statement.allows is not line.statement.not_resources


def telling(known: Known, action: str, who: int) -> Telling:
    """What tells objects apart to some callers. Whom a statement lets in on any object no other of its layer tells more."""
    letting: dict[object, dict[str, int]] = {}
    settled: dict[object, int] = {}
    keeping: dict[str, int] = {}
    for row in known.rows:
        statement = row.line.statement
        if row.line.holders & who and speaks_of(statement, action):
            lets_in = _lets_in(row.line)
            at: object = row.layer if statement.allows else row.line
            into = letting.setdefault(at, {}) if lets_in else keeping
            for pattern, bits in row.patterns:
                into[pattern] = into.get(pattern, 0) | (bits & who)
            if lets_in and statement.allows:
                settled[at] = settled.get(at, 0) | row.free
    return Telling(known, tuple(filter(None, (_left(held, settled.get(at, 0)) for at, held in letting.items()))), keeping)


def _left(held: Held, settled: int) -> Held:
    return {pattern: bits & ~settled for pattern, bits in held.items() if bits & ~settled}


@lru_cache(maxsize=262144)
def tells(pattern: str, include: str) -> bool:
    """Whether some of what fits `include` fits the pattern too, and some does not."""
    return pattern != "*" and not covers(pattern, include) and meets(include, pattern)


@lru_cache(maxsize=65536)
def _bundles(include: str, wanted: tuple[str, ...], excludes: tuple[str, ...]) -> tuple[tuple[str, frozenset[str]], ...]:
    """Objects that fit many patterns at once and none of those that keep out, with the patterns that they fit: one of them tells what many would."""
    found: list[tuple[str, frozenset[str]]] = []
    rest: tuple[str, ...] = wanted
    while rest or not found:
        text = together(include, rest, excludes)
        fitted = frozenset(one for one in wanted if accepts(one, text)) if text is not None else frozenset[str]()
        if text is None or (found and not fitted & frozenset(rest)):
            break
        found.append((text, fitted))
        rest = tuple(one for one in rest if one not in fitted)
    return tuple(found)


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
