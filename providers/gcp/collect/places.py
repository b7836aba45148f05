"""What holds in an organisation, folder or project as a whole: its allow policy, deny policies and organisation policies."""

from collections.abc import Iterator
from urllib.parse import quote

from providers.gcp.collect.listing import described
from providers.gcp.collect.policies import VERSION_3, Policies
from providers.gcp.collect.raw import Place, Raw, name
from providers.google_api.reader import Reader
from providers.parts import streamed

CONSTRAINTS = (
    "storage.publicAccessPrevention",
    "iam.disableServiceAccountKeyCreation",
    "iam.managed.disableServiceAccountKeyCreation",
    "iam.disableServiceAccountKeyUpload",
    "iam.managed.disableServiceAccountKeyUpload",
    "iam.disableCrossProjectServiceAccountUsage",
)  # those that bear on who reaches data (page "Organization policy constraints")


def collect(reader: Reader, place: Place, policies: Policies) -> Iterator[Raw]:
    """The place itself, and its allow policy: from its own API, which tells of audit logs too."""
    told = (
        reader.ask("cloudresourcemanager.v3", f"{place.kind}.getIamPolicy", resource=place.name, body=VERSION_3) if place.is_open else None
    )
    policy = policies.known(place.uri) if told is None else told
    policies.drop(place.uri)
    yield Raw("place", place, place.body, {} if policy is None else {"policy": policy})


def deny_policies(reader: Reader, place: Place, _: Policies) -> Iterator[Raw]:
    """The deny policies that are attached here; a list gives them without their rules (page "Deny access to resources")."""
    point = quote(f"cloudresourcemanager.googleapis.com/{place.name}", safe=".")
    found = reader.items("iam.v2", "policies.listPolicies", "policies", parent=f"policies/{point}/denypolicies", pageSize=1000)
    yield from streamed(reader, found, lambda policy: _deny_policy(reader, place, name(policy, "name")))


def _deny_policy(reader: Reader, place: Place, named: str) -> Iterator[Raw]:
    whole = described(reader, reader.ask("iam.v2", "policies.get", name=named), "iam.v2:policies.get")
    if whole:
        yield Raw("deny-policy", place, {**whole, "name": named})


def org_policies(reader: Reader, place: Place, _: Policies) -> Iterator[Raw]:
    """What the organisation policies come to in a project: inherited, merged and evaluated by Google itself."""
    for constraint in CONSTRAINTS:
        named = f"projects/{place.id}/policies/{constraint}"
        policy = reader.ask("orgpolicy.v2", "projects.policies.getEffectivePolicy", name=named, none=("404", *place.unused))
        if policy is None:
            return  # what refuses one refuses all: one gap says it
        if policy:
            yield Raw("org-policy", place, policy, {"constraint": {"name": constraint}})
