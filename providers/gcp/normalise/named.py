"""What documents name: the roles to look up, and principals that no directory of ours describes."""

import json
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from audit.model.facts import Document, Principal, PrincipalKind
from providers.gcp.collect.roles import BASIC, OF_BUCKETS, OF_DATASETS
from providers.gcp.kinds import PROVIDER, AttachmentKind
from providers.google_api import names

_ALWAYS = {
    AttachmentKind.ALLOW_POLICY: (),
    AttachmentKind.ROW_ACCESS_POLICY: OF_DATASETS,
    AttachmentKind.DATASET_ACCESS: (*BASIC, *OF_DATASETS),
    AttachmentKind.BUCKET_ACL: (*BASIC, *OF_BUCKETS),
    AttachmentKind.DEFAULT_OBJECT_ACL: (*BASIC, *OF_BUCKETS),
    AttachmentKind.OBJECT_ACL: (*BASIC, *OF_BUCKETS),
}  # the documents that grant, and the roles that they stand for without saying so
_DESCRIBED = (PrincipalKind.ACCOUNT, PrincipalKind.GROUP)  # by Google Workspace, if they are ours


@dataclass(frozen=True, slots=True)
class Named:
    """The roles and principals of one document."""

    roles: frozenset[str] = frozenset()
    principals: frozenset[Principal] = frozenset()


def named(document: Document) -> Named:
    """What a document names; nothing for kinds that do not grant.

    Raises one of MALFORMED for a document that has not the form of its kind.
    """
    if document.kind not in _ALWAYS:
        return Named()
    body = json.loads(document.body)
    roles = {binding["role"] for binding in body.get("bindings", ())}
    roles |= {entry["role"] for entry in body.get("access", ()) if entry.get("role", "").count("/")}
    members = {member for binding in body.get("bindings", ()) for member in binding.get("members", ())}
    found = [names.member(member) for member in (*members, *_entries(body.get("access", ())))]
    kept = frozenset(name.principal(PROVIDER) for name in found if name.deleted or name.kind not in _DESCRIBED)
    return Named(frozenset(roles) | frozenset(_ALWAYS[AttachmentKind(document.kind)]), kept)


def _entries(access: Iterable[Mapping[str, Any]]) -> Iterator[str]:
    """The members in a dataset's entries that are no users and groups."""
    for entry in access:
        if "iamMember" in entry:
            yield entry["iamMember"]
        if "domain" in entry:
            yield f"domain:{entry['domain']}"
        if entry.get("specialGroup") == "allAuthenticatedUsers":
            yield "allAuthenticatedUsers"
