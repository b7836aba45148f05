"""The words of the W3C Data Privacy Vocabulary that the register uses, each with the module that defines it (github.com/w3c/dpv).

The list stands in `dpv_terms.csv`, with its version and the day on which it was held against the vocabulary. `kind` says of a category whether it is
of health, genetic or biometric data, as the vocabulary's hierarchy has it, or of another special category.
"""

import csv
from dataclasses import dataclass
from functools import cache
from importlib.resources import files


@dataclass(frozen=True, slots=True)
class DpvTerm:
    """One term: its vocabulary's prefix, its name, what the register uses it for."""

    vocabulary: str
    term: str
    use: str
    kind: str
    source: str
    version: str
    checked: str

    def __str__(self) -> str:
        return f"{self.vocabulary}:{self.term}"


@cache
def terms() -> tuple[DpvTerm, ...]:
    """The whole list."""
    text = (files("audit.gdpr.register") / "dpv_terms.csv").read_text("utf-8")
    return tuple(DpvTerm(**row) for row in csv.DictReader(text.splitlines()))


@cache
def kind_of(category: str) -> str:
    """What kind of special category a word of the vocabulary is: health, genetic, biometric, other; empty when the list does not know it."""
    return next((each.kind for each in terms() if each.vocabulary == "pd" and each.term == category), "")
