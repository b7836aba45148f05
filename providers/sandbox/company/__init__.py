"""The sample company as data, and its other states: each a small difference (RFC 7396, JSON Merge Patch) from the first night."""

from collections.abc import Mapping
from importlib.resources import files
from typing import Any

import yaml

Company = Mapping[str, Any]  # the files of this folder under their names; their comments say what they hold

PARTS = ("organisation", "identities", "stores", "workspace", "google_cloud", "microsoft", "azure", "denied")


def first_night() -> Company:
    """The company with every fault in it."""
    return {part: _read(f"{part}.yaml") for part in PARTS}


def faults() -> Mapping[str, str]:
    """The faults of the first night by name, each in a sentence."""
    told: Mapping[str, str] = _read("faults.yaml")
    return told


def roles() -> Mapping[str, Any]:
    """Predefined roles of Google Cloud as its API gives them, by name."""
    told: Mapping[str, Any] = _read("google_roles.yaml")
    return {
        name: {"name": name, "title": name.partition("/")[2], "stage": "GA", "includedPermissions": held} for name, held in told.items()
    }


def changed_by(company: Company, difference: str) -> Company:
    """The company in another state: `night-two` or `mended`."""
    state: Company = merged(company, _read(f"{difference}.yaml"))
    return state


def merged(value: Any, patch: Any) -> Any:
    """RFC 7396: mappings are merged, null takes away, everything else replaces."""
    if not isinstance(patch, Mapping):
        return patch
    kept = dict(value) if isinstance(value, Mapping) else {}
    for key, change in patch.items():
        if change is None:
            kept.pop(key, None)
        else:
            kept[key] = merged(kept.get(key), change)
    return kept


def _read(name: str) -> Any:
    return yaml.safe_load(files(__package__).joinpath(name).read_text(encoding="utf-8"))
