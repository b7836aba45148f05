"""Organisations, folders and projects, deny and organisation policies, and roles → facts."""

from collections.abc import Iterator

from audit.model.facts import Fact
from providers.gcp import kinds
from providers.gcp.collect.raw import Raw
from providers.gcp.kinds import AttachmentKind, ResourceKind
from providers.gcp.normalise.context import Context, resource
from providers.gcp.normalise.documents import allow_policy, attach, only
from providers.google_api.names import project as place_uri

_KINDS = {"organizations": ResourceKind.ORGANIZATION, "folders": ResourceKind.FOLDER, "projects": ResourceKind.PROJECT}


def place(raw: Raw, _: Context) -> Iterator[Fact]:
    """A place with its allow policy."""
    here, body = raw.place, raw.body
    known = {
        kinds.CUSTOMER: str(body.get("directoryCustomerId", "")),
        kinds.NUMBER: here.number,
        "state": str(body.get("state", "")),
    }
    name = str(body.get("displayName") or here.id)
    parent = place_uri(here.parent) if here.parent else ""
    yield resource(here.uri, _KINDS[here.kind], name, parent, labels=body.get("labels"), attributes=known)
    yield from allow_policy(here.uri, raw.answers.get("policy"))


def deny_policy(raw: Raw, _: Context) -> Iterator[Fact]:
    """A deny policy on the place that it is attached to."""
    name = str(raw.body["name"])
    yield from attach(raw.place.uri, AttachmentKind.DENY_POLICY, only(raw.body, "name", "displayName", "rules"), name)


def org_policy(raw: Raw, _: Context) -> Iterator[Fact]:
    """What the organisation policies on one constraint come to in a project."""
    constraint = str(raw.answers["constraint"]["name"])
    spec = raw.body.get("spec", {})
    body = {"name": raw.body.get("name", ""), "spec": only(spec, "rules", "inheritFromParent", "reset")}
    yield from attach(raw.place.uri, AttachmentKind.ORG_POLICY, body, constraint)


def role(raw: Raw, _: Context) -> Iterator[Fact]:
    """What a role permits, under the name that policies use."""
    name = raw.place.name
    body = {"includedPermissions": [], **only(raw.body, "title", "stage", "deleted", "includedPermissions"), "name": name}
    holder = kinds.ROLES if name.startswith("roles/") else place_uri(name.partition("/roles/")[0])
    yield from attach(holder, AttachmentKind.ROLE, body, name)
