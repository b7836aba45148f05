"""Organisations, folders and projects, deny and organisation policies, and roles → facts."""

from collections.abc import Iterator

from audit.model.facts import Fact
from providers.gcp import kinds
from providers.gcp.collect.raw import Raw, name
from providers.gcp.kinds import AttachmentKind, ResourceKind
from providers.gcp.normalise.context import Context, resource
from providers.gcp.normalise.documents import allow_policy, attach
from providers.google_api.names import project as place_uri
from providers.values import entries, only, part, text

_KINDS = {"organizations": ResourceKind.ORGANIZATION, "folders": ResourceKind.FOLDER, "projects": ResourceKind.PROJECT}


def place(raw: Raw, _: Context) -> Iterator[Fact]:
    """A place with its allow policy."""
    here, body = raw.place, raw.body
    known = {
        kinds.CUSTOMER: text(body, "directoryCustomerId"),
        kinds.NUMBER: here.number,
        "state": text(body, "state"),
    }
    title = text(body, "displayName") or here.id
    parent = place_uri(here.parent) if here.parent else ""
    yield resource(here.uri, _KINDS[here.kind], title, parent, labels=body.get("labels"), attributes=known)
    yield from allow_policy(here.uri, raw.answers.get("policy"))


def deny_policy(raw: Raw, _: Context) -> Iterator[Fact]:
    """A deny policy on the place that it is attached to."""
    yield from attach(raw.place.uri, AttachmentKind.DENY_POLICY, only(raw.body, "name", "displayName", "rules"), name(raw.body, "name"))


def org_policy(raw: Raw, _: Context) -> Iterator[Fact]:
    """What the organisation policies on one constraint come to in a project."""
    constraint = str(raw.answers["constraint"]["name"])
    body = {"name": text(raw.body, "name"), "spec": only(part(raw.body, "spec"), "rules", "inheritFromParent", "reset")}
    yield from attach(raw.place.uri, AttachmentKind.ORG_POLICY, body, constraint)
    for rule in entries(raw.body.get("spec") or {}, "rules"):
        if not isinstance(rule, dict):
            raise TypeError(f"a rule of {constraint} is {rule!r}")


def role(raw: Raw, _: Context) -> Iterator[Fact]:
    """What a role permits, under the name that policies use."""
    named = raw.place.name
    body = {"includedPermissions": [], **only(raw.body, "title", "stage", "deleted", "includedPermissions"), "name": named}
    holder = kinds.ROLES if named.startswith("roles/") else place_uri(named.partition("/roles/")[0])
    yield from attach(holder, AttachmentKind.ROLE, body, named)
