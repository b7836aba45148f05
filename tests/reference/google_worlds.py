"""Small random worlds of Google as a whole: a tenant and an organisation whose stores are always the same, and whose grants never are.

The policy has an asset on each store, so that one policy goes with every world.
"""

from random import Random

from policies.language import Policy
from policies.load import load_text
from providers.sandbox.google.server import AUDITOR
from providers.sandbox.google.world import World
from tests.reference.google_cloud import cloud
from tests.reference.google_names import ABROAD, ADMIN, ALIAS, FOLDER, GROUPS, INBOX, PEOPLE, Row, some

STORES = {  # asset -> place
    "drive-one": "{system: google, kind: shared-drive, ref: 'drive:D1'}",
    "drive-two": "{system: google, kind: shared-drive, ref: 'drive:D2'}",
    "in-drive": "{system: google, kind: folder, ref: 'drive:F1'}",
    "folder": "{system: google, kind: folder, ref: 'drive:F2'}",
    "file": "{system: google, kind: file, ref: 'drive:X4'}",
    "my-drive": "{system: google, kind: my-drive, ref: p03@shop.example}",
    "mailbox": f"{{system: google, kind: mailbox, ref: {INBOX}}}",
    "own-mailbox": "{system: google, kind: mailbox, ref: p05@shop.example}",
    "calendar": "{system: google, kind: calendar, ref: team@group.example}",
    "own-calendar": "{system: google, kind: calendar, ref: p04@shop.example}",
    "bucket-one": "{system: google, kind: bucket, ref: 'gs://p-one'}",
    "bucket-two": "{system: google, kind: bucket, ref: 'gs://p-two/'}",
    "bucket-three": "{system: google, kind: bucket, ref: 'gs://q-one/a/'}",
    "buckets": "{system: google, kind: bucket, ref: 'gs://*-one/'}",
    "tagged": "{system: google, kind: bucket, tags: {data: personal}}",
    "dataset": "{system: google, kind: dataset, ref: shop-p.crm}",
    "views": "{system: google, kind: dataset, ref: shop-q.reports}",
    "topic": "{system: google, kind: topic, ref: projects/shop-p/topics/sold}",
    "secret": "{system: google, kind: secret, ref: projects/shop-p/secrets/db}",
    "sql": "{system: google, kind: sql-instance, ref: 'shop-q:europe-west1:main'}",
}
_DRIVE = "03dy6vkm2sk0pzo"


def policy() -> Policy:
    """An asset on each store; people by their addresses."""
    people = "\n".join(f"  {name.partition('@')[0]}: {{email: {name}}}" for name in (*PEOPLE, INBOX))
    assets = "\n".join(f"  {name}: {{label: {name}, owner: p01, where: [{where}], categories: [post]}}" for name, where in STORES.items())
    text = "version: 1\nhouse_rules: {profile: starter}\norganisation: {id: shop, name: Shop, domains: [shop.example]}\n"
    return load_text({"policy.yaml": f"{text}people:\n{people}\ncategories: {{post: {{label: post}}}}\nassets:\n{assets}\n"})


def world(dice: Random) -> World:
    """One of the worlds."""
    made = World(customer={"id": "C01", "customerDomain": "shop.example"}, now="2026-10-15T02:00:00Z")
    for part in (_people, _teams, _admins, _shared_drives, _my_drives, _mail, _calendars, _clients, cloud):
        part(made, dice)
    return made


def _people(made: World, dice: Random) -> None:
    made.domains = [{"domainName": "shop.example", "isPrimary": True, "verified": True}]
    for number, address in enumerate((*PEOPLE, INBOX), 101):
        made.users[address] = {
            "id": str(number),
            "primaryEmail": address,
            "name": {"fullName": address.partition("@")[0]},
            "customerId": "C01",
            "orgUnitPath": dice.choice(("/", "/Sales")),
        }
        made.roots[address] = f"root-{address.partition('@')[0]}"
    made.users[ADMIN]["isAdmin"] = True
    made.users[PEOPLE[3]]["aliases"] = [ALIAS]
    made.org_units = [
        {"orgUnitId": "id:ou0", "orgUnitPath": "/", "name": "shop"},
        {"orgUnitId": "id:ou1", "orgUnitPath": "/Sales", "name": "Sales", "parentOrgUnitPath": "/", "parentOrgUnitId": "id:ou0"},
    ]


