"""People, services, roles and other parties, with their accounts."""

from dataclasses import dataclass
from datetime import date

from policies.errors import Place
from policies.language.basics import Labels


@dataclass(frozen=True, slots=True)
class AccountName:
    """An account as a policy names it: `aws: p20`, `google: p20@shop.example`, `aws: role/etl`, `aws: "999988887777"`."""

    system: str
    name: str
    at: Place


@dataclass(frozen=True, slots=True)
class RoleSpan:
    """A role that a person has, always or from and until a day (both inclusive)."""

    role: str
    since: date | None = None
    until: date | None = None

    def covers(self, day: date) -> bool:
        """Whether the person has the role on that day."""
        return (self.since is None or self.since <= day) and (self.until is None or day <= self.until)


@dataclass(frozen=True, slots=True)
class Person:
    """A human on the roster. `of` names the processor or recipient an outsider works for."""

    id: str
    at: Place
    kind: str = "employee"
    of: str = ""
    roles: tuple[RoleSpan, ...] = ()
    starts: date | None = None
    ends: date | None = None
    status: str = ""
    email: str = ""
    language: str = ""
    aliases: tuple[str, ...] = ()
    accounts: tuple[AccountName, ...] = ()

    def roles_on(self, day: date) -> frozenset[str]:
        """The ids of the roles held on that day."""
        return frozenset(span.role for span in self.roles if span.covers(day))

    def has_left(self, day: date) -> bool:
        """Whether the last working day lies before that day."""
        return self.status == "left" or (self.ends is not None and self.ends < day)

    def not_yet_started(self, day: date) -> bool:
        """Whether the first working day is still to come."""
        return self.starts is not None and day < self.starts


@dataclass(frozen=True, slots=True)
class Directory:
    """The directory of a system that is the roster: each account of a human there is a person. `roles` pairs groups with roles."""

    system: str
    at: Place
    roles: Labels = ()


@dataclass(frozen=True, slots=True)
class Service:
    """A principal no human signs in with: an owner and a purpose, or it is a finding."""

    id: str
    at: Place
    owner: str = ""
    purpose: str = ""
    accounts: tuple[AccountName, ...] = ()


@dataclass(frozen=True, slots=True)
class Emergency:
    """A break-glass account: allowed to exist, every reach of it is shown."""

    id: str
    at: Place
    sealed_with: str = ""
    last_tested: date | None = None
    accounts: tuple[AccountName, ...] = ()


@dataclass(frozen=True, slots=True)
class Role:
    """A job; an allow may use only the purposes that the role names."""

    id: str
    at: Place
    label: Labels = ()
    purposes: tuple[str, ...] = ()
    temporary: bool = False
    privileged: bool = False


@dataclass(frozen=True, slots=True)
class Purpose:
    """A reason to process (Art. 5(1)(b))."""

    id: str
    at: Place
    label: Labels = ()
    dpv: str = ""
    fides: str = ""


@dataclass(frozen=True, slots=True)
class Transfer:
    """A transfer to a third country and its safeguard (Art. 44-49)."""

    to: str
    safeguard: str = ""
    note: str = ""


@dataclass(frozen=True, slots=True)
class Party:
    """A processor (Art. 28) or a recipient that decides for itself (Art. 30(1)(d)); `agreement` names a document."""

    id: str
    at: Place
    name: str = ""
    country: str = ""
    agreement: str = ""
    role: str = ""
    hosting: bool = False
    transfers: tuple[Transfer, ...] = ()
    subprocessors: str = ""
    people: tuple[str, ...] = ()
    domains: tuple[str, ...] = ()
    accounts: tuple[AccountName, ...] = ()
    assets: tuple[str, ...] = ()
    gets: tuple[str, ...] = ()
    purpose: str = ""
    under: str = ""  # of a sub-processor: the processor that it works for
    written: frozenset[str] = frozenset()  # the keys that the entry writes: an empty list is an answer, silence is none


@dataclass(frozen=True, slots=True)
class Client:
    """A controller on whose behalf the organisation processes (Art. 30(2)); `processing` names the categories of processing."""

    id: str
    at: Place
    name: str = ""
    contact: str = ""
    country: str = ""
    representative: str = ""
    dpo: str = ""
    processing: tuple[str, ...] = ()
    assets: tuple[str, ...] = ()
    transfers: tuple[Transfer, ...] = ()
    measures: tuple[str, ...] = ()
    written: frozenset[str] = frozenset()
