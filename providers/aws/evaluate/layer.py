"""One layer of policies over many callers: each distinct statement once, with the callers that it binds.

Statements are found by what their resource patterns begin with, so that a request meets those alone that may speak of its resource.
"""

import re
from bisect import bisect_left
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from typing import Protocol

from providers.aws.evaluate.answers import Answers, both, gathered
from providers.aws.evaluate.condition import Condition
from providers.aws.evaluate.context import Context, Shape, Values
from providers.aws.evaluate.pattern import literal, names_in, substitute_arn
from providers.aws.evaluate.policy import Policy
from providers.aws.evaluate.statement import Statement, speaks_of
from providers.formula import FALSE, TRUE, Formula

Known = Mapping[str, Values | Shape]
_FEW = 24  # so many statements are sooner gone through than looked up
_WILD = re.compile(r"[*?]|\$\{")


class Audience(Protocol):
    """Those whom a layer binds, as far as their condition keys matter to it. `is_known`: their own keys are theirs, not the request's."""

    is_known: bool

    def alike(self, keys: tuple[str, ...]) -> Iterable[tuple[Known, int]]:
        """The callers sorted by what is known of their keys."""

    def context(self, known: Known) -> Context:
        """What is known of a request, with what holds of the keys that are not in it."""

    def holding(self, condition: Condition, given: Known, *, variables: bool) -> Answers:
        """For whom a condition holds, when that is known of the request."""


@dataclass(slots=True, eq=False)
class Line:
    """A statement with its holders, and what it said so far by the values that it depends on."""

    statement: Statement
    holders: int
    keys: tuple[str, ...]
    moves: bool  # its resources have policy variables
    plain: bool  # it asks nothing of the caller but to hold it
    anywhere: bool  # it speaks of every resource
    known: dict[tuple[object, ...], Answers] = field(default_factory=dict)


class Layer:
    """The statements of one effect in some policies. `held` gives each policy with the callers who hold it; -1 where anybody may be meant."""

    def __init__(self, audience: Audience, held: Sequence[tuple[Policy, int]], *, allows: bool) -> None:
        self._audience = audience
        self.is_held = all(holders >= 0 for _, holders in held)  # so what its statements say is said of their holders
        self._about: dict[str, tuple[Line, ...]] = {}
        self._says: dict[str, int] = {}
        self.lines = tuple(part for line in _lines(held, allows=allows) for part in self._settled(line))
        self._anywhere = tuple(line for line in self.lines if line.anywhere)
        self._always = (*self._anywhere, *(line for line in self.lines if line.statement.not_resources))
        self._by_start: dict[str, list[Line]] = {}
        for line in self.lines:
            if not line.statement.not_resources and not line.anywhere:
                for start in {_start(pattern, line.statement) for pattern in line.statement.resources}:
                    self._by_start.setdefault(start, []).append(line)
        self._lengths = sorted({len(start) for start in self._by_start})
        self._starts = sorted(self._by_start)

    def applies(self, action: str, resource: str, known: Known, who: int) -> Answers:
        """For whom some statement speaks of the action on the resource, and holds."""
        yes = 0
        asking: list[Line] = []
        for line in self.speaking(action, resource):
            if line.plain:
                yes |= line.holders
            elif line.holders & who:
                asking.append(line)
        yes &= who
        parts: list[tuple[Formula, int]] = []
        for line in asking:
            answer, left = self.answer(line, resource, known), who & line.holders & ~yes
            yes |= answer.yes & left
            parts += [(formula, bits & left) for formula, bits in answer.open.items() if bits & left]
        return gathered(yes, parts)

    @property
    def allows_all(self) -> bool:
        """Whether some statement is about every action on everything, and asks nothing."""
        return any(line.plain and line.anywhere and not line.statement.not_actions and "*" in line.statement.actions for line in self.lines)

    def says(self, action: str) -> int:
        """Those to whom some statement about the action belongs."""
        if action not in self._says:
            found = 0
            for line in self.lines:
                if line.holders & ~found and speaks_of(line.statement, action):
                    found |= line.holders
            self._says[action] = found
        return self._says[action]

    def speaking(self, action: str, resource: str) -> list[Line]:
        """The statements about the action that may speak of the resource."""
        if len(self.lines) > _FEW:
            return [line for line in self.about(resource) if speaks_of(line.statement, action)]
        return [
            line
            for line in self.lines
            if speaks_of(line.statement, action) and (line.anywhere or line.moves or line.statement.names(resource))
        ]

    def about(self, resource: str) -> tuple[Line, ...]:
        """The statements that may speak of a resource: all that do, and those of which variables decide."""
        found = self._about.get(resource)
        if found is None:
            some = (line for line in self._candidates(resource) if line.moves or line.statement.names(resource))
            found = self._about[resource] = (*self._anywhere, *some)
        return found

    def near(self, start: str) -> Iterator[Line]:
        """The statements with patterns that may name something that begins with `start`."""
        yield from self._always
        seen: set[int] = set()
        for begun in (*(start[:length] for length in self._lengths if length < len(start)), *beginning(self._starts, start)):
            for line in self._by_start.get(begun, ()):
                if id(line) not in seen:
                    seen.add(id(line))
                    yield line

    def answer(self, line: Line, resource: str, known: Known) -> Answers:
        """For whom of its holders a statement speaks of the resource and holds; the action is asked before."""
        if line.plain:
            return Answers(line.holders)
        values = tuple([_value(known, key) for key in line.keys])
        at = (resource, *values) if line.moves else values
        found = line.known.get(at)
        if found is None:
            found = line.known[at] = self._worked_out(line, resource, values)
        return found

    def classes(self, line: Line, known: Known) -> Iterator[tuple[Context, int]]:
        """The holders of a statement sorted by what it can tell of them, each sort with what is known of it."""
        outside = {key: value for key in line.keys if (value := _value(known, key)) is not None}
        for told, bits in self._audience.alike(tuple(key for key in line.keys if key not in outside)):
            if bits & line.holders:
                yield self._audience.context({**told, **outside}), bits & line.holders

    def _settled(self, line: Line) -> Iterator[Line]:
        """A statement whose variables speak of the caller, as one for each sort of caller with the variables filled in."""
        by_caller = self._audience.is_known and all(map(_of_caller, _asked(line.statement)))
        if not line.moves or line.statement.not_resources or not by_caller:
            yield line
            return
        for known, bits in self._audience.alike(_asked(line.statement)):
            found = [substitute_arn(pattern, self._audience.context(known)) for pattern in line.statement.resources]
            sure = tuple(one.pattern for one in found if one and not one.is_open and "${" not in one.pattern)
            if not bits & line.holders or not any(found):
                continue
            if len(sure) == sum(1 for one in found if one):
                yield _line(replace(line.statement, resources=sure), bits & line.holders)
            else:
                yield replace(line, holders=bits & line.holders, known={})

    def _worked_out(self, line: Line, resource: str, values: tuple[Values | Shape | None, ...]) -> Answers:
        statement = line.statement
        given = {key: value for key, value in zip(line.keys, values, strict=True) if value is not None}
        found = self._covered(line, resource, given) if line.moves else Answers(line.holders)
        for condition in statement.conditions:
            if not found:
                break
            found = both(found, self._audience.holding(condition, given, variables=statement.variables))
        return found

    def _covered(self, line: Line, resource: str, given: Known) -> Answers:
        """For whom of its holders a statement with variables speaks of a resource."""
        sorts: dict[Formula, int] = {}
        for context, bits in self.classes(line, given):
            formula = line.statement.covers(resource, context)
            if formula is not FALSE:
                sorts[formula] = sorts.get(formula, 0) | bits
        return Answers(sorts.pop(TRUE, 0), sorts)

    def _candidates(self, resource: str) -> Iterator[Line]:
        yield from self._always[len(self._anywhere) :]
        seen: set[int] = set()
        text = literal(resource)  # as patterns hold wildcards that mean themselves
        for length in self._lengths:
            if length > len(text):
                return
            for line in self._by_start.get(text[:length], ()):
                if id(line) not in seen:
                    seen.add(id(line))
                    yield line


