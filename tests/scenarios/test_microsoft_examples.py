"""Answers as Microsoft's own documentation shows them, and whom each lets in to what."""

import json
from collections.abc import Callable, Iterable, Mapping
from pathlib import Path
from typing import Any

import msgspec
import pytest

from audit.model.facts import Acl, Grant
from policies.levels import Level
from providers.microsoft365.directory import Directory, User
from providers.microsoft365.files.answers import Permission
from providers.microsoft365.files.grants import grants
from providers.microsoft365.normalise.calendars import calendar
from providers.microsoft365.normalise.mail_rules import inbox_rule
from providers.microsoft365.normalise.mailboxes import of_user
from providers.microsoft365.normalise.recipients import Recipients

TENANT = "00000009-0000-4000-8000-000000000001"
DIRECTORY = Directory(TENANT, ("sample.example",))
WHOM = Recipients.of((), DIRECTORY)
EXAMPLES = json.loads((Path(__file__).parent / "microsoft_examples" / "grants.json").read_text("utf-8"))["examples"]


def _of_calendar(row: Mapping[str, Any]) -> Iterable[Grant]:
    facts = calendar(of_user(User("microsoft://user/p02", "p02@sample.example")), [row], frozenset(), WHOM)
    return [grant for fact in facts if isinstance(fact, Acl) for grant in fact.grants if grant.source == "calendar"]


READ: Mapping[str, Callable[[Mapping[str, Any]], Iterable[Grant]]] = {
    "permission": lambda row: grants([msgspec.convert(row, Permission)], "site", DIRECTORY),
    "calendarPermission": _of_calendar,
    "messageRule": lambda row: inbox_rule(row, WHOM),
}


def _levels(levels: Level) -> str:
    return " ".join(level.name.lower() for level in Level if level.name and level & levels)


@pytest.mark.parametrize("example", EXAMPLES, ids=lambda example: f"{example['page']} {example['row'].get('id', '')}")
def test_whom_an_answer_lets_in(example: Mapping[str, Any]):
    told = READ[example["kind"]](example["row"])
    found = sorted([grant.principal.replace(TENANT, "TENANT"), _levels(grant.levels), grant.verdict.value] for grant in told)
    assert found == sorted(example["gives"])
