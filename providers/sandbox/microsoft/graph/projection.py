"""What of an object an answer shows: the selected properties, or the default ones; what is selected and not set is null, or an empty list.

Source: "Properties" of user and group ("returned only on $select"), "Use the $select query parameter".
"""

from collections.abc import Mapping, Sequence
from typing import Any

from providers.sandbox.google.objects import Object, like
from providers.sandbox.microsoft.graph.calls import Call
from providers.sandbox.microsoft.graph.schema import is_collection, own_type, type_of

_USER = (
    "id",
    "businessPhones",
    "displayName",
    "givenName",
    "jobTitle",
    "mail",
    "mobilePhone",
    "officeLocation",
    "preferredLanguage",
    "surname",
    "userPrincipalName",
)
_DEFAULT: Mapping[str, Sequence[str]] = {"user": _USER}
_HIDDEN: Mapping[str, frozenset[str]] = {  # given when they are selected alone
    "group": frozenset(
        {
            "accessType",
            "allowExternalSenders",
            "autoSubscribeNewMembers",
            "hasMembersWithLicenseErrors",
            "hideFromAddressLists",
            "hideFromOutlookClients",
            "isArchived",
            "isSubscribedByMail",
            "unseenCount",
        }
    ),
    "site": frozenset({"sharepointIds"}),
    "driveItem": frozenset({"sharepointIds"}),
}


def shown(call: Call, item: Mapping[str, Any]) -> Object:
    """An object as a call asks for it, with what it expands."""
    made = projected(item, own_type(item, call.route.type), call.query.select, nulls=not call.route.is_delta)
    for name, select in call.query.expand.items():
        made[name] = _expanded(call, name, item, select)
    return made


def projected(item: Mapping[str, Any], kind: str, select: Sequence[str] = (), *, nulls: bool = True) -> Object:
    """An object's selected properties, or its default ones. Without `nulls` what is not set is left out, as deltas do."""
    names = (*select, "id") if select else _DEFAULT.get(kind)
    if names is None:
        hidden = _HIDDEN.get(kind, frozenset())
        return like(item, {key: value for key, value in item.items() if key not in hidden})
    its = type_of(kind)
    properties = its.properties if its is not None else {}
    made = {key: value for key, value in item.items() if "@" in key}
    for name in dict.fromkeys(names):
        if name in item:
            made[name] = item[name]
        elif name in properties and nulls:
            made[name] = [] if is_collection(properties[name]) else None
    return like(item, made)


def _expanded(call: Call, name: str, item: Mapping[str, Any], select: Sequence[str]) -> Any:
    given = call.route.expands[name](call, item)
    its = type_of(own_type(item, call.route.type))
    declared = its.navigation.get(name, "directoryObject") if its is not None else "directoryObject"
    kind = declared.removeprefix("Collection(").removesuffix(")")
    if isinstance(given, Mapping):
        return projected(given, own_type(given, kind), select)
    return given if given is None else [projected(each, own_type(each, kind), select) for each in given]
