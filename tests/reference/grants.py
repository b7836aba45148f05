"""Grants in the words of a scenario."""

from collections.abc import Callable, Iterable, Iterator

from audit.model.facts import Grant
from policies.levels import members


def in_words(grant: Grant) -> Iterator[str]:
    """What a grant gives, level by level: `read`, `read if CONDITION`, `read until DAY`, `read unknown`."""
    for level in members(grant.levels):
        words = [str(level.name).lower()]
        words += [f"until {grant.until}"] if grant.until else []
        words += [f"if {grant.condition}"] if grant.verdict == "if" else [str(grant.verdict)] if grant.verdict == "unknown" else []
        yield " ".join(words)


def by_holder(grants: Iterable[Grant], short: Callable[[str], str]) -> dict[str, list[str]]:
    """Who, by a short name, has which levels; what is given twice counts once."""
    found: dict[str, set[str]] = {}
    for grant in grants:
        for words in in_words(grant):
            found.setdefault(short(grant.principal), set()).add(words)
    return {name: sorted(rows) for name, rows in found.items()}
