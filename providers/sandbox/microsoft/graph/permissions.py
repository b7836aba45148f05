"""Which application permissions open which path, as Microsoft's own table says.

`permissions.json` is an extract of it for the paths that the sandbox serves.
"""

import json
from collections.abc import Mapping, Sequence
from functools import cache
from importlib import resources

from providers.sandbox.microsoft.graph.routes import Route

READ_ALL = "Directory.Read.All"
OF_TYPE: Mapping[str, tuple[str, ...]] = {  # what a member's own properties need; without it there are its type and id alone
    "user": ("User.ReadBasic.All", "User.Read.All", "User.ReadWrite.All", READ_ALL, "Directory.ReadWrite.All"),
    "group": ("GroupMember.Read.All", "Group.Read.All", "Group.ReadWrite.All", READ_ALL, "Directory.ReadWrite.All"),
    "servicePrincipal": ("Application.Read.All", "Application.ReadWrite.All", READ_ALL, "Directory.ReadWrite.All"),
    "application": ("Application.Read.All", "Application.ReadWrite.All", READ_ALL, "Directory.ReadWrite.All"),
    "device": ("Device.Read.All", READ_ALL, "Directory.ReadWrite.All"),
    "orgContact": ("OrgContact.Read.All", READ_ALL, "Directory.ReadWrite.All"),
    "administrativeUnit": ("AdministrativeUnit.Read.All", READ_ALL, "Directory.ReadWrite.All"),
    "directoryRole": ("RoleManagement.Read.Directory", READ_ALL, "Directory.ReadWrite.All"),
}


@cache
def _document() -> Mapping[str, Sequence[str]]:
    text = (resources.files("providers.sandbox.microsoft.graph") / "permissions.json").read_text(encoding="utf-8")
    return json.loads(text)["paths"]  # type: ignore[no-any-return]  # it is an object


def opening(route: Route) -> tuple[str, ...]:
    """The application permissions any of which opens a route."""
    return route.permissions or tuple(_document()[route.template])


@cache
def reading() -> frozenset[str]:
    """Every application permission of the table that reads and does not write, with those that reading wants besides: what an auditor is granted in tests."""
    listed = (name for names in _document().values() for name in names)
    return frozenset(
        {
            "Member.Read.Hidden",
            "Sites.FullControl.All",
            "Calendars.ReadBasic.All",
            *(name for name in listed if "Write" not in name and "Read" in name),
        }
    )
