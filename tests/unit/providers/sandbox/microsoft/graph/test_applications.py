from tests.unit.providers.sandbox.microsoft.worlds import APP, HR, P02, SERVICE, guid, ids


def test_owners_and_what_was_granted(server, client):
    server.world.app_roles = [
        {"id": "r1", "resourceId": SERVICE, "principalId": P02, "principalType": "User", "appRoleId": guid(0)},
        {"id": "r2", "resourceId": guid(99), "principalId": SERVICE, "principalType": "ServicePrincipal", "appRoleId": guid(5)},
        {"id": "r3", "resourceId": SERVICE, "principalId": HR, "principalType": "Group", "appRoleId": guid(0)},
    ]
    assert ids(client.value(f"applications/{APP}/owners")[0]) == [P02]
    assert client.value(f"servicePrincipals/{SERVICE}/owners")[0] == []
    assert ids(client.value(f"servicePrincipals/{SERVICE}/appRoleAssignedTo")[0]) == ["r1", "r3"]
    assert ids(client.value(f"servicePrincipals/{SERVICE}/appRoleAssignments")[0]) == ["r2"]
    assert ids(client.value(f"users/{P02}/appRoleAssignments")[0]) == ["r1"]
    assert ids(client.value(f"groups/{HR}/appRoleAssignments")[0]) == ["r3"]
    assert ids(client.value("applications?$expand=owners($select=id)")[0][0]["owners"]) == [P02]


def test_by_the_application_id(client):
    assert ids(client.value(f"servicePrincipals?$filter=appId eq '{guid(23)}'&$select=id,appId")[0]) == [SERVICE]


def test_consents_and_federations(server, client):
    server.world.consents = [{"id": "c", "clientId": SERVICE, "consentType": "AllPrincipals", "resourceId": guid(99), "scope": "Mail.Read"}]
    server.world.federated_credentials = {
        APP: [{"id": "f", "name": "ci", "issuer": "https://ci.example", "subject": "repo", "audiences": []}]
    }
    assert ids(client.value("oauth2PermissionGrants?$filter=consentType eq 'AllPrincipals'")[0]) == ["c"]
    assert client.value("oauth2PermissionGrants?$filter=consentType eq 'Principal'")[0] == []
    assert ids(client.value(f"applications/{APP}/federatedIdentityCredentials")[0]) == ["f"]
    assert client.refusal("applications/none/federatedIdentityCredentials")[0] == 404
