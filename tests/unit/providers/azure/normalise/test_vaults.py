"""Key vaults, secrets and keys."""

from typing import Any

from providers.azure.collect.raw import Raw
from tests.unit.providers.azure.samples import PLACE, RG, Made

ARM = f"{RG}/Microsoft.KeyVault/vaults/V"
URI = "azure://subscriptions/00000000-0000-0000-0000-0000000000a1/resourcegroups/rg/providers/microsoft.keyvault/vaults/v"


def body(**properties: Any) -> dict[str, Any]:
    return {"id": ARM, "name": "V", "properties": properties}


def test_access_policies_are_a_document_where_they_decide():
    policy = {"tenantId": "t", "objectId": "o", "permissions": {"secrets": ["get"]}, "else": 1}
    made = Made("key-vault", body(accessPolicies=[policy]))
    assert made.documents == [
        (URI, "access-policies", "", {"accessPolicies": [{"tenantId": "t", "objectId": "o", "permissions": {"secrets": ["get"]}}]})
    ]
    assert made.resource.attribute("rbac_authorization") == "false"


def test_not_where_roles_do():
    made = Made("key-vault", body(enableRbacAuthorization=True, accessPolicies=[{"objectId": "o"}], enabledForTemplateDeployment=True))
    assert made.documents == []
    assert [made.resource.attribute(name) for name in ("rbac_authorization", "deployment")] == ["true", "true"]


def test_policies_of_another_form_are_a_gap_on_the_vault():
    made = Made("key-vault", body(accessPolicies="all"))
    assert made.resource.id == URI
    assert [gap.scope for gap in made.gaps] == [URI]


def test_an_entry_of_another_form_is_kept_for_whoever_reads_the_document():
    assert Made("key-vault", body(accessPolicies=["all"])).documents[0][3] == {"accessPolicies": ["all"]}


def test_secrets_and_keys():
    vault = Raw("key-vault", PLACE, {**body(), "tags": {"a": "vault", "b": "vault"}})
    secret = Made("secret", {"id": f"{ARM}/secrets/Db", "name": "Db", "tags": {"a": "own"}}, {"vault": vault}).resource
    assert (secret.id, secret.kind, secret.parent, secret.labels) == ("vault://v/secrets/db", "secret", URI, (("a", "own"), ("b", "vault")))
    assert Made("vault-key", {"id": f"{ARM}/keys/K", "name": "K"}, {"vault": vault}).resource.id == "vault://v/keys/k"


def test_measures():
    logs = [{"properties": {"logs": [{"categoryGroup": "audit", "enabled": True}]}}]
    assert Made("key-vault", body(enablePurgeProtection=True, networkAcls={"defaultAction": "Deny"}), {"logs": logs}).measures == {
        "access-logging": "true",
        "encryption-at-rest": "true",
        "private-network": "true",
        "purge-protection": "true",
        "soft-delete": "true",
    }
    assert Made("key-vault", body(enableSoftDelete=False)).measures["soft-delete"] == "false"
