"""What boundaries block, by version."""

import pytest

from providers.formula import FALSE, TRUE, Atom
from providers.gcp.evaluate.blocked import blocks, version_of


@pytest.mark.parametrize(
    ("permission", "since"),
    [
        ("storage.objects.get", 1),
        ("storage.objects.create", 2),
        ("bigquery.tables.getData", 2),
        ("bigquery.readsessions.create", 4),
        ("pubsub.topics.get", 1),
        ("pubsub.topics.getIamPolicy", 3),
        ("cloudsql.instances.connect", 3),
        ("secretmanager.versions.access", 4),
        ("cloudkms.cryptoKeyVersions.useToDecrypt", 3),
        ("cloudkms.cryptoKeys.get", 4),
        ("resourcemanager.projects.setIamPolicy", 2),
        ("resourcemanager.projects.createPolicyBinding", 5),
        ("iam.serviceAccounts.getAccessToken", 3),
        ("iam.serviceAccounts.listTagBindings", 5),
        ("cloudkms.locations.get", 5),
        ("iap.tunnelInstances.accessViaIAP", 2),
    ],
)
def test_a_version_blocks_what_those_before_it_do(permission: str, since: int):
    assert [blocks(permission, str(version)) for version in range(1, 5)] == [TRUE if version >= since else FALSE for version in range(1, 5)]


def test_services_that_are_not_listed_are_undecided():
    assert isinstance(blocks("dataflow.jobs.get", "3"), Atom)


def test_versions():
    assert (version_of(""), version_of("latest"), version_of("4"), version_of("9"), version_of("x")) == (4, 4, 4, None, None)
    assert blocks("storage.objects.get", "9") is TRUE
    assert isinstance(blocks("cloudkms.locations.get", "9"), Atom)
