"""Which mailboxes an application reaches, where Exchange has a say: policies that keep it from some, roles that let it in to some.

After the pages "New-ApplicationAccessPolicy" (an application that no policy names reaches every mailbox; RestrictAccess leaves those in the scope,
DenyAccess takes those in the scope away), "Limiting application permissions to specific Exchange Online mailboxes" and "Role Based Access Control for
Applications in Exchange Online" (such a role adds to what was granted in Entra ID, and takes nothing away).
"""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, replace

from audit.model.facts import Grant, Membership, MembershipKind, Verdict
from policies.levels import EVERYTHING, Level
from providers.microsoft365.directory import ServicePrincipal
from providers.microsoft365.normalise.app_permissions import SOURCE, Reach, crowd
from providers.microsoft365.normalise.opened import LIMITABLE, Opens, opened
from providers.microsoft365.normalise.recipients import Recipients, Whom
from providers.microsoft365.normalise.values import text
from providers.microsoft_api.strangers import GROUPS
from providers.values import Answer

UNREAD = "whether an application access policy keeps it from some mailboxes could not be read"
POLICIES = "microsoft://applications/policies"  # the scope of a gap about them, which leaves a doubt with each application, and darkens nothing else
MAIL = (Opens.MAILBOXES, Opens.CALENDARS)
_ROLES: Mapping[str, tuple[str, ...]] = {  # roles that stand for several permissions, or for one with another name
    "mail full access": ("Mail.ReadWrite", "Mail.Send"),
    "exchange full access": ("Mail.ReadWrite", "Mail.Send", "MailboxSettings.ReadWrite", "Calendars.ReadWrite", "Contacts.ReadWrite"),
    "ews.accessasapp": ("full_access_as_app",),
}
_APPLICATION, _GROUP = "application ", "microsoft://group/"
_ORDER = (Verdict.YES, Verdict.IF, Verdict.UNKNOWN)
_SCOPES = ("CustomResourceScope", "CustomRecipientWriteScope", "RecipientAdministrativeUnitScope", "RecipientOrganizationalUnitScope")


@dataclass(frozen=True, slots=True)
class Policy:
    """One application access policy: of which application, about whose mailboxes, and whether it denies them or restricts to them.

    `inside` are all who are in its scope, as far as it was read; `doubt` is what is not known of it or of them.
    """

    app_id: str
    scope: str
    denies: bool
    doubt: str = ""
    inside: frozenset[str] = frozenset()

    def about(self, owner: str) -> str | None:
        """Nothing when the owner's mailbox is in the scope, None when it is not, else the doubt."""
        return "" if owner in self.inside else self.doubt or None


@dataclass(frozen=True, slots=True)
class Limits:
    """What limits applications. `readable`: whether the policies could be read."""

    policies: tuple[Policy, ...] = ()
    readable: bool = True

    def named(self, service: ServicePrincipal) -> bool:
        """Whether a policy names the application."""
        return any(policy.app_id == service.app_id for policy in self.policies)

    def doubt(self, service: ServicePrincipal, owner: str) -> str | None:
        """None when policies keep the application from the owner's mailbox; what is not known of that, or nothing when it reaches it."""
        mine = [policy for policy in self.policies if policy.app_id == service.app_id]
        denying = [policy.about(owner) for policy in mine if policy.denies]
        allowing = [policy.about(owner) for policy in mine if not policy.denies]
        if "" in denying or (allowing and all(one is None for one in allowing)):
            return None
        allowed = not allowing or "" in allowing
        open_ = [one for one in (*denying, *(() if allowed else allowing)) if one]
        return " and ".join(dict.fromkeys(open_))


def policy(row: Answer, whom: Recipients) -> Policy:
    """A row of `Get-ApplicationAccessPolicy`. Raises what `MALFORMED` names for one that has no application."""
    app = text(row, "AppId").lower()
    if not app:
        raise ValueError("an application access policy names no application")
    number = text(row, "ScopeIdentityRaw").rpartition(";")[2]
    word = next((one for one in (text(row, "ScopeIdentity"), number, text(row, "ScopeName")) if one), "")
    found = whom.whom(word)
    known = [one for one in (found, whom.whom(number) if number else None) if one and not one.doubt]
    scope = next(iter(known), found) or Whom("", "whose mailboxes an application access policy is about was not told")
    right = text(row, "AccessRight").lower()
    unclear = f"what the right {right or 'that was not told'} of a policy means is not known"
    doubt = scope.doubt if right in ("restrictaccess", "denyaccess") else unclear
    return Policy(app, scope.id, right == "denyaccess", doubt, frozenset() if doubt else frozenset({scope.id}))


