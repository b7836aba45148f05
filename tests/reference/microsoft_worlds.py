"""Small random worlds of Microsoft as a whole: a tenant, its files and mail, and subscriptions, whose stores are always the same, and whose grants never are.

The policy has an asset on each store, so that one policy goes with every world.
"""

from random import Random
from typing import Any

from policies.language import Policy
from policies.load import load_text
from providers.sandbox.microsoft import edits
from providers.sandbox.microsoft.world import TENANT
from tests.reference.microsoft_cloud import cloud
from tests.unit.providers.microsoft365.files import changes
from tests.unit.providers.microsoft365.files.worlds import Office, number, person, team
from tests.unit.providers.microsoft365.tenant import GRAPH, MFA_FOR_ALL, app_row, assignment, role_row, schedule, user_row

Row = dict[str, Any]
SITES = "https://sample.sharepoint.example/sites"
PEOPLE = tuple(f"p0{each}" for each in range(1, 6))
INFO, ROBOT, MACHINE, API, UNIT = (number(4, each) for each in range(1, 6))
REGISTRATION, GUEST = number(4, 6), number(4, 7)
GROUPS = ("g01", "g02", "g03", "g04")  # the first is a team, the last may hide who is in it
HELPDESK, GROUPS_ADMINISTRATOR = "729827e3-9c14-49f7-bb1b-9608f156bbb8", "fdd7a751-b60b-444a-984c-02652fe8fa1c"
GLOBAL, SHAREPOINT = "62e90394-69f5-4237-9190-012177145e10", "f28a1f50-f6e7-4571-818b-6a12f2af6b6c"
EXCHANGE, APPLICATIONS = "29232cdf-9323-42fd-ade2-1d097af3e4de", "9b895d92-2cd3-44c7-9d02-a6ac2d5ea5c3"
ROLES = (GLOBAL, HELPDESK, GROUPS_ADMINISTRATOR, SHAREPOINT, EXCHANGE, APPLICATIONS)
_PERMISSIONS = ("Mail.Read", "Calendars.Read", "Files.Read.All", "Sites.Read.All", "GroupMember.ReadWrite.All", "ChannelMessage.Read.All")

STORES = {  # asset -> place
    "site": f"{{system: microsoft, kind: sharepoint-site, ref: '{SITES}/hr'}}",
    "library": f"{{system: microsoft, kind: sharepoint-library, ref: '{SITES}/hr/lib1'}}",
    "other-library": "{system: microsoft, kind: sharepoint-library, ref: 'sharepoint://lib2'}",
    "folder": f"{{system: microsoft, kind: folder, ref: '{SITES}/hr/lib1/F1'}}",
    "file": "{system: microsoft, kind: file, ref: 'sharepoint://lib2/X1'}",
    "onedrive": "{system: microsoft, kind: onedrive, ref: p02@sample.example}",
    "mailbox": "{system: microsoft, kind: mailbox, ref: info@sample.example}",
    "own-mailbox": "{system: microsoft, kind: mailbox, ref: p05@sample.example}",
    "team-mailbox": "{system: microsoft, kind: mailbox, ref: g01@sample.example}",
    "calendar": "{system: microsoft, kind: calendar, ref: p04@sample.example}",
    "team": f"{{system: microsoft, kind: team, ref: {team('g01')}}}",
    "channel": f"{{system: microsoft, kind: channel, ref: '{team('g01')}/private'}}",
    "container": "{system: microsoft, kind: blob-container, ref: 'blob://one/orders'}",
    "folder-of-container": "{system: microsoft, kind: blob-container, ref: 'blob://one/web/a/'}",
    "containers": "{system: microsoft, kind: blob-container, ref: 'blob://two/*'}",
    "tagged": "{system: microsoft, kind: storage-account, tags: {data: personal}}",
    "share": "{system: microsoft, kind: file-share, ref: 'azfile://two/team'}",
    "queue": "{system: microsoft, kind: queue, ref: 'azqueue://one/jobs'}",
    "secret": "{system: microsoft, kind: secret, ref: 'vault://v/secrets/db'}",
    "old-secret": "{system: microsoft, kind: secret, ref: 'vault://w/secrets/db'}",
    "database": "{system: microsoft, kind: sql-database, ref: 'azsql://s/orders'}",
    "cosmos": "{system: microsoft, kind: cosmos-container, ref: 'cosmos://c/Shop/Orders'}",
}


