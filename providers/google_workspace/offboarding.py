"""What is left of somebody at Google Workspace, and where in the Admin console it is ended.

Places after the pages "Suspend a user temporarily", "Delete or remove a user from your organization", "Transfer Drive files to a new owner", "Cancel or transfer events or
secondary calendars before deleting a user", "Manage a user's security settings", "Delegate & collaborate on email", "Add or remove members of a group" and "Manage shared
drives as an admin" (Google Workspace Admin Help). Whoever wants commands has the Directory API's `users.update`, `asps.delete`, `tokens.delete` and `members.delete`.
"""

from collections.abc import Iterator

from audit.model.facts import Membership, MembershipKind, Principal, PrincipalKind, Verdict
from audit.model.residual import Holding, Look, Residual, ResidualKind, Traces
from policies.levels import Level
from providers.google_workspace.kinds import APP_PASSWORDS, PROVIDER
from providers.offboarding import Maker, doing, folded, merged, of_provider, thing

_USER = "Admin console > Directory > Users > {user}"
_ANY = _USER.format(user="the user")
_WIDE = ("admin-role", "domain-wide-delegation")  # sources of grants that hold for everybody's things
_FORWARDS = ("forwarding", "filter")
_DELEGATES = "Gmail of {mailbox} > Settings > Accounts > Grant access to your account > delete {who}"
_FORWARDING = "Gmail of {mailbox} > Settings > Forwarding and POP/IMAP, and Filters and Blocked Addresses > delete {who}"
_CALENDAR = "Google Calendar > Settings > {calendar} > Shared with > remove {who}"
_APP = "google://app/"

LOOKS = (
    Look("which accounts there are", "Admin console > Directory > Users", "users", who=True),
    Look("applications that the account let in (OAuth tokens)", f"{_ANY} > Security > Connected applications", "oauth-tokens"),
    Look("app passwords", f"{_ANY} > Security > Application-specific passwords", "app-passwords"),
    Look("groups", f"{_ANY} > Groups", "groups"),
    Look("admin roles", f"{_ANY} > Admin roles and privileges", "admin-roles"),
    Look("files, and with whom they are shared", "Admin console > Reporting > Audit and investigation > Drive log events", "drive"),
    Look("delegates, forwarding and filters of the mailbox", f"{_ANY} > Apps > Gmail", "gmail"),
    Look("with whom the calendars are shared", "Google Calendar > Settings of each calendar > Share with specific people", "calendar"),
    Look(
        "sessions that are still open, backup codes and security keys",
        f"{_ANY} > Security > Sign-in cookies; 2-Step Verification; Passkeys and security keys",
    ),
    Look("phones and computers that keep their mail and files", "Admin console > Devices > Mobile and endpoints > Devices"),
)


def residuals(traces: Traces) -> tuple[Residual, ...]:
    """What is left; nothing of an account that was deleted."""
    return merged(_all(Maker(PROVIDER, of_provider(traces, PROVIDER))))


def _all(making: Maker) -> Iterator[Residual]:
    traces = making.traces
    for one in traces.accounts:
        yield from _account(making, one)
    for step in traces.let_in:
        if step.kind is MembershipKind.DELEGATE and step.member.startswith(_APP):
            yield from _application(making, step)
    for step in traces.steps:
        yield from _step(making, step, making.account(step.member))
    for holding in folded(one for one in traces.given if not one.inside):
        yield _given(making, holding, making.account(holding.grant.principal))
    for holding in folded(traces.own):
        yield _own(making, holding, making.account(holding.grant.principal))
    for holding in folded(one for one in traces.shared if not one.inside):
        yield from _shared(making, holding, making.account(holding.owner))


def _user(one: Principal) -> str:
    return _USER.format(user=one.email)


def _account(making: Maker, one: Principal) -> Iterator[Residual]:
    if one.status == "active":
        end = f"{_user(one)} > Suspend user; then Security > Sign-in cookies > Reset"
        yield making.of(one.id, ResidualKind.SIGN_IN, one.id, f"{one.email} can sign in", end)
    if (number := one.attribute(APP_PASSWORDS)) not in ("", "0"):
        told = f"{number} app password{'' if number == '1' else 's'} of {one.email}, for which no second factor is asked"
        yield making.of(one.id, ResidualKind.SECRET, one.id, told, f"{_user(one)} > Security > Application-specific passwords > Revoke")


