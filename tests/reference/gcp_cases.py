"""Small random cases of one request to Google Cloud and the policies that apply to it, over alphabets so small that things collide often.

A case is what `toegang simulate gcp` reads. Policies say only what Google accepts: deny rules ask for tags alone, bindings of boundaries for the
principal alone, convenience values stand in policies of buckets, basic roles have no condition.
"""

from collections.abc import Sequence
from random import Random
from typing import Any, TypeVar

T = TypeVar("T")
Case = dict[str, Any]
STORAGE, MANAGER = "//storage.googleapis.com/projects/_/buckets/b", "//cloudresourcemanager.googleapis.com/"
ABOVE = ("projects/p", "folders/1", "organizations/2")
WORKFORCE, WORKLOAD = "locations/global/workforcePools/w", "projects/7/locations/global/workloadIdentityPools/k"
USERS = ("user:an@x.example", "user:Ben@x.example", "user:cy@y.example")
ACCOUNTS = (
    "serviceAccount:s@p.iam.gserviceaccount.com",
    "serviceAccount:t@q.iam.gserviceaccount.com",
    "serviceAccount:p@appspot.gserviceaccount.com",
)
FEDERATED = (f"principal://iam.googleapis.com/{WORKFORCE}/subject/an", f"principal://iam.googleapis.com/{WORKLOAD}/subject/ns/n/sa/s")
ASKERS = (*USERS, *USERS, *ACCOUNTS, *ACCOUNTS, *FEDERATED, "allUsers", "allAuthenticatedUsers", "group:g@x.example")
GROUPS = ("group:g@x.example", "group:h@x.example", "group:k@y.example")
CUSTOMER = "principalSet://goog/cloudIdentityCustomerId/C1"
POOLS = (
    *(f"principalSet://iam.googleapis.com/{pool}/{part}" for pool in (WORKFORCE, WORKLOAD) for part in ("*", "group/g")),
    f"principalSet://iam.googleapis.com/{WORKFORCE}/attribute.team/x",
    "principalSet://iam.googleapis.com/locations/global/workforcePools/v/*",
)
PLACES = tuple(
    f"principalSet:{MANAGER}{place}/type/ServiceAccount" for place in (*ABOVE, "projects/q", "projects/7", "folders/9", "organizations/9")
)
DELETED = (
    "deleted:user:an@x.example?uid=1",
    "deleted:group:g@x.example?uid=2",
    f"deleted:principal://iam.googleapis.com/{WORKFORCE}/subject/an",
)
CONVENIENCE = ("projectViewer:p", "projectEditor:p", "projectOwner:p")
EVERYBODY = ("allUsers", "allAuthenticatedUsers")
TARGETS: tuple[tuple[str, tuple[str, ...], tuple[str, ...]], ...] = (  # a resource, what lies above it, permissions on it
    (f"{STORAGE}/objects/a/1", (STORAGE, *ABOVE), ("storage.objects.get", "storage.objects.get", "storage.objects.update")),
    (f"{STORAGE}/objects/a/1", (f"{STORAGE}/managedFolders/a/", STORAGE, *ABOVE), ("storage.objects.delete",)),
    (f"{STORAGE}/objects/a/1", ABOVE, ("storage.objects.get",)),  # the bucket is known from the name
    (STORAGE, ABOVE, ("storage.objects.list", "storage.buckets.get")),
    ("//secretmanager.googleapis.com/projects/p/secrets/s/versions/1", ABOVE, ("secretmanager.versions.access",)),
    ("projects/p", ABOVE[1:], ("resourcemanager.projects.get", "resourcemanager.projects.setIamPolicy")),
    ("//iap.googleapis.com/projects/p/iap_tunnel/zones/z/instances/i", ABOVE, ("iap.tunnelInstances.accessViaIAP",)),
    ("//pubsub.googleapis.com/projects/p/topics/t", ABOVE, ("pubsub.topics.publish", "pubsub.topics.getIamPolicy")),
)
ROLES = ("roles/x", "roles/y", "projects/p/roles/z")
BASIC = ("roles/viewer", "roles/editor", "roles/owner")
TIMES = ("2026-06-01T08:30:00Z", "2026-11-25T10:00:00Z", "2027-01-01T00:00:00+02:00")
LEVELS = ("accessPolicies/1/accessLevels/A", "accessPolicies/1/accessLevels/B")
TESTS = (  # of any resource
    "resource.type == 'storage.googleapis.com/Object'",
    "resource.type != 'storage.googleapis.com/Bucket'",
    "resource.type == 'iap.googleapis.com/TunnelInstance'",
    "resource.service == 'storage.googleapis.com'",
    "resource.service != 'secretmanager.googleapis.com'",
    *(f"request.time {sign} timestamp('{TIMES[0]}')" for sign in ("<", ">=")),
    f"request.time < timestamp('{TIMES[1]}')",
    "request.time > date('2026-07-01')",
    "request.time - duration('3600s') < timestamp('2026-11-25T10:30:00Z')",
    "request.time.getHours('Europe/Brussels') >= 9",
    "request.time.getDayOfWeek() != 0",
    *(f"'{level}' in request.auth.access_levels" for level in LEVELS),
    "destination.port == 22",
    "destination.port != 22",
    "destination.ip == '10.0.0.1'",
    "request.host.endsWith('.x.example')",
    "request.path.startsWith('/admin')",
    "api.getAttribute('iam.googleapis.com/modifiedGrantsByRole', []).hasOnly(['roles/x'])",
    "api.getAttribute('storage.googleapis.com/objectListPrefix', '').startsWith('a/')",
    "true",
)
FAILING = ("1 / 0 == 1", "request.time < timestamp('soon')", "resource.service == 1", "resource.service", "no expression")
NAMED = (  # of resources whose name Google tells
    "resource.name.startsWith('projects/_/buckets/b/objects/a/')",
    "resource.name.startsWith('projects/_/buckets/b')",
    "resource.name.endsWith('/1')",
    "resource.name == 'projects/_/buckets/b'",
    "resource.name != 'projects/p/secrets/s/versions/1'",
    "resource.name.extract('objects/{folder}/') == 'a'",
    "resource.name.extract('secrets/{secret}/versions') == 's'",
)
TAGS = (
    "resource.matchTag('2/env', 'prod')",
    "resource.matchTag('2/env', 'test')",
    "resource.hasTagKey('2/env')",
    "resource.hasTagKey('2/team')",
)
PRINCIPAL = (
    "principal.type == 'iam.googleapis.com/ServiceAccount'",
    "principal.type in ['iam.googleapis.com/WorkspaceIdentity', 'iam.googleapis.com/WorkforcePoolIdentity']",
    "principal.subject != 'an@x.example'",
    "principal.subject.endsWith('.iam.gserviceaccount.com')",
)
GIVEN: dict[str, tuple[Any, ...]] = {  # attributes that a case may give, and their values
    "request.auth.access_levels": ([], [LEVELS[0]], list(LEVELS)),
    "destination.port": (22, 80),
    "destination.ip": ("10.0.0.1", "10.0.0.2"),
    "request.host": ("www.x.example", "x.example"),
    "request.path": ("/admin/1", "/"),
    "resource.tags": ({}, {"2/env": "prod"}, {"2/env": "test", "2/team": "a"}),
    "resource.type": ("iap.googleapis.com/TunnelInstance", None),
    "resource.name": (None,),
    "iam.googleapis.com/modifiedGrantsByRole": ([], ["roles/x"], ["roles/x", "roles/y"]),
    "storage.googleapis.com/objectListPrefix": ("a/", "b"),
}