def policy() -> Policy:
    """An asset on each store; people by their addresses."""
    people = "\n".join(f"  {name}: {{email: {name}@sample.example}}" for name in (*PEOPLE, "info"))
    assets = "\n".join(f"  {name}: {{label: {name}, owner: p01, where: [{where}], categories: [post]}}" for name, where in STORES.items())
    text = "version: 1\nhouse_rules: {profile: starter}\norganisation: {id: shop, name: Shop, domains: [sample.example]}\n"
    return load_text({"policy.yaml": f"{text}people:\n{people}\ncategories: {{post: {{label: post}}}}\nassets:\n{assets}\n"})


def some(dice: Random, choices: Any, most: int, least: int = 0) -> list[Any]:
    """A few of the choices, each once."""
    return dice.sample(choices, dice.randint(least, min(most, len(choices))))


def world(dice: Random) -> Office:
    """One of the worlds: files of an office, with all else around them."""
    made = changes.office(dice)
    for part in (_files, _people, _teams, _services, _admins, _channels, _mail):
        part(made, dice)
    cloud(made.world, dice)
    return made


def act(made: Office, dice: Random) -> None:
    """Something happens between two nights."""
    if dice.randrange(2):
        changes.act(made, dice)
        return
    group, who = team(dice.choice(GROUPS)), person(dice.choice(PEOPLE))
    owner = bool(dice.randrange(2))
    held = (made.world.owners if owner else made.world.members).get(group, ())
    (edits.leave if who in held else edits.join)(made.world, group, who, owner=owner)


def _files(made: Office, dice: Random) -> None:
    made.item("F1", "lib1", "", *(changes.permissions(dice) if dice.randrange(2) else ()), folder=True)
    made.item("F1a", "lib1", "F1", *(changes.permissions(dice) if dice.randrange(2) else ()))
    made.item("X1", "lib2", "", *(changes.permissions(dice) if dice.randrange(2) else ()))


def _people(made: Office, _: Random) -> None:
    made.world.users[INFO] = user_row(INFO, "info", accountEnabled=False)
    made.world.users[GUEST] = user_row(
        GUEST, "x", userType="Guest", mail="x@other.example", userPrincipalName="x_other.example#EXT#@sample.example"
    )
    made.world.registrations = [{"id": person(each), "isMfaRegistered": True} for each in PEOPLE[:3]]
    made.world.access_policies = [MFA_FOR_ALL]


def _teams(made: Office, dice: Random) -> None:
    """Groups in groups, and groups that anybody may join."""
    for name in GROUPS:
        its = team(name)
        row: Row = {"id": its, "displayName": name, "securityEnabled": name != "g01", "groupTypes": ["Unified"] if name == "g01" else []}
        if name == "g01":
            row |= {"mail": "g01@sample.example", "mailEnabled": True, "visibility": dice.choice(("Private", "Private", "Public"))}
        if name == "g02":
            row["isAssignableToRole"] = True
        if name == "g04" and not dice.randrange(3):
            row |= {"visibility": "HiddenMembership", "groupTypes": ["Unified"]}
        made.world.groups[its] = row
        others = [team(each) for each in GROUPS if each != name]
        made.world.members[its] = [
            *map(person, some(dice, PEOPLE, 2)),
            *some(dice, [*others, INFO, GUEST], 1),
            *([ROBOT] if not dice.randrange(6) else []),
        ]
        made.world.owners[its] = list(map(person, some(dice, PEOPLE, 1)))
    made.world.administrative_units[UNIT] = {"id": UNIT, "displayName": "shop floor"}
    made.world.members[UNIT] = [*map(person, some(dice, PEOPLE, 2)), *map(team, some(dice, GROUPS, 1))]


