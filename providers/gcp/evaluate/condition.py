"""Conditions of allow, deny and boundary policies, decided as far as a request is known; the rest stays as a formula.

IAM documentation, "Overview of IAM Conditions" and "Attribute reference for IAM Conditions". An attribute that is not known leaves its part
undecided, never false. A condition that fails, or is no CEL, grants nothing ("then the condition will never allow access"), while a deny rule
and a boundary hold when theirs "cannot be evaluated" ("Deny policies", "Principal access boundary policies").
"""

import re
from collections.abc import Callable
from dataclasses import dataclass, replace
from datetime import UTC, datetime

from providers.formula import FALSE, TRUE, Formula, all_of, any_of, negate
from providers.gcp.evaluate import cel, words
from providers.gcp.evaluate.cel import Attributes, Truth
from providers.gcp.evaluate.expression import Either, Every, Form, Leaf, form

_PROJECT = re.compile(r"projects/([\w-]+)")
_TIME, _SOME_TIME = "request.time", datetime(2000, 1, 1, tzinfo=UTC)
Known = Callable[[str], Formula | None]


@dataclass(frozen=True, slots=True, order=True)
class Condition:
    """An expression in CEL with its title."""

    expression: str
    title: str = ""

    @property
    def label(self) -> str:
        """The condition as reasons name it."""
        return f"condition {self.title!r}" if self.title else f"condition {self.expression}"


@dataclass(frozen=True, slots=True)
class Asking:
    """The request that conditions are decided on.

    `now` is for a request that is still to come: from then on. What ends later holds until its day; what has ended does not hold. `known` may
    decide a part before anything else does, say by a set of names; it gives None for those that it knows nothing of.
    """

    attributes: Attributes
    now: datetime | None = None
    known: Known = lambda _: None


def failure(condition: Condition | None, asking: Asking) -> str:
    """Why a condition can't be evaluated, for people; empty when it can, or when that hangs on what is not known."""
    if condition is None:
        return ""
    found = cel.problem(condition.expression, asking.attributes.own)
    if found.truth is not Truth.TRUE:
        return found.about if found.truth is Truth.ERROR else ""
    found = cel.run(condition.expression, asking.attributes)
    if found.truth is Truth.MISSING and found.about == _TIME and not cel.absorbs(condition.expression):
        found = cel.run(condition.expression, _at_some_time(asking.attributes))
    return found.about if found.truth is Truth.ERROR else ""


def decide(condition: Condition | None, asking: Asking, *, failing: Formula = FALSE) -> Formula:
    """What is left of a condition: TRUE without one. `failing` is what a part that can't be evaluated counts for: FALSE in an allow, TRUE in a deny."""
    if condition is None:
        return TRUE
    if cel.problem(condition.expression, asking.attributes.own).truth is Truth.ERROR:
        return failing
    return _decide(form(condition.expression), asking, failing)


def _decide(part: Form, asking: Asking, failing: Formula) -> Formula:
    match part:
        case Every(parts):
            return all_of(*(_decide(one, asking, failing) for one in parts))
        case Either(parts):
            return any_of(*(_decide(one, asking, failing) for one in parts))
        case Leaf(text, negated):
            found = asking.known(text)
            if found is None:
                found = _leaf(text, asking)
            return failing if found is None else negate(found) if negated else found


def _leaf(text: str, asking: Asking) -> Formula | None:
    """What one part comes to; None when it can't be evaluated."""
    if _names_projects_otherwise(text, asking.attributes):
        return words.said(text)
    found = cel.run(text, asking.attributes)
    match found.truth:
        case Truth.TRUE:
            return TRUE
        case Truth.FALSE:
            return FALSE
        case Truth.ERROR:
            return None
        case Truth.MISSING:
            fails = found.about == _TIME and cel.run(text, _at_some_time(asking.attributes)).truth is Truth.ERROR
            always = fails and not cel.absorbs(text)  # else what fails at one moment may not at another
            return None if always else _later(text, asking.now) or words.said(text)


def _at_some_time(attributes: Attributes) -> Attributes:
    """The request at a moment of no meaning, to tell what fails at whatever time, as does one that is not written in RFC 3339."""
    return replace(attributes, values={**attributes.values, _TIME: _SOME_TIME})


def _later(text: str, now: datetime | None) -> Formula | None:
    """A comparison of the time, for a request from now on."""
    compared = words.moment(text) if now else None
    if not compared or not now:
        return None
    sign, when = compared
    if sign in ("<", "<="):
        passed = now > when or (sign == "<" and now == when)
        return FALSE if passed else words.before(when, included=sign == "<=")
    begun = now > when or (sign == ">=" and now == when)
    return TRUE if begun else words.said(text)


def _names_projects_otherwise(text: str, attributes: Attributes) -> bool:
    """Whether a part names a project by its number where the resource's name has its id, or the other way round: they can't be compared."""
    name = attributes.values.get("resource.name")
    if not isinstance(name, str) or "resource.name" not in text:
        return False
    ours = _PROJECT.match(name)
    theirs = _PROJECT.search(text)
    return bool(ours and theirs and "_" not in (ours[1], theirs[1]) and ours[1].isdigit() != theirs[1].isdigit())
