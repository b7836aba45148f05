"""Answers that no documentation promises: nothing crashes, nothing that lets somebody in vanishes, one malformed entry takes no other with it."""

import json
from collections.abc import Iterable, Iterator, Mapping
from datetime import UTC, datetime
from pathlib import Path
from random import Random
from typing import Any

import pytest
import yaml
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from audit.model.facts import Coverage, Gap, Verdict
from audit.ports import Scope
from audit.runs.memory import MemoryFacts, MemorySink
from policies.locations import Location
from providers.gcp import provider
from providers.gcp.collect.raw import Place, Raw
from providers.gcp.collecting import collect
from providers.gcp.evaluate import acls
from providers.gcp.normalise import normalise
from providers.gcp.operations import OPERATIONS
from tests.reference.gcp_worlds import short
from tests.turns import by_turns
from tests.unit.providers.gcp.samples import SHOP, context
from tests.unit.providers.gcp.worlds import binding, organization, policy
from tests.unit.providers.held import held
from tests.unit.providers.mutations import Mutation, chosen, mutated
from tests.unit.providers.twisted import TwistedServer, listing_more

AT = datetime(2026, 11, 23, 2, tzinfo=UTC)
EVERYTHING = Location("google", "", "*")
CASES = yaml.safe_load((Path(__file__).parents[3] / "scenarios/google_hostile/gcp.yaml").read_text("utf-8"))["cases"]
READS = (
    *("storage.objects.get", "storage.objects.list", "bigquery.tables.getData", "cloudsql.instances.login", "cloudsql.instances.connect"),
    *("secretmanager.versions.access", "pubsub.subscriptions.consume", "spanner.databases.select", "datastore.entities.get"),
)
ROLES = ("roles/r", "roles/owner", "roles/viewer", *(f"roles/bigquery.{name}" for name in ("dataViewer", "dataEditor", "dataOwner")))
OWNED = {"role": "roles/owner", "members": ["user:o@kanaal.example"]}
SURE = {Verdict.YES: 0, Verdict.IF: 1, Verdict.UNKNOWN: 2}


def ground(project: Mapping[str, Any] | None) -> list[Raw]:
    """The project with its policy, and the roles."""
    owned = {"policy": {"bindings": [*(project or {}).get("bindings", ())]}}
    roles = [Raw("role", Place(name), {"name": name, "includedPermissions": list(READS)}) for name in ROLES]
    return [Raw("place", SHOP, SHOP.body, owned), *roles]


def facts_of(raws: Iterable[Raw]) -> MemoryFacts:
    listed = list(raws)
    sink = MemorySink()
    sink.add(*normalise(listed, context(*listed)))
    return sink.facts()


def of_project(case: Mapping[str, Any]) -> Mapping[str, Any]:
    """Its owner is told where owners are let in: else nobody but whom the case names should be met."""
    return {"bindings": [*case.get("project", {}).get("bindings", ()), *([OWNED] if "o@kanaal.example" in case["reach"] else [])]}


@pytest.mark.parametrize("case", CASES, ids=lambda case: case["name"])
def test_who_is_let_in_and_what_is_in_the_dark(case: Mapping[str, Any]):
    told = [Raw(one["kind"], SHOP, one["body"], one.get("answers", {})) for one in (case["raw"], *case.get("more", ()))]
    facts = facts_of([*ground(of_project(case)), *told])
    (resource,) = [one for one in facts.resources() if one.kind == case["raw"]["kind"]]
    (found,) = [one for one in acls(facts, [EVERYTHING]).acls if one.resource == resource.id]
    reach: dict[str, Verdict] = {}
    for grant in found.grants:
        who = short(grant.principal)
        reach[who] = min(reach.get(who, grant.verdict), grant.verdict, key=SURE.__getitem__)
    owner = {"o@kanaal.example": Verdict.YES} if "o@kanaal.example" in case["reach"] else {}
    assert reach | owner == {who: Verdict(verdict) for who, verdict in case["reach"].items()}
    reasons = [gap.reason for gap in (*facts.gaps(), *found.gaps)]
    assert bool(reasons) == ("dark" in case), reasons
    assert any(case.get("dark", "") in reason for reason in reasons) == ("dark" in case), reasons


