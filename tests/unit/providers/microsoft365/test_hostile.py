"""Answers that no documentation promises: nothing crashes, nothing that lets somebody in vanishes untold, one malformed entry takes no other with it."""

import json
from collections.abc import Iterator
from datetime import timedelta
from random import Random
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from audit.model.facts import MembershipKind, Verdict
from audit.ports import Facts
from audit.runs.memory import MemorySink
from providers.microsoft365 import operations as calls
from providers.sandbox.microsoft.server import MicrosoftServer
from providers.sandbox.microsoft.world import World
from tests.unit.providers.microsoft365.tenant import (
    ADMINS,
    API,
    APP,
    GUEST,
    HELPDESK,
    P01,
    P02,
    P03,
    REGISTRATION,
    UNIT,
    Company,
    assignment,
    guid,
    principal,
    schedule,
    small_world,
    user,
)
from tests.unit.providers.mutations import Mutation, chosen, mutated

LISTINGS = {
    calls.USERS_DELTA: {"$select": "id,displayName,userPrincipalName,mail,accountEnabled,userType"},
    calls.GROUPS_DELTA: {"$select": "id,displayName,groupTypes,isAssignableToRole,members,owners"},
    calls.ORGANIZATION: {},
    calls.DELETED_USERS: {},
    calls.REGISTRATION: {},
    calls.CONDITIONAL_ACCESS: {},
    calls.SECURITY_DEFAULTS: {},
    calls.ROLE_DEFINITIONS: {},
    calls.ROLE_ASSIGNMENTS: {},
    calls.ROLE_ELIGIBILITIES: {},
    calls.ROLE_ACTIVATIONS: {},
    calls.UNITS: {},
    calls.SERVICE_PRINCIPALS: {"$select": "id,appId,displayName,accountEnabled,passwordCredentials", "$expand": "owners($select=id)"},
    calls.APPLICATIONS: {"$select": "id,appId,displayName,passwordCredentials", "$expand": "owners($select=id)"},
    calls.CONSENTS: {},
}
_LETS_IN = {MembershipKind.MEMBER, MembershipKind.OWNER, MembershipKind.ASSUME, MembershipKind.ELIGIBLE, MembershipKind.DELEGATE}
_DECIDES = {
    "scope",
    "userType",
    "accountEnabled",
    "servicePrincipalType",
    "appOwnerOrganizationId",
}  # another word there gives something else


def full_world() -> World:
    """Somebody with one of everything."""
    world = small_world()
    world.administrative_units[UNIT] = {"id": UNIT, "displayName": "shop floor"}
    world.members[UNIT] = [P01]
    world.role_assignments.append(assignment("a2", P03, HELPDESK, f"/administrativeUnits/{UNIT}"))
    world.role_eligibility = [assignment("e1", P03, HELPDESK) | schedule("e1")]
    world.applications[REGISTRATION] = {"id": REGISTRATION, "appId": guid(51), "displayName": "robot"}
    world.owners[REGISTRATION] = [P03]
    world.consents = [
        {"id": "c1", "clientId": APP, "consentType": "Principal", "principalId": P01, "resourceId": API, "scope": "Mail.Read"},
        {"id": "c2", "clientId": APP, "consentType": "AllPrincipals", "principalId": None, "resourceId": API, "scope": "Files.Read.All"},
    ]
    return world


@pytest.fixture(scope="module")
def office(tmp_path_factory: pytest.TempPathFactory) -> Iterator[tuple[Company, dict[str, Any], Facts]]:
    with MicrosoftServer(full_world()) as server:
        company = Company(server, tmp_path_factory.mktemp("keys"))
        bodies = dict(_bodies(company))
        yield company, bodies, company.read()


def _bodies(company: Company) -> Iterator[tuple[str, Any]]:
    with company.running(MemorySink(), None, timedelta()) as run:
        for name, query in LISTINGS.items():
            yield name, json.loads(run.sources.sessions.call("graph", name, {}, query))


def told(facts: Facts) -> set[tuple[str, str]]:
    return {(one.member, one.container) for one in facts.memberships() if one.kind in _LETS_IN}


def read(company: Company, operation: str, body: Any) -> Facts:
    company.server.heal()
    company.server.fail("graph", operation, kind="replaced", body=body, times=0)
    try:
        return company.read()
    finally:
        company.server.heal()


def explained(facts: Facts, mutation: Mutation) -> bool:
    """Whether something is told to be missing or in doubt, or the change says something else in a word that decides."""
    if mutation.how == "drop" and (isinstance(mutation.path[-1], int) or mutation.key.endswith("@delta")):
        return True  # that there is no such entry is what such an answer says
    doubts = any(one.verdict is Verdict.UNKNOWN for one in facts.memberships())
    return bool(list(facts.gaps())) or doubts or bool(_DECIDES & {step for step in mutation.path if isinstance(step, str)})


@settings(max_examples=40, deadline=None, suppress_health_check=[HealthCheck.too_slow, HealthCheck.function_scoped_fixture])
@given(st.sampled_from(sorted(LISTINGS)), st.integers(0, 10_000))
def test_a_change_in_an_answer_is_told(office: tuple[Company, dict[str, Any], Facts], operation: str, seed: int) -> None:
    company, bodies, before = office
    mutation = chosen(bodies[operation], Random(seed))
    assert mutation
    after = read(company, operation, mutated(bodies[operation], mutation))
    lost = told(before) - told(after)
    assert not lost or explained(after, mutation), (operation, mutation, lost)


@pytest.mark.parametrize("operation", sorted(set(LISTINGS) - {calls.SECURITY_DEFAULTS, calls.ORGANIZATION}))
@pytest.mark.parametrize("entry", [7, "word", None, [], {}, {"id": {}}])
def test_a_malformed_entry_takes_no_other_with_it(office: tuple[Company, dict[str, Any], Facts], operation: str, entry: Any) -> None:
    company, bodies, before = office
    body = bodies[operation]
    after = read(company, operation, body | {"value": [entry, *body["value"], entry]})
    assert told(before) <= told(after)
    assert {principal(after, user(name)).status for name in (P01, P02, P03, GUEST)} == {"active"}
    assert list(after.gaps())


def test_a_group_of_another_form_is_a_gap_and_the_others_stand(office: tuple[Company, dict[str, Any], Facts]) -> None:
    company, bodies, before = office
    body = json.loads(json.dumps(bodies[calls.GROUPS_DELTA]))
    broken = next(row for row in body["value"] if row["id"] == ADMINS)
    broken["members@delta"] = [7, *broken.get("members@delta", [])]
    after = read(company, calls.GROUPS_DELTA, body)
    assert told(before) <= told(after)
    assert any(gap.scope == f"microsoft://group/{ADMINS}" for gap in after.gaps())
