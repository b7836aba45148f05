"""Roles of Exchange's own → facts: who administers mailboxes by them, and could let himself in.

Roles and groups after the pages "Permissions in Exchange Online" and "Find the permissions required to run any Exchange cmdlet"; who may hand a role
on gives it to himself (page "New-ManagementRoleAssignment", delegating). A role group has the administrators of Entra ID as members, as groups that
Microsoft keeps (`TenantAdmins_…`, `ExchangeServiceAdmins_…`): those are roles of the directory, which are told there.
"""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from audit.model.facts import Fact, Grant, Membership, MembershipKind, Principal, PrincipalKind, Verdict
from policies.levels import Level
from providers.microsoft365.kinds import PROVIDER
from providers.microsoft365.normalise.app_limits import within
from providers.microsoft365.normalise.recipients import Recipients
from providers.microsoft365.normalise.values import text
from providers.values import Answer

UNREAD = "microsoft://exchange-role-group/unread"  # the crowd of those whose roles could not be read; the scope of the gap that says why
SOURCE = "exchange-role"
_OTHERS = ("roleassignmentpolicy", "serviceprincipal")  # what users may do in their own mailbox; applications, which `app_limits` tells
_LETS_IN = frozenset(
    (
        *("mail recipients", "role management", "transport rules", "journaling", "mailbox search", "mailbox import export"),
        *("applicationimpersonation", "user options"),
    )
)
_OF_ENTRA = ("tenantadmins_", "exchangeserviceadmins_")


@dataclass(frozen=True, slots=True, order=True)
class Administers:
    """Whom a role that opens mailboxes was given to: a role group by its name, or somebody. The condition says which mailboxes, or what is not known."""

    who: str
    group: str = ""
    condition: str = ""
    verdict: Verdict = Verdict.YES


def administers(row: Answer, whom: Recipients) -> Iterator[Administers]:
    """A row of `Get-ManagementRoleAssignment`; nothing for a role that opens no mailbox but one's own."""
    kind = text(row, "RoleAssigneeType").lower()
    if text(row, "Role").lower() not in _LETS_IN or str(row.get("Enabled")).lower() == "false":
        return
    name = text(row, "RoleAssigneeName") or text(row, "RoleAssignee")
    if kind == "rolegroup":
        yield Administers(_group(name), name, *within(row))
    elif kind not in _OTHERS and (found := whom.whom(name)):
        yield Administers(found.id, "", *((found.doubt, Verdict.UNKNOWN) if found.doubt else within(row)))


def grants(told: Iterable[Administers], *, complete: bool) -> frozenset[Grant]:
    """What they have on every mailbox."""
    known = (Grant(one.who, Level.MANAGE, SOURCE, one.condition, None, one.verdict) for one in told)
    return frozenset(known) | (frozenset() if complete else {Grant(UNREAD, Level.MANAGE, SOURCE)})


def groups(told: Iterable[Administers]) -> Iterator[Principal]:
    """The role groups."""
    for name in sorted({one.group for one in told if one.group}):
        yield Principal(_group(name), PROVIDER, PrincipalKind.GROUP, name)


def unseen() -> Iterator[Fact]:
    """The crowd of those whose roles could not be read."""
    yield Principal(UNREAD, PROVIDER, PrincipalKind.GROUP, "those who administer Exchange by its own roles")


def member(row: Answer, group: str, whom: Recipients) -> Iterator[Membership]:
    """A row of `Get-RoleGroupMember`. Raises what `MALFORMED` names for one that names nobody."""
    if text(row, "Name").lower().startswith(_OF_ENTRA):
        return
    told = [text(row, key) for key in ("ExternalDirectoryObjectId", "PrimarySmtpAddress", "Guid", "Name") if text(row, key)]
    found = [one for word in told if (one := whom.whom(word))]
    if not found:
        raise ValueError("a role group has a member that is not named")
    best = next((one for one in found if not one.doubt), found[0])
    verdict = Verdict.UNKNOWN if best.doubt else Verdict.YES
    yield Membership(best.id, _group(group), MembershipKind.MEMBER, best.doubt, None, verdict, f"in the role group {group}")


def _group(name: str) -> str:
    return f"microsoft://exchange-role-group/{name.lower()}"