@pytest.mark.parametrize("wrong", [None, 7, "text", [], {}, {"name": None}, {"name": ""}, {"name": []}, {"email": {}}])
@pytest.mark.parametrize(
    "kind", ["bucket", "dataset", "table", "sql-instance", "secret", "topic", "service-account", "kms-key", "deny-policy"]
)
def test_what_can_t_even_be_named_is_a_gap_and_the_next_one_stands(kind: str, wrong: Any):
    fine = Raw("bucket", SHOP, {"name": "fine"}, {"policy": {"bindings": [{"role": "roles/r", "members": ["allUsers"]}]}})
    facts = facts_of([Raw(kind, SHOP, wrong, {}), fine])
    assert [gap.scope for gap in facts.gaps()] == [SHOP.uri]
    assert [one.id for one in facts.resources()] == ["gs://fine"]
    assert len(list(facts.documents())) == 1


def test_nesting_without_end():
    deep: Any = {"name": "iban", "policyTags": {"names": ["projects/300/locations/eu/taxonomies/4/policyTags/6"]}}
    for _ in range(3000):
        deep = {"fields": [deep]}
    reference = {"projectId": "shop-prod", "datasetId": "d", "tableId": "t"}
    reader = {"policy": {"bindings": [{"role": "roles/r", "members": ["user:p01@kanaal.example"]}]}}
    facts = facts_of([Raw("table", SHOP, {"tableReference": reference}, {"table": {"schema": deep}, **reader})])
    assert [one.id for one in facts.resources()] == ["bigquery://shop-prod/d/t"]
    assert [gap.scope for gap in facts.gaps()] == ["bigquery://shop-prod/d/t"]
    assert len(list(facts.attachments())) == 1


# Over the socket: every list that Google gives, with entries that are none before, or behind, those that are.

WRONG = (None, 7, "text", [], {}, {"name": None, "email": [], "id": {}}, {"name": "\x00\u202e"}, {"name": "x" * 9000})
LISTS = [
    f"{operation.service}:{operation.name}"
    for operation in OPERATIONS
    if operation.name.rpartition(".")[2] in ("list", "search", "listPolicies", "searchAllIamPolicies")
]


@pytest.fixture
def twisted(tmp_path: Path) -> Iterator[tuple[TwistedServer, Path]]:
    world = organization()
    everybody = ("user:p01@kanaal.example", "group:crew@kanaal.example", "domain:other.example")
    world.policies["//cloudresourcemanager.googleapis.com/projects/shop-prod"] = policy(binding("roles/viewer", *everybody))
    world.predefined_roles["roles/viewer"]["includedPermissions"] = list(READS)
    with TwistedServer(world) as server:
        yield server, server.write_key(tmp_path / "key.json")


def collected(twisted: tuple[TwistedServer, Path]) -> MemoryFacts:
    server, key = twisted
    sink = MemorySink()
    told = {"key_file": str(key), "endpoint_url": server.url, "max_attempts": 1, "object_acls": True}
    collect(Scope(json.dumps(told), AT), sink)
    return sink.facts()


def statements(facts: MemoryFacts) -> set[object]:
    """What was read, piece by piece: a list with more entries says all that it said before."""
    bodies = {one.id: json.loads(one.body) for one in facts.documents()}
    pieces: set[object] = {(one.id, one.kind) for one in facts.resources()} | {one.id for one in facts.principals()}
    for one in facts.attachments():
        for key, value in bodies[one.document].items():
            entries = value if isinstance(value, list) else [value]
            pieces |= {(one.holder, one.kind, one.name, key, json.dumps(entry, sort_keys=True)) for entry in entries}
    return pieces


@pytest.mark.parametrize("before", [True, False])
def test_entries_of_another_form_take_no_others_with_them(twisted: tuple[TwistedServer, Path], *, before: bool):
    server, _ = twisted
    plain = collected(twisted)
    server.twists = dict.fromkeys(LISTS, listing_more(*WRONG, before=before))
    found = collected(twisted)
    assert server.twisted >= set(LISTS) - {"cloudasset.v1:v1.searchAllIamPolicies", "iam.v1:locations.workforcePools.providers.list"}
    assert statements(plain) - statements(found) == set()
    surfaces = {gap.surface for gap in (*found.gaps(), *(gap for acl in acls(found, [EVERYTHING]).acls for gap in acl.gaps))}
    asked = {operation.surface for operation in OPERATIONS if f"{operation.service}:{operation.name}" in server.twisted}
    assert asked <= surfaces


@pytest.mark.parametrize("call", sorted({operation.service for operation in OPERATIONS}))
@pytest.mark.parametrize("shape", by_turns(["{}", "[]", "null", "{", "7", '"text"', "\xff", "[" * 5000, '{"x": "\\ud800"}']))
def test_answers_that_are_none_are_gaps(twisted: tuple[TwistedServer, Path], call: str, shape: str):
    if shape in ("null", "7", '"text"', "[]") and call > "cloudresourcemanager.v3":  # the same code reads all of them
        pytest.skip("one service is enough")
    server, _ = twisted
    plain = statements(collected(twisted))
    named = [f"{operation.service}:{operation.name}" for operation in OPERATIONS if operation.service == call]
    server.twists = dict.fromkeys(named, lambda _: shape.encode("latin-1"))
    found = collected(twisted)
    lost = plain - statements(found)
    assert shape == "{}" or not lost or list(found.gaps())


