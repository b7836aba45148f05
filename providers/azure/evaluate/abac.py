"""The tree of what a condition asks.

"Azure role assignment condition format and syntax": attributes, values, tests, and what lies between them.
"""

from dataclasses import dataclass

from providers.azure.evaluate.operators import Operator

SOURCES = {one.lower(): one for one in ("Resource", "Request", "Principal", "Environment")}


def quoted(text: str) -> str:
    """A text as the language writes it."""
    escaped = text.replace("'", "\\'")
    return f"'{escaped}'"


@dataclass(frozen=True, slots=True)
class Reference:
    """An attribute: where it comes from, and its name."""

    source: str
    name: str

    def __str__(self) -> str:
        return f"@{self.source}[{self.name}]"


@dataclass(frozen=True, slots=True)
class Literal:
    """A text in quotation marks, or a bare word: a number, a GUID, true."""

    value: str
    quoted: bool = True

    def __str__(self) -> str:
        return quoted(self.value) if self.quoted else self.value


@dataclass(frozen=True, slots=True)
class Listed:
    """Several values."""

    values: tuple["Operand", ...]

    def __str__(self) -> str:
        return f"{{{', '.join(map(str, self.values))}}}"


@dataclass(frozen=True, slots=True)
class Call:
    """A function of values."""

    function: str
    arguments: tuple["Operand", ...]

    def __str__(self) -> str:
        return f"{self.function}({', '.join(map(str, self.arguments))})"


Operand = Reference | Literal | Listed | Call


@dataclass(frozen=True, slots=True)
class Comparison:
    """Two values compared, each of many with each of many where a quantifier says so."""

    left: Operand
    operator: Operator
    right: Operand
    quantifier: str = ""


@dataclass(frozen=True, slots=True)
class Exists:
    """Whether an attribute is there."""

    of: Reference


@dataclass(frozen=True, slots=True)
class Matches:
    """Whether the action, or the suboperation, fits one of some patterns."""

    patterns: tuple[str, ...]
    suboperation: bool = False

    def __str__(self) -> str:
        word = "SubOperationMatches" if self.suboperation else "ActionMatches"
        return f"{word}{{{', '.join(map(quoted, self.patterns))}}}"


@dataclass(frozen=True, slots=True)
class Fact:
    """True or false as it stands."""

    holds: bool


@dataclass(frozen=True, slots=True)
class Negation:
    """The opposite."""

    of: "Expression"


@dataclass(frozen=True, slots=True)
class Every:
    """All of them."""

    of: tuple["Expression", ...]


@dataclass(frozen=True, slots=True)
class Either:
    """One of them."""

    of: tuple["Expression", ...]


Expression = Comparison | Exists | Matches | Fact | Negation | Every | Either
