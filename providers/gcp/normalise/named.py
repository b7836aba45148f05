"""What documents name: the roles to look up, and principals that no directory of ours describes."""

import json
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from audit.model.facts import Document, Principal, PrincipalKind
from providers.gcp.collect.roles import BASIC, OF_BUCKETS, OF_DATASETS
from providers.gcp.kinds import PROVIDER, AttachmentKind
from providers.gcp.normalise.context import objects
from providers.google_api import names
from providers.values import Answer, text

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
    """What a document names, as far as it is understood; nothing for kinds that do not grant."""
    if document.kind not in _ALWAYS:
        return Named()
    body = json.loads(document.body)
    bindings, access = [*objects(body, "bindings")], [*objects(body, "access")]
    roles = {text(binding, "role") for binding in bindings} | {role for entry in access if "/" in (role := text(entry, "role"))}
    members = {member for binding in bindings for member in _texts(binding.get("members"))}
    found = [names.member(member) for member in (*members, *_entries(access))]
    kept = frozenset(name.principal(PROVIDER) for name in found if name.deleted or name.kind not in _DESCRIBED)
    return Named(frozenset(roles - {""}) | frozenset(_ALWAYS[AttachmentKind(document.kind)]), kept)


def _texts(value: object) -> Iterator[str]:
    yield from (one for one in value if isinstance(one, str)) if isinstance(value, list) else ()


def _entries(access: Iterable[Answer]) -> Iterator[str]:
    """The members in a dataset's entries that are no users and groups."""
    for entry in access:
        if member := text(entry, "iamMember"):
            yield member
        if domain := text(entry, "domain"):
            yield f"domain:{domain}"
        if entry.get("specialGroup") == "allAuthenticatedUsers":
            yield "allAuthenticatedUsers"
