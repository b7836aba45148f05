"""Exchange Online's admin endpoint: `InvokeCommand` runs a cmdlet, and rows come back as JSON.

Sources: "About the Exchange Online PowerShell module" (REST), "App-only authentication for unattended scripts" (Exchange.ManageAsApp), the cmdlets'
reference pages (parameters; 1,000 rows unless ResultSize says more).
"""

import json
from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from providers.sandbox.microsoft import pages
from providers.sandbox.microsoft.answers import Answer, Refused, bad_request, denied, not_found, unauthenticated
from providers.sandbox.microsoft.calls import Trace
from providers.sandbox.microsoft.faults import Faults
from providers.sandbox.microsoft.tokens import Tokens
from providers.sandbox.microsoft.world import Object, World
from providers.sandbox.requests import Request

HOST = "outlook.office365.com"
_ROLE = "Exchange.ManageAsApp"
_MOST = 1000  # rows, when ResultSize is not given; and entries on a page
_NAMES = ("Identity", "Guid", "ExternalDirectoryObjectId", "PrimarySmtpAddress", "UserPrincipalName", "Alias", "DistinguishedName", "Name")
_COMMON = frozenset({"ResultSize", "Identity"})
_MAILBOXES = "Get-Mailbox"
_HOLDERS = (_MAILBOXES, "Get-Recipient", "Get-DistributionGroup")  # whose rows say how a thing is called

_PARAMETERS: Mapping[str, frozenset[str]] = {
    _MAILBOXES: _COMMON | {"RecipientTypeDetails", "Filter", "SoftDeletedMailbox", "InactiveMailboxOnly", "IncludeInactiveMailbox"},
    "Get-Recipient": _COMMON | {"RecipientTypeDetails", "Filter"},
    "Get-CASMailbox": _COMMON | {"Filter"},
    "Get-MailboxPermission": _COMMON | {"User", "Owner"},
    "Get-RecipientPermission": _COMMON | {"Trustee", "AccessRights"},
    "Get-MailboxFolderPermission": _COMMON | {"User"},
    "Get-MailboxFolderStatistics": _COMMON | {"FolderScope"},
    "Get-InboxRule": frozenset({"Mailbox", "Identity", "IncludeHidden"}),
    "Get-TransportRule": _COMMON | {"State"},
    "Get-DistributionGroup": _COMMON | {"Filter"},
    "Get-DistributionGroupMember": _COMMON,
    "Get-DynamicDistributionGroup": _COMMON | {"Filter"},
    "Get-AcceptedDomain": _COMMON,
    "Get-RemoteDomain": _COMMON,
    "Get-OrganizationConfig": frozenset(),
    "Get-SharingPolicy": _COMMON,
    "Get-ManagementRoleAssignment": _COMMON | {"RoleAssignee", "GetEffectiveUsers"},
    "Get-RoleGroupMember": _COMMON,
    "Get-ServicePrincipal": _COMMON,
    "Get-ApplicationAccessPolicy": _COMMON,
}
_REQUIRED: Mapping[str, str] = {
    "Get-MailboxPermission": "Identity",
    "Get-MailboxFolderPermission": "Identity",
    "Get-MailboxFolderStatistics": "Identity",
    "Get-DistributionGroupMember": "Identity",
    "Get-RoleGroupMember": "Identity",
    "Get-InboxRule": "Mailbox",
}
_ROLE_GROUP = "RoleGroup"  # of the world's rows alone: whose member it is, which the real rows do not say
_OF_MAILBOX = {
    "Get-InboxRule": "MailboxOwnerId",
    "Get-RoleGroupMember": _ROLE_GROUP,
}  # the property of a row that says whose it is; else Identity
_SWITCHES = frozenset({"User", "Trustee", "RoleAssignee", "State"})  # parameters that a row's property of that name must equal


