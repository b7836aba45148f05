"""Conditions of assignments and of roles, decided as far as a request is known; the rest stays as a formula.

"Azure role assignment condition format and syntax"; "What is Azure attribute-based access control". What is not known leaves its part undecided, and so
does what can't be read. An attribute that a request is known not to have fails its test ("cannot evaluate this condition, and will fail the
authorization access check"), and so passes the negation of it.
"""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import UTC, datetime, timedelta
from functools import lru_cache

from providers.azure.evaluate import actions, attributes
from providers.azure.evaluate.abac import (
    Comparison,
    Either,
    Every,
    Exists,
    Expression,
    Fact,
    Listed,
    Literal,
    Matches,
    Negation,
    Reference,
)
from providers.azure.evaluate.grammar import NoConditionError, parse
from providers.azure.evaluate.operators import UnfitError, moment
from providers.azure.evaluate.values import Absent, Unknown, compared, value_of
from providers.formula import FALSE, TRUE, Atom, Formula, Not, all_of, any_of, negate, replaced

Known = str | int | float | bool | Sequence[str | int | float | bool] | None  # what an attribute may be; None for absent


@dataclass(frozen=True, slots=True)
class Asking:
    """The request that conditions are decided on.

    Attributes:
        action: What is asked; empty when it is not known.
        attributes: What is known, by name, with its source (`@Request[…]`) or without; None for what is known to be absent.
        suboperation: Which of the operations of the action it is; None when it is not known.
        now: For a request that is still to come: from then on. What ends later holds until its day.
    """

    action: str = ""
    attributes: Mapping[str, object] = field(default_factory=dict)
    suboperation: str | None = ""
    now: datetime | None = None

    def lookup(self, of: Reference) -> tuple[bool, object]:
        """Whether an attribute is known, and what it is."""
        found = attributes.lookup(self.attributes, of)
        if found[0] or of.source != "Request":
            return found
        match attributes.normal(of.name):
            case "action" if self.action:
                return True, self.action
            case "suboperation" if self.suboperation is not None:
                return True, self.suboperation or None
        return found


def problem(condition: str) -> str:
    """Why a text is no condition, for people; empty when it is one, or when there is none."""
    if condition.strip():
        try:
            parse(condition)
        except NoConditionError as error:
            return str(error)
    return ""


def decide(condition: str, asking: Asking) -> Formula:
    """What is left of a condition: TRUE without one."""
    if not condition.strip():
        return TRUE
    try:
        return replaced(_decide(parse(condition), asking), _of_listings)
    except NoConditionError as error:
        told = " ".join(condition.split())
        return Atom(f"{told} (which can't be read: {error})", f"not {told} (which can't be read: {error})", gap=True)


def _of_listings(one: Atom | Not) -> Formula:
    """No prefix of a listing is denied by a pattern of names: who may not ask for `logs/` may still ask for `l`, and see both."""
    return Not(replace(one.of, of="", pattern="")) if isinstance(one, Not) and one.of.of == attributes.PREFIX else one


def _decide(part: Expression, asking: Asking) -> Formula:
    match part:
        case Every(parts):
            return all_of(*(_decide(one, asking) for one in parts))
        case Either(parts):
            return any_of(*(_decide(one, asking) for one in parts))
        case Negation(of):
            return negate(_decide(of, asking))
        case Fact(holds):
            return TRUE if holds else FALSE
        case _:
            return _tested(part, asking)


def _tested(part: Matches | Exists | Comparison, asking: Asking) -> Formula:
    match part:
        case Matches():
            return _matched(part, asking)
        case Exists(of):
            known, value = asking.lookup(of)
            return _said(part) if not known else FALSE if value is None else TRUE
        case Comparison():
            return _compared(part, asking)


def _matched(part: Matches, asking: Asking) -> Formula:
    known = asking.suboperation if part.suboperation else asking.action or None
    if known is None:
        return _said(part)
    return TRUE if any(actions.matches(one, known) for one in part.patterns) else FALSE


