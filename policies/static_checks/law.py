"""What the inventory says of the law holds together: legal periods exist, holidays lie in their year, notices speak to somebody."""

from collections.abc import Iterator
from difflib import get_close_matches

from policies.errors import Problem
from policies.language import Policy
from policies.law import legal_periods


def periods_exist(policy: Policy) -> Iterator[Problem]:
    """A legal period that an asset names is built in or declared."""
    known = legal_periods(policy)
    for asset in policy.assets:
        for name in asset.retention.law if asset.retention else ():
            if name not in known:
                close = get_close_matches(name, sorted(known), 1)
                remedy = (
                    f"did you mean {close[0]}?" if close else f"declare it under `legal_periods:`, or use one of {', '.join(sorted(known))}"
                )
                yield Problem(asset.at, f"assets.{asset.id}: there is no legal period {name}", name, remedy)


def days_in_year(policy: Policy) -> Iterator[Problem]:
    """Each public holiday lies in the year that its list is for."""
    for each in policy.holidays:
        for day in each.days:
            if day.year != each.year:
                yield Problem(each.at, f"holidays.{each.id}: {day} does not lie in {each.year}", str(day), "mend the day or the year")


def notices_have_readers(policy: Policy) -> Iterator[Problem]:
    """A notice is for a kind of people that the inventory knows."""
    known = sorted({subject for asset in policy.assets for subject in asset.subjects})
    for notice in policy.notices:
        if notice.id not in known:
            message = f"notices.{notice.id}: no asset holds data about {notice.id}"
            yield Problem(
                notice.at,
                message,
                notice.id,
                f"use a word of `subjects:`: {', '.join(known)}" if known else "add `subjects:` to the assets",
            )
