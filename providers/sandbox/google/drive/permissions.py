"""permissions.list and permissions.get. Source: "Share files, folders, and drives", "Roles and permissions" (with its part "Views")."""

from collections.abc import Mapping
from typing import Any

from providers.sandbox.google.answers import Refused, not_found
from providers.sandbox.google.calls import Behaviours, Call, Listing
from providers.sandbox.google.drive.files import rows_in_view, visible
from providers.sandbox.google.drive.index import index
from providers.sandbox.google.drive.rows import Row, permission_id, shown
from providers.sandbox.google.workspace.membership import administers_drive


def _rows(call: Call) -> tuple[str, list[Row]]:
    looked = index(call.world)
    if call["useDomainAdminAccess"]:
        name = call["fileId"]
        if name not in call.world.drives:
            raise not_found(f"Shared drive not found: {name}", "fileId")  # domain administrators' access ends at the drive
        if not administers_drive(call.world, call.caller.address):
            raise Refused(403, "insufficientFilePermissions", "The user does not have sufficient permissions for this file.")
    else:
        name = visible(call, call["fileId"])
        member = name in call.world.drives and looked.role(name, call.caller.address)
        if not member and not looked.shares(name, call.caller.address):
            raise Refused(403, "insufficientFilePermissions", "The user does not have sufficient permissions for this file.")
    return name, rows_in_view(call, looked, name)


def _shown(call: Call, name: str, row: Row) -> dict[str, Any]:
    item = index(call.world).item(name) or {}
    return shown(row, in_drive="driveId" in item, disabled=bool(item.get("inheritedPermissionsDisabled")))


def _list(call: Call) -> Listing:
    name, rows = _rows(call)
    in_drive = "driveId" in (index(call.world).item(name) or {})
    return Listing("permissions", rows, lambda row: _shown(call, name, row), 100 if in_drive else len(rows) or 1, 100, always=True)


def _get(call: Call) -> Mapping[str, Any]:
    name, rows = _rows(call)
    for row in rows:
        if permission_id(row.base) == call["permissionId"]:
            return _shown(call, name, row)
    raise not_found(f"Permission not found: {call['permissionId']}.", "permissionId")


PERMISSIONS: Behaviours = {"permissions.list": _list, "permissions.get": _get}
