"""What can be wrong with a policy, said so that its author can mend it."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True, order=True)
class Place:
    """Where something stands in a policy file; line and column count from 1."""

    file: str
    line: int = 1
    column: int = 1

    def __str__(self) -> str:
        return f"{self.file}:{self.line}:{self.column}"


@dataclass(frozen=True, slots=True, order=True)
class Problem:
    """One thing wrong: where, what, the text that offends and what to do about it."""

    place: Place
    message: str
    text: str = ""
    remedy: str = ""

    def __str__(self) -> str:
        shown = f" ({self.text})" if self.text else ""
        mend = f"\n    remedy: {self.remedy}" if self.remedy else ""
        return f"{self.place}: {self.message}{shown}{mend}"


class PolicyError(Exception):
    """A policy that can't be used. Carries every problem found, sorted by place."""

    def __init__(self, problems: tuple[Problem, ...]) -> None:
        self.problems = tuple(sorted(problems))
        super().__init__("\n".join(map(str, self.problems)))
