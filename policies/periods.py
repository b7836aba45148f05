"""ISO 8601 periods (`P13M`, `P1Y`, `P90D`) and what they reach from a date."""

import re
from calendar import monthrange
from dataclasses import dataclass
from datetime import date, timedelta

_PERIOD = re.compile(r"P(?=\d)(?:(\d{1,4})Y)?(?:(\d{1,4})M)?(?:(\d{1,4})W)?(?:(\d{1,5})D)?")


@dataclass(frozen=True, slots=True)
class Period:
    """A calendar period; months and days are kept apart since a month has no fixed length."""

    months: int = 0
    days: int = 0

    @classmethod
    def parse(cls, text: str) -> "Period":
        """Reads `PnYnMnWnD`. Raises ValueError for anything else."""
        found = _PERIOD.fullmatch(text)
        if not found:
            raise ValueError(f"not an ISO 8601 period: {text!r}")
        years, months, weeks, days = (int(part or 0) for part in found.groups())
        return cls(12 * years + months, 7 * weeks + days)

    def after(self, start: date) -> date:
        """The date this period after `start`; a day past the end of the month becomes its last day (Regulation 1182/71, art. 3)."""
        return self._moved(start, +1)

    def before(self, end: date) -> date:
        """The date this period before `end`."""
        return self._moved(end, -1)

    def _moved(self, start: date, sign: int) -> date:
        count = start.year * 12 + start.month - 1 + sign * self.months
        year, month = count // 12, count % 12 + 1
        if not 1 <= year <= 9998:
            return date.max if sign > 0 else date.min
        moved = date(year, month, min(start.day, monthrange(year, month)[1]))
        return moved + sign * timedelta(days=self.days)

    def __str__(self) -> str:
        years, months = divmod(self.months, 12)
        parts = (f"{years}Y" if years else "") + (f"{months}M" if months else "") + (f"{self.days}D" if self.days else "")
        return "P" + (parts or "0D")