class Exchange:
    """Exchange over one world."""

    def __init__(self, world: World, tokens: Tokens, faults: Faults) -> None:
        self.world = world
        self.page_size = 0
        self._tokens = tokens
        self._faults = faults

    def answer(self, request: Request, trace: Trace) -> Answer:
        """The answer to one request. Raises Refused."""
        parts = request.path.strip("/").split("/")
        if parts[:2] != ["adminapi", "beta"] or parts[3:] != ["InvokeCommand"] or not self._is_tenant(parts[2]):
            raise not_found("The admin endpoint has no such page.", "NotFound")
        if request.verb != "POST":
            raise Refused(405, "MethodNotAllowed", "A command is sent with POST.")
        self._authorize(request, trace)
        cmdlet, parameters = _command(request.body)
        trace.operation, trace.values = cmdlet, parameters
        _check(cmdlet, parameters)
        query = dict(request.query)
        place = _place(query.pop("$skiptoken", ""), cmdlet)
        if unknown := set(query) - {"$select"}:
            raise bad_request(f"The query options {sorted(unknown)} are not supported.")
        trace.meet(self._faults, "exchange", place.page)
        rows = list(self._rows(cmdlet, parameters))
        told = rows if "ResultSize" in parameters else rows[:_MOST]
        return Answer(200, self._page(told, place, request, trace) | _warned(told, rows))

    def _is_tenant(self, name: str) -> bool:
        names = (self.world.tenant, self.world.domain, *(each["id"] for each in self.world.domains))
        return name.lower() in {each.lower() for each in names}

    def _authorize(self, request: Request, trace: Trace) -> None:
        caller = self._tokens.caller(request.bearer) if request.bearer else None
        if caller is None or caller.service != "exchange":
            raise unauthenticated("exchange", present=bool(request.bearer))
        trace.caller = caller
        if not caller.holds(_ROLE):
            raise denied(
                "Forbidden", "The role assigned to application isn't supported in this scenario. Please check online documentation."
            )

    def _page(self, rows: Sequence[Object], place: pages.Place, request: Request, trace: Trace) -> dict[str, Any]:
        select = dict(request.query).get("$select", "")
        end = place.start + (self.page_size or _MOST)
        shown = [_selected(each, select) for each in rows[place.start : end]]
        body: dict[str, Any] = {
            "@odata.context": f"https://{HOST}{request.path.replace('InvokeCommand', '$metadata#Collection(Exchange.GenericHashTable)')}"
        }
        if end < len(rows):
            token = pages.seal([end, place.page + 1], (trace.operation,))
            body["@odata.nextLink"] = f"{trace.url}/{HOST}{request.path}?%24skiptoken={token}"
        return body | {"value": shown}

    def _rows(self, cmdlet: str, parameters: Mapping[str, Any]) -> Iterator[Object]:
        rows: Sequence[Object] = self.world.exchange.get(cmdlet, [])
        key = _REQUIRED.get(cmdlet, "Identity")
        names = self._names(cmdlet, str(parameters[key])) if key in parameters else None
        kinds = _listed(parameters.get("RecipientTypeDetails"))
        for row in rows:
            its = [row.get(_OF_MAILBOX[cmdlet])] if cmdlet in _OF_MAILBOX else [row.get(name) for name in _NAMES]
            if names is not None and not names & {str(each).lower() for each in its if each}:
                continue
            if kinds and row.get("RecipientTypeDetails") not in kinds:
                continue
            if all(str(row.get(name, "")).lower() == str(parameters[name]).lower() for name in _SWITCHES & set(parameters)):
                yield row

    def _names(self, cmdlet: str, asked: str) -> set[str]:
        """Every name of what is asked for, in lower case; a folder's is mailbox, colon, name. Raises Refused for what is not there."""
        if _OF_MAILBOX.get(cmdlet) == _ROLE_GROUP:
            return {asked.lower()}
        mailbox, colon, folder = asked.partition(":")
        rows = (row for name in (*_HOLDERS, cmdlet) for row in self.world.exchange.get(name, ()))
        for row in rows:
            names = {str(row[name]).lower() for name in _NAMES if row.get(name)}
            if mailbox.lower() in names or asked.lower() in names:
                return {f"{name}:{folder}".lower() if colon else name for name in names} | {asked.lower()}
        context = f"Microsoft.Exchange.Configuration.Tasks.ManagementObjectNotFoundException|The operation couldn't be performed because object '{asked}' couldn't be found."
        raise Refused(
            404, "NotFound", "Error executing request.", extra={"details": [{"code": "Context", "target": "", "message": context}]}
        )


def _command(body: bytes) -> tuple[str, Mapping[str, Any]]:
    try:
        given = json.loads(body)["CmdletInput"]
        return str(given["CmdletName"]), dict(given.get("Parameters") or {})
    except (ValueError, KeyError, TypeError):
        raise bad_request("The request body must have CmdletInput with CmdletName.") from None


def _check(cmdlet: str, parameters: Mapping[str, Any]) -> None:
    if not cmdlet.startswith("Get-"):
        raise denied("Forbidden", f"The sandbox reads and only reads: {cmdlet} is not run.")
    known = _PARAMETERS.get(cmdlet)
    if known is None:
        raise bad_request(
            f"The term '{cmdlet}' is not recognized as the name of a cmdlet, function, script file, or operable program.", "CommandNotFound"
        )
    for name in parameters:
        if name not in known:
            raise bad_request(f"A parameter cannot be found that matches parameter name '{name}'.", "ParameterBinding")
    if cmdlet in _REQUIRED and not parameters.get(_REQUIRED[cmdlet]):
        raise bad_request(
            f"Cannot process command because of one or more missing mandatory parameters: {_REQUIRED[cmdlet]}.", "ParameterBinding"
        )


def _listed(value: Any) -> frozenset[str]:
    return frozenset(str(value).split(",")) if isinstance(value, str) else frozenset(value or ())


def _selected(row: Object, select: str) -> Object:
    names = select.split(",")
    return {key: value for key, value in row.items() if key != _ROLE_GROUP and (not select or key in names)}


def _warned(told: Sequence[Object], rows: Sequence[Object]) -> dict[str, Any]:
    warnings = [
        "There are more results available than are currently displayed. To view them, increase the value for the ResultSize parameter."
    ]
    return {"adminapi.warnings@odata.type": "#Collection(String)", "@adminapi.warnings": warnings if len(told) < len(rows) else []}


def _place(token: str, cmdlet: str) -> pages.Place:
    held = pages.unseal(token, (cmdlet,)) if token else [0, 1]
    if held is None:
        raise bad_request("The skip token is not valid.")
    return pages.Place(*held)
