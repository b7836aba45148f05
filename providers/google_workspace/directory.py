"""Who and what there is in the tenant, as far as everything that is read after it must know."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field

from audit.model.facts import Gap
from providers.google_api import names


@dataclass(frozen=True, slots=True, order=True)
class User:
    """A user of the tenant. `unit` is the path of the organisational unit; `admin` says that some admin role was given."""

    id: str
    address: str
    directory_id: str = ""
    status: str = "active"
    unit: str = ""
    admin: bool = False
    mailbox: bool = True
    aliases: tuple[str, ...] = ()

    @property
    def active(self) -> bool:
        """Whether the audit can act as this user: Google gives no token for a suspended, archived or deleted account, nor without its address."""
        return self.status == "active" and bool(self.address)


@dataclass(frozen=True, slots=True, order=True)
class Group:
    """A group of the tenant."""

    id: str
    address: str
    directory_id: str = ""
    aliases: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Administrators:
    """URIs of the admin roles whose holders let themselves in: to any shared drive, any mailbox, any calendar."""

    drives: tuple[str, ...] = ()
    mailboxes: tuple[str, ...] = ()
    calendars: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Directory:
    """The tenant's people and groups, sorted. `customer` and `domains` (the primary one first) are empty when they are not known.

    `known` gives the id of the principal behind an address, an alias or a directory id; `unread` is what keeps users, groups or members of
    groups from being all here.
    """

    customer: str = ""
    domains: tuple[str, ...] = ()
    users: tuple[User, ...] = ()
    groups: tuple[Group, ...] = ()
    known: Mapping[str, str] = field(default_factory=dict, repr=False)
    administrators: Administrators = Administrators()
    unread: tuple[Gap, ...] = ()

    @classmethod
    def of(
        cls,
        customer: str,
        domains: Iterable[str],
        users: Iterable[User],
        groups: Iterable[Group],
        services: Mapping[str, str] | None = None,
    ) -> "Directory":
        """A directory with its index. An address that was given to another belongs to whoever has it now.

        `services` gives the address of service accounts by their unique ids, as far as somebody said.
        """
        people, teams = tuple(sorted(users)), tuple(sorted(groups))
        known = {number: names.service_account(address).id for number, address in (services or {}).items()}
        indexed: tuple[User | Group, ...] = (*sorted(people, key=lambda user: user.status == "deleted"), *teams)
        for one in indexed:
            for key in (one.address, one.directory_id, *one.aliases):
                if key:
                    known.setdefault(key.lower(), one.id)
        return cls(customer, tuple(domains), people, teams, known)

    @property
    def missing(self) -> str:
        """The permission that is missing for all users, groups and members to be here; empty when that is not why, or they are."""
        return next((gap.missing_permission for gap in self.unread if gap.missing_permission), "")

    def principal(self, address: str) -> str:
        """Whose address it is; of a foreign one what its form tells."""
        return self.holder(address) or names.account(address).id

    def group(self, address: str) -> str:
        """The group with this address, the tenant's or a foreign one."""
        return self.holder(address) or names.group(address).id

    def holder(self, key: str) -> str:
        """Whose address, alias or directory id it is; empty when nobody of the tenant has it."""
        return self.known.get(key.lower(), "")

    def is_group(self, address: str) -> bool:
        """Whether it is the address of one of the tenant's groups."""
        return self.holder(address).startswith("google://group/")

    def everybody(self) -> str:
        """The principal that stands for everybody of the tenant."""
        return names.customer(self.customer or "my_customer").id
