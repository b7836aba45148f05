"""Documents and their attachments: canonical JSON, without what changes from read to read."""

import json
from collections.abc import Iterator, Mapping

from audit.model.facts import Attachment, Fact, document
from providers.azure.kinds import AttachmentKind


def canonical(value: object) -> str:
    """One text for equal values: keys sorted, no spaces."""
    return json.dumps(value, sort_keys=True, ensure_ascii=False, separators=(",", ":"))


def attach(holder: str, kind: AttachmentKind, body: object, name: str = "") -> Iterator[Fact]:
    """A document on its holder."""
    held = document(kind, canonical(body))
    yield held
    yield Attachment(holder, held.id, kind, name)


def only(body: Mapping[str, object], *keys: str) -> dict[str, object]:
    """Some entries of a mapping, as far as it has them."""
    return {key: body[key] for key in keys if key in body}