def _teams(made: World, dice: Random) -> None:
    everybody = {"id": "C01", "type": "CUSTOMER", "role": "MEMBER"}
    for address in GROUPS:
        made.groups[address] = {"id": address[:2], "email": address, "name": address[:2]}
        rows = [_member(dice, each, "USER") for each in some(dice, PEOPLE[1:], 2)]
        rows += [_member(dice, each, "GROUP") for each in some(dice, [one for one in GROUPS if one != address], 1)]
        rows += [everybody] if not dice.randrange(10) else []
        rows += [_member(dice, ABROAD, "USER")] if not dice.randrange(10) else []
        made.members[address] = rows
        made.group_settings[address] = {
            "whoCanJoin": dice.choice((*("INVITED_CAN_JOIN",) * 6, "ALL_IN_DOMAIN_CAN_JOIN", "ANYONE_CAN_JOIN")),
            "allowExternalMembers": dice.choice(("true", "false")),
            "whoCanModerateMembers": dice.choice(("ALL_MANAGERS_CAN_MODERATE", "OWNERS_ONLY")),
        }


def _member(dice: Random, address: str, kind: str) -> Row:
    return {
        "id": f"m-{address}",
        "email": address,
        "type": kind,
        "role": dice.choice(("MEMBER", "MEMBER", "MANAGER", "OWNER")),
        "status": "ACTIVE",
    }


def _admins(made: World, dice: Random) -> None:
    made.resources["//iam.googleapis.com/projects/sample-audit/serviceAccounts/" + AUDITOR] = {"email": AUDITOR, "uniqueId": "9000"}
    reads = [{"serviceId": "00haapch16h1ysv", "privilegeName": "GROUPS_RETRIEVE"}]
    choices = ((_DRIVE, "APP_ADMIN"), ("039kk8xu49mji9t", "APP_ADMIN"), ("00haapch16h1ysv", "USERS_ALL"), ("00haapch16h1ysv", "GROUPS_ALL"))
    held = [{"serviceId": service, "privilegeName": name} for service, name in some(dice, choices, 2, 1)]
    made.roles = [
        {"roleId": "1", "roleName": "_SEED_ADMIN_ROLE", "isSuperAdminRole": True, "isSystemRole": True},
        {"roleId": "9", "roleName": "_GROUPS_READER_ROLE", "isSystemRole": True, "rolePrivileges": reads},
        {"roleId": "20", "roleName": "Desk", "rolePrivileges": held},
    ]
    made.privileges = [
        {
            "serviceId": "00haapch16h1ysv",
            "privilegeName": "USERS_ALL",
            "childPrivileges": [{"serviceId": "00haapch16h1ysv", "privilegeName": "USERS_RESET_PASSWORD"}],
        }
    ]
    made.role_assignments = [
        {"roleAssignmentId": "1", "roleId": "1", "assignedTo": "101", "assigneeType": "user", "scopeType": "CUSTOMER"},
        {"roleAssignmentId": "2", "roleId": "9", "assignedTo": "9000", "scopeType": "CUSTOMER"},
    ]
    for number, (who, kind) in enumerate(some(dice, [("102", "user"), ("103", "user"), ("g1", "group")], 2), 3):
        where = dice.choice(({"scopeType": "CUSTOMER"}, {"scopeType": "ORG_UNIT", "orgUnitId": "ou1"}))
        made.role_assignments.append({"roleAssignmentId": str(number), "roleId": "20", "assignedTo": who, "assigneeType": kind, **where})


def _rows(dice: Random, roles: tuple[str, ...], most: int = 3) -> list[Row]:
    """Permissions of Drive, one a grantee."""
    found = [{"type": "user", "emailAddress": each} for each in some(dice, PEOPLE[1:], 2)]
    found += [{"type": "group", "emailAddress": each} for each in some(dice, GROUPS, 1)]
    wide = ({"type": "domain", "domain": "shop.example"}, {"type": "anyone"}, {"type": "user", "emailAddress": ABROAD})
    found += some(dice, wide, 1) if not dice.randrange(3) else []
    return [{**each, "role": dice.choice(roles)} for each in found[:most]]


def _shared_drives(made: World, dice: Random) -> None:
    for name in ("D1", "D2"):
        made.drives[name] = {"id": name, "name": name, "restrictions": {}}
        manager = dice.choice(
            [
                {"type": "user", "emailAddress": PEOPLE[1]},
                {"type": "user", "emailAddress": PEOPLE[2]},
                {"type": "group", "emailAddress": GROUPS[0]},
            ]
        )
        others = [row for row in _rows(dice, ("reader", "writer", "fileOrganizer")) if row.get("emailAddress") != manager["emailAddress"]]
        made.drive_members[name] = [{**manager, "role": "organizer"}, *(row for row in others if row["type"] in ("user", "group"))]
    _file(made, "F1", {"driveId": "D1", "parents": ["D1"], "permissions": _rows(dice, ("reader", "writer"), 1)}, folder=True)
    if dice.randrange(2):
        made.files["F1"]["inheritedPermissionsDisabled"] = True
    for number in range(3):
        place = dice.choice((("D1", "D1"), ("D1", "F1"), ("D2", "D2")))
        rows = _rows(dice, ("reader", "writer"), 1) if dice.randrange(2) else []
        _file(made, f"S{number}", {"driveId": place[0], "parents": [place[1]], "permissions": rows})


