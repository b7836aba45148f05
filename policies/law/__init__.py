"""Dated law that the product brings (public holidays, legal periods) beside what a policy says of its own: data in this folder, in the policy's own language."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, timedelta
from functools import cache
from importlib.resources import files
from typing import Protocol, TypeVar

from policies.assemble import assemble
from policies.language import LegalPeriod, Policy
from policies.yaml_nodes import read

_WEEKEND = (5, 6)


class _Named(Protocol):
    @property
    def id(self) -> str: ...


T = TypeVar("T", bound=_Named)


@dataclass(frozen=True, slots=True)
class Calendar:
    """The public holidays of a country, and the years for which they are known. In another year only weekends are known."""

    country: str
    days: frozenset[date]
    years: frozenset[int]

    def working_day(self, day: date) -> date:
        """The day itself, or the next that is no public holiday, Sunday or Saturday (Regulation 1182/71, art. 3(4))."""
        while day.weekday() in _WEEKEND or day in self.days:
            day += timedelta(days=1)
        return day

    def knows(self, day: date) -> bool:
        """Whether the holidays of that day's year are known."""
        return day.year in self.years


@cache
def built_in() -> Policy:
    """The product's own data, as a policy that holds nothing else."""
    folder = files("policies") / "law"
    texts = sorted((each.name, each.read_text("utf-8")) for each in folder.iterdir() if each.name.endswith(".yaml"))
    trees = tuple(tree for name, text in texts if (tree := read(text, name)[0]) is not None)
    return assemble(trees, "", "", whole=True).policy


def calendar(policy: Policy) -> Calendar:
    """The holidays of the organisation's country; none for a country that nobody has entered."""
    country = policy.organisation.country if policy.organisation else ""
    mine = [each for each in _over(built_in().holidays, policy.holidays) if country and each.country == country]
    return Calendar(country, frozenset(day for each in mine for day in each.days), frozenset(each.year for each in mine))


def legal_periods(policy: Policy) -> dict[str, LegalPeriod]:
    """The legal periods by id: those built in, replaced and added to by the policy."""
    return {each.id: each for each in _over(built_in().legal_periods, policy.legal_periods)}


def _over(usual: Iterable[T], own: Iterable[T]) -> tuple[T, ...]:
    return tuple(({each.id: each for each in usual} | {each.id: each for each in own}).values())
