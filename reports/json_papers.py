"""The JSON of papers: what its body has, and the schema that its types make."""

import json
from typing import Any

from msgspec import to_builtins
from msgspec.json import schema_components

from audit.model.paper import Paper
from audit.paper_kinds import KINDS, body_of
from reports.json_parts import Json, head

_TEMPLATE = "#/$defs/{name}"


def paper(report: Paper) -> dict[str, Json]:
    """A paper as its body has it: the words for people are left to other formats."""
    return {
        "format": f"toegang/{report.kind}/1",
        **({"head": head(report.head)} if report.head else {}),
        "language": report.language,
        report.kind: to_builtins(report.body),
    }


def schemas() -> dict[str, str]:
    """The JSON Schema (2020-12) of each kind, by its name."""
    return {kind: json.dumps(_schema(kind), indent=2, sort_keys=True) + "\n" for kind in KINDS}


def _schema(kind: str) -> dict[str, Any]:
    (body,), parts = schema_components([body_of(kind)], ref_template=_TEMPLATE)
    properties: dict[str, Any] = {
        "format": {"const": f"toegang/{kind}/1"},
        "head": {"type": "object", "description": "The run and the policy that it speaks of, as in the schema `parts`."},
        "language": {"enum": ["nl", "fr", "en"]},
        "exit_code": {"type": "integer"},
        kind: body,
    }
    return {
        "$schema": "https://json-schema.org/draft/2020-12/schema",
        "title": f"toegang/{kind}/1",
        "type": "object",
        "properties": properties,
        "required": [name for name in properties if name != "head"],
        "additionalProperties": False,
        "$defs": parts,
    }
