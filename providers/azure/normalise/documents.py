"""Documents and their attachments: canonical JSON, without what changes from read to read."""

from collections.abc import Iterator

from audit.model.facts import Attachment, Fact, document
from providers.azure.kinds import AttachmentKind
from providers.values import canonical


def attach(holder: str, kind: AttachmentKind, body: object, name: str = "") -> Iterator[Fact]:
    """A document on its holder."""
    held = document(kind, canonical(body))
    yield held
    yield Attachment(holder, held.id, kind, name)
