"""Conditional Access, other policies of the tenant, reports, audit log, labels."""

from collections.abc import Sequence

from providers.sandbox.google.objects import Object
from providers.sandbox.microsoft.graph.calls import Call
from providers.sandbox.microsoft.graph.directory import demand_licence
from providers.sandbox.microsoft.graph.routes import Route

_POLICY = {"id": "authorizationPolicy", "allowInvitesFrom": "everyone", "displayName": "Authorization Policy"}
_DEFAULTS = {"id": "00000000-0000-0000-0000-000000000005", "displayName": "Security Defaults", "isEnabled": False}


def _registrations(call: Call) -> Sequence[Object]:
    demand_licence(call.world, "P1")
    return call.world.registrations


def _conditional(call: Call) -> Sequence[Object]:
    demand_licence(call.world, "P1")
    return call.world.access_policies


POLICIES: tuple[Route, ...] = (
    Route(
        "identity/conditionalAccess/policies", "conditionalAccessPolicy", _conditional, filters=frozenset({"id", "displayName", "state"})
    ),
    Route("identity/conditionalAccess/namedLocations", "namedLocation", lambda call: call.world.named_locations),
    Route("policies/authorizationPolicy", "authorizationPolicy", lambda call: call.world.authorization_policy or _POLICY),
    Route(
        "policies/identitySecurityDefaultsEnforcementPolicy",
        "identitySecurityDefaultsEnforcementPolicy",
        lambda call: call.world.security_defaults or _DEFAULTS,
    ),
    Route(
        "reports/authenticationMethods/userRegistrationDetails",
        "userRegistrationDetails",
        _registrations,
        filters=frozenset({"id", "userPrincipalName", "isMfaRegistered", "isMfaCapable", "isAdmin", "userType"}),
    ),
    Route(
        "auditLogs/directoryAudits",
        "directoryAudit",
        lambda call: call.world.audits,
        filters=frozenset({"activityDateTime", "category", "activityDisplayName", "loggedByService", "initiatedBy", "targetResources"}),
    ),
    *(
        Route(f"security/{room}/sensitivityLabels", "sensitivityLabel", lambda call: call.world.labels)
        for room in ("dataSecurityAndGovernance", "informationProtection")
    ),
)
