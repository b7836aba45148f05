"""What is left of somebody at Microsoft 365, and the command of Graph or Exchange PowerShell, or the console's place, that ends it.

After "Revoke user access in Microsoft Entra ID", "Remove a former employee and secure data", "Remove-MailboxPermission" and "Manage access to applications" (Microsoft Learn).
"""

from collections.abc import Iterator

from audit.model.facts import Membership, MembershipKind, Principal, PrincipalKind
from audit.model.residual import Holding, Look, Residual, ResidualKind, Traces
from policies.levels import Level
from providers.microsoft365.kinds import DYNAMIC, PROVIDER, SYNCED
from providers.offboarding import Maker, doing, merged, of_provider, thing

_WIDE = ("admin-role", "directory-role", "application-permission")  # sources of grants that hold for everybody's things
_FORWARDS = ("forwarding", "inbox-rule")
_OPEN = (PrincipalKind.LINK, PrincipalKind.EVERYONE, PrincipalKind.DOMAIN)
_ROLE, _APP = "microsoft://directory-role/", "microsoft://service-principal/"

LOOKS = (
    Look("groups", "Entra admin center > Users > Groups", "groups"),
    Look("groups that hide their members", "Entra admin center > Groups > Members", "hidden-members"),
    Look("directory roles", "Entra admin center > Users > Assigned roles", "directory-roles"),
    Look("roles that may be activated", "Privileged Identity Management > Microsoft Entra roles", "role-eligibility"),
    Look("groups whose membership may be activated", "Privileged Identity Management > Groups", "group-eligibility"),
    Look("applications that they own", "Entra admin center > App registrations > Owned applications", "applications"),
    Look("applications that they let in", "Entra admin center > Users > Applications", "delegated-consents"),
    Look("files, and with whom they are shared", "SharePoint admin center > Active sites > Sharing", "files"),
    Look("groups of SharePoint sites", "site > Settings > Site permissions", "site-groups"),
    Look("delegates of mailboxes", "Exchange admin center > Mailboxes > Delegation", "mailbox-delegation"),
    Look("rules of the inbox, and forwarding", "Get-InboxRule -Mailbox …; Get-Mailbox … | fl Forwarding*", "mail-rules"),
    Look("calendars and folders that are shared", "Get-MailboxFolderPermission", "mail-folders"),
    Look("sessions that are still open", "Revoke-MgUserSignInSession -UserId …"),
    Look(
        "methods to sign in, devices, and guests whom they invited",
        "Entra admin center > Users > Authentication methods; Devices; Sponsors",
    ),
)


def residuals(traces: Traces) -> tuple[Residual, ...]:
    """What is left; nothing of an account that was deleted."""
    return merged(_all(Maker(PROVIDER, of_provider(traces, PROVIDER))))


def _all(making: Maker) -> Iterator[Residual]:
    traces = making.traces
    for one in traces.accounts:
        yield from _sign_in(making, one)
    for step in traces.let_in:
        told = f"the application {making.called(step.member)} was let in: {step.because}"
        yield making.of(
            step.container, ResidualKind.APPLICATION, step.member, told, "Remove-MgOauth2PermissionGrant -OAuth2PermissionGrantId …"
        )
    for step in traces.steps:
        yield from _step(making, step, making.account(step.member))
    for holding in traces.given:
        yield _given(making, holding, making.account(holding.grant.principal))
    for holding in traces.own:
        yield _own(making, holding, making.account(holding.grant.principal))
    for holding in traces.shared:
        yield from _shared(making, holding, making.account(holding.owner))


def _sign_in(making: Maker, one: Principal) -> Iterator[Residual]:
    if one.status == "active":
        end = f"Update-MgUser -UserId {one.email} -AccountEnabled:$false; Revoke-MgUserSignInSession -UserId {one.email}"
        yield making.of(one.id, ResidualKind.SIGN_IN, one.id, f"{one.email} can sign in", end)


def _step(making: Maker, step: Membership, one: Principal) -> Iterator[Residual]:
    named, name = making.called(step.container), step.container
    if name.startswith(_ROLE):
        may = step.kind is MembershipKind.ELIGIBLE
        end = "Privileged Identity Management > Microsoft Entra roles > Remove" if may else "Remove-MgRoleManagementDirectoryRoleAssignment"
        told = f"may activate the directory role {named}" if may else f"has the directory role {named}"
        yield making.of(one.id, ResidualKind.ADMINISTRATION, name, told, end, verdict=step.verdict, condition=step.condition)
    elif name.startswith(_APP) and step.kind is MembershipKind.OWNER:
        yield from _application(making, name, named, one)
    elif step.kind in (MembershipKind.OWNER, MembershipKind.ESCALATE):
        end = f"Remove-MgGroupOwnerByRef for {named}, after another owner was added"
        yield making.of(one.id, ResidualKind.OWNERSHIP, name, f"owns the group {named}, or may make themselves its owner", end)
    elif step.kind is MembershipKind.ELIGIBLE:
        end = f"Privileged Identity Management > Groups > {named} > Remove"
        yield making.of(one.id, ResidualKind.GROUP, name, f"may activate the membership of {named}", end, verdict=step.verdict)
    elif step.kind is MembershipKind.MEMBER:
        yield making.of(
            one.id, ResidualKind.GROUP, name, f"is in the group {named}", _leave(making, name, named, one), verdict=step.verdict
        )


