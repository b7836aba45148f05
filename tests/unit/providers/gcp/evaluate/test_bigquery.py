"""BigQuery beside IAM."""

from typing import Any

import pytest

from providers.formula import TRUE, Atom
from providers.gcp.evaluate.bigquery import access_entries, by_columns, by_rows, doors, views
from providers.gcp.evaluate.world import World
from providers.holding import Holding
from tests.reference.gcp_worlds import facts

D, T = "bigquery://p/d", "bigquery://p/d/t"
TAXONOMY = "google://datacatalog.googleapis.com/projects/p/locations/eu/taxonomies/4"
TAG = f"{TAXONOMY}/policyTags/7"
P1, P2 = ("google://user/p01@shop.example", ""), ("google://user/p02@shop.example", "")
READERS: Holding = {P1: TRUE, P2: TRUE}


def world(access: object = (), table: object = None, **more: Any) -> World:
    return World(facts({**more, "resources": {D: {"access": list(access)}, T: table or {}, **more.get("resources", {})}}))  # type: ignore[call-overload]


@pytest.mark.parametrize(
    ("row", "principal"),
    [
        ({"userByEmail": "p01@shop.example"}, "google://user/p01@shop.example"),
        ({"userByEmail": "s@p.iam.gserviceaccount.com"}, "google://service-account/s@p.iam.gserviceaccount.com"),
        ({"groupByEmail": "crew@shop.example"}, "google://group/crew@shop.example"),
        ({"domain": "shop.example"}, "google://domain/shop.example"),
        ({"iamMember": "allUsers"}, "everyone://public"),
        ({"iamMember": "deleted:user:p09@shop.example?uid=1"}, "google://user/p09@shop.example?uid=1"),
        ({"specialGroup": "allAuthenticatedUsers"}, "everyone://authenticated"),
        ({"specialGroup": "projectOwners"}, "google://user/p09@shop.example"),
        ({"specialGroup": "newGroup"}, "google://member/newGroup"),
    ],
)
def test_whom_an_entry_means(row: dict[str, str], principal: str):
    made = world([{**row, "role": "READER"}], policies={"projects/p": [{"role": "roles/owner", "members": ["user:p09@shop.example"]}]})
    (entry,) = access_entries(made, D)
    assert entry.principals == (principal,)
    assert entry.role == "roles/bigquery.dataViewer"


def test_a_role_of_ones_own_and_a_condition():
    told = {
        "userByEmail": "p01@shop.example",
        "role": "roles/bigquery.metadataViewer",
        "condition": {"expression": "request.time < timestamp('2027-01-01T00:00:00Z')"},
    }
    (entry,) = access_entries(world([told]), D)
    assert entry.permissions == {"bigquery.tables.get", "bigquery.tables.list"}
    assert entry.condition


def test_what_carries_no_role_is_a_door():
    rows = [
        {"view": {"projectId": "p", "datasetId": "e", "tableId": "v"}},
        {"routine": {"projectId": "p", "datasetId": "e", "routineId": "f"}},
        {"dataset": {"dataset": {"projectId": "p", "datasetId": "e"}, "targetTypes": ["VIEWS"]}},
    ]
    made = world(rows)
    assert access_entries(made, D) == ()
    assert [(door.id, door.words) for door in doors(made, D)] == [
        ("bigquery://p/e/v", "authorized view p.e.v"),
        ("bigquery://p/e", "authorized routine p.e.f"),
        ("bigquery://p/e", "authorized dataset p.e"),
    ]


def test_an_authorized_dataset_is_its_views():
    row = {"dataset": {"dataset": {"projectId": "p", "datasetId": "e"}}}
    inside = {
        "bigquery://p/e": {},
        "bigquery://p/e/v": {"type": "VIEW"},
        "bigquery://p/e/m": {"type": "MATERIALIZED_VIEW"},
        "bigquery://p/e/t": {"type": "TABLE"},
    }
    made = world([row], resources=inside)
    assert [one.id for one in views(made, doors(made, D)[0])] == ["bigquery://p/e/m", "bigquery://p/e/v"]


def test_rows():
    assert by_rows(world(), T, READERS) == READERS
    made = world(
        table={
            "rows": [{"filter": "a = 1", "members": ["user:p01@shop.example"]}, {"filter": "b = 2", "members": ["user:p01@shop.example"]}]
        }
    )
    (formula,) = by_rows(made, T, READERS).values()
    assert formula == by_rows(made, T, {P1: TRUE})[P1]
    assert by_rows(world(table={"rows": [{"filter": "true", "members": ["allAuthenticatedUsers"]}]}), T, READERS) == READERS


def test_columns():
    assert by_columns(world(), (), READERS) == READERS
    fine = {TAG: [{"role": "roles/datacatalog.categoryFineGrainedReader", "members": ["user:p02@shop.example"]}]}
    made = world(resources={TAG: {"name": "Pay"}}, policies=fine)
    assert by_columns(made, [TAG], READERS) == {P1: Atom("only columns without the policy tag Pay are shown"), P2: TRUE}


def test_a_taxonomy_that_guards_nothing():
    tags = {TAXONOMY: {"fine_grained": "false"}, TAG: {"parent": TAXONOMY}}
    assert by_columns(world(resources=tags), [TAG], READERS) == READERS
    tags[TAXONOMY]["fine_grained"] = "true"
    assert by_columns(world(resources=tags), [TAG], READERS) != READERS
