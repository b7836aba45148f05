"""What a first policy was made from, and what of it could not be read: said at the head of every file."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date

from audit.model.facts import Gap
from audit.proposal.yaml_lines import Value, comment, visible

_MOST = 40  # lines of one kind that a comment lists; it counts the rest


@dataclass(frozen=True, slots=True)
class Seen:
    """Which run the first policy was made from, with the store and the providers that it names; what could not be read, and the gaps in each asset."""

    run: str
    on: date
    store: str
    providers: Mapping[str, Value]
    gaps: tuple[Gap, ...] = ()
    dark: Mapping[str, tuple[Gap, ...]] = field(default_factory=dict)


def partial(seen: Seen) -> list[str]:
    """What a reader must know first: that something could not be read; nothing where all was."""
    if not seen.gaps:
        return []
    told = [
        f"{gap.scope}: {gap.reason}" + (f" (missing permission: {gap.missing_permission})" if gap.missing_permission else "")
        for gap in seen.gaps
    ]
    return [
        "#",
        *comment("MADE ON A PARTIAL VIEW. What could not be read may hold more stores, more people and more access:"),
        *listed(told[:_MOST], 2),
    ]


def listed(texts: Iterable[str], margin: int = 0) -> list[str]:
    """Texts as a list within a comment, each on a line of its own."""
    told = list(texts)
    rest = [f"… and {len(told) - _MOST} more"] if len(told) > _MOST else []
    return [f"# {' ' * margin}- {visible(text, 400)}" for text in told[:_MOST]] + [f"# {' ' * margin}{text}" for text in rest]
