"""Documents and their attachments: canonical JSON, without what changes from read to read."""

from collections.abc import Iterable, Iterator, Mapping

from audit.model.facts import Attachment, Fact, document
from providers.gcp.kinds import AttachmentKind
from providers.values import canonical, only


def attach(holder: str, kind: AttachmentKind, body: object, name: str = "") -> Iterator[Fact]:
    """A document on its holder."""
    held = document(kind, canonical(body))
    yield held
    yield Attachment(holder, held.id, kind, name)


def allow_policy(holder: str, policy: Mapping[str, object] | None) -> Iterator[Fact]:
    """The allow policy of a resource; nothing for one that was not read or binds nobody."""
    if policy and policy.get("bindings") not in (None, []):
        yield from attach(holder, AttachmentKind.ALLOW_POLICY, only(policy, "version", "bindings"))


def rows(listed: Iterable[object], *keys: str) -> list[object]:
    """Some entries of each mapping in a list; what is none stays as it is, for whoever reads the document to see."""
    return [only(row, *keys) if isinstance(row, Mapping) else row for row in listed]
