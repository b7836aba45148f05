"""Who acts here other than as a user of the directory: service accounts with their keys, and identities of other systems."""

from collections.abc import Iterator

from providers.gcp.collect.policies import Policies
from providers.gcp.collect.raw import Place, Raw, name
from providers.google_api.names import resource as resource_uri
from providers.google_api.reader import Reader
from providers.parts import streamed
from providers.values import Answer, text

_API = "iam.v1"


def service_accounts(reader: Reader, place: Place, policies: Policies) -> Iterator[Raw]:
    """The service accounts of a project, who can act as them, and the keys that somebody may hold."""
    accounts = reader.items(_API, "projects.serviceAccounts.list", "accounts", none=place.unused, name=f"projects/{place.id}", pageSize=100)
    yield from streamed(reader, accounts, lambda account: _service_account(reader, place, policies, account))


def _service_account(reader: Reader, place: Place, policies: Policies, account: Answer) -> Iterator[Raw]:
    named = f"projects/{place.id}/serviceAccounts/{name(account, 'email')}"
    uri = resource_uri(f"//iam.googleapis.com/{named}")
    alias = resource_uri(f"//iam.googleapis.com/projects/{place.id}/serviceAccounts/{text(account, 'uniqueId')}")
    answers = policies.ask(
        reader,
        place,
        uri,
        _API,
        "projects.serviceAccounts.getIamPolicy",
        alias=alias,
        resource=named,
        options_requestedPolicyVersion=3,
    )
    keys = reader.ask(_API, "projects.serviceAccounts.keys.list", about=uri, name=named, keyTypes=["USER_MANAGED"])
    if keys is not None:
        answers["keys"] = keys
    yield Raw("service-account", place, account, answers)


def workload_pools(reader: Reader, place: Place, _: Policies) -> Iterator[Raw]:
    """Workload identity pools: workloads of other systems (another cloud, a CI service) that sign in without a key."""
    calls = "projects.locations.workloadIdentityPools"
    pools = reader.items(
        _API, f"{calls}.list", "workloadIdentityPools", none=place.unused, parent=f"projects/{place.id}/locations/global", pageSize=100
    )
    yield from streamed(
        reader, pools, lambda pool: _providers(reader, place, f"{calls}.providers.list", "workloadIdentityPoolProviders", pool)
    )


def workforce_pools(reader: Reader, place: Place, _: Policies) -> Iterator[Raw]:
    """Workforce pools of an organisation: staff that signs in through another identity provider."""
    calls = "locations.workforcePools"
    pools = reader.items(_API, f"{calls}.list", "workforcePools", location="locations/global", parent=place.name, pageSize=100)
    yield from streamed(reader, pools, lambda pool: _providers(reader, place, f"{calls}.providers.list", "workforcePoolProviders", pool))


def _providers(reader: Reader, place: Place, method: str, key: str, pool: Answer) -> Iterator[Raw]:
    for provider in reader.items(_API, method, key, parent=name(pool, "name"), pageSize=100):
        yield Raw("pool-provider", place, provider)
