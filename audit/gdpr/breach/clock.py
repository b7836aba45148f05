"""The clock of Art. 33(1): a notification is made within 72 hours after the controller has become aware, where feasible."""

from dataclasses import dataclass
from datetime import UTC, datetime, timedelta

NOTIFY_WITHIN = timedelta(hours=72)


@dataclass(frozen=True, slots=True)
class Clock:
    """When the controller became aware, and when 72 hours have gone by, in the offset that was given.

    The hours run through nights, weekends and holidays (cf. EDPB Guidelines 9/2022, version 2.0 of 28 March 2023, II.A.2; Regulation
    1182/71, Art. 3(3)); `weekend` says whether a Saturday or a Sunday lies between.
    """

    aware: datetime
    deadline: datetime
    weekend: bool


def clock(aware: datetime) -> Clock:
    """The clock that starts at a moment, which has its offset: 72 hours that pass, whatever clocks on walls are set to meanwhile."""
    deadline = (aware.astimezone(UTC) + NOTIFY_WITHIN).astimezone(aware.tzinfo)
    hours = (aware + timedelta(hours=hour) for hour in range(int(NOTIFY_WITHIN / timedelta(hours=1)) + 1))
    return Clock(aware, deadline, any(each.weekday() >= 5 for each in hours))
