"""What is left of somebody at Google Workspace, and where in the Admin console it is ended.

Places after the pages "Suspend a user temporarily", "Transfer Drive files to a new owner", "Remove a user's access to third-party apps", "Manage a user's security
settings", "Turn on mail delegation" and "Add or remove members of a group" (Google Workspace Admin Help).
"""

from collections.abc import Iterator

from audit.model.facts import Membership, MembershipKind, Principal, PrincipalKind
from audit.model.residual import Holding, Look, Residual, ResidualKind, Traces
from policies.levels import Level
from providers.google_workspace.kinds import APP_PASSWORDS, PROVIDER
from providers.offboarding import Maker, doing, merged, of_provider, thing

_USER = "Admin console > Directory > Users > {user}"
_ANY = _USER.format(user="the user")
_WIDE = ("admin-role", "domain-wide-delegation")  # sources of grants that hold for everybody's things
_FORWARDS = ("forwarding", "filter")
_OPEN = (PrincipalKind.LINK, PrincipalKind.EVERYONE, PrincipalKind.DOMAIN)

LOOKS = (
    Look("applications that the account let in (OAuth tokens)", f"{_ANY} > Security > Connected applications", "oauth-tokens"),
    Look("app passwords", f"{_ANY} > Security > Application-specific passwords", "app-passwords"),
    Look("groups", f"{_ANY} > Groups", "groups"),
    Look("admin roles", f"{_ANY} > Admin roles and privileges", "admin-roles"),
    Look("files, and with whom they are shared", "Admin console > Reporting > Audit and investigation > Drive log events", "drive"),
    Look("delegates, forwarding and filters of the mailbox", f"{_ANY} > Apps > Gmail", "gmail"),
    Look("with whom the calendars are shared", "Google Calendar > Settings of each calendar > Share with specific people", "calendar"),
    Look("sessions that are still open, backup codes and security keys", f"{_ANY} > Security > Sign-in cookies > Reset; Backup codes"),
)


def residuals(traces: Traces) -> tuple[Residual, ...]:
    """What is left; nothing of an account that was deleted."""
    return merged(_all(Maker(PROVIDER, of_provider(traces, PROVIDER))))


def _all(making: Maker) -> Iterator[Residual]:
    traces = making.traces
    for one in traces.accounts:
        yield from _account(making, one)
    for step in traces.let_in:
        told = f"the application {making.called(step.member)} was let in: {step.because}"
        end = f"{_user(making.account(step.container))} > Security > Connected applications > Remove"
        yield making.of(step.container, ResidualKind.APPLICATION, step.member, told, end)
    for step in traces.steps:
        yield from _step(making, step, making.account(step.member))
    for holding in traces.given:
        yield _given(making, holding)
    for holding in traces.own:
        yield _own(making, holding, making.account(holding.grant.principal))
    for holding in traces.shared:
        yield from _shared(making, holding)


def _user(one: Principal) -> str:
    return _USER.format(user=one.email)


def _account(making: Maker, one: Principal) -> Iterator[Residual]:
    if one.status == "active":
        end = f"{_user(one)} > Suspend user; then Security > Sign-in cookies > Reset"
        yield making.of(one.id, ResidualKind.SIGN_IN, one.id, f"{one.email} can sign in", end)
    if one.attribute(APP_PASSWORDS) not in ("", "0"):
        told = f"{one.attribute(APP_PASSWORDS)} app passwords, which need no second factor"
        yield making.of(one.id, ResidualKind.SECRET, one.id, told, f"{_user(one)} > Security > Application-specific passwords > Revoke")


def _step(making: Maker, step: Membership, one: Principal) -> Iterator[Residual]:
    named = making.called(step.container)
    match step.kind:
        case MembershipKind.ASSUME:
            end = f"{_user(one)} > Admin roles and privileges > unassign {named}"
            yield making.of(one.id, ResidualKind.ADMINISTRATION, step.container, f"has the admin role {named}", end)
        case MembershipKind.MEMBER:
            end = f"Admin console > Directory > Groups > {named} > Members > remove {one.email}"
            yield making.of(one.id, ResidualKind.GROUP, step.container, f"is in the group {named}", end)
        case MembershipKind.OWNER:
            end = f"Admin console > Directory > Groups > {named} > Members > make another owner, remove {one.email}"
            yield making.of(one.id, ResidualKind.OWNERSHIP, step.container, f"owns or manages the group {named}", end)
        case _:
            return


def _given(making: Maker, holding: Holding) -> Residual:
    grant, carried = holding.grant, holding.carried
    match carried.kind:
        case "mailbox":
            told = f"reads and sends in the {thing(holding)} as its {grant.source}"
            end = f"Gmail of {carried.name or carried.resource} > Settings > Accounts > Grant access to your account > delete"
        case "calendar":
            told = f"can {doing(grant.levels)} the {thing(holding)}"
            end = "Google Calendar > Settings of the calendar > Share with specific people > remove"
        case "shared-drive":
            told = f"is in the {thing(holding)} ({grant.source})"
            end = "Admin console > Apps > Google Workspace > Drive and Docs > Manage shared drives > Manage members > remove"
        case _:
            told = f"was given {thing(holding)} ({grant.source})"
            end = "Google Drive > the file > Share > remove access"
    return making.held(holding, ResidualKind.GRANT, told, end)


def _own(making: Maker, holding: Holding, one: Principal) -> Residual:
    match holding.carried.kind:
        case "mailbox":
            told, end = f"the mailbox {one.email} is there", f"{_user(one)} > Delete user, or move the mail first (Data migration)"
        case "calendar":
            told, end = f"the {thing(holding)} is theirs", f"{_user(one)} > More > Transfer data > Calendar"
        case _:
            told, end = f"owns {thing(holding)}", "Admin console > Apps > Google Workspace > Drive and Docs > Transfer ownership"
    return making.held(holding, ResidualKind.OWNED, told, end)


def _shared(making: Maker, holding: Holding) -> Iterator[Residual]:
    """What others have of theirs. That a colleague sees when somebody is busy is nothing to end."""
    grant, carried = holding.grant, holding.carried
    named, other = making.called(grant.principal), making.traces.principal(grant.principal)
    if grant.source in _WIDE:
        return
    if carried.kind == "mailbox" and grant.source in _FORWARDS:
        end = f"Gmail of {carried.name or carried.resource} > Settings > Forwarding, and Filters > delete"
        yield making.held(holding, ResidualKind.FORWARDING, f"mail goes on to {named} ({grant.source})", end)
    elif carried.kind in ("mailbox", "calendar"):
        if grant.levels & ~Level.FIND:
            end = (
                "Gmail > Settings > Accounts > Grant access"
                if carried.kind == "mailbox"
                else "Google Calendar > Settings > Share with specific people"
            )
            yield making.held(
                holding, ResidualKind.DELEGATE, f"{named} can {doing(grant.levels)} their {carried.kind}", f"{end} > delete {named}"
            )
    else:
        who = f"anyone with the link or in {named}" if other is None or other.kind in _OPEN else named
        end = "Google Drive > the file > Share > Restricted, or the new owner decides"
        yield making.held(holding, ResidualKind.SHARED, f"{who} can {doing(grant.levels)} {thing(holding)} of theirs", end)
