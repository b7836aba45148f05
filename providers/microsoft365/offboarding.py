"""What is left of somebody at Microsoft 365, and the command of Graph, Exchange, Teams or SharePoint PowerShell, or the console's place, that ends it.

After "Revoke user access in Microsoft Entra ID", "Remove a former employee and secure data", "Overview: Remove a former employee" (Microsoft 365), "Manage permissions for
recipients in Exchange Online" and the reference pages of the commands (Microsoft Learn).
"""

import json
from collections import defaultdict
from collections.abc import Iterable, Iterator

from audit.model.facts import Membership, MembershipKind, Principal, Verdict
from audit.model.residual import Holding, Look, Residual, ResidualKind, Traces
from policies.levels import Level
from providers.microsoft365.kinds import CREDENTIALS, CREDENTIALS_END, DYNAMIC, PROVIDER, SYNCED, UNIFIED, ResourceKind
from providers.offboarding import FILES, Maker, doing, folded, merged, of_provider, thing

_ADMINISTERS = ("admin-role", "directory-role", "exchange-role")  # sources of grants of whoever administers all mailboxes, sites or teams
_WIDE = (*_ADMINISTERS, "application-permission")  # sources of grants that hold for everybody's things
_FORWARDS = ("forwarding", "inbox-rule", "transport-rule")
_ROLE, _APP, _EXCHANGE = "microsoft://directory-role/", "microsoft://service-principal/", "microsoft://exchange-role-group/"
_SITE_GROUP, _UNIT, _GROUP = "microsoft://site-group/", "microsoft://administrative-unit/", "microsoft://group/"
_MAILBOXES = (ResourceKind.MAILBOX, ResourceKind.SHARED_MAILBOX)
_PIM = "Privileged Identity Management > {place} > Remove"

LOOKS = (
    Look("which accounts there are", "Entra admin center > Users", "users", who=True),
    Look("accounts that were deleted and can be restored", "Entra admin center > Users > Deleted users", "deleted-users"),
    Look("groups", "Entra admin center > Users > Groups", "groups"),
    Look("groups that hide their members", "Entra admin center > Groups > Members", "hidden-members"),
    Look("directory roles", "Entra admin center > Users > Assigned roles", "directory-roles"),
    Look("roles that may be activated", "Privileged Identity Management > Microsoft Entra roles", "role-eligibility"),
    Look("groups whose membership may be activated", "Privileged Identity Management > Groups", "group-eligibility"),
    Look("applications that they own", "Entra admin center > App registrations > Owned applications", "applications"),
    Look("applications that they let in", "Entra admin center > Users > Applications", "delegated-consents"),
    Look("files, and with whom they are shared", "SharePoint admin center > Active sites > Sharing", "files"),
    Look("groups and administrators of SharePoint sites", "site > Settings > Site permissions", "site-groups"),
    Look("channels of teams", "Teams admin center > Manage teams > Channels", "teams"),
    Look("mailboxes, and where their mail is forwarded to", "Get-Mailbox … | fl Forwarding*, DeliverToMailboxAndForward", "mailboxes"),
    Look("delegates of mailboxes", "Exchange admin center > Mailboxes > Delegation", "mailbox-delegation"),
    Look("rules of the inbox", "Get-InboxRule -Mailbox … -IncludeHidden", "mail-rules"),
    Look("folders that are shared", "Get-MailboxFolderPermission -Identity …", "mail-folders"),
    Look("calendars that are shared", "Get-MailboxFolderPermission -Identity …:\\Calendar", "calendars"),
    Look("roles of Exchange", "Exchange admin center > Roles > Admin roles", "exchange-roles"),
    Look("guests for whom they answer", "Entra admin center > Users > Guest users > Properties > Sponsors", "guest-sponsors"),
    Look("sessions that are still open, and tokens that live for an hour or so", "Revoke-MgUserSignInSession -UserId …"),
    Look("methods to sign in, temporary access passes among them", "Entra admin center > Users > Authentication methods"),
    Look(
        "devices that keep their mail and files", "Entra admin center > Users > Devices; Exchange admin center > Mailboxes > Mobile devices"
    ),
)


def residuals(traces: Traces) -> tuple[Residual, ...]:
    """What is left; of an account that was deleted, what is still there of its own."""
    return merged(_all(Maker(PROVIDER, of_provider(traces, PROVIDER))))


