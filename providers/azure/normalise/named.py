"""What documents name: the roles to look up, and principals that no directory of ours describes."""

import json
from collections.abc import Iterator
from dataclasses import dataclass

from audit.model.facts import Document, Principal, PrincipalKind
from providers.azure.kinds import PROVIDER, AttachmentKind
from providers.microsoft_api import names
from providers.values import Answer, part, text

_NAMING = frozenset({AttachmentKind.ROLE_ASSIGNMENT, AttachmentKind.ELIGIBILITY})
_DESCRIBED = frozenset({PrincipalKind.ACCOUNT, PrincipalKind.GROUP, PrincipalKind.SERVICE})  # by Microsoft 365, if they are ours
_ROLE = "/providers/microsoft.authorization/roledefinitions/"


@dataclass(frozen=True, slots=True)
class Named:
    """The roles (where each is defined as the assignment says, and its GUID) and principals of one document."""

    roles: frozenset[tuple[str, str]] = frozenset()
    principals: frozenset[Principal] = frozenset()


def named(document: Document) -> Named:
    """What a document names; nothing for kinds that do not assign roles."""
    if document.kind not in _NAMING:
        return Named()
    properties = part(json.loads(document.body), "properties")
    return Named(frozenset(_role(text(properties, "roleDefinitionId"))), frozenset(_who(properties)))


def _role(told: str) -> Iterator[tuple[str, str]]:
    scope, found, name = told.lower().partition(_ROLE)
    if found and name:
        yield scope, name


def _who(properties: Answer) -> Iterator[Principal]:
    if told := text(properties, "principalId"):
        found = names.of_type(text(properties, "principalType"), told)
        if found.kind not in _DESCRIBED or found.id.startswith("microsoft://principal/"):
            yield found.principal(PROVIDER)