def _application(making: Maker, step: Membership) -> Iterator[Residual]:
    """An application that the user let in. A crowd of applications stands for a list that was not read, which is told elsewhere."""
    app = making.traces.principal(step.member)
    if app is not None and app.kind is PrincipalKind.GROUP:
        return
    end = f"{_user(making.account(step.container))} > Security > Connected applications > Remove"
    told = f"{step.container.rpartition('/')[2]} let in the application {making.called(step.member)}"
    yield making.of(step.container, ResidualKind.APPLICATION, step.member, told, end, verdict=step.verdict, condition=step.condition)


def _step(making: Maker, step: Membership, one: Principal) -> Iterator[Residual]:
    named = making.called(step.container)
    match step.kind:
        case MembershipKind.ASSUME:
            end = f"{_user(one)} > Admin roles and privileges > {named} > unassign"
            yield making.step(step, ResidualKind.ADMINISTRATION, f"has the admin role {named}", end)
        case MembershipKind.MEMBER:
            end = f"Admin console > Directory > Groups > {named} > Members > {one.email} > Remove from group"
            yield making.step(step, ResidualKind.GROUP, f"is in the group {named}", end)
        case MembershipKind.OWNER:
            end = f"Admin console > Directory > Groups > {named} > Members > make somebody else the owner, then remove {one.email}"
            yield making.step(step, ResidualKind.OWNERSHIP, f"owns or manages the group {named}", end)
        case _:
            return


def _given(making: Maker, holding: Holding, one: Principal) -> Residual:
    grant, carried = holding.grant, holding.carried
    named, who = carried.name or carried.resource, one.email or one.id
    match carried.kind:
        case "mailbox" if grant.source in _FORWARDS:
            told, end = f"gets mail of {thing(holding)} ({grant.source})", _FORWARDING.format(mailbox=named, who=who)
        case "mailbox":
            told, end = f"reads and sends in {thing(holding)} as its {grant.source}", _DELEGATES.format(mailbox=named, who=who)
        case "calendar":
            told, end = f"can {doing(grant.levels)} {thing(holding)}", _CALENDAR.format(calendar=named, who=who)
        case "shared-drive":
            told = f"is in {thing(holding)} ({grant.source})"
            end = (
                f"Admin console > Apps > Google Workspace > Drive and Docs > Manage shared drives > {named} > Manage members > remove {who}"
            )
        case _:
            told, end = f"was given {thing(holding)} ({grant.source})", f"Google Drive > {named} > Share > {who} > Remove access"
    return making.held(holding, ResidualKind.GRANT, told, end)


def _own(making: Maker, holding: Holding, one: Principal) -> Residual:
    match holding.carried.kind:
        case "mailbox":
            told, end = f"the mailbox {one.email} is there", f"move what is needed (Data migration), then {_user(one)} > Delete user"
        case "calendar":
            told = f"{thing(holding)} is theirs"
            end = f"Admin console > Apps > Google Workspace > Calendar > Manage events > Transfer events of {one.email}"
        case "my-drive":
            told = f"the My Drive of {one.email} is there"
            end = "Admin console > Apps > Google Workspace > Drive and Docs > Transfer ownership, or let it go with the user"
        case _:
            told = f"{one.email} owns {thing(holding)}"
            end = "Admin console > Apps > Google Workspace > Drive and Docs > Transfer ownership"
    return making.held(holding, ResidualKind.OWNED, told, end)


def _shared(making: Maker, holding: Holding, one: Principal) -> Iterator[Residual]:
    """What others have of theirs. That a colleague sees when somebody is busy is nothing to end."""
    grant, carried = holding.grant, holding.carried
    if grant.source in _WIDE:
        return
    who, outside = making.whom(grant.principal)
    if carried.kind == "mailbox" and grant.source in _FORWARDS:
        told = f"mail to {one.email} goes on to {who} ({grant.source})"
        end = _FORWARDING.format(mailbox=one.email, who=who)
        yield making.held(holding, ResidualKind.FORWARDING, told, end, outside=outside)
    elif carried.kind in ("mailbox", "calendar"):
        if grant.levels & ~Level.FIND or grant.verdict is Verdict.UNKNOWN:
            place = _DELEGATES.format(mailbox=one.email, who=who)
            end = place if carried.kind == "mailbox" else _CALENDAR.format(calendar=carried.name or carried.resource, who=who)
            told = f"{who} can {doing(grant.levels)} {thing(holding)}, which is theirs"
            yield making.held(holding, ResidualKind.DELEGATE, told, end, outside=outside)
    else:
        end = f"Google Drive > {carried.name or carried.resource} > Share > Remove access, or the new owner decides"
        told = f"{who} can {doing(grant.levels)} {thing(holding)}, of {one.email}"
        yield making.held(holding, ResidualKind.SHARED, told, end, outside=outside)
