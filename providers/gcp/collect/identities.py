"""Who acts here other than as a user of the directory: service accounts with their keys, and identities of other systems."""

from collections.abc import Iterator

from providers.gcp.collect.policies import Policies
from providers.gcp.collect.raw import Place, Raw
from providers.google_api.names import resource as resource_uri
from providers.google_api.reader import Reader

_API = "iam.v1"


def service_accounts(reader: Reader, place: Place, policies: Policies) -> Iterator[Raw]:
    """The service accounts of a project, who can act as them, and the keys that somebody may hold."""
    for account in reader.items(
        _API, "projects.serviceAccounts.list", "accounts", none=place.unused, name=f"projects/{place.id}", pageSize=100
    ):
        name = f"projects/{place.id}/serviceAccounts/{account['email']}"
        uri = resource_uri(f"//iam.googleapis.com/{name}")
        alias = resource_uri(f"//iam.googleapis.com/projects/{place.id}/serviceAccounts/{account.get('uniqueId', '')}")
        answers = policies.ask(
            reader,
            place,
            uri,
            _API,
            "projects.serviceAccounts.getIamPolicy",
            alias=alias,
            resource=name,
            options_requestedPolicyVersion=3,
        )
        keys = reader.ask(_API, "projects.serviceAccounts.keys.list", about=uri, name=name, keyTypes=["USER_MANAGED"])
        if keys is not None:
            answers["keys"] = keys
        yield Raw("service-account", place, account, answers)


def workload_pools(reader: Reader, place: Place, _: Policies) -> Iterator[Raw]:
    """Workload identity pools: workloads of other systems (another cloud, a CI service) that sign in without a key."""
    calls = "projects.locations.workloadIdentityPools"
    pools = reader.items(
        _API, f"{calls}.list", "workloadIdentityPools", none=place.unused, parent=f"projects/{place.id}/locations/global", pageSize=100
    )
    for pool in pools:
        for provider in reader.items(_API, f"{calls}.providers.list", "workloadIdentityPoolProviders", parent=pool["name"], pageSize=100):
            yield Raw("pool-provider", place, provider)


def workforce_pools(reader: Reader, place: Place, _: Policies) -> Iterator[Raw]:
    """Workforce pools of an organisation: staff that signs in through another identity provider."""
    calls = "locations.workforcePools"
    for pool in reader.items(_API, f"{calls}.list", "workforcePools", location="locations/global", parent=place.name, pageSize=100):
        for provider in reader.items(_API, f"{calls}.providers.list", "workforcePoolProviders", parent=pool["name"], pageSize=100):
            yield Raw("pool-provider", place, provider)