def _application(making: Maker, name: str, named: str, one: Principal) -> Iterator[Residual]:
    end = f"Entra admin center > App registrations > {named} > Owners > Remove"
    yield making.of(one.id, ResidualKind.OWNERSHIP, name, f"owns the application {named}, and adds secrets to it", end)
    app = making.traces.principal(name)
    if app is not None and app.attribute("credentials") not in ("", "0"):
        until = f", until {app.attribute('credentials_end')}" if app.attribute("credentials_end") else ""
        told = f"may know the secrets of the application {named}: {app.attribute('credentials')}{until}"
        yield making.of(
            one.id,
            ResidualKind.KNOWN_SECRET,
            name,
            told,
            f"Add-MgApplicationPassword for {named}, then Remove-MgApplicationPassword of the old ones",
        )


def _leave(making: Maker, name: str, named: str, one: Principal) -> str:
    group = making.traces.principal(name)
    if group is not None and group.attribute(DYNAMIC) == "true":
        return f"change the rule of {named}, or what it reads of {one.email}"
    if group is not None and group.attribute(SYNCED) == "true":
        return f"take {one.email} out of {named} in Active Directory"
    return f"Remove-MgGroupMemberByRef for {named} and {one.email}"


def _given(making: Maker, holding: Holding, one: Principal) -> Residual:
    grant, carried = holding.grant, holding.carried
    address = carried.name or carried.resource
    if carried.kind.endswith("mailbox"):
        told = f"has {grant.source.replace('-', ' ')} of the {thing(holding)}"
        end = f"Remove-MailboxPermission -Identity {address} -User {one.email} -AccessRights FullAccess; Remove-RecipientPermission"
    elif carried.kind == "calendar":
        told = f"can {doing(grant.levels)} the {thing(holding)} ({grant.source.replace('-', ' ')})"
        end = f"Remove-MailboxFolderPermission -Identity {address}:\\Calendar -User {one.email}, or the access to the mailbox"
    else:
        told, end = f"was given {thing(holding)} ({grant.source})", "the site, library or file > Manage access > Remove"
    return making.held(holding, ResidualKind.GRANT, told, end)


def _own(making: Maker, holding: Holding, one: Principal) -> Residual:
    if holding.carried.kind == "mailbox":
        told, end = (
            f"the mailbox {one.email} is there",
            f"Set-Mailbox {one.email} -Type Shared while it is needed, then Remove-Mailbox {one.email}",
        )
    else:
        told, end = f"the {thing(holding)} is theirs", f"hand it over, or let it go with the mailbox {one.email}"
    return making.held(holding, ResidualKind.OWNED, told, end)


def _shared(making: Maker, holding: Holding, one: Principal) -> Iterator[Residual]:
    """What others have of theirs. That a colleague sees when somebody is busy is nothing to end."""
    grant, carried = holding.grant, holding.carried
    named, other = making.called(grant.principal), making.traces.principal(grant.principal)
    if grant.source in _WIDE:
        return
    if carried.kind == "mailbox" and grant.source in _FORWARDS:
        end = f"Set-Mailbox {one.email} -ForwardingSmtpAddress $null -ForwardingAddress $null; Remove-InboxRule -Mailbox {one.email}"
        yield making.held(holding, ResidualKind.FORWARDING, f"mail goes on to {named} ({grant.source.replace('-', ' ')})", end)
    elif carried.kind in ("mailbox", "calendar"):
        if grant.levels & ~Level.FIND:
            end = (
                f"Remove-MailboxPermission -Identity {one.email} -User {named}"
                if carried.kind == "mailbox"
                else f"Remove-MailboxFolderPermission for {named}"
            )
            told = f"{named} can {doing(grant.levels)} their {carried.kind} ({grant.source.replace('-', ' ')})"
            yield making.held(holding, ResidualKind.DELEGATE, told, end)
    else:
        who = f"whoever has the link or is in {named}" if other is None or other.kind in _OPEN else named
        told = f"{who} can {doing(grant.levels)} {thing(holding)} of theirs"
        yield making.held(holding, ResidualKind.SHARED, told, "the file > Manage access > Stop sharing, or the new owner decides")
