"""The sample company's directory as Graph's own objects: users, groups, roles, applications, and the policy that demands a second factor."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any
from uuid import NAMESPACE_URL, uuid5

from providers.sandbox.microsoft.world import Object, World

CREATED = "2021-03-01T08:00:00Z"
GRAPH = "00000003-0000-0000-c000-000000000000"
ROLES = {"Global Administrator": "62e90394-69f5-4237-9190-012177145e10"}  # "Microsoft Entra built-in roles"


def guid(kind: str, name: str) -> str:
    """The id of something, the same every night."""
    return str(uuid5(NAMESPACE_URL, f"https://groenewinkel.example/{kind}/{name}"))


def at(name: str, domain: str) -> str:
    """An address; a bare name is one of the shop's own."""
    return name if "@" in name else f"{name}@{domain}"


def principal(said: Mapping[str, Any], name: str) -> tuple[str, str]:
    """What a bare name stands for: `user` or `group`, and its id."""
    kind = "group" if name in said["groups"] else "user"
    return kind, guid(kind, name)


@dataclass(frozen=True, slots=True)
class Auditor:
    """The application that reads: its client id, and what it was granted of Graph."""

    client: str
    granted: frozenset[str]


def make_entra(said: Mapping[str, Any], world: World, auditor: Auditor) -> None:
    """Fills the world's directory."""
    domain = world.domain = said["domain"]
    for name, about in said["users"].items():
        world.users[guid("user", name)] = _user(name, about, domain)
        world.registrations.append(_registration(name, about, domain))
    world.sponsors.update(
        {
            guid("user", name): [guid("user", one) for one in about["sponsors"]]
            for name, about in said["users"].items()
            if "sponsors" in about
        }
    )
    for name, about in said["groups"].items():
        number = guid("group", name)
        world.groups[number] = _group(name, about, domain)
        world.members[number] = [principal(said, member)[1] for member in about["members"]]
    _make_roles(said, world)
    _make_applications(said, world, auditor)
    world.access_policies.append(_demands_mfa())


def _user(name: str, about: Mapping[str, Any], domain: str) -> Object:
    address, guest = at(name, domain), about.get("guest", False)
    upn = f"{address.replace('@', '_')}#EXT#@{domain}" if guest else address
    return {
        "id": guid("user", name),
        "displayName": name,
        "userPrincipalName": upn,
        "mail": address,
        "proxyAddresses": [f"SMTP:{address}"],
        "userType": "Guest" if guest else "Member",
        "accountEnabled": not about.get("disabled", False),
        "createdDateTime": CREATED,
    }


def _registration(name: str, about: Mapping[str, Any], domain: str) -> Object:
    return {
        "id": guid("user", name),
        "userPrincipalName": at(name, domain),
        "userDisplayName": name,
        "userType": "guest" if about.get("guest") else "member",
        "isMfaRegistered": about["mfa"],
        "isMfaCapable": about["mfa"],
        "methodsRegistered": ["microsoftAuthenticatorPush"] if about["mfa"] else [],
    }


def _group(name: str, about: Mapping[str, Any], domain: str) -> Object:
    mail = about.get("mail", False)
    return {
        "id": guid("group", name),
        "displayName": name,
        "mail": at(name, domain) if mail else None,
        "mailEnabled": mail,
        "mailNickname": name,
        "securityEnabled": True,
        "groupTypes": ["Unified"] if about.get("hidden") else [],
        "visibility": "HiddenMembership" if about.get("hidden") else None,
        "isAssignableToRole": about.get("role_assignable", False),
        "createdDateTime": CREATED,
    }


def _make_roles(said: Mapping[str, Any], world: World) -> None:
    for name, about in said["directory_roles"].items():
        number = ROLES[name]
        world.role_definitions[number] = {"id": number, "templateId": number, "displayName": name, "isBuiltIn": True, "isEnabled": True}
        for who in about.get("active", ()):
            held = {
                "id": guid("role", f"{name}/{who}"),
                "principalId": principal(said, who)[1],
                "roleDefinitionId": number,
                "directoryScopeId": "/",
            }
            world.role_assignments.append(held)
        for who in about.get("eligible", ()):
            held = {"id": guid("eligible", f"{name}/{who}"), "principalId": principal(said, who)[1], "roleDefinitionId": number}
            world.role_eligibility.append({**held, "directoryScopeId": "/", "memberType": "Direct", "status": "Provisioned"})


def _make_applications(said: Mapping[str, Any], world: World, auditor: Auditor) -> None:
    graph = guid("service", "Microsoft Graph")
    values = sorted(auditor.granted.union(*(about.get("permissions", ()) for about in said["applications"].values())))
    roles = [{"id": guid("app-role", value), "value": value, "allowedMemberTypes": ["Application"], "isEnabled": True} for value in values]
    world.service_principals[graph] = _service(graph, GRAPH, "Microsoft Graph") | {"appRoles": roles}
    for name, about in said["applications"].items():
        audits = about.get("audit", False)
        number, client = guid("service", name), auditor.client if audits else guid("client", name)
        world.service_principals[number] = _service(number, client, name)
        registration = guid("application", name)
        world.applications[registration] = {"id": registration, "appId": client, "displayName": name, "createdDateTime": CREATED}
        if until := about.get("secret_until"):
            secret = {"keyId": guid("secret", name), "displayName": name, "startDateTime": "2025-06-30T00:00:00Z", "endDateTime": until}
            world.applications[registration]["passwordCredentials"] = [secret]
        world.owners[registration] = [guid("user", owner) for owner in about.get("owners", ())]
        for value in sorted(auditor.granted) if audits else about.get("permissions", ()):
            given = {"principalId": number, "principalType": "ServicePrincipal", "principalDisplayName": name, "resourceId": graph}
            named = {"appRoleId": guid("app-role", value), "resourceDisplayName": "Microsoft Graph"}
            world.app_roles.append({"id": guid("given", f"{name}/{value}"), **named, **given})


def _service(number: str, client: str, name: str) -> Object:
    return {"id": number, "appId": client, "displayName": name, "accountEnabled": True, "servicePrincipalType": "Application"}


def _demands_mfa() -> Object:
    return {
        "id": guid("policy", "mfa"),
        "displayName": "MFA for everybody",
        "state": "enabled",
        "createdDateTime": CREATED,
        "conditions": {"clientAppTypes": ["all"], "users": {"includeUsers": ["All"]}, "applications": {"includeApplications": ["All"]}},
        "grantControls": {"operator": "OR", "builtInControls": ["mfa"]},
    }
