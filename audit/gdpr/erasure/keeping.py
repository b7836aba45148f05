"""What must be kept though somebody asks for its erasure: on which exception (Art. 17(3)), by which law, until when."""

from dataclasses import dataclass
from datetime import date

from policies.language import Asset, LegalPeriod, Policy
from policies.law import legal_periods
from policies.periods import Period

_YEAR_ENDS = frozenset({"end_of_financial_year", "end_of_calendar_year"})
_BIRTHS = frozenset({"creation", "collection"})


@dataclass(frozen=True, slots=True)
class Keeping:
    """Why an asset is kept. `until` is the last day for what is there when the request comes in; None where that hangs on an event.

    `shorter` are legal periods that end before the inventory's own: what is kept longer needs another exception.
    `missing` lists what the inventory does not say: `exception`, `law`, `retention`.
    """

    exception: str
    laws: tuple[LegalPeriod, ...]
    until: date | None
    shorter: tuple[LegalPeriod, ...] = ()
    missing: tuple[str, ...] = ()


def keeping(policy: Policy, asset: Asset, received: date) -> Keeping | None:
    """Why and until when an asset is kept, for one that is not erased. None for one that is, and that no law holds back."""
    keeps = asset.erase is not None and asset.erase.action == "keep"
    laws = laws_of(policy, asset)
    if not keeps and not laws:
        return None
    exception = asset.erase.exception if asset.erase else ""
    longest = max((_length(law.keep) for law in laws), default=0)
    over = asset.retention is not None and longest and _length(asset.retention.keep) > longest
    lacks = (("exception", not exception), ("law", exception == "A17-3-b" and not laws), ("retention", asset.retention is None))
    return Keeping(
        exception,
        laws,
        _until(asset, received),
        tuple(law for law in laws if over),
        tuple(name for name, lacking in lacks if keeps and lacking),
    )


def laws_of(policy: Policy, asset: Asset) -> tuple[LegalPeriod, ...]:
    """The legal periods that an asset names."""
    known = legal_periods(policy)
    return tuple(known[name] for name in (asset.retention.law if asset.retention else ()) if name in known)


def _until(asset: Asset, received: date) -> date | None:
    if asset.retention is None:
        return None
    if asset.retention.counted_from in _YEAR_ENDS:
        return asset.retention.keep.after(date(received.year, 12, 31))
    return asset.retention.keep.after(received) if asset.retention.counted_from in _BIRTHS else None


def _length(period: Period) -> int:
    return period.months * 30 + period.days
