"""The keys that a case may hold, and slips among them: a key that is nearly one of these is an error, any other is left alone."""

from collections.abc import Iterable, Mapping
from difflib import get_close_matches

_KEYS: Mapping[str, tuple[str, ...]] = {  # what each object of a case may hold; others are left alone, as long as they are no slip
    "policy": ("version", "bindings", "etag", "auditConfigs"),
    "binding": ("role", "members", "condition"),
    "condition": ("expression", "title", "description", "location"),
    "deny policy": ("name", "displayName", "rules", "uid", "kind", "etag", "annotations", "createTime", "updateTime", "deleteTime"),
    "rule": ("denyRule", "description"),
    "deny rule": ("deniedPrincipals", "exceptionPrincipals", "deniedPermissions", "exceptionPermissions", "denialCondition"),
    "boundary": ("name", "displayName", "details", "bindings", "uid", "etag", "annotations", "createTime", "updateTime"),
    "details": ("rules", "enforcementVersion"),
    "boundary rule": ("resources", "effect", "description"),
    "policy binding": ("target", "condition", "name", "displayName", "policyKind", "policy", "policyUid", "uid", "etag"),
    "target": ("principalSet",),
    "role": ("includedPermissions", "name", "title", "description", "stage", "deleted", "etag"),
}
_INSIDE: Mapping[str, Mapping[str, str]] = {  # which of them lie in which
    "policy": {"bindings": "binding"},
    "binding": {"condition": "condition"},
    "deny policy": {"rules": "rule"},
    "rule": {"denyRule": "deny rule"},
    "deny rule": {"denialCondition": "condition"},
    "boundary": {"details": "details", "bindings": "policy binding"},
    "details": {"rules": "boundary rule"},
    "policy binding": {"target": "target", "condition": "condition"},
}


def look_through(kind: str, said: object, at: str) -> None:
    """Refuses a key that is nearly one of those known, wherever in a document it stands."""
    if not isinstance(said, dict):
        return
    refuse_slips(at, said, _KEYS[kind])
    for key, inner in _INSIDE.get(kind, {}).items():
        value = said.get(key)
        for number, one in enumerate(value if isinstance(value, list) else [value]):
            look_through(inner, one, f"{at}.{key}[{number}]" if isinstance(value, list) else f"{at}.{key}")


def refuse_slips(at: str, named: Iterable[str], known: tuple[str, ...]) -> None:
    """Refuses a key that is nearly one of those known."""
    for key in named:
        near = get_close_matches(key, known, 1, 0.75) if key not in known else []
        if near:
            raise ValueError(f"{at}: {key} is not known: did you mean {near[0]}?")
