"""What the law says and the inventory leans on: public holidays, legal periods, and what a notice tells beside the inventory."""

from dataclasses import dataclass
from datetime import date

from policies.errors import Place
from policies.language.basics import Labels
from policies.periods import Period


@dataclass(frozen=True, slots=True)
class Holidays:
    """The public holidays of a country in a year (Regulation 1182/71, art. 2(1))."""

    id: str
    at: Place
    country: str
    year: int
    days: tuple[date, ...] = ()
    source: str = ""


@dataclass(frozen=True, slots=True)
class LegalPeriod:
    """How long a law asks to keep something (Art. 17(3)(b)); what is from before `since` is kept for `before`."""

    id: str
    at: Place
    keep: Period
    label: Labels = ()
    country: str = ""
    counted_from: str = ""
    since: date | None = None
    before: Period | None = None
    law: Labels = ()
    source: str = ""
    checked: date | None = None


@dataclass(frozen=True, slots=True)
class Notice:
    """What a privacy notice says to a kind of people and the inventory does not hold (Art. 13 and 14); `id` is the kind."""

    id: str
    at: Place
    interests: tuple[tuple[str, Labels], ...] = ()  # by purpose (Art. 13(1)(d))
    source: Labels = ()  # Art. 14(2)(f)
    obligatory: Labels = ()  # Art. 13(2)(e)
    automated_decisions: Labels = ()  # Art. 13(2)(f)
