"""Management groups, subscriptions and what is assigned, denied or may be activated in them → facts."""

from collections.abc import Iterator

from audit.model.facts import Fact
from providers.azure import kinds
from providers.azure.collect.raw import Raw, arm_of, named
from providers.azure.kinds import ROOT, AttachmentKind, ResourceKind, uri
from providers.azure.normalise.context import Context, resource, tags
from providers.azure.normalise.documents import attach
from providers.values import only, part, text

_WHO = ("principalId", "principalType", "roleDefinitionId", "scope", "condition", "conditionVersion")
_KEPT = {
    AttachmentKind.ROLE_ASSIGNMENT: (*_WHO, "description", "delegatedManagedIdentityResourceId"),
    AttachmentKind.DENY_ASSIGNMENT: (
        *("denyAssignmentName", "permissions", "principals", "excludePrincipals", "scope", "doNotApplyToChildScopes"),
        *("isSystemProtected", "condition", "conditionVersion"),
    ),
    AttachmentKind.ELIGIBILITY: (*_WHO, "memberType", "status", "startDateTime", "endDateTime"),
    AttachmentKind.ACTIVATION: (*_WHO, "assignmentType", "status", "startDateTime", "endDateTime", "originRoleAssignmentId"),
}


def management_group(raw: Raw, context: Context) -> Iterator[Fact]:
    """A management group, below another or at the top."""
    arm = arm_of(raw.body)
    shown = text(part(raw.body, "properties"), "displayName") or text(raw.body, "name")
    yield resource(uri(arm), ResourceKind.MANAGEMENT_GROUP, shown, context.parents.get(uri(arm), ""), attributes={kinds.ARM: arm})


def subscription(raw: Raw, context: Context) -> Iterator[Fact]:
    """A subscription, in its management group where that was read."""
    name = raw.place.uri
    known = {
        kinds.ARM: raw.place.arm,
        kinds.ABOVE: " ".join(sorted(context.above.get(name, ()))),
        "state": text(raw.body, "state"),
        "tenant": text(raw.body, "tenantId"),
    }
    shown = text(raw.body, "displayName") or raw.place.id
    yield resource(name, ResourceKind.SUBSCRIPTION, shown, context.parents.get(name, ""), tags=tags(raw.body), attributes=known)


def below(_: Raw, __: Context) -> Iterator[Fact]:
    """Where a subscription lies: its own facts say it."""
    yield from ()


def assigned(raw: Raw, _: Context) -> Iterator[Fact]:
    """A role assignment, a deny assignment, a role that may be activated or an assignment that ends, on its scope."""
    kind, properties = AttachmentKind(raw.kind), part(raw.body, "properties")
    if kind is AttachmentKind.ACTIVATION and not properties.get("endDateTime"):
        return  # what has no end is a role assignment like any other
    arm = arm_of(raw.body)
    body = {"id": arm, "properties": only(properties, *_KEPT[kind])}
    yield from attach(uri(named(properties, "scope")), kind, body, arm.rpartition("/")[2].lower())


def classic_administrator(raw: Raw, _: Context) -> Iterator[Fact]:
    """An administrator of before roles."""
    body = {"properties": only(part(raw.body, "properties"), "emailAddress", "role")}
    yield from attach(raw.place.uri, AttachmentKind.CLASSIC_ADMINISTRATOR, body, text(raw.body, "name"))


def role(raw: Raw, _: Context) -> Iterator[Fact]:
    """What a role permits."""
    body = {key: raw.body[key] for key in ("id", "name", "properties") if key in raw.body}
    kept = only(part(raw.body, "properties"), "roleName", "type", "permissions", "assignableScopes")
    yield from attach(ROOT, AttachmentKind.ROLE_DEFINITION, {**body, "properties": kept}, named(raw.body, "name").lower())
