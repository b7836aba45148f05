"""Who of the principals is a user of a Cloud SQL database."""

from typing import Any

from providers.formula import TRUE
from providers.gcp.evaluate.sql_users import unread, unread_users, users
from providers.gcp.evaluate.world import World
from tests.reference.gcp_worlds import facts

INSTANCE = "google://cloudsql.googleapis.com/projects/p/instances/i"
USERS = [
    {"name": "p01@shop.example", "type": "CLOUD_IAM_USER"},
    {"name": "p02", "iamEmail": "p02@shop.example", "type": "CLOUD_IAM_USER"},
    {"name": "etl@p.iam", "type": "CLOUD_IAM_SERVICE_ACCOUNT"},
    {"name": "crew@shop.example", "type": "CLOUD_IAM_GROUP"},
    {"name": "root", "type": "BUILT_IN"},
    {"name": "later", "type": "NEW_KIND"},
]


def world(**said: Any) -> World:
    return World(facts({"resources": {INSTANCE: said}}))


def test_principals_are_users_by_their_own_names():
    made = world(users=USERS)
    found = users(made, made.resources[INSTANCE])
    assert {who for who, _ in found} == {
        "google://user/p01@shop.example",
        "google://user/p02@shop.example",
        "google://service-account/etl@p.iam.gserviceaccount.com",
        "google://group/crew@shop.example",
    }
    assert set(found.values()) == {TRUE}


def test_nobody_signs_in_where_it_is_off():
    made = world(users=USERS, iam_authentication="false")
    assert users(made, made.resources[INSTANCE]) == {}
    assert unread_users(made, made.resources[INSTANCE]) is None


def test_users_that_were_not_read_are_a_gap():
    made = world()
    gap = unread_users(made, made.resources[INSTANCE])
    assert gap
    assert gap.missing_permission == "cloudsql.users.list"
    assert unread(gap).gap  # type: ignore[union-attr]
    assert unread_users(world(users=[]), made.resources[INSTANCE]) is None