def test_folders_that_hold_each_other_are_read_once(twisted: tuple[TwistedServer, Path]):
    server, _ = twisted
    round_ = [{"name": "folders/2", "parent": "folders/3"}, {"name": "folders/3", "parent": "folders/2"}, {"name": "folders/2"}]
    server.twists = {"cloudresourcemanager.v3:folders.list": lambda body: {"folders": [*body.get("folders", ()), *round_]}}
    found = collected(twisted)
    assert {"google://cloudresourcemanager.googleapis.com/folders/2"} <= {one.id for one in found.resources()}
    assert "gs://orders" in {one.id for one in found.resources()}


def test_the_same_project_twice_is_read_once(twisted: tuple[TwistedServer, Path]):
    server, _ = twisted
    plain = collected(twisted)
    server.twists = {"cloudresourcemanager.v3:projects.search": lambda body: {"projects": [*body["projects"], *body["projects"]]}}
    found = collected(twisted)
    assert statements(found) == statements(plain)
    assert [row for row in found.coverage() if row.status != "complete"] == [row for row in plain.coverage() if row.status != "complete"]


@pytest.mark.parametrize("parent", ["things/1", "folders/x/y", "text", 7, {}])
def test_a_project_below_something_unknown_is_read_and_told(twisted: tuple[TwistedServer, Path], parent: Any):
    server, _ = twisted
    server.twists = {"cloudresourcemanager.v3:projects.search": lambda body: {"projects": [body["projects"][0] | {"parent": parent}]}}
    found = collected(twisted)
    assert "gs://orders" in {one.id for one in found.resources()}
    assert [gap for gap in found.gaps() if gap.surface == "resource-manager"]


@pytest.mark.parametrize(
    "call",
    ["iam.v2:policies.get", "iam.v1:roles.get", "bigquery.v2:datasets.get", "datacatalog.v1:projects.locations.taxonomies.policyTags.get"],
)
def test_an_empty_answer_about_one_thing_is_a_gap(twisted: tuple[TwistedServer, Path], call: str):
    server, _ = twisted
    server.twists = {call: lambda _: {}}
    assert list(collected(twisted).gaps())


def test_an_access_list_that_is_not_shown_is_a_gap_and_the_inventorys_counts(twisted: tuple[TwistedServer, Path]):
    server, _ = twisted
    server.twists = {"bigquery.v2:datasets.get": lambda body: {key: value for key, value in body.items() if key != "access"}}
    found = collected(twisted)
    (gap,) = {gap for gap in found.gaps() if gap.scope == "bigquery://shop-prod/crm"}
    assert gap.missing_permission == "bigquery.datasets.getIamPolicy"
    assert ("bigquery://shop-prod/crm", "allow-policy") in {(one.holder, one.kind) for one in found.attachments()}


def test_all_of_it_at_once_goes_through_to_the_findings(twisted: tuple[TwistedServer, Path], tmp_path: Path):
    server, key = twisted
    policies = [
        case["raw"]["answers"]["policy"]["bindings"] for case in CASES if case["raw"].get("answers", {}).get("policy", {}).get("bindings")
    ]
    bindings = [one for listed in policies if isinstance(listed, list) for one in listed]
    rules = [row for case in CASES for row in _items(case["raw"].get("answers", {}).get("acl"))]
    access = [row for case in CASES for row in _items({"items": case["raw"]["body"].get("access")})]
    server.twists = dict.fromkeys(LISTS, listing_more(*WRONG))
    server.twists |= dict.fromkeys(
        ("storage.v1:buckets.getIamPolicy", "cloudresourcemanager.v3:projects.getIamPolicy"), listing_more(*bindings)
    )
    server.twists |= {"storage.v1:bucketAccessControls.list": listing_more(*rules), "bigquery.v2:datasets.get": listing_more(*access)}
    told = {"key_file": json.dumps(str(key)), "endpoint_url": server.url, "max_attempts": 1, "object_acls": "true"}
    places = {
        "orders": "{system: google, kind: bucket, ref: 'gs://orders'}",
        "old": "{system: google, kind: bucket, ref: 'gs://old'}",
        "crm": "{system: google, kind: dataset, ref: shop-prod.crm}",
        "secret": "{system: google, kind: secret, ref: projects/shop-prod/secrets/db}",
    }
    found = held(provider, told, places, tmp_path / "runs")
    assert {finding.asset for finding in found.findings} >= set(places)
    assert {reach.asset for reach in found.resolved.reaches} == set(places)
    assert {asset for asset, _, _ in found.resolved.gaps} == set(places)
    old = {grant.principal for acl in found.resolved.evaluated["gcp"].acls if acl.resource == "gs://old" for grant in acl.grants}
    assert old >= {
        "google://member/robot:7",
        "google://user/p01@kanaal.example?uid=12",
        "google://member/crowd-9",
    }


