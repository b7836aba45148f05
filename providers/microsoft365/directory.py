"""Who and what there is in the tenant, as far as everything that is read after it must know."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field

from audit.model.facts import Gap
from providers.microsoft_api import names


@dataclass(frozen=True, slots=True, order=True)
class User:
    """A user of the tenant. `address` is the mail address, or the user principal name where there is none."""

    id: str
    address: str
    directory_id: str = ""
    upn: str = ""
    status: str = "active"
    guest: bool = False
    aliases: tuple[str, ...] = ()

    @property
    def active(self) -> bool:
        """Whether somebody can sign in with it."""
        return self.status == "active"


@dataclass(frozen=True, slots=True, order=True)
class Group:
    """A group of the tenant. `unified`: one of Microsoft 365, with a mailbox and a site; `public`: everybody of the tenant comes in."""

    id: str
    address: str
    directory_id: str = ""
    name: str = ""
    role_assignable: bool = False
    dynamic: bool = False
    unified: bool = False
    synced: bool = False
    hidden: bool = False
    public: bool = False
    aliases: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, order=True)
class AppPermission:
    """What an application was given to do by itself: `value` as in `Mail.Read`, of the API with the id `resource`; `role` where no name is known."""

    resource: str
    value: str
    role: str = ""


@dataclass(frozen=True, slots=True, order=True)
class ServicePrincipal:
    """An application as the tenant knows it, with what it was given to do by itself."""

    id: str
    app_id: str
    directory_id: str = ""
    name: str = ""
    active: bool = True
    permissions: tuple[AppPermission, ...] = ()


@dataclass(frozen=True, slots=True)
class Administrators:
    """URIs of the directory roles whose holders let themselves in: to any site, any mailbox, any team."""

    sites: tuple[str, ...] = ()
    mailboxes: tuple[str, ...] = ()
    teams: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Directory:
    """The tenant's people, groups and applications, sorted. `tenant` and `domains` (the default one first) are empty when they are not known.

    `known` gives the id of the principal behind a directory id, an address, a user principal name or an application's id; `unread` is what keeps
    users, groups or members of groups from being all here.
    """

    tenant: str = ""
    domains: tuple[str, ...] = ()
    users: tuple[User, ...] = ()
    groups: tuple[Group, ...] = ()
    services: tuple[ServicePrincipal, ...] = ()
    known: Mapping[str, str] = field(default_factory=dict, repr=False)
    administrators: Administrators = Administrators()
    unread: tuple[Gap, ...] = ()

    @classmethod
    def of(
        cls,
        tenant: str,
        domains: Iterable[str],
        users: Iterable[User],
        groups: Iterable[Group],
        services: Iterable[ServicePrincipal] = (),
    ) -> "Directory":
        """A directory with its index. An address that was given to another belongs to whoever has it now."""
        people, teams, apps = tuple(sorted(users)), tuple(sorted(groups)), tuple(sorted(services))
        known: dict[str, str] = {}
        for user in sorted(people, key=lambda user: user.status == "deleted"):
            _keep(known, user.id, user.directory_id, user.upn, user.address, *user.aliases)
        for group in teams:
            _keep(known, group.id, group.directory_id, group.address, *group.aliases)
        for app in apps:
            _keep(known, app.id, app.directory_id, app.app_id)
        return cls(tenant, tuple(domains), people, teams, apps, known)

    @property
    def missing(self) -> str:
        """The permission that is missing for all users, groups and members to be here; empty when that is not why, or they are."""
        return next((gap.missing_permission for gap in self.unread if gap.missing_permission), "")

    def holder(self, key: str) -> str:
        """Whose directory id, address, user principal name or application id it is; empty when nobody of the tenant has it."""
        return self.known.get(key.lower(), "")

    def everybody(self) -> str:
        """The principal that stands for everybody of the tenant, guests too."""
        return names.everybody(self.tenant).id


def _keep(known: dict[str, str], name: str, *keys: str) -> None:
    for key in keys:
        if key:
            known.setdefault(key.lower(), name)