def _compared(part: Comparison, asking: Asking) -> Formula:
    try:
        left, right = value_of(part.left, asking.lookup), value_of(part.right, asking.lookup)
        if isinstance(left, Unknown) or isinstance(right, Unknown):
            return _later(part, asking.now) or _said(part)
        if isinstance(left, Absent) or isinstance(right, Absent):
            return TRUE if part.operator.negated and not part.quantifier else FALSE
        return TRUE if compared(left, part.operator, right, part.quantifier) else FALSE
    except UnfitError as error:
        told = _text(part)
        return Atom(f"{told} (which can't be evaluated: {error})", f"NOT ({told}) (which can't be evaluated: {error})", gap=True)


def _later(part: Comparison, now: datetime | None) -> Formula | None:
    """A comparison of the moment, for a request from now on; None where it is no such thing."""
    if now is None or not isinstance(part.left, Reference) or not attributes.is_now(part.left) or not isinstance(part.right, Literal):
        return None
    when, rest = moment(part.right.value)
    name = part.operator.name
    if name in ("DateTimeLessThan", "DateTimeLessThanEquals"):
        inclusive = name == "DateTimeLessThanEquals"
        if now > when + timedelta(seconds=bool(rest)) or (now == when and not rest and not inclusive):
            return FALSE
        last = when if inclusive or rest else when - timedelta(microseconds=1)
        return Atom(_text(part), f"NOT ({_text(part)})", until=last.astimezone(UTC).date())
    if name in ("DateTimeGreaterThan", "DateTimeGreaterThanEquals") and now > when + timedelta(seconds=bool(rest)):
        return TRUE
    return None


@lru_cache(maxsize=16384)
def _said(part: Expression) -> Formula:
    """A part that is undecided, as the condition that remains. A test and its opposite are one condition."""
    if not isinstance(part, Comparison) or part.quantifier:
        paths = tuple(_paths(part)) if isinstance(part, Comparison) else ()
        return (
            any_of(*paths) if paths else Atom(_text(part), f"NOT ({_text(part)})" if isinstance(part, Comparison) else f"NOT {_text(part)}")
        )
    plain = Comparison(part.left, part.operator.plain(), part.right)
    paths = tuple(_paths(plain))
    opposite = f"{plain.left} {plain.operator.opposite} {plain.right}" if plain.operator.opposite else f"NOT ({_text(plain)})"
    found = any_of(*paths) if paths else Atom(_text(plain), opposite)
    return negate(found) if part.operator.negated else found


def _paths(part: Comparison) -> Iterator[Atom]:
    """A test of the path of a blob, or of the prefix of a listing, as exact patterns, one for each value; none where it is none.

    What a listing shows begins with the prefix that it asks for.
    """
    of = next(
        (name for name in (attributes.PATH, attributes.PREFIX) if isinstance(part.left, Reference) and attributes.is_of(part.left, name)),
        "",
    )
    values = part.right.values if isinstance(part.right, Listed) else (part.right,)
    if not of or part.operator.negated or part.quantifier not in ("", "ForAnyOfAnyValues", "ForAllOfAnyValues"):  # a path is one value
        return
    told = [part.operator.pattern(one.value) if isinstance(one, Literal) else None for one in values]
    names = [one if one is None or of == attributes.PATH or one.endswith("*") else f"{one}*" for one in told]
    if all(names):
        for one, pattern in zip(values, names, strict=True):
            opposite = f"{part.left} {part.operator.opposite} {one}"
            yield Atom(f"{part.left} {part.operator.name} {one}", opposite, of=of, pattern=pattern or "")


def _text(part: Expression) -> str:
    """A part as an administrator would write it."""
    match part:
        case Comparison(left, operator, right, quantifier):
            return f"{left} {quantifier}{':' if quantifier else ''}{operator.name} {right}"
        case Exists(of):
            return f"Exists {of}"
        case _:
            return str(part)
