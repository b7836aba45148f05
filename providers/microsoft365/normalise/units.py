"""Administrative units: whom a role for one of them is about. Fields after the page "administrativeUnit resource type"."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field

from audit.model.facts import Principal, PrincipalKind, pairs
from providers.microsoft365 import kinds
from providers.microsoft365.directory import Directory
from providers.microsoft365.kinds import PROVIDER
from providers.microsoft365.normalise.values import guid, text, yes
from providers.microsoft_api import names
from providers.values import Answer, present

PREFIX = "microsoft://administrative-unit/"


@dataclass(frozen=True, slots=True, order=True)
class Unit:
    """An administrative unit. `restricted`: who is in it is managed by roles for the unit alone."""

    id: str
    name: str
    restricted: bool = False

    def principal(self) -> Principal:
        """The unit as a fact: it acts through nobody."""
        known = present({kinds.DIRECTORY_ID: self.id, kinds.RESTRICTED: "true" if self.restricted else ""})
        return Principal(PREFIX + self.id, PROVIDER, PrincipalKind.GROUP, self.name, "", "active", pairs(known))


@dataclass(frozen=True, slots=True)
class Units:
    """Units by id, and who and what is in them; `unread` are those of which that is not (all) known."""

    units: Mapping[str, Unit] = field(default_factory=dict)
    members: Mapping[str, frozenset[str]] = field(default_factory=dict)
    unread: frozenset[str] = frozenset()

    @property
    def names(self) -> dict[str, str]:
        """The units' names by their ids."""
        return {number: unit.name for number, unit in self.units.items()}

    @property
    def restricted(self) -> frozenset[str]:
        """Who and what roles for the whole tenant do not manage."""
        return frozenset(one for number, unit in self.units.items() if unit.restricted for one in self.members.get(number, ()))


def unit(row: Answer) -> Unit:
    """A unit."""
    number = guid(row, "id")
    return Unit(number, text(row, "displayName") or number, yes(row.get("isMemberManagementRestricted")) == "true")


def member(row: Answer, directory: Directory) -> str:
    """Who or what is in a unit."""
    number = guid(row, "id")
    return directory.holder(number) or names.of_type("", number).id


def of(units: Iterable[Unit], members: Mapping[str, Iterable[str]], unread: Iterable[str]) -> Units:
    """Units with who is in them."""
    return Units({one.id: one for one in units}, {name: frozenset(found) for name, found in members.items()}, frozenset(unread))