def _all(making: Maker) -> Iterator[Residual]:
    traces = making.traces
    for one in traces.accounts:
        yield from _sign_in(making, one)
    yield from _applications(making, traces.let_in)
    for step in traces.steps:
        yield from _step(making, step, making.account(step.member))
    for account, guest in traces.guests:
        name = guest.email or guest.name
        end = f"Entra admin center > Users > {name} > Properties > Sponsors: name another, or Remove-MgUser -UserId {guest.id.rpartition('/')[2]}"
        yield making.of(account, ResidualKind.GUEST, guest.id, f"answers for the guest {name}", end, outside=True)
    yield from _given_all(making, traces.given)
    for holding in folded(traces.own):
        yield _own(making, holding, making.account(holding.grant.principal))
    for holding in folded(one for one in traces.shared if not one.inside and one.grant.source not in _WIDE):
        yield from _shared(making, holding, making.account(holding.owner))


def _sign_in(making: Maker, one: Principal) -> Iterator[Residual]:
    if one.status != "active":
        return
    end = f"Update-MgUser -UserId {one.email} -AccountEnabled:$false; Revoke-MgUserSignInSession -UserId {one.email}"
    if one.attribute(SYNCED) == "true":
        end = f"Disable-ADAccount for {one.email} in Active Directory; Revoke-MgUserSignInSession -UserId {one.email}"
    yield making.of(one.id, ResidualKind.SIGN_IN, one.id, f"{one.email} can sign in", end)


def _applications(making: Maker, steps: Iterable[Membership]) -> Iterator[Residual]:
    """The applications that a user let in: one for each, whatever they were let in to."""
    told = defaultdict[tuple[str, str], list[Membership]](list)
    for step in steps:
        if step.member.startswith(_APP) and _by_the_user(step):
            told[step.container, step.member].append(step)
    for (account, app), found in told.items():
        words = ", ".join(dict.fromkeys(step.because.removeprefix("let in by the user: ") for step in found))
        said = f"{making.called(account)} let in the application {making.called(app)} ({words})"
        sure = next((step for step in found if step.verdict is Verdict.YES), found[0])
        end = "Get-MgUserOauth2PermissionGrant -UserId …; Remove-MgOauth2PermissionGrant -OAuth2PermissionGrantId …"
        yield making.of(
            account,
            ResidualKind.APPLICATION,
            app,
            said,
            end.replace("…", making.called(account), 1),
            verdict=sure.verdict,
            condition=sure.condition,
        )


def _by_the_user(step: Membership) -> bool:
    """Whether it was the user who let an application in, and not an administrator for everybody."""
    try:
        consent = json.loads(step.evidence or "{}")
    except ValueError:
        return True
    return str(consent.get("consentType", "")).lower() != "allprincipals" and "consentType" in consent


def _step(making: Maker, step: Membership, one: Principal) -> Iterator[Residual]:
    named, name = making.called(step.container), step.container
    if name.startswith(_ROLE):
        yield _role(making, step, named)
    elif name.startswith(_EXCHANGE):
        end = f"Remove-RoleGroupMember -Identity '{named}' -Member {one.email}"
        yield making.step(step, ResidualKind.ADMINISTRATION, f"has the Exchange role {named}", end)
    elif name.startswith(_APP):
        if step.kind is MembershipKind.OWNER:
            yield from _application(making, step, named, one)
    elif name.startswith(_SITE_GROUP):
        yield making.step(step, ResidualKind.GROUP, f"is in the group {named} of a SharePoint site", _leave_site(name, named, one))
    elif not name.startswith(_UNIT):  # to be in an administrative unit gives nothing
        yield from _group(making, step, named, one)


def _role(making: Maker, step: Membership, named: str) -> Residual:
    if step.kind is MembershipKind.ELIGIBLE:
        end = _PIM.format(place=f"Microsoft Entra roles > {named} > Eligible assignments")
        return making.step(step, ResidualKind.ADMINISTRATION, f"may activate the directory role {named}", end)
    end = "Remove-MgRoleManagementDirectoryRoleAssignment -UnifiedRoleAssignmentId …"
    if step.until:
        end = _PIM.format(place=f"Microsoft Entra roles > {named} > Active assignments")
    return making.step(step, ResidualKind.ADMINISTRATION, f"has the directory role {named}", end)


