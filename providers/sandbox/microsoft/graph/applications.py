"""Applications, service principals, what they were granted, and what users consented to."""

from collections.abc import Callable, Sequence
from typing import Any

from providers.sandbox.google.objects import Object
from providers.sandbox.microsoft.graph.calls import Call
from providers.sandbox.microsoft.graph.directory import expanding, objects
from providers.sandbox.microsoft.graph.routes import Route


def _owners(name: str) -> Callable[[Call], Any]:
    return lambda call: tuple(objects(call, call.world.owners.get(call.one(getattr(call.world, name))["id"], ())))


def _granted(key: str, name: str) -> Callable[[Call], Sequence[Object]]:
    def give(call: Call) -> Sequence[Object]:
        its = call.one(getattr(call.world, name))["id"]
        return tuple(each for each in call.world.app_roles if each.get(key) == its)

    return give


def _route(template: str, kind: str, give: Callable[[Call], Any], **more: Any) -> Route:
    return Route(template, kind, give, is_directory=True, **more)


APPLICATIONS: tuple[Route, ...] = (
    _route(
        "applications",
        "application",
        lambda call: tuple(call.world.applications.values()),
        filters=frozenset({"id", "appId", "displayName"}),
        expands={"owners": expanding("owners")},
    ),
    _route("applications/{id}", "application", lambda call: call.one(call.world.applications)),
    _route("applications/{id}/owners", "directoryObject", _owners("applications")),
    _route(
        "applications/{id}/federatedIdentityCredentials",
        "federatedIdentityCredential",
        lambda call: call.world.federated_credentials.get(call.one(call.world.applications)["id"], []),
    ),
    _route(
        "servicePrincipals",
        "servicePrincipal",
        lambda call: tuple(call.world.service_principals.values()),
        filters=frozenset({"id", "appId", "displayName", "servicePrincipalType", "appOwnerOrganizationId", "accountEnabled"}),
        expands={"owners": expanding("owners")},
    ),
    _route("servicePrincipals/{id}", "servicePrincipal", lambda call: call.one(call.world.service_principals)),
    _route("servicePrincipals/{id}/owners", "directoryObject", _owners("service_principals")),
    _route("servicePrincipals/{id}/appRoleAssignedTo", "appRoleAssignment", _granted("resourceId", "service_principals")),
    _route("servicePrincipals/{id}/appRoleAssignments", "appRoleAssignment", _granted("principalId", "service_principals")),
    _route("users/{id}/appRoleAssignments", "appRoleAssignment", _granted("principalId", "users")),
    _route("groups/{id}/appRoleAssignments", "appRoleAssignment", _granted("principalId", "groups")),
    _route(
        "oauth2PermissionGrants",
        "oAuth2PermissionGrant",
        lambda call: call.world.consents,
        filters=frozenset({"clientId", "consentType", "principalId", "resourceId", "scope"}),
    ),
)
