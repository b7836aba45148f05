"""What Microsoft lets one application ask in one tenant, by workload; about 70 % of it is used, since others ask too.

Where a limit grows with the tenant, the least is taken; SharePoint says itself which one holds once it is used up to 80 %, so that there the most
is taken until then.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache

SHARE = 0.7


@dataclass(frozen=True, slots=True)
class Workload:
    """Units a second in all, and for each subscription or team where it has a limit of its own (0: none); `at_once`: calls under way (0: any)."""

    name: str
    page: str
    per_second: float = 0
    each_per_second: float = 0
    at_once: int = 0


_GRAPH = "Microsoft Graph service-specific throttling limits"
IDENTITY = Workload("identity", f"{_GRAPH}: Identity and access, S: 3,500 resource units per 10 seconds", SHARE * 350)
REPORTS = Workload("reports", f"{_GRAPH}: Identity and access reports, 5 requests per 10 seconds", SHARE * 0.5)
CONDITIONAL_ACCESS = Workload("conditional-access", f"{_GRAPH}: Identity protection and conditional access, 1 request per second", SHARE)
OUTLOOK = Workload(
    "outlook", f"{_GRAPH}: Outlook, 10,000 requests per mailbox in 10 minutes, 4 at once", SHARE * 4 * 10_000 / 600, at_once=4
)
TEAMS = Workload("teams", f"{_GRAPH}: Microsoft Teams, 30 requests per second, 4 on a given team", SHARE * 30, SHARE * 4)
SHAREPOINT = Workload(
    "sharepoint", "Avoid getting throttled or blocked in SharePoint Online: 1,250 to 6,250 resource units a minute", SHARE * 6250 / 60
)
ARM = Workload(
    "arm",
    "Understand how Azure Resource Manager throttles requests: 250 reads of a subscription, 25 more a second",
    each_per_second=SHARE * 25,
)
EXCHANGE = Workload("exchange", "no page says; as Outlook", OUTLOOK.per_second, at_once=OUTLOOK.at_once)

_SERVICES: Mapping[str, Workload] = {"arm": ARM, "sharepoint": SHAREPOINT, "exchange": EXCHANGE}
_BEGINS: tuple[tuple[str, Workload], ...] = (
    ("reports/", REPORTS),
    ("auditLogs/", REPORTS),
    ("identity/conditionalAccess/", CONDITIONAL_ACCESS),
    ("teams", TEAMS),
    ("sites", SHAREPOINT),
    ("drives", SHAREPOINT),
)
_OF_MAILBOX = ("mailFolders", "calendar", "mailboxSettings", "messages", "contacts", "events")

# resource units of identity's calls; what is not here costs 1
_IDENTITY: Mapping[str, int] = {
    "applications": 2,
    "groups/{id}/members": 3,
    "groups/{id}/transitiveMembers": 5,
    "oauth2PermissionGrants": 2,
    "servicePrincipals/{id}/appRoleAssignments": 2,
    "users": 2,
}


@cache
def workload(service: str, name: str) -> Workload:
    """The workload that a call such as `users/{id}` of Graph is counted for."""
    if service in _SERVICES:
        return _SERVICES[service]
    parts = name.split("/")
    if parts[0] in ("users", "groups", "me") and any(part.startswith(_OF_MAILBOX) for part in parts[2:]):
        return OUTLOOK
    if parts[0] in ("users", "groups", "me") and {"drive", "drives"} & set(parts[2:]):
        return SHAREPOINT
    return next((found for begin, found in _BEGINS if name.startswith(begin)), IDENTITY)


@cache
def unhurried(found: Workload) -> Workload:
    """The same without limits: a sandbox has none."""
    return Workload(found.name, found.page)


def units(service: str, name: str, query: Mapping[str, str]) -> float:
    """What one call costs, in its workload's units."""
    found = workload(service, name)
    if found is SHAREPOINT:
        return _of_sharepoint(service, name, query)
    return _of_identity(name, query) if found is IDENTITY else 1


def _of_sharepoint(service: str, name: str, query: Mapping[str, str]) -> float:
    """Permissions cost 5, a delta with a token or one item 1, a list 2; of SharePoint's own interface no page says what it costs."""
    if name.endswith("permissions"):
        return 5
    is_followed = "token" in query or "$skiptoken" in query
    is_one = service == "graph" and name.endswith(("}", "/root"))
    return 1 if is_one or (name.endswith("/delta") and is_followed) else 2


def _of_identity(name: str, query: Mapping[str, str]) -> float:
    base = _IDENTITY.get(name, 1) - ("$select" in query) + ("$expand" in query)
    return max(1, base)