def _application(making: Maker, step: Membership, named: str, one: Principal) -> Iterator[Residual]:
    number, person = step.container.removeprefix(_APP), _number(one)
    end = (
        f"Entra admin center > App registrations > {named} > Owners > Remove; "
        f"Remove-MgServicePrincipalOwnerDirectoryObjectByRef -ServicePrincipalId {number} -DirectoryObjectId {person}"
    )
    yield making.step(step, ResidualKind.OWNERSHIP, f"owns the application {named}, and can add secrets to it", end)
    app = making.traces.principal(step.container)
    if app is not None and app.attribute(CREDENTIALS) not in ("", "0"):
        until = f", the last until {app.attribute(CREDENTIALS_END)}" if app.attribute(CREDENTIALS_END) else ""
        told = f"may know the secrets of the application {named} (good today: {app.attribute(CREDENTIALS)}{until})"
        end = f"Add-MgApplicationPassword for {named}, then Remove-MgApplicationPassword for each of the old ones"
        yield making.of(one.id, ResidualKind.KNOWN_SECRET, step.container, told, end)


def _group(making: Maker, step: Membership, named: str, one: Principal) -> Iterator[Residual]:
    number, person = step.container.removeprefix(_GROUP), _number(one)
    match step.kind:
        case MembershipKind.OWNER:
            end = f"Remove-MgGroupOwnerDirectoryObjectByRef -GroupId {number} -DirectoryObjectId {person}, once it has another owner"
            yield making.step(step, ResidualKind.OWNERSHIP, f"owns the group {named}", end)
        case MembershipKind.ESCALATE:
            end = _PIM.format(place=f"Groups > {named} > Eligible assignments")
            yield making.step(step, ResidualKind.OWNERSHIP, f"may make themselves the owner of the group {named}", end)
        case MembershipKind.ELIGIBLE:
            end = _PIM.format(place=f"Groups > {named} > Eligible assignments")
            yield making.step(step, ResidualKind.GROUP, f"may activate the membership of {named}", end)
        case MembershipKind.MEMBER:
            yield making.step(step, ResidualKind.GROUP, f"is in the group {named}", _leave(making, step, named, one))
        case _:
            return


def _leave(making: Maker, step: Membership, named: str, one: Principal) -> str:
    """How somebody is taken out of a group: by hand, by its rule, or where it is kept. Lists of addresses are Exchange's own."""
    group = making.traces.principal(step.container)
    if group is not None and group.attribute(DYNAMIC) == "true":
        return f"change the rule of {named}, or what it reads of {one.email}"
    if group is not None and group.attribute(SYNCED) == "true":
        return f"Remove-ADGroupMember for {one.email} and {named}, in Active Directory"
    if group is not None and group.email and group.attribute(UNIFIED) != "true":
        return f"Remove-DistributionGroupMember -Identity {group.email} -Member {one.email}"
    return f"Remove-MgGroupMemberDirectoryObjectByRef -GroupId {step.container.removeprefix(_GROUP)} -DirectoryObjectId {_number(one)}"


def _leave_site(name: str, named: str, one: Principal) -> str:
    if name.endswith("/administrators"):
        return f"Set-SPOUser -Site … -LoginName {one.email} -IsSiteCollectionAdmin $false"
    return f"Remove-SPOUser -Site … -LoginName {one.email} -Group '{named}'"


def _number(one: Principal) -> str:
    return one.attribute("directory_id") or one.email


def _given_all(making: Maker, given: Iterable[Holding]) -> Iterator[Residual]:
    """What somebody was given on this and that; what an administrator has on everything, once."""
    on_all = [one for one in given if one.grant.source in _ADMINISTERS]
    for holding in folded(on_all, frozenset(one.carried.kind for one in on_all)):
        told = f"administers {thing(holding)}, by a role of their own"
        end = "Get-ManagementRoleAssignment -RoleAssignee …; Remove-ManagementRoleAssignment -Identity …"
        yield making.held(holding, ResidualKind.ADMINISTRATION, told, end)
    for holding in folded(one for one in given if not one.inside and one.grant.source not in _ADMINISTERS):
        yield _given(making, holding, making.account(holding.grant.principal))


def _given(making: Maker, holding: Holding, one: Principal) -> Residual:
    source, named, who = holding.grant.source, holding.carried.name or holding.carried.resource, one.email or one.name
    match holding.carried.kind:
        case kind if kind in _MAILBOXES and source in _FORWARDS:
            told, end = f"gets mail of {thing(holding)} ({_words(source)})", _forwarding(source, named)
        case kind if kind in _MAILBOXES:
            told, end = f"has {_words(source)} of {thing(holding)}", _mailbox(source, named, who)
        case ResourceKind.CALENDAR:
            told = f"can {doing(holding.grant.levels)} {thing(holding)} ({_words(source)})"
            end = _mailbox("calendar" if source == "calendar" else source, named, who)
        case ResourceKind.CHANNEL | ResourceKind.TEAM:
            told = f"is in {thing(holding)} ({source})"
            end = f"Remove-TeamChannelUser -GroupId {_team(holding.carried.resource)} -DisplayName '{named}' -User {who}"
        case _:
            told, end = f"was given {thing(holding)} ({source})", f"{named} > Manage access > {who} > Stop sharing"
    return making.held(holding, ResidualKind.GRANT, told, end)