def _items(answer: object) -> list[Any]:
    listed = answer.get("items") if isinstance(answer, dict) else None
    return listed if isinstance(listed, list) else []


# One change to one answer, anywhere.

NAMES = frozenset(
    (
        *("name", "email", "projectId", "datasetId", "tableId", "policyId", "locationId", "userByEmail", "groupByEmail", "domain"),
        *("uniqueId", "topic", "projectNumber", "parentPolicyTag", "names", "id", "state", "resource", "type"),
        *("includedPermissions", "deniedPermissions", "deniedPrincipals", "permissions", "expression", "filterPredicate"),
    )
)  # what says of whom or what an answer is: another word is another thing


def is_told(mutation: Mutation, held: Any) -> bool:
    """Whether the answer says something else now, and does not lack anything: a list that is left out is empty."""
    if mutation.how in ("drop", "null"):
        return isinstance(held, list | dict) or isinstance(mutation.path[-1], int) or mutation.key in NAMES
    if mutation.key == "enabled" and isinstance(mutation.value, bool):
        return True  # a switch that is plainly on or off
    return mutation.key in NAMES and (mutation.how == "word" or isinstance(mutation.value, int))


def reach_of(facts: MemoryFacts) -> tuple[set[tuple[str, str]], set[Gap]]:
    found = acls(facts, [EVERYTHING])
    reach = {(acl.resource, grant.principal) for acl in found.acls for grant in acl.grants}
    return reach, {*facts.gaps(), *found.gaps, *(gap for acl in found.acls for gap in acl.gaps)}


@settings(max_examples=16, deadline=None, derandomize=True, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(seed=st.integers(0, 2**32))
def test_one_change_to_one_answer_loses_nobody_in_silence(twisted: tuple[TwistedServer, Path], seed: int):
    server, _ = twisted
    dice, done = Random(seed), list[tuple[Mutation, Any]]()

    def twist(body: Any) -> Any:
        mutation = None if done else chosen(body, dice)
        if mutation is None:
            return body
        held = body
        for step in mutation.path:
            held = held[step]
        done.append((mutation, held))
        return mutated(body, mutation)

    server.twists = {}
    before, dark = reach_of(collected(twisted))
    operation = dice.choice(OPERATIONS)
    server.twists = {f"{operation.service}:{operation.name}": twist}
    after, darker = reach_of(collected(twisted))
    if before - after and not (done and is_told(*done[0])):
        assert darker - dark, (operation.name, done, before - after)


VALID: tuple[tuple[str, dict[str, Any], dict[str, Any]], ...] = tuple(
    (case["raw"]["kind"], case["raw"]["body"], case["raw"].get("answers", {})) for case in CASES if "dark" not in case
)


@settings(max_examples=300, deadline=None, derandomize=True)
@given(seed=st.integers(0, 2**32))
def test_one_change_to_what_is_made_into_facts(seed: int):
    dice = Random(seed)
    kind, body, answers = dice.choice(VALID)
    mutation = chosen({"body": body, "answers": answers}, dice)
    assert mutation is not None
    held: Any = {"body": body, "answers": answers}
    changed = mutated(held, mutation)
    for step in mutation.path:
        held = held[step]
    before, dark = reach_of(facts_of([*ground({"bindings": [OWNED]}), Raw(kind, SHOP, body, answers)]))
    sound = isinstance(changed.get("body"), dict) and isinstance(changed.get("answers"), dict)
    if not sound or not all(isinstance(answer, dict) for answer in changed["answers"].values()):
        return  # the reader gives objects
    after, darker = reach_of(facts_of([*ground({"bindings": [OWNED]}), Raw(kind, SHOP, changed["body"], changed["answers"])]))
    if before - after and not is_told(mutation, held):
        assert darker - dark, (kind, mutation, before - after)


def test_coverage_is_told_for_each_surface_once(twisted: tuple[TwistedServer, Path]):
    server, _ = twisted
    server.twists = dict.fromkeys(LISTS, listing_more(*WRONG))
    rows: list[Coverage] = list(collected(twisted).coverage())
    assert len({(row.surface, row.scope) for row in rows}) == len(rows)
