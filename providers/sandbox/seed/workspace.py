"""The sample company's Workspace as Google's own objects: users, groups, administrators, mailboxes. Drive is in `drive`."""

from collections.abc import Iterable, Mapping
from typing import Any

from providers.sandbox.google.world import Object, World
from providers.sandbox.seed.numbers import number

CREATED = "2021-03-01T08:00:00.000Z"
_SERVICES = {"": "00haapch16h1ysv", "drive": "03dy6vkm2sk0pzo"}  # the same in every tenant ("REST Resource: privileges")
SEEN = "2026-10-14T08:00:00.000Z"


def make_workspace(said: Mapping[str, Any], world: World) -> None:
    """Fills the world with everything but Drive."""
    domain = said["domain"]
    world.customer = {"kind": "admin#directory#customer", "id": said["customer"], "customerDomain": domain}
    world.domains = [{"kind": "admin#directory#domain", "domainName": domain, "isPrimary": True, "verified": True}]
    world.org_units = []
    for name, about in said["users"].items():
        address = at(name, domain)
        world.users[address] = _user(address, about, said["customer"])
    for name, about in said["groups"].items():
        _make_group(name, about, said, world)
    for name, about in said["admin_roles"].items():
        _make_role(name, about, domain, world)
    for name, about in said["mailboxes"].items():
        _make_mailbox(at(name, domain), about, domain, world)


def at(name: str, domain: str) -> str:
    """An address; a bare name is one of the shop's own."""
    return name if "@" in name else f"{name}@{domain}"


def _user(address: str, about: Mapping[str, Any], customer: str) -> Object:
    name = address.partition("@")[0]
    return {
        "kind": "admin#directory#user",
        "id": number(address),
        "primaryEmail": address,
        "name": {"givenName": name, "familyName": "-", "fullName": name},
        "customerId": customer,
        "orgUnitPath": "/",
        "isAdmin": about.get("admin", False),
        "isDelegatedAdmin": False,
        "isEnrolledIn2Sv": about["mfa"],
        "isEnforcedIn2Sv": about["mfa"],
        "isMailboxSetup": True,
        "suspended": about.get("suspended", False),
        "archived": False,
        "creationTime": CREATED,
        "lastLoginTime": SEEN,
        "agreedToTerms": True,
    }


def _make_group(name: str, about: Mapping[str, Any], said: Mapping[str, Any], world: World) -> None:
    domain, address = said["domain"], at(name, said["domain"])
    world.groups[address] = {
        "kind": "admin#directory#group",
        "id": number(address),
        "email": address,
        "name": name,
        "description": "",
        "adminCreated": True,
        "directMembersCount": str(len(about["members"])),
    }
    managers = about.get("managers", ())
    groups = {at(each, domain) for each in said["groups"]}
    world.members[address] = [_member(at(each, domain), each in managers, groups) for each in about["members"]]
    world.group_settings[address] = {
        "kind": "groupsSettings#groups",
        "email": address,
        "name": name,
        "whoCanJoin": "INVITED_CAN_JOIN",
        "whoCanViewMembership": "ALL_MANAGERS_CAN_VIEW",
        "whoCanModifyMembers": "OWNERS_AND_MANAGERS",
        "allowExternalMembers": "true" if any(not each["email"].endswith(domain) for each in world.members[address]) else "false",
    }


def _member(address: str, manages: bool, groups: Iterable[str]) -> Object:
    return {
        "kind": "admin#directory#member",
        "id": number(address),
        "email": address,
        "role": "MANAGER" if manages else "MEMBER",
        "type": "GROUP" if address in groups else "USER",
        "status": "ACTIVE",
    }


def _make_role(name: str, about: Mapping[str, Any], domain: str, world: World) -> None:
    role = number(f"role {name}")[:16]
    world.roles.append(
        {
            "kind": "admin#directory#role",
            "roleId": role,
            "roleName": name,
            "roleDescription": "",
            "isSystemRole": False,
            "isSuperAdminRole": False,
            "rolePrivileges": [_privilege(each) for each in about["privileges"]],
        }
    )
    for holder in about["held_by"]:
        address = at(holder, domain)
        if address in world.users:
            world.users[address]["isDelegatedAdmin"] = True
        world.role_assignments.append(
            {
                "kind": "admin#directory#roleAssignment",
                "roleAssignmentId": number(f"{name} {holder}")[:16],
                "roleId": role,
                "assignedTo": number(address),
                "assigneeType": "user",
                "scopeType": "CUSTOMER",
            }
        )


def _privilege(said: str) -> Object:
    """`GROUPS_ALL` of the Directory API, or another service's, as `drive:APP_ADMIN`."""
    service, _, name = said.rpartition(":")
    return {"privilegeName": name, "serviceId": _SERVICES[service]}


def _make_mailbox(address: str, about: Mapping[str, Any], domain: str, world: World) -> None:
    delegates = [{"delegateEmail": at(each, domain), "verificationStatus": "accepted"} for each in about.get("delegates", ())]
    world.delegates[address] = list(delegates)
    if to := about.get("forwards_to"):
        world.forwarding_addresses[address] = [{"forwardingEmail": to, "verificationStatus": "accepted"}]
        world.auto_forwarding[address] = {"enabled": True, "emailAddress": to, "disposition": "leaveInInbox"}
