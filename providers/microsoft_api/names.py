"""Ids of Microsoft's principals and resources.

GUIDs and addresses are lower-cased: Microsoft does not tell them apart by case. The ids of drives, items and channels are kept as they are.
"""

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass

from audit.model.facts import PUBLIC, Principal, PrincipalKind, pairs

EVERYTHING = "microsoft://"  # the scope of a gap that darkens all of it
_ADDRESS = re.compile(r"[^@\s]+@[^@\s]+\.[^@\s]+")


@dataclass(frozen=True, slots=True, order=True)
class Name:
    """A principal as a grant names it. `name` is for people."""

    id: str
    kind: PrincipalKind
    name: str
    email: str = ""

    def principal(self, provider: str, *, status: str = "active", **attributes: str) -> Principal:
        """The fact."""
        return Principal(self.id, provider, self.kind, self.name, self.email, status, pairs(attributes))


def user(number: str) -> Name:
    """An account that a human signs in with, of the tenant or a guest, by its object id; by its address where nothing else is told."""
    return _of("user", PrincipalKind.ACCOUNT, number)


def group(number: str) -> Name:
    """A group, by its object id."""
    return _of("group", PrincipalKind.GROUP, number)


def service_principal(number: str) -> Name:
    """An application as the tenant knows it, or a managed identity, by its object id."""
    return _of("service-principal", PrincipalKind.SERVICE, number)


def application(number: str) -> Name:
    """The registration of an application: who changes it can sign in as the application."""
    return _of("application", PrincipalKind.SERVICE, number)


def device(number: str) -> Name:
    """A device."""
    return _of("device", PrincipalKind.SERVICE, number)


def directory_role(template: str, scope: str = "") -> Name:
    """A role of Entra ID, by its template; with `scope`, over one administrative unit."""
    within = f"/administrative-unit/{scope.lower()}" if scope else ""
    return Name(f"microsoft://directory-role/{template.lower()}{within}", PrincipalKind.ROLE, template.lower())


def tenant(number: str) -> Name:
    """Everyone of a tenant except its guests ("Everyone except external users")."""
    return _of("domain", PrincipalKind.DOMAIN, number)


def everybody(number: str) -> Name:
    """Everyone of a tenant, its guests too."""
    return _of("everybody", PrincipalKind.DOMAIN, number)


def tenant_link(number: str) -> Name:
    """Whoever of a tenant has the link."""
    return _of("tenant-link", PrincipalKind.DOMAIN, number)


def anyone_with_link() -> Name:
    """Anyone who has the link."""
    return Name("microsoft://link/anyone", PrincipalKind.LINK, "anyone with the link")


def anyone() -> Name:
    """Anyone, without signing in."""
    return Name(PUBLIC, PrincipalKind.EVERYONE, "anyone")


def site_group(site: str, number: str) -> Name:
    """A group of SharePoint's own, which is of one site collection."""
    return Name(f"microsoft://site-group/{site.lower()}/{number}", PrincipalKind.GROUP, number)


def of_type(kind: str, number: str) -> Name:
    """The principal that Azure names by type and object id. Of a type that is not known, nothing but the id is: `microsoft://principal/…`."""
    return _TYPES.get(kind.lower(), _principal)(number)


def _of(word: str, kind: PrincipalKind, number: str) -> Name:
    number = number.lower()
    return Name(f"microsoft://{word}/{number}", kind, number, number if _ADDRESS.fullmatch(number) else "")


def _principal(number: str) -> Name:
    return _of("principal", PrincipalKind.SERVICE, number)


_TYPES: Mapping[str, Callable[[str], Name]] = {
    "user": user,
    "group": group,
    "foreigngroup": group,
    "serviceprincipal": service_principal,
    "device": device,
}


def mailbox(address: str) -> str:
    """The id of a mailbox."""
    return f"microsoft://mailbox/{address.lower()}"


def calendar(address: str) -> str:
    """The id of a calendar."""
    return f"microsoft://calendar/{address.lower()}"


def site(number: str) -> str:
    """The id of a site collection, by the GUID in the middle of what Graph calls a site's id."""
    return f"sharepoint://{number.lower()}"


def drive(number: str) -> str:
    """The id of a library or a OneDrive."""
    return f"sharepoint://{number}"


def item(within: str, number: str) -> str:
    """The id of a file or folder, in its drive."""
    return f"sharepoint://{within}/{number}"


def team(number: str) -> str:
    """The id of a team, which is that of its group."""
    return f"microsoft://team/{number.lower()}"


def channel(within: str, number: str) -> str:
    """The id of a channel, in its team."""
    return f"microsoft://channel/{within.lower()}/{number}"
