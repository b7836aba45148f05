"""Small Google Cloud worlds as facts, from plain data: an organisation with a folder and two projects, policies, groups, resources."""

import json
import re
from collections.abc import Iterator, Mapping
from typing import Any

from audit.model.facts import (
    Attachment,
    Fact,
    Gap,
    Grant,
    Membership,
    MembershipKind,
    Principal,
    PrincipalKind,
    Resource,
    document,
    pairs,
)
from audit.runs.memory import MemoryFacts
from policies.errors import Place
from policies.language import Where
from providers.gcp.kinds import HIERARCHY, PROVIDER, ROLES, AttachmentKind, ResourceKind
from providers.google_api import names
from tests.reference.grants import by_holder

World = Mapping[str, Any]
NUMBERS = {"p": "1001", "q": "1002"}
AT = "2026-11-25"  # the latest moment that the facts tell of
_READS = "bigquery.tables.get bigquery.tables.list bigquery.tables.getData bigquery.tables.export bigquery.routines.get"
_OBJECTS = "storage.objects.get storage.objects.list"
KNOWN_ROLES = {  # excerpts
    "roles/owner": "resourcemanager.projects.setIamPolicy iam.serviceAccounts.actAs run.services.create storage.buckets.setIamPolicy",
    "roles/editor": "iam.serviceAccounts.actAs run.services.create pubsub.topics.publish",
    "roles/viewer": "bigquery.datasets.get pubsub.subscriptions.get",
    "roles/storage.objectViewer": _OBJECTS,
    "roles/storage.objectCreator": "storage.objects.create",
    "roles/storage.objectAdmin": f"{_OBJECTS} storage.objects.create storage.objects.delete storage.objects.update storage.objects.setIamPolicy",
    "roles/storage.legacyBucketReader": "storage.buckets.get storage.objects.list",
    "roles/storage.legacyBucketWriter": "storage.buckets.get storage.objects.list storage.objects.create storage.objects.delete",
    "roles/storage.legacyObjectReader": "storage.objects.get",
    "roles/bigquery.dataViewer": _READS,
    "roles/bigquery.dataEditor": f"{_READS} bigquery.tables.updateData",
    "roles/bigquery.dataOwner": f"{_READS} bigquery.tables.updateData bigquery.datasets.update bigquery.tables.setIamPolicy",
    "roles/bigquery.metadataViewer": "bigquery.tables.get bigquery.tables.list",
    "roles/bigquery.filteredDataViewer": "bigquery.rowAccessPolicies.getFilteredData",
    "roles/datacatalog.categoryFineGrainedReader": "datacatalog.categories.fineGrainedGet",
    "roles/secretmanager.secretAccessor": "secretmanager.versions.access",
    "roles/iam.serviceAccountUser": "iam.serviceAccounts.actAs",
    "roles/iam.serviceAccountKeyAdmin": "iam.serviceAccountKeys.create",
    "roles/iam.serviceAccountOpenIdTokenCreator": "iam.serviceAccounts.getOpenIdToken",
    "roles/iam.workloadIdentityUser": "iam.serviceAccounts.getAccessToken iam.serviceAccounts.getOpenIdToken",
    "roles/iam.serviceAccountTokenCreator": (
        "iam.serviceAccounts.getAccessToken iam.serviceAccounts.getOpenIdToken iam.serviceAccounts.implicitDelegation "
        "iam.serviceAccounts.signBlob iam.serviceAccounts.signJwt"
    ),
}
_DOCUMENTS = {
    "access": (AttachmentKind.DATASET_ACCESS, "access"),
    "acl": (AttachmentKind.BUCKET_ACL, "items"),
    "default_acl": (AttachmentKind.DEFAULT_OBJECT_ACL, "items"),
    "users": (AttachmentKind.SQL_USERS, "items"),
}
_SHAPES = (
    (r"gs://[^/]+", ResourceKind.BUCKET),
    (r"gs://[^/]+/.+", ResourceKind.MANAGED_FOLDER),
    (r"bigquery://[^/]+/[^/]+", ResourceKind.DATASET),
    (r"bigquery://[^/]+/[^/]+/[^/]+", ResourceKind.TABLE),
    (r".*cloudsql.*", ResourceKind.SQL_INSTANCE),
    (r".*/secrets/.*", ResourceKind.SECRET),
    (r".*/topics/.*", ResourceKind.TOPIC),
    (r".*/subscriptions/.*", ResourceKind.SUBSCRIPTION),
    (r".*firestore.*", ResourceKind.FIRESTORE),
    (r".*spanner.*/databases/.*", ResourceKind.SPANNER),
    (r".*/cryptoKeys/.*", ResourceKind.KEY),
    (r".*/policyTags/.*", ResourceKind.POLICY_TAG),
    (r".*/taxonomies/[^/]+", ResourceKind.TAXONOMY),
    (r".*/serviceAccounts/.*", ResourceKind.SERVICE_ACCOUNT),
)


