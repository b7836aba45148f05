"""Documents and their attachments: canonical JSON where it parses, the text as it was given and a gap where it does not."""

import json
from collections.abc import Iterator, Mapping
from datetime import date, datetime

from audit.model.facts import Attachment, Document, Fact, Gap, document
from providers.aws.kinds import AttachmentKind


def canonical(value: object) -> str:
    """One text for equal values: keys sorted, no spaces, times in ISO 8601."""
    return json.dumps(value, sort_keys=True, ensure_ascii=False, separators=(",", ":"), default=_text)


def attach(holder: str, kind: AttachmentKind, given: object, name: str = "", surface: str = "") -> Iterator[Fact]:
    """A document on its holder. `given` is a policy's JSON text, or what the SDK made of it.

    What is no JSON object is kept as it was given, with a gap on the holder: nobody knows what it grants.
    """
    body, is_object = _body(given)
    held: Document = document(kind, body)
    yield held
    yield Attachment(holder, held.id, kind, name)
    if not is_object:
        named = f" {name}" if name else ""
        yield Gap("aws", surface, holder, f"parse {kind}", f"the {kind} document{named} could not be parsed")


def _body(given: object) -> tuple[str, bool]:
    if not isinstance(given, str):
        return canonical(given), isinstance(given, Mapping)
    try:
        parsed = json.loads(given)
        return (canonical(parsed), True) if isinstance(parsed, dict) else (given, False)
    except (ValueError, RecursionError):
        return given, False


def _text(value: object) -> str:
    return value.isoformat() if isinstance(value, date | datetime) else str(value)
