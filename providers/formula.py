"""What remains undecided, as a small logical formula: true, false, or the conditions that decide, written for people.

Reach is worked out with these three values: an undecided condition in an allow never gives a plain yes, and one in a deny never hides
a reach. A gap is an atom of its own: with it the answer is not "if" but "unknown".
"""

from collections.abc import Callable, Collection, Iterable, Iterator
from dataclasses import dataclass
from datetime import date
from itertools import chain

from audit.model.facts import Verdict


@dataclass(frozen=True, slots=True, order=True)
class Atom:
    """One condition. `opposite` is its negation in words, `until` the last day on which it holds, `gap`: nobody could read whether it does.

    With a `pattern` it asks exactly whether the attribute `of` the request fits it (`*` any run of characters, `?` one).
    """

    text: str
    opposite: str = ""
    until: date | None = None
    gap: bool = False
    of: str = ""
    pattern: str = ""

    def __hash__(self) -> int:  # a text keeps its hash, as do sets: formulas are looked up all the time
        return hash(self.text)


@dataclass(frozen=True, slots=True)
class Not:
    """The opposite of an atom."""

    of: Atom

    def __hash__(self) -> int:
        return ~hash(self.of.text)


@dataclass(frozen=True, slots=True)
class All:
    """Every part holds; without parts: true."""

    of: frozenset["Formula"]

    def __hash__(self) -> int:
        return hash(self.of)


@dataclass(frozen=True, slots=True)
class Some:
    """At least one part holds; without parts: false."""

    of: frozenset["Formula"]

    def __hash__(self) -> int:
        return ~hash(self.of)


Formula = Atom | Not | All | Some
TRUE, FALSE = All(frozenset()), Some(frozenset())  # the only ones of their kind: compare with `is`


@dataclass(frozen=True, slots=True, order=True)
class Outcome:
    """One way in which a formula holds: how sure, on which condition, until when."""

    verdict: Verdict
    condition: str = ""
    until: date | None = None


def all_of(*parts: Formula) -> Formula:
    """Every part holds."""
    open_parts = [part for part in parts if part is not TRUE]
    if len(open_parts) < 2:
        return open_parts[0] if open_parts else TRUE
    flat = _flat(open_parts, All)
    if FALSE in flat or any(_against(part, Some, flat) for part in flat):
        return FALSE
    kept = frozenset(part for part in flat if not (isinstance(part, Some) and part.of & flat))  # a, and a or b, is a
    return next(iter(kept)) if len(kept) == 1 else All(kept)


def any_of(*parts: Formula) -> Formula:
    """At least one part holds."""
    open_parts = [part for part in parts if part is not FALSE]
    if len(open_parts) < 2:
        return open_parts[0] if open_parts else FALSE
    flat = _flat(open_parts, Some)
    if TRUE in flat or any(_against(part, All, flat) for part in flat):
        return TRUE
    kept = frozenset(part for part in flat if not (isinstance(part, All) and part.of & flat))
    return next(iter(kept)) if len(kept) == 1 else Some(kept)


def negate(formula: Formula) -> Formula:
    """The opposite."""
    match formula:
        case Atom():
            return Not(formula)
        case Not(of):
            return of
        case All(parts):
            return any_of(*map(negate, parts))
        case Some(parts):
            return all_of(*map(negate, parts))


def atoms(formula: Formula) -> Iterator[Atom]:
    """The atoms that a formula is made of, whether it asks for one or for its opposite."""
    match formula:
        case Atom():
            yield formula
        case Not(of):
            yield of
        case All(parts) | Some(parts):
            for part in parts:
                yield from atoms(part)


def replaced(formula: Formula, told: Callable[[Atom | Not], Formula]) -> Formula:
    """A formula in which each atom, or opposite of one, gives way to what is told of it."""
    match formula:
        case Atom() | Not():
            return told(formula)
        case All(parts):
            return all_of(*(replaced(part, told) for part in parts))
        case Some(parts):
            return any_of(*(replaced(part, told) for part in parts))


def fitting(one: Atom | Not, of: str, tests: Collection[str], fitted: Collection[str]) -> Formula:
    """What is left of an atom, or its opposite, for something whose attribute `of` fits some patterns of those that are tested."""
    if isinstance(one, Not):
        return negate(fitting(one.of, of, tests, fitted))
    known = one.of == of and one.pattern in tests
    return one if not known else TRUE if one.pattern in fitted else FALSE


def outcomes(formula: Formula) -> tuple[Outcome, ...]:
    """The ways in which a formula holds, none when it is false. What holds whatever the gaps hide comes without them."""
    sure = replaced(formula, _gaps_fail)
    if sure is TRUE:
        return (Outcome(Verdict.YES),)
    if sure is not FALSE:
        return tuple(_alternatives(sure))
    if replaced(formula, _gaps_hold) is FALSE:
        return ()
    return (Outcome(Verdict.UNKNOWN, text(formula)),)


def condition(formula: Formula) -> str:
    """What the first way in which a formula holds asks for; empty where it asks for nothing, or never holds."""
    ways = outcomes(formula)
    return ways[0].condition if ways else ""


def text(formula: Formula) -> str:
    """A formula as people write it, always the same."""
    match formula:
        case Atom(words):
            return words
        case Not(atom):
            return atom.opposite or f"not ({atom.text})"
        case All(parts):
            return " and ".join(sorted(_bracketed(part, Some) for part in parts))
        case Some(parts):
            return " or ".join(sorted(_bracketed(part, All) for part in parts))


def _bracketed(part: Formula, kind: type[All | Some]) -> str:
    return f"({text(part)})" if isinstance(part, kind) else text(part)


def _against(part: Formula, kind: type[All | Some], flat: frozenset[Formula]) -> bool:
    """Whether a part is the opposite of others beside it: of one, or each of its own of one."""
    if isinstance(part, kind):
        return all(isinstance(one, Atom | Not) and negate(one) in flat for one in part.of)
    return isinstance(part, Not) and part.of in flat


def _flat(parts: Iterable[Formula], kind: type[All | Some]) -> frozenset[Formula]:
    return frozenset(chain.from_iterable(part.of if isinstance(part, kind) else (part,) for part in parts))


def _gaps_fail(one: Atom | Not) -> Formula:  # nobody could read whether it holds, so nor whether it does not
    return FALSE if (one.of if isinstance(one, Not) else one).gap else one


def _gaps_hold(one: Atom | Not) -> Formula:
    return TRUE if (one.of if isinstance(one, Not) else one).gap else one


def _alternatives(formula: Formula) -> Iterator[Outcome]:
    """An end by date becomes the grant's own end; what is left of all without an end is one condition."""
    parts = formula.of if isinstance(formula, Some) else frozenset({formula})
    endless: list[Formula] = []
    for part in parts:
        held = part.of if isinstance(part, All) else frozenset({part})
        ends = [atom.until for atom in held if isinstance(atom, Atom) and atom.until]
        if not ends:
            endless.append(part)
            continue
        rest = all_of(*(one for one in held if not (isinstance(one, Atom) and one.until)))
        yield Outcome(Verdict.YES if rest is TRUE else Verdict.IF, text(rest), min(ends))
    if endless:
        yield Outcome(Verdict.IF, text(any_of(*endless)))
