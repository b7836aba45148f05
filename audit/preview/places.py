"""Where an asset lay and no longer does."""

from policies.language import Asset, Where
from policies.locations import covers


def out_of_sight(before: Asset, after: Asset) -> tuple[Where, ...]:
    """The places of an asset that none of its later places holds, as far as their addresses show: a narrower one leaves something out."""
    return tuple(where for where in before.where if not any(_holds(other, where) for other in after.where))


def _holds(wide: Where, narrow: Where) -> bool:
    same = (wide.system, wide.kind, wide.label) == (narrow.system, narrow.kind, narrow.label) and set(wide.tags) <= set(narrow.tags)
    inside = narrow.ref.startswith(wide.ref.rstrip("*").rstrip("/") + "/") if wide.ref else True
    return same and (inside or covers(wide.ref, narrow.ref))