def _my_drives(made: World, dice: Random) -> None:
    _owned(made, "F2", PEOPLE[1], "root-p02", _rows(dice, ("reader", "writer")), folder=True)
    _owned(made, "F3", PEOPLE[2], "root-p03", _rows(dice, ("reader", "writer")), folder=True)
    _owned(made, "X4", PEOPLE[3], "root-p04", _rows(dice, ("reader", "writer")))
    for number in range(3):
        place = dice.choice(("F2", "F3"))
        may = [
            row["emailAddress"]
            for row in made.files[place]["permissions"]
            if row["type"] == "user" and row["role"] == "writer" and row["emailAddress"] in PEOPLE
        ]
        owner = dice.choice([PEOPLE[1 if place == "F2" else 2], *may])
        _owned(made, f"X{number}", owner, place, _rows(dice, ("reader", "writer"), 1))


def _owned(made: World, name: str, owner: str, place: str, rows: list[Row], *, folder: bool = False) -> None:
    rows = [row for row in rows if row.get("emailAddress") != owner]
    _file(made, name, {"owners": [{"emailAddress": owner}], "parents": [place], "permissions": rows}, folder=folder)


def _file(made: World, name: str, item: Row, *, folder: bool = False) -> None:
    kind = {"mimeType": FOLDER} if folder else {"mimeType": "text/plain", "size": "12"}
    made.files[name] = {"id": name, "name": name, "modifiedTime": "2026-10-01T08:00:00.000Z", **kind, **item}


def _mail(made: World, dice: Random) -> None:
    for box in (INBOX, PEOPLE[4]):
        others = [each for each in (*PEOPLE[1:], ALIAS) if each != box]
        made.delegates[box] = [
            {"delegateEmail": each, "verificationStatus": dice.choice(("accepted", "pending"))} for each in some(dice, others, 1)
        ]
        forwards = some(dice, [ABROAD, *others], 1)
        made.forwarding_addresses[box] = [{"forwardingEmail": each, "verificationStatus": "accepted"} for each in forwards]
        if forwards and dice.randrange(2):
            made.auto_forwarding[box] = {"enabled": True, "emailAddress": forwards[0], "disposition": "leaveInInbox"}
        made.filters[box] = [{"id": "1", "criteria": {"from": "bank"}, "action": {"forward": each}} for each in some(dice, others, 1)]


def _calendars(made: World, dice: Random) -> None:
    owners = some(dice, PEOPLE[1:4], 2, 1)
    made.calendars["team@group.example"] = {"summary": "Team"} | ({"dataOwner": owners[0]} if dice.randrange(2) else {})
    made.calendar_acls["team@group.example"] = [_rule("user", each, "owner") for each in owners] + _rules(dice, owners)
    made.calendar_lists = {each: ["team@group.example"] for each in owners}
    made.calendar_acls[PEOPLE[3]] = [_rule("user", PEOPLE[3], "owner"), *_rules(dice, [PEOPLE[3]])]


def _rules(dice: Random, but: list[str]) -> list[Row]:
    found = [_rule("user", each, dice.choice(("reader", "writer"))) for each in some(dice, [one for one in PEOPLE if one not in but], 1)]
    found += [_rule("group", each, "reader") for each in some(dice, GROUPS, 1)]
    return found + some(dice, (_rule("default", "", "freeBusyReader"), _rule("domain", "shop.example", "reader")), 1)


def _rule(kind: str, value: str, role: str) -> Row:
    return {"id": f"{kind}:{value}".rstrip(":"), "role": role, "scope": {"type": kind} | ({"value": value} if value else {})}


def _clients(made: World, dice: Random) -> None:
    auth = "https://www.googleapis.com/auth/"
    if dice.randrange(2):
        words = {"API_CLIENT_NAME": "1234567890", "API_SCOPES": f"{auth}{dice.choice(('drive', 'gmail.readonly', 'cloud-platform'))}"}
        event = {"name": "AUTHORIZE_API_CLIENT_ACCESS", "parameters": [{"name": name, "value": value} for name, value in words.items()]}
        stamp = {"time": "2026-10-01T00:00:00.000Z", "uniqueQualifier": "1", "applicationName": "admin", "customerId": "C01"}
        made.activities["admin"] = [{"id": stamp, "actor": {"email": ADMIN}, "events": [event]}]
    for address in some(dice, PEOPLE, 1):
        made.tokens[address] = [
            {"clientId": "77", "displayText": "Notes", "userKey": made.users[address]["id"], "scopes": [f"{auth}drive.readonly"]}
        ]
