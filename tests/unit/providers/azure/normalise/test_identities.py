"""Managed identities, and machines that have some."""

from tests.unit.providers.azure.samples import RG, Made


def test_a_machine_has_identities_of_its_own_and_given_ones():
    identity = {"principalId": "B", "userAssignedIdentities": {"/x": {"principalId": "A"}, "/y": {}}}
    body = {"id": f"{RG}/Microsoft.Compute/virtualMachines/vm", "name": "vm", "identity": identity}
    assert Made("virtual-machine", body).resource.attribute("identities") == "a b"
    assert Made("virtual-machine", {**body, "identity": None}).resource.attribute("identities") == ""


def test_a_managed_identity():
    body = {"id": f"{RG}/Microsoft.ManagedIdentity/userAssignedIdentities/id", "name": "id", "properties": {"principalId": "A"}}
    found = Made("managed-identity", body).resource
    assert (found.kind, found.attribute("identities")) == ("managed-identity", "a")
