"""Small random cases of `toegang simulate azure`: few names, so that they meet; conditions of few tests, so that all ways can be tried."""

from collections.abc import Mapping
from random import Random
from typing import Any

Case = dict[str, Any]
USERS, GROUPS = ("p01", "p02"), ("g1", "g2", "g3")
EVERYONE = "00000000-0000-0000-0000-000000000000"
MANAGEMENT = "/providers/Microsoft.Management/managementGroups/"
ACCOUNT = "/subscriptions/abc/resourceGroups/shop (1)/providers/Microsoft.Storage/storageAccounts/data"
BLOBS = "Microsoft.Storage/storageAccounts/blobServices/containers/blobs"
PATH, PREFIX, NAME = f"@Resource[{BLOBS}:path]", f"@Request[{BLOBS}:prefix]", f"@Resource[{BLOBS.removesuffix('/blobs')}:name]"
TAG = f"@Request[{BLOBS}/tags:Project<$key_case_sensitive$>]"
SCOPES = ("/", f"{MANAGEMENT}top", f"{MANAGEMENT}mid", "/subscriptions/abc", "/subscriptions/ABCD", "/subscriptions/abc/resourceGroups/shop (1)", ACCOUNT,
          f"{ACCOUNT}/blobServices/default/containers/logs")  # fmt: skip
ACTIONS = (f"{BLOBS}/read", f"{BLOBS}/write", "Microsoft.Storage/storageAccounts/read", "Microsoft.Authorization/roleAssignments/write")
PATTERNS = (
    "*",
    "*/read",
    f"{BLOBS}/*",
    "Microsoft.Storage/*/write",
    "microsoft.authorization/*",
    "*/blobs/read",
    "Microsoft.*Assignments/*",
    "Microsoft.Sql/*",
)
SUBOPERATIONS = ("Blob.List", "Blob.Write.WithTagHeaders", "")
GIVEN: Mapping[str, tuple[Any, ...]] = {  # what attributes may be
    PATH: ("logs/a", "logs/b/c", "pay"),
    PREFIX: ("logs/", "", None),
    NAME: ("logs", "Logs", "orders"),
    TAG: ("Cascade", "Baker", None),
    "@Resource[level]": (["General"], ["General", "Secret"], [], None),
    "@Request[count]": (3, 10, "7", None),
    "@Environment[UtcNow]": ("2026-11-25T10:00:00.1234567Z", "2026-11-26T00:00:00Z"),
    "@Environment[isPrivateLink]": (True, False),
}
TESTS = (
    f"{PATH} StringLike 'logs/*'",
    f"{PATH} StringNotLike 'logs/?'",
    f"{PATH} StringStartsWith 'logs/'",
    f"{PREFIX} StringStartsWith 'logs'",
    f"{PREFIX} StringEquals ''",
    f"NOT Exists {PREFIX}",
    f"{NAME} StringEquals 'logs'",
    f"{NAME} StringEqualsIgnoreCase 'LOGS'",
    f"{NAME} StringNotEquals {{'logs', 'pay'}}",
    f"{TAG} StringEquals 'Cascade'",
    f"{TAG} StringNotEquals 'Cascade'",
    f"Exists {TAG}",
    "@Resource[level] ForAllOfAnyValues:StringEquals {'General', 'Protected'}",
    "@Resource[level] ForAnyOfAnyValues:StringLike {'Sec*'}",
    "@Resource[level] ForAnyOfAllValues:StringNotEquals {'General', 'Protected'}",
    "@Request[count] NumericLessThan 7",
    "@Request[count] NumericGreaterThanEquals 7",
    "@Request[count] NumericNotEquals 10",
    "@Environment[UtcNow] DateTimeLessThan '2026-11-25T10:00:00.1234568Z'",
    "@Environment[UtcNow] DateTimeGreaterThanEquals '2026-11-26T01:00:00+01:00'",
    "@Environment[isPrivateLink] BoolEquals true",
    "@Environment[isPrivateLink] BoolNotEquals true",
    "ActionMatches{'*/read'}",
    f"ActionMatches{{'{BLOBS}/write'}}",
    "SubOperationMatches{'Blob.List'}",
    "true",
)


