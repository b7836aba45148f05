import pytest

from tests.unit.providers.sandbox.microsoft.worlds import P01


@pytest.mark.parametrize("path", ["identity/conditionalAccess/policies", "reports/authenticationMethods/userRegistrationDetails"])
def test_what_needs_a_licence(server, client, path):
    assert client.value(path)[0] == []
    server.world.licences = set()
    assert client.refusal(path) == (403, "Authentication_RequestFromNonPremiumTenantOrB2CTenant")


def test_policies_are_held_against_the_schema(server, client):
    server.world.access_policies = [
        {"id": "c", "displayName": "MFA", "state": "enabled", "grantControls": {"operator": "OR", "builtInControls": ["mfa"]}}
    ]
    assert client.value("identity/conditionalAccess/policies?$filter=state eq 'enabled'")[0][0]["id"] == "c"
    server.world.access_policies[0]["state"] = "on"
    assert client.refusal("identity/conditionalAccess/policies") == (500, "sandboxProblem")
    assert "'on' is none of enabled" in server.problems.pop()


def test_what_every_tenant_has(server, client):
    assert client.get("policies/identitySecurityDefaultsEnforcementPolicy")[1]["isEnabled"] is False
    assert client.get("policies/authorizationPolicy")[1]["allowInvitesFrom"] == "everyone"
    server.world.security_defaults = {"id": "x", "isEnabled": True}
    assert client.get("policies/identitySecurityDefaultsEnforcementPolicy")[1]["isEnabled"] is True
    assert client.value("organization")[0][0]["id"] == server.world.tenant
    assert client.value("domains")[0][0]["id"] == "sample.example"


def test_registrations(server, client):
    server.world.registrations = [{"id": P01, "userPrincipalName": "p01@sample.example", "isMfaRegistered": True}]
    assert client.value("reports/authenticationMethods/userRegistrationDetails?$filter=isMfaRegistered eq true")[0][0]["id"] == P01