def facts(world: World) -> MemoryFacts:
    """The facts of a world."""
    return MemoryFacts(_facts(world))


def where(ref: str, kind: str = "", tags: tuple[tuple[str, str], ...] = (), label: str = "") -> Where:
    return Where("google", kind, ref, Place("inventory.yaml"), tags, label)


def shown(grants: frozenset[Grant]) -> dict[str, list[str]]:
    """Who has which levels, as a scenario writes it."""
    return by_holder(grants, short)


def short(principal: str) -> str:
    """`p01@shop.example` for a user, `group/…` for a group."""
    return principal.removeprefix("google://").removeprefix("user/").removeprefix("everyone://").replace("service-account/", "sa/")


def resource_id(ref: str) -> str:
    """`projects/p` and `sa/s@p` in full; any other id as it stands."""
    if re.fullmatch(r"(projects|folders|organizations)/\w+", ref):
        return HIERARCHY + ref
    if ref.startswith("sa/"):
        return f"google://iam.googleapis.com/projects/p/serviceAccounts/{address(ref)}"
    return ref


def address(ref: str) -> str:
    """`sa/s` is the address of a service account of project p."""
    return f"{ref.removeprefix('sa/')}@p.iam.gserviceaccount.com"


def _facts(world: World) -> Iterator[Fact]:
    yield from _places(world)
    for ref, said in _each(world, "resources"):
        yield from _resource(resource_id(ref), said or {})
    yield from _granted(world)
    yield from _people(world)
    yield from _withheld(world)
    for ref, bodies in _each(world, "raw"):
        for kind, body in bodies.items():
            yield from _attached(resource_id(ref), AttachmentKind(kind), body)
    for gap in world.get("gaps") or ():
        yield Gap(PROVIDER, gap["surface"], resource_id(gap["scope"]), gap["operation"], "access was denied", gap["operation"])


def _each(world: World, key: str) -> Iterator[tuple[str, Any]]:
    yield from (world.get(key) or {}).items()


def _granted(world: World) -> Iterator[Fact]:
    """Allow policies, and the roles that they name."""
    custom: dict[str, Any] = dict(KNOWN_ROLES)
    for ref, bindings in _each(world, "policies"):
        yield from _policy(resource_id(ref), bindings, custom)
    custom |= dict(_each(world, "roles"))
    for name, permissions in custom.items():
        if name not in (world.get("unread_roles") or ()):
            body = permissions if isinstance(permissions, dict) else {"name": name, "includedPermissions": permissions.split()}
            holder = ROLES if name.startswith("roles/") else HIERARCHY + name.partition("/roles/")[0]
            yield from _attached(holder, AttachmentKind.ROLE, body, name)


def _withheld(world: World) -> Iterator[Fact]:
    """Deny policies, constraints and boundaries."""
    for ref, rules in _each(world, "deny"):
        body = {"displayName": "d", "rules": [{"denyRule": rule} for rule in rules]}
        yield from _attached(resource_id(ref), AttachmentKind.DENY_POLICY, body, "d")
    for ref, constraints in _each(world, "org_policies"):
        for name, spec in constraints.items():
            yield from _attached(resource_id(ref), AttachmentKind.ORG_POLICY, {"name": name, "spec": spec}, name)
    for one in world.get("boundaries") or ():
        yield from _attached(resource_id("organizations/1"), AttachmentKind.BOUNDARY, one, "b")