def some_case(random: Random) -> Case:
    """One request with what has a say on it."""
    own = random.random() < 0.4
    chain = [{"id": "/subscriptions/abc", "parent": "mid"}, {"id": "mid", "parent": f"{MANAGEMENT}Top"}, {"id": "top", "parent": "mid"}]
    return {
        "request": {
            "principal": random.choice(("p01", "P01", "p01", "p02")),
            "action": random.choice(ACTIONS),
            "data": own,
            "scope": random.choice(SCOPES[3:]),
            **({"suboperation": random.choice(SUBOPERATIONS)} if random.random() < 0.5 else {}),
            "attributes": some_attributes(random),
        },
        "roles": [
            {"roleName": name, "permissions": [_set(random) for _ in range(random.choice((1, 1, 2)))]} for name in ("r1", "r2", "r3")
        ],
        "assignments": [_assignment(random) for _ in range(random.randint(1, 4))],
        "deny": [_deny(random) for _ in range(random.choice((0, 0, 1, 2)))],
        "groups": {name: random.sample((*USERS, *GROUPS), random.randint(0, 3)) for name in random.sample(GROUPS, 2)},
        "hierarchy": random.sample(chain, random.randint(1, 3)),
    }


def some_condition(random: Random, depth: int = 2) -> str:
    """A condition of a few tests."""
    if not depth or random.random() < 0.3:
        return random.choice(TESTS)
    parts = [some_condition(random, depth - 1) for _ in range(random.choice((1, 2, 2)))]
    joined = random.choice((" AND ", " OR ", " && ", "\n||\n")).join(f"({one})" if random.random() < 0.7 else one for one in parts)
    return f"{random.choice(('!', 'NOT '))}({joined})" if random.random() < 0.25 else joined


def some_attributes(random: Random) -> dict[str, Any]:
    """Values for some attributes."""
    return {name: random.choice(GIVEN[name]) for name in random.sample(sorted(GIVEN), random.randint(1, len(GIVEN) - 2))}


def _set(random: Random) -> dict[str, Any]:
    found: dict[str, Any] = {
        key: random.sample(PATTERNS[least:], random.choice(counts))
        for key, least, counts in (
            ("actions", 0, (1, 2, 3)),
            ("notActions", 1, (0, 0, 1)),
            ("dataActions", 0, (1, 2, 3)),
            ("notDataActions", 1, (0, 0, 1)),
        )
    }
    return found | ({"condition": some_condition(random, 1)} if random.random() < 0.35 else {})


def _assignment(random: Random) -> dict[str, Any]:
    found = {
        "principalId": random.choice(("p01", "p01", *USERS, *GROUPS)),
        "roleDefinitionName": random.choice(("r1", "r2", "r3") if random.random() < 0.95 else ("r4",)),
        "scope": random.choice(SCOPES[:6] if random.random() < 0.8 else SCOPES),
    }
    return found | ({"condition": some_condition(random), "conditionVersion": "2.0"} if random.random() < 0.6 else {})


def _deny(random: Random) -> dict[str, Any]:
    def some(least: int) -> list[dict[str, str]]:
        return [{"id": one, "type": "x"} for one in random.sample((*USERS, *GROUPS), random.randint(least, 2))]

    everyone = [{"id": EVERYONE, "type": "SystemDefined"}]
    return {
        "denyAssignmentName": "lock",
        "scope": random.choice(SCOPES[:6]),
        "permissions": [_set(random) for _ in range(random.choice((1, 2)))],
        "principals": everyone if random.random() < 0.5 else some(1),
        "excludePrincipals": some(0),
        "doNotApplyToChildScopes": random.random() < 0.3,
        **({"condition": some_condition(random, 1)} if random.random() < 0.3 else {}),
    }