def spread(told: Policy, members: Mapping[str, frozenset[str]], dark: frozenset[str]) -> Policy:
    """A policy with all who are in its scope. `members`: who is in a group; `dark`: groups of which nobody can say who is in them.

    Where groups were not all listed, nobody can say it of any.
    """
    within, waiting = set(told.inside), list(told.inside)
    while waiting:
        for member in members.get(waiting.pop(), frozenset()) - within:
            within.add(member)
            waiting.append(member)
    unlisted = GROUPS in dark and any(name.startswith(_GROUP) for name in within)
    unseen = (
        "" if within.isdisjoint(dark) and not unlisted else f"who is in the scope {told.scope} of an application access policy is not known"
    )
    return replace(told, inside=frozenset(within), doubt=told.doubt or unseen)


def memberships_of(service: ServicePrincipal, reaches: Iterable[Reach], limits: Limits) -> Iterator[Reach]:
    """What an application reaches of every mailbox alike: all but what a policy of its own limits."""
    for one in reaches:
        if not one.limitable:
            yield one
        elif not limits.readable:
            yield replace(one, condition=" and ".join(filter(None, (one.condition, UNREAD))), verdict=Verdict.UNKNOWN)
        elif not limits.named(service):
            yield one


def grants_on(owner: str, opens: Opens, limited: Iterable[tuple[ServicePrincipal, tuple[Reach, ...]]], limits: Limits) -> Iterator[Grant]:
    """What applications that a policy names reach of one mailbox."""
    for service, reaches in limited:
        doubt = limits.doubt(service, owner)
        if doubt is None:
            continue
        for one in reaches:
            if one.opens is opens and one.limitable:
                condition = " and ".join(filter(None, (one.condition, doubt)))
                yield Grant(service.id, one.levels, SOURCE, condition, None, Verdict.UNKNOWN if doubt else one.verdict)


def let_in(row: Answer, whom: Recipients) -> Iterator[Membership]:
    """A role that Exchange gave an application: a row of `Get-ManagementRoleAssignment`; nothing for what people have."""
    told = text(row, "Role")
    given = text(row, "RoleAssigneeType").lower() == "serviceprincipal" and str(row.get("Enabled")).lower() != "false"
    if not given or not told.lower().startswith(_APPLICATION):
        return
    service = next(_assignees(row, whom))
    where, sure = (service.doubt, Verdict.UNKNOWN) if service.doubt else within(row)
    for one in _of_role(told):
        condition = " and ".join(filter(None, (one.condition, where)))
        verdict = max(one.verdict, sure, key=_ORDER.index)
        yield Membership(service.id, crowd(one.opens), MembershipKind.MEMBER, condition, None, verdict, one.because, levels=one.levels)


def _of_role(told: str) -> Iterator[Reach]:
    """What a role for applications opens."""
    name, because = told.lower().removeprefix(_APPLICATION), f"role {told} of Exchange Online"
    permissions = _ROLES.get(name, tuple(word for word in LIMITABLE if word.lower() == name))
    levels: dict[tuple[Opens, str], Level] = {}
    for one in (one for word in permissions for one in opened(word) or ()):
        levels[one.opens, one.condition] = levels.get((one.opens, one.condition), Level.NONE) | one.levels
    for (opens, condition), held in sorted(levels.items()):
        yield Reach(opens, held, condition, Verdict.IF if condition else Verdict.YES, because)
    if not permissions:
        doubt = f"what the role {told} opens is not known"
        yield from (Reach(opens, EVERYTHING, doubt, Verdict.UNKNOWN, because) for opens in MAIL)


def _assignees(row: Answer, whom: Recipients) -> Iterator[Whom]:
    """Whom a role was given to, by the name that says it best."""
    told = [text(row, key) for key in ("App", "RoleAssignee", "RoleAssigneeName") if text(row, key)]
    found = [one for word in told if (one := whom.whom(word))]
    yield from (one for one in found if not one.doubt)
    yield from found
    raise ValueError("a role was given to nobody that is named")


def within(row: Answer) -> tuple[str, Verdict]:
    """Which mailboxes a role was given for: the condition that leaves, and how sure that is."""
    if name := next((text(row, key) for key in _SCOPES if text(row, key)), ""):
        return f"the mailbox is in the scope {name} of Exchange", Verdict.IF
    told = text(row, "RecipientWriteScope").lower()
    if told in ("organization", "notapplicable", ""):
        return "", Verdict.YES
    return f"which mailboxes the scope {told} means is not known", Verdict.UNKNOWN