def _lines(held: Sequence[tuple[Policy, int]], *, allows: bool) -> tuple[Line, ...]:
    found: dict[tuple[str, bool], Line] = {}
    for policy, holders in held:
        for statement in policy.statements:
            if statement.allows is allows:
                line = found.get((statement.text, statement.variables))
                if line is None:
                    found[statement.text, statement.variables] = _line(statement, holders)
                else:
                    line.holders |= holders
    return tuple(found.values())


def _line(statement: Statement, holders: int) -> Line:
    keys, moves = statement.keys, statement.moves
    return Line(statement, holders, keys, moves, not (keys or moves or statement.conditions), _names_all(statement))


def _value(known: Known, key: str) -> Values | Shape | None:
    """What is known of a key; `aws:resourcetag/*` stands for all other tags."""
    found = known.get(key)
    return known.get(key.partition("/")[0] + "/*") if found is None and "/" in key else found


def _names_all(statement: Statement) -> bool:
    return not statement.not_resources and (not statement.resources or "*" in statement.resources)


def _asked(statement: Statement) -> tuple[str, ...]:
    """The condition keys that the variables in its resources stand for."""
    return tuple(sorted(names_in(*statement.resources)))


def _of_caller(key: str) -> bool:
    """Whether a key is the caller's alone: nothing that is asked for, and no choice of the caller, has it."""
    return key.startswith(("aws:principaltag/", "aws:principalaccount", "aws:principalarn", "aws:username", "aws:userid"))


def _start(pattern: str, statement: Statement) -> str:
    """What everything that a pattern names begins with."""
    found = _WILD.search(pattern) if statement.variables else re.search(r"[*?]", pattern)
    return pattern[: found.start()] if found else pattern


def beginning(ordered: Sequence[str], start: str) -> Iterator[str]:
    """Of sorted texts those that begin with `start`."""
    for at in range(bisect_left(ordered, start), len(ordered)):
        if not ordered[at].startswith(start):
            return
        yield ordered[at]