def _team(name: str) -> str:
    return name.partition("://")[2].split("/")[1]


def _words(source: str) -> str:
    return source.replace("-", " ")


def _mailbox(source: str, mailbox: str, who: str) -> str:
    """The command that takes a right on a mailbox, or on a folder of it, from somebody. A folder has its name in the owner's language."""
    match source:
        case "full-access":
            return f"Remove-MailboxPermission -Identity {mailbox} -User {who} -AccessRights FullAccess"
        case "send-as":
            return f"Remove-RecipientPermission -Identity {mailbox} -Trustee {who} -AccessRights SendAs"
        case "send-on-behalf":
            return f"Set-Mailbox {mailbox} -GrantSendOnBehalfTo @{{Remove='{who}'}}"
        case "calendar":
            return f"Remove-MailboxFolderPermission -Identity {mailbox}:\\Calendar -User {who}"
        case _:
            return f"Get-MailboxFolderStatistics -Identity {mailbox}; Remove-MailboxFolderPermission -Identity {mailbox}:\\… -User {who}"


def _forwarding(source: str, mailbox: str) -> str:
    match source:
        case "inbox-rule":
            return f"Get-InboxRule -Mailbox {mailbox} -IncludeHidden; Remove-InboxRule -Mailbox {mailbox} -Identity …"
        case "transport-rule":
            return "Exchange admin center > Mail flow > Rules"
        case _:
            return f"Set-Mailbox {mailbox} -ForwardingAddress $null -ForwardingSmtpAddress $null"


def _own(making: Maker, holding: Holding, one: Principal) -> Residual:
    match holding.carried.kind:
        case ResourceKind.MAILBOX:
            told = f"the mailbox {one.email} is there"
            end = f"Set-Mailbox {one.email} -Type Shared while it is needed, then Remove-MgUser -UserId {one.email}"
        case ResourceKind.SHARED_MAILBOX:
            told = f"the mailbox {holding.carried.name}, once theirs, is there as a shared one"
            end = f"Remove-Mailbox -Identity {holding.carried.name}, once it is not needed any more"
        case ResourceKind.CALENDAR:
            told, end = (
                f"{thing(holding)} is theirs",
                f"Remove-CalendarEvents -Identity {one.email} -CancelOrganizedMeetings -QueryWindowInDays 365; it goes with the mailbox",
            )
        case ResourceKind.ONEDRIVE:
            told = f"the OneDrive of {one.email or one.name} is there"
            end = f"Microsoft 365 admin center > Active users > {one.email} > OneDrive > Create link to files; it goes after the account, when its retention ends"
        case _:
            told, end = f"{one.email or one.name} owns {thing(holding)}", "move what is needed before the OneDrive goes"
    return making.held(holding, ResidualKind.OWNED, told, end)


def _shared(making: Maker, holding: Holding, one: Principal) -> Iterator[Residual]:
    """What others have of theirs. That a colleague sees when somebody is busy is nothing to end."""
    grant, carried = holding.grant, holding.carried
    (who, outside), named = making.whom(grant.principal), carried.name or carried.resource
    if carried.kind in _MAILBOXES and grant.source in _FORWARDS:
        told, end = f"mail to {named} goes on to {who} ({_words(grant.source)})", _forwarding(grant.source, named)
        yield making.held(holding, ResidualKind.FORWARDING, told, end, outside=outside)
    elif carried.kind in (*_MAILBOXES, ResourceKind.CALENDAR):
        if grant.levels & ~Level.FIND or grant.verdict is Verdict.UNKNOWN:
            told = f"{who} can {doing(grant.levels)} {thing(holding)}, which is theirs ({_words(grant.source)})"
            yield making.held(holding, ResidualKind.DELEGATE, told, _mailbox(grant.source, named, who), outside=outside)
    else:
        told, end = (
            f"{who} can {doing(grant.levels)} {thing(holding)}, of {one.email or one.name}",
            f"{named} > Manage access > Stop sharing",
        )
        end += ", or the new owner decides" if carried.kind in FILES else ""
        yield making.held(holding, ResidualKind.SHARED, told, end, outside=outside)