def _services(made: Office, dice: Random) -> None:
    """Two applications and the API that they may use."""
    world = made.world
    roles = [
        {"id": number(5, place), "value": value, "displayName": value, "isEnabled": True, "allowedMemberTypes": ["Application"]}
        for place, value in enumerate(_PERMISSIONS, 1)
    ]
    world.applications[REGISTRATION] = {"id": REGISTRATION, "appId": number(6, 1), "displayName": "robot"}
    world.service_principals = {
        ROBOT: app_row(ROBOT, number(6, 1), "robot", appOwnerOrganizationId=TENANT),
        MACHINE: app_row(MACHINE, number(6, 2), "machine", servicePrincipalType="ManagedIdentity", appOwnerOrganizationId=TENANT),
        API: app_row(API, GRAPH, "Microsoft Graph", appOwnerOrganizationId="f8cdef31-a31e-4b4a-93e4-5f571e91255a", appRoles=roles),
    }
    for service in (ROBOT, MACHINE, REGISTRATION):
        world.owners[service] = list(map(person, some(dice, PEOPLE, 1)))
    world.app_roles = [
        {"id": f"r{place}", "appRoleId": role["id"], "principalId": who, "principalType": "ServicePrincipal", "resourceId": API}
        for place, (who, role) in enumerate((who, role) for who in (ROBOT, MACHINE) for role in some(dice, roles, 2))
    ]
    scopes = dice.choice(("Mail.Read", "Files.Read.All", "Calendars.Read User.Read", "Group.ReadWrite.All"))
    everybody = {"id": "c1", "clientId": ROBOT, "consentType": "AllPrincipals", "principalId": None, "resourceId": API, "scope": scopes}
    one = everybody | {"id": "c2", "consentType": "Principal", "principalId": person(dice.choice(PEOPLE))}
    world.consents = some(dice, [everybody, one], 2)
    if dice.randrange(2):
        told = {"id": number(6, 9), "name": "ci", "issuer": "https://ci.sample.example", "subject": "repo:sample/shop"}
        world.federated_credentials[REGISTRATION] = [told | {"audiences": ["api://AzureADTokenExchange"]}]


def _admins(made: Office, dice: Random) -> None:
    world = made.world
    world.role_definitions = {each: role_row(each, each[:4]) for each in ROLES}
    holders = [*map(person, PEOPLE), team("g02"), ROBOT]
    scopes = ("/", "/", f"/administrativeUnits/{UNIT}")
    given = [(dice.choice(holders), role) for role in some(dice, ROLES, 3, 1)]
    world.role_assignments = [
        assignment(f"a{place}", who, role, dice.choice(scopes) if role in (HELPDESK, GROUPS_ADMINISTRATOR) else "/")
        for place, (who, role) in enumerate(given)
    ]
    world.role_eligibility = [
        assignment(f"e{place}", dice.choice(holders[:5]), role) | schedule(f"e{place}") for place, role in enumerate(some(dice, ROLES, 2))
    ]
    if not dice.randrange(2):
        told = {
            "id": "pg1",
            "accessId": dice.choice(("member", "owner")),
            "groupId": team("g02"),
            "principalId": person(dice.choice(PEOPLE)),
        }
        world.group_eligibility = [told | schedule("pg1") | {"memberType": "direct"}]


def _channels(made: Office, dice: Random) -> None:
    its = team("g01")
    made.world.teams[its] = {"id": its, "displayName": "g01", "visibility": "private"}
    made.world.channels[its] = [
        {"id": "general", "displayName": "General", "membershipType": "standard"},
        {"id": "private", "displayName": "private", "membershipType": dice.choice(("private", "shared"))},
    ]
    made.world.channel_members[f"{its}/private"] = [
        {"@odata.type": "#microsoft.graph.aadUserConversationMember", "id": each, "roles": dice.choice(([], ["owner"]))}
        | {"userId": person(each), "email": f"{each}@sample.example", "displayName": each, "tenantId": TENANT}
        for each in some(dice, PEOPLE, 3, 1)
    ]