def some_case(random: Random) -> Case:
    """A case in which each layer is there now and then, and mostly lets the request through, so that any may decide."""
    resource, above, permissions = random.choice(TARGETS)
    maker = _Maker(random, random.choice(ASKERS), random.choice(permissions), resource, above)
    request = {"principal": maker.principal, "permission": maker.permission, "resource": resource} | maker.context()
    case: Case = {"request": request, "hierarchy": list(above), "allow": maker.allow(), "roles": maker.roles(), "groups": maker.groups()}
    if random.random() < 0.45:
        case["deny"] = maker.deny()
    if random.random() < 0.35 and not maker.principal.startswith("group:"):
        case["boundaries"] = [maker.boundary() for _ in range(random.choice((1, 1, 2)))]
    return case


class _Maker:
    """Makes the parts of one case."""

    def __init__(self, random: Random, principal: str, permission: str, resource: str, above: Sequence[str]) -> None:
        self.random, self.principal, self.permission, self.resource = random, principal, permission, resource
        self.places = (resource, *above) if STORAGE not in resource or STORAGE in (resource, *above) else (resource, STORAGE, *above)
        self.wild = random.random() < 0.3  # conditions are rare where it is not

    def context(self) -> Case:
        random = self.random
        often = random.choice((0.2, 0.6, 1))
        given = {name: random.choice(values) for name, values in GIVEN.items() if random.random() < often * (0.2 if None in values else 1)}
        if "setIamPolicy" not in self.permission:
            given.pop("iam.googleapis.com/modifiedGrantsByRole", None)
        if self.permission != "storage.objects.list":
            given.pop("storage.googleapis.com/objectListPrefix", None)
        return {"attributes": given} | ({"time": random.choice(TIMES)} if random.random() < often else {})

    def roles(self) -> Case:
        listed = {role: [self.permission] if self.random.random() < 0.8 else ["storage.buckets.list"] for role in (*ROLES, *BASIC)}
        if self.random.random() < 0.1:
            listed.pop(self.random.choice(ROLES))
        return listed

    def groups(self) -> Case:
        held = (*USERS, *ACCOUNTS, *GROUPS, *GROUPS, "domain:x.example", "domain:y.example", CUSTOMER)
        sets = (*GROUPS, *GROUPS, CUSTOMER, POOLS[1], "domain:y.example")
        return {name: self._some((*USERS, *FEDERATED) if name == POOLS[1] else held) for name in self._some(sets)}

    def allow(self) -> Case:
        return {place: {"version": 3, "bindings": [self._binding(place) for _ in range(self._few())]} for place in self._some(self.places)}

    def _binding(self, place: str) -> Case:
        random = self.random
        if not place.startswith("//") and random.random() < 0.2:
            return {"role": random.choice(BASIC), "members": self._members()}
        members = [random.choice(CONVENIENCE)] if place == STORAGE and random.random() < 0.4 else self._members()
        binding: Case = {"role": random.choice(ROLES), "members": members}
        if random.random() < (0.9 if self.wild else 0.3):
            binding["condition"] = self._condition(TAGS if random.random() < 0.2 else self._tests())
        return binding

    def _tests(self) -> Sequence[str]:
        own = NAMED if STORAGE in self.resource or "secretmanager" in self.resource else ()
        return (*TESTS, *own) if self.random.random() < 0.9 else FAILING

    def _condition(self, tests: Sequence[str]) -> Case:
        random = self.random
        text = random.choice(tests)
        while random.random() < 0.4:
            other = random.choice(tests)
            text = random.choice((f"{text} && {other}", f"({text}) || {other}", f"!({text})", f"{other} && ({text})", f"{other} || {text}"))
        return {"expression": text, "title": "when"}

    def _members(self) -> list[str]:
        others = (
            *USERS,
            *ACCOUNTS,
            *GROUPS,
            *GROUPS,
            "domain:x.example",
            "domain:y.example",
            CUSTOMER,
            *POOLS,
            *PLACES,
            *EVERYBODY,
            *DELETED,
        )
        return [self.principal if self.random.random() < 0.3 else self.random.choice(others) for _ in range(self._few())]

    def deny(self) -> Case:
        places = [place for place in self.places if not place.startswith("//")]
        return {place: [{"displayName": "d", "rules": [self._rule() for _ in range(self._few())]}] for place in self._some(places)}

    def _rule(self) -> Case:
        random = self.random
        rule: Case = {"deniedPrincipals": [as_denied(one) for one in self._members()], "deniedPermissions": self._patterns()}
        if random.random() < 0.3:
            rule["deniedPrincipals"].append("principalSet://goog/public:all")
        if random.random() < 0.4:
            rule["exceptionPrincipals"] = [as_denied(one) for one in self._members()]
        if random.random() < 0.2:
            rule["exceptionPermissions"] = self._patterns()
        if random.random() < 0.4:
            rule["denialCondition"] = self._condition(TAGS if random.random() < 0.95 else FAILING[:1])
        return {"denyRule": rule}

    def _patterns(self) -> list[str]:
        service, kind, verb = self.permission.split(".")
        host = f"{'cloudresourcemanager' if service == 'resourcemanager' else service}.googleapis.com"
        own = (f"{host}/{kind}.{verb}", f"{host}/{kind}.*", f"{host}/*.*", f"{host}/*.{verb}")
        others = (f"{host}/{kind}.undelete", f"{host}/other.*", "logging.googleapis.com/*.*", f"{host}/*.undelete")
        return [self.random.choice((*own, *others)) for _ in range(self._few())]

    def boundary(self) -> Case:
        random = self.random
        details: Case = {
            "rules": [{"effect": "ALLOW", "resources": [f"{MANAGER}{one}" for one in self._some((*ABOVE, "projects/q", "folders/9"))]}]
        }
        if random.random() < 0.8:
            details["enforcementVersion"] = random.choice(("1", "2", "3", "4", "latest"))
        return {"details": details, "bindings": [self._bound() for _ in range(self._few())]}

    def _bound(self) -> Case:
        places = (*ABOVE, "projects/q", "organizations/9")
        pools = (f"//iam.googleapis.com/{pool}" for pool in (WORKFORCE, WORKLOAD, "locations/global/workspace/C1"))
        bound: Case = {"target": {"principalSet": self.random.choice((*(f"{MANAGER}{one}" for one in places), *pools))}}
        return bound | ({"condition": self._condition(PRINCIPAL)} if self.random.random() < 0.3 else {})

    def _few(self) -> int:
        return self.random.choice((1, 1, 1, 2))

    def _some(self, listed: Sequence[T]) -> list[T]:
        return list(dict.fromkeys(self.random.choice(listed) for _ in range(self.random.choice((1, 2, 2, 3)))))


def as_denied(member: str) -> str:
    """How deny policies write a principal."""
    kind, _, name = member.partition(":")
    return {
        "user": f"principal://goog/subject/{name}",
        "serviceAccount": f"principal://iam.googleapis.com/projects/-/serviceAccounts/{name}",
        "group": f"principalSet://goog/group/{name}",
        "allUsers": "principalSet://goog/public:all",
    }.get(kind, member)
