"""When a request must be answered (Art. 12(3)), counted as Regulation (EEC, Euratom) No 1182/71 counts."""

from dataclasses import dataclass
from datetime import date

from policies.language import Policy
from policies.law import Calendar, calendar
from policies.periods import Period

ONE_MONTH = Period(months=1)
AT_MOST = Period(months=3)  # one month, and two further ones


@dataclass(frozen=True, slots=True)
class Clock:
    """The days that count. `country` is that whose holidays were looked at; `known` is false where only weekends could be."""

    received: date
    answer_by: date
    extendable_to: date
    country: str
    known: bool
    extended: bool = False

    @property
    def due(self) -> date:
        """The last day to answer."""
        return self.extendable_to if self.extended else self.answer_by


def clock(policy: Policy, received: date, *, extended: bool = False) -> Clock:
    """The clock of a request received on a day.

    A month ends on the same date, or on the last day of a month that lacks it (art. 3(2)(c)); an end on a public holiday, Sunday or
    Saturday moves to the next working day (art. 3(4)).
    """
    days = calendar(policy)
    first, last = _end(days, received, ONE_MONTH), _end(days, received, AT_MOST)
    return Clock(received, first, last, days.country, days.knows(first) and days.knows(last), extended)


def _end(days: Calendar, received: date, period: Period) -> date:
    return days.working_day(period.after(received))
