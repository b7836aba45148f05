"""Who reaches a bucket in small random worlds, compared with each person asked about each object."""

from datetime import date
from typing import Any

from hypothesis import given, settings
from hypothesis import strategies as st

from audit.model.facts import PUBLIC, Grant, Verdict
from audit.resolve.closure import Closure
from providers.gcp.evaluate import acls
from providers.gcp.locate import locate
from tests.reference.gcp_reach import LEVELS, PEOPLE, Reach, reached
from tests.reference.gcp_worlds import facts, where

AS_OF = date(2026, 11, 25)
GROUPS = tuple(f"g{number}@shop.example" for number in range(3))
PLACES = ("gs://b", "projects/p", "folders/2", "organizations/1")
_users = st.sampled_from([f"user:{name}" for name in PEOPLE])
_groups = st.sampled_from([f"group:{name}" for name in GROUPS])
_members = st.one_of(_users, _groups, st.sampled_from(["domain:shop.example", "allUsers"]))
_principals = st.sampled_from(
    [
        *(f"principal://goog/subject/{name}" for name in PEOPLE),
        *(f"principalSet://goog/group/{name}" for name in GROUPS),
        "principalSet://goog/public:all",
    ]
)
_conditions = st.sampled_from(
    ["", "", *(f"{sign}resource.name.startsWith('projects/_/buckets/b/objects/{at}')" for sign in ("", "!") for at in ("a/", "b/x", "c"))]
)
_permissions = st.sets(st.sampled_from(sorted(LEVELS)), min_size=1)
_bindings = st.builds(
    lambda can, members, condition: {"can": " ".join(sorted(can)), "members": sorted(members)} | ({"if": condition} if condition else {}),
    _permissions,
    st.sets(_members, min_size=1, max_size=3),
    _conditions,
)
_rules = st.builds(
    lambda denied, spared, permissions: {
        "deniedPrincipals": sorted(denied),
        "exceptionPrincipals": sorted(spared),
        "deniedPermissions": sorted(permission.replace("storage.", "storage.googleapis.com/", 1) for permission in permissions),
    },
    st.sets(_principals, min_size=1, max_size=2),
    st.sets(_principals, max_size=2),
    _permissions,
)
WORLDS = st.fixed_dictionaries(
    {
        "resources": st.just({"gs://b": {"uniform_access": "true"}}),
        "groups": st.dictionaries(st.sampled_from(GROUPS), st.lists(st.one_of(_users, _groups), max_size=3), min_size=3),
        "policies": st.dictionaries(st.sampled_from(PLACES), st.lists(_bindings, min_size=1, max_size=2), max_size=3),
        "deny": st.dictionaries(st.sampled_from(PLACES[1:]), st.lists(_rules, min_size=1, max_size=2), max_size=2),
    }
)


@settings(max_examples=300, deadline=None)
@given(world=WORLDS, start=st.sampled_from(["", "a/", "b/", "b/x/", "c/"]))
def test_nobody_reaches_more_than_is_said_and_what_is_said_plainly_is_so(world: dict[str, Any], start: str):
    told = facts(world)
    found = acls(told, [locate(where(f"gs://b/{start}**"))])
    closure = Closure(told.memberships(), AS_OF)
    grants = [grant for acl in found.acls for grant in acl.grants]
    real = reached(world, start)
    assert real <= {reach for grant in grants for reach in _reaches(grant, closure)}
    assert {reach for grant in grants if grant.verdict is Verdict.YES for reach in _reaches(grant, closure)} <= real
    assert all(grant.verdict is Verdict.YES or grant.principal in (PUBLIC, "google://domain/shop.example") for grant in grants)


def _reaches(grant: Grant, closure: Closure) -> set[Reach]:
    entries = {entry.principal for entry in closure.entries_of(grant.principal)}
    people = [
        name
        for name in PEOPLE
        if f"google://user/{name}" in entries
        or grant.principal == PUBLIC
        or (grant.principal.startswith("google://domain/") and name.endswith(f"@{grant.principal.rpartition('/')[2]}"))
    ]
    return {Reach(name, level) for name in people for level in LEVELS.values() if level & grant.levels}
