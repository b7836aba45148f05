"""The answers of many callers to one question: who may, and who may under which condition, as sets of callers.

A set of callers is an integer with one bit for each (`callers.Callers` gives the places). Whatever is asked is worked out once for all of them.
"""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field

from providers.formula import FALSE, TRUE, Formula, all_of, any_of, negate


@dataclass(frozen=True, slots=True)
class Answers:
    """Callers for whom it holds (`yes`), and under each formula those for whom that decides (`open`, disjoint). For all others it does not."""

    yes: int = 0
    open: Mapping[Formula, int] = field(default_factory=dict)

    @property
    def may(self) -> int:
        """Everybody for whom it can hold."""
        if not self.open:
            return self.yes
        found = self.yes
        for bits in self.open.values():
            found |= bits
        return found

    def __bool__(self) -> bool:
        return bool(self.yes or self.open)

    def of(self, bit: int) -> Formula:
        """The answer of one caller."""
        if self.yes & bit:
            return TRUE
        return next((formula for formula, bits in self.open.items() if bits & bit), FALSE)

    def only(self, who: int) -> "Answers":
        """The answers of some callers."""
        if not self.open:
            yes = self.yes & who
            return self if yes == self.yes else Answers(yes)
        return Answers(self.yes & who, {formula: kept for formula, bits in self.open.items() if (kept := bits & who)})

    def parts(self) -> Iterator[tuple[Formula, int]]:
        """Each formula with those whom it decides for, TRUE first."""
        if self.yes:
            yield TRUE, self.yes
        yield from self.open.items()


NOBODY = Answers()


def places(who: int) -> Iterator[int]:
    """The places in a set of callers, lowest first."""
    while who:
        low = who & -who
        yield low.bit_length() - 1
        who ^= low


def said(formula: Formula, who: int) -> Answers:
    """The same answer for some callers."""
    if formula is TRUE:
        return Answers(who)
    return Answers(0, {formula: who}) if who and formula is not FALSE else NOBODY


def gathered(yes: int, parts: Iterable[tuple[Formula, int]]) -> Answers:
    """It holds for some, and for others under each of some formulas."""
    found: dict[Formula, int] = {}
    for formula, bits in parts:
        left = bits & ~yes
        if left and found:
            _meet(found, formula, left)
        elif left:
            found[formula] = left
    return Answers(yes | found.pop(TRUE, 0), found)


def either(first: Answers, second: Answers) -> Answers:
    """One of both holds."""
    yes = first.yes | second.yes
    if not first.open and not second.open:
        return Answers(yes)
    found: dict[Formula, int] = {}
    for formula, bits in first.open.items():
        _add(found, formula, bits & ~yes)
    for formula, bits in second.open.items():
        _meet(found, formula, bits & ~yes)
    yes |= found.pop(TRUE, 0)
    return Answers(yes, found) if found else Answers(yes)


def any_answer(parts: Iterable[Answers]) -> Answers:
    """One of them holds."""
    found = NOBODY
    for part in parts:
        found = either(found, part)
    return found


def both(first: Answers, second: Answers) -> Answers:
    """Both hold."""
    yes = first.yes & second.yes
    if not first.open and not second.open:
        return Answers(yes)
    found: dict[Formula, int] = {}
    for formula, bits in first.open.items():
        _add(found, formula, bits & second.yes)
        for other, others in second.open.items():
            common = bits & others
            if common:
                _add(found, all_of(formula, other), common)
    for formula, bits in second.open.items():
        _add(found, formula, bits & first.yes)
    found.pop(FALSE, 0)
    return Answers(yes, found) if found else Answers(yes)


def opposite(answers: Answers, who: int) -> Answers:
    """What holds for some callers where the answer does not."""
    if not answers.open:
        return Answers(who & ~answers.yes)
    return Answers(who & ~answers.may, {negate(formula): kept for formula, bits in answers.open.items() if (kept := bits & who)})


def _add(found: dict[Formula, int], formula: Formula, bits: int) -> None:
    if bits:
        found[formula] = found.get(formula, 0) | bits


def _meet(found: dict[Formula, int], formula: Formula, bits: int) -> None:
    """Adds another way in; for whom there was one already, either will do."""
    for other, others in list(found.items()) if bits else ():
        common = bits & others
        if common and other != formula:
            found[other] &= ~common
            if not found[other]:
                del found[other]
            _add(found, any_of(other, formula), common)
            bits &= ~common
    _add(found, formula, bits)