def _mail(made: Office, dice: Random) -> None:
    """A mailbox for each, and info@, which is shared."""
    world, names = made.world, (*PEOPLE, "info")
    world.exchange["Get-Mailbox"] = [_box(each, dice) for each in names]
    world.exchange["Get-Recipient"] = [
        {"Name": each, "RecipientTypeDetails": "MailUniversalSecurityGroup", "ExternalDirectoryObjectId": team(each)} for each in GROUPS
    ]
    world.exchange["Get-MailboxPermission"] = [
        {"Identity": box, "User": who, "AccessRights": ["FullAccess"], "Deny": False, "IsInherited": False}
        for box in names
        for who in some(dice, (*(f"{each}@sample.example" for each in PEOPLE), "g02", "g03"), 2)
    ]
    world.exchange["Get-RecipientPermission"] = [
        {
            "Identity": box,
            "Trustee": f"{who}@sample.example",
            "AccessRights": ["SendAs"],
            "AccessControlType": "Allow",
            "IsInherited": False,
        }
        for box in names
        for who in some(dice, PEOPLE, 1)
    ]
    folders = (("Root", "/Top of Information Store"), ("Inbox", "/Inbox"), ("Calendar", "/Calendar"))
    world.exchange["Get-MailboxFolderStatistics"] = [
        {"Identity": box, "FolderType": kind, "FolderPath": path} for box in names for kind, path in folders
    ]
    world.exchange["Get-MailboxFolderPermission"] = [
        {"Identity": f"{box}@sample.example:\\{folder}", "User": who, "AccessRights": ["Reviewer"]}
        for box in names
        for folder in ("Inbox", "Calendar")
        for who in some(dice, [f"{each}@sample.example" for each in PEOPLE], 1)
    ]
    world.exchange["Get-ManagementRoleAssignment"] = [
        {"Role": "Mail Recipients", "RoleAssigneeType": "RoleGroup", "RoleAssigneeName": "Desk", "RoleAssignee": "Desk", "Enabled": True}
    ]
    world.exchange["Get-RoleGroupMember"] = [
        {"RoleGroup": "Desk", "Name": who, "ExternalDirectoryObjectId": person(who), "RecipientTypeDetails": "UserMailbox"}
        for who in some(dice, PEOPLE, 2)
    ]
    world.exchange["Get-OrganizationConfig"] = [{"AuditDisabled": False}]
    restricted = {"AppId": number(6, 1), "AccessRight": dice.choice(("RestrictAccess", "DenyAccess")), "ScopeIdentity": "g03"}
    world.exchange["Get-ApplicationAccessPolicy"] = [restricted] if not dice.randrange(3) else []
    to = [{"emailAddress": {"address": f"{dice.choice(PEOPLE)}@sample.example"}}]
    world.rules[INFO] = [{"id": "1", "displayName": "on", "isEnabled": True, "actions": {"forwardTo": to}}] if dice.randrange(2) else []
    for owner in (INFO, person("p04")):
        world.calendar_permissions[f"{owner}/calendar"] = [
            {"id": f"cp-{who}", "role": "read", "isInsideOrganization": True, "isRemovable": True}
            | {"emailAddress": {"name": who, "address": f"{who}@sample.example"}, "allowedRoles": ["read"]}
            for who in some(dice, PEOPLE[:3], 2)
        ]


def _box(name: str, dice: Random) -> Row:
    address = f"{name}@sample.example"
    return {
        "Identity": name,
        "Name": name,
        "PrimarySmtpAddress": address,
        "ExternalDirectoryObjectId": INFO if name == "info" else person(name),
        "RecipientTypeDetails": "SharedMailbox" if name == "info" else "UserMailbox",
        "DisplayName": name,
        "GrantSendOnBehalfTo": some(dice, PEOPLE, 1),
        **({"ForwardingSmtpAddress": "smtp:box@out.example", "DeliverToMailboxAndForward": True} if not dice.randrange(5) else {}),
    }
