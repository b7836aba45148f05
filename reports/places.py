"""Where a finding stands in the policy, as a forge knows the file: from the root of its repository, with slashes."""

from pathlib import PurePosixPath
from urllib.parse import quote

from audit.cli.text import safe
from audit.model.finding import Finding
from audit.model.head import Head
from policies.errors import Place


def place_of(finding: Finding, head: Head) -> Place | None:
    """The line of the rule or of the asset, else the start of the policy's first file; None where no policy is known."""
    if finding.place:
        return in_repository(finding.place, head)
    return start(head)


def start(head: Head) -> Place | None:
    """The start of the policy's first file, for what has no line of its own; None where no policy is known."""
    return Place(safe(head.policy)) if head.policy else None


def in_repository(place: Place, head: Head) -> Place:
    """A place in the policy's folder, seen from the root of its repository."""
    folder = PurePosixPath(head.policy).parent
    return Place((folder / safe(place.file)).as_posix(), max(place.line, 1), max(place.column, 1))


def uri(file: str) -> str:
    """A path as a relative URI reference (RFC 3986)."""
    return quote(file, errors="replace")