def _places(world: World) -> Iterator[Fact]:
    organisation, folder = HIERARCHY + "organizations/1", HIERARCHY + "folders/2"
    yield Resource(organisation, PROVIDER, ResourceKind.ORGANIZATION, "shop.example", attributes=pairs({"customer": "C01"}))
    yield Resource(folder, PROVIDER, ResourceKind.FOLDER, "shop", organisation)
    for name, number in NUMBERS.items():
        parent = folder if name == "p" else organisation
        yield Resource(
            f"{HIERARCHY}projects/{name}", PROVIDER, ResourceKind.PROJECT, name, parent, attributes=pairs({"number": number}), modified=AT
        )
    yield Principal("google://customer/C01", "google_workspace", PrincipalKind.DOMAIN, "shop.example")


def _resource(ref: str, said: Mapping[str, Any]) -> Iterator[Fact]:
    kind = next(kind for shape, kind in _SHAPES if re.fullmatch(shape, ref))
    beside = {*_DOCUMENTS, "rows", "objects", "labels", "parent", "name"}
    attributes = {name: str(value) for name, value in said.items() if name not in beside}
    labels = pairs({str(key): str(value) for key, value in (said.get("labels") or {}).items()})
    parent = resource_id(said["parent"]) if "parent" in said else _parent(ref, kind)
    yield Resource(ref, PROVIDER, kind, said.get("name", ref.rpartition("/")[2]), parent, labels=labels, attributes=pairs(attributes))
    for name, (document_kind, key) in _DOCUMENTS.items():
        if name in said:
            yield from _attached(ref, document_kind, {key: said[name]})
    for name, items in (said.get("objects") or {}).items():
        yield from _attached(f"{ref}/{name}", AttachmentKind.OBJECT_ACL, {"items": items})
    for number, row in enumerate(said.get("rows") or ()):
        bindings = [{"role": "roles/bigquery.filteredDataViewer", "members": row["members"]}]
        yield from _attached(ref, AttachmentKind.ROW_ACCESS_POLICY, {"filterPredicate": row["filter"], "bindings": bindings}, f"r{number}")
    if kind is ResourceKind.SERVICE_ACCOUNT:
        yield names.service_account(ref.rpartition("/")[2]).principal(PROVIDER, status=said.get("status", "active"))


def _parent(ref: str, kind: ResourceKind) -> str:
    if kind in (ResourceKind.TABLE, ResourceKind.MANAGED_FOLDER):
        return "/".join(ref.split("/")[: 4 if kind is ResourceKind.TABLE else 3])
    found = re.search(r"(?:/projects/|bigquery://)([^/]+)", ref)
    return f"{HIERARCHY}projects/{found[1] if found else 'p'}"


def _policy(ref: str, bindings: list[Mapping[str, Any]], custom: dict[str, Any]) -> Iterator[Fact]:
    rows = []
    for said in bindings:
        role = said.get("role", f"roles/test{len(custom)}")
        if "can" in said:
            custom[role] = said["can"]
        row: dict[str, Any] = {"role": role, "members": said["members"]}
        if "if" in said:
            row["condition"] = {"expression": said["if"]}
        rows.append(row)
    yield from _attached(ref, AttachmentKind.ALLOW_POLICY, {"version": 3, "bindings": rows})


def _people(world: World) -> Iterator[Fact]:
    for group, told in (world.get("groups") or {}).items():
        yield Principal(f"google://group/{group}", "google_workspace", PrincipalKind.GROUP, group, group)
        for one in told:
            kind = MembershipKind.OWNER if one.startswith("owner:") else MembershipKind.MEMBER
            yield Membership(names.member(one.replace("owner:", "user:")).id, f"google://group/{group}", kind)
    for group in world.get("unread_groups") or ():
        yield Gap("google_workspace", "groups", f"google://group/{group}", "members.list", "access was denied")
    for one in world.get("federated") or ():
        yield names.member(one).principal(PROVIDER)
    for one in world.get("principals") or ():
        yield names.account(one).principal(PROVIDER)


def _attached(holder: str, kind: AttachmentKind, body: object, name: str = "") -> Iterator[Fact]:
    made = document(kind, json.dumps(body, sort_keys=True))
    yield made
    yield Attachment(holder, made.id, kind, name)
