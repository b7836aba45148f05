"""The keys that a case may hold, and slips among them: a key that is nearly one of these is an error, any other is left alone.

Capitals do not matter: ARM, `az` and PowerShell write the same names in their own ways.
"""

from collections.abc import Iterable, Mapping
from difflib import get_close_matches

_NOTED = (
    "description",
    "displayName",
    "createdOn",
    "createdBy",
    "updatedOn",
    "updatedBy",
    "objectId",
    "objectType",
    "properties",
    "id",
    "name",
    "type",
)
_SETS = ("actions", "notActions", "dataActions", "notDataActions", "condition", "conditionVersion")
_KEYS: Mapping[str, tuple[str, ...]] = {
    "role": ("roleName", "roleType", "isCustom", "permissions", "assignableScopes", *_SETS, *_NOTED),
    "permissions": (*_SETS, "description"),
    "assignment": (
        *(
            "principalId",
            "principalName",
            "principalType",
            "roleDefinitionId",
            "roleDefinitionName",
            "scope",
            "condition",
            "conditionVersion",
        ),
        *("delegatedManagedIdentityResourceId", "roleAssignmentId", "roleAssignmentName", "resourceGroup", "signInName", "canDelegate"),
        *("principal", "role", "roleDefinition", "roleId", "roleName", *_NOTED),
    ),
    "deny": (
        *("denyAssignmentName", "permissions", "scope", "doNotApplyToChildScopes", "principals", "excludePrincipals", "isSystemProtected"),
        *("denyAssignmentId", "denyEffect", *_SETS, *_NOTED),
    ),
    "principal": ("id", "type", "displayName", "objectId", "objectType", "email"),
    "place": (
        "id",
        "parent",
        "parentId",
        "parentName",
        "scope",
        "name",
        "type",
        "displayName",
        "properties",
        "details",
        "children",
        "tenantId",
        "parentNameChain",
        "parentDisplayNameChain",
        "managementGroupAncestorsChain",
    ),
}
_INSIDE: Mapping[str, Mapping[str, str]] = {
    "role": {"properties": "role", "permissions": "permissions"},
    "assignment": {"properties": "assignment"},
    "deny": {"properties": "deny", "permissions": "permissions", "principals": "principal", "excludePrincipals": "principal"},
}


def look_through(kind: str, said: object, at: str) -> None:
    """Refuses a key that is nearly one of those known, wherever in an entry it stands."""
    if not isinstance(said, dict):
        return
    refuse_slips(at, said, _KEYS[kind])
    within = {name.lower(): inner for name, inner in _INSIDE.get(kind, {}).items()}
    for key, value in said.items():
        for number, one in enumerate(value if isinstance(value, list) else [value]) if str(key).lower() in within else ():
            look_through(within[str(key).lower()], one, f"{at}.{key}[{number}]" if isinstance(value, list) else f"{at}.{key}")


def refuse_slips(at: str, named: Iterable[str], known: tuple[str, ...]) -> None:
    """Refuses a key that is nearly one of those known."""
    plain = {one.lower(): one for one in known}
    for key in named:
        near = get_close_matches(key.lower(), plain, 1, 0.75) if key.lower() not in plain else []
        if near:
            raise ValueError(f"{at}: {key} is not known: did you mean {plain[near[0]]}?")
