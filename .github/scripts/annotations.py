"""GitHub's workflow commands for a preview: on the lines of the policy that changed.

Source: GitHub's documentation, "Workflow commands for GitHub Actions"; escaping as actions/toolkit does it. Ten of each kind are shown for a step.
"""

import re
from collections.abc import Iterator
from typing import Any

_MOST = 10
_DATA = str.maketrans({"%": "%25", "\r": "%0D", "\n": "%0A"})
_PROPERTY = _DATA | str.maketrans({":": "%3A", ",": "%2C"})
_PLACE = re.compile(r"(?P<file>[^:]+):(?P<line>\d+)")


def of_preview(told: dict[str, Any], policy: str) -> Iterator[str]:
    """An error for each change by which somebody newly violates, a warning for each that lets more; worst first."""
    errors, warnings = [], []
    for change in told.get("changes", ()):
        key = f"{change['kind']}:{change['id']}"
        new = [row for row in told.get("new", ()) if key in row["causes"]]
        if new:
            errors.append(
                _of_change("error", f"{len(new)} new violations by {key}: " + "; ".join(row["sentence"] for row in new[:3]), policy, change)
            )
        elif change["effect"] in ("looser", "both"):
            warnings.append(_of_change("warning", f"{key} lets more than before: {change['after'] or change['before']}", policy, change))
    yield from (*errors[:_MOST], *warnings[:_MOST])


def command(kind: str, text: str, file: str = "", line: str = "") -> str:
    """One command: `kind` is error, warning or notice."""
    where = f"file={file.translate(_PROPERTY)},line={line}," if file else ""
    return f"::{kind} {where}title=Toegang::{text[:4000].translate(_DATA)}"


def _of_change(kind: str, text: str, policy: str, change: dict[str, Any]) -> str:
    found = _PLACE.fullmatch(change["place"])
    return command(kind, text, f"{policy}/{found['file']}", found["line"]) if found else command(kind, text)
