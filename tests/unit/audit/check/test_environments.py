"""In which environment a resource is."""

import pytest

from audit.check.environments import Environments, normal
from audit.model.facts import Resource

ACCOUNT, UNIT = "aws://777788889999", "aws://444455556666/organizations/ou/o-1/ou-1"
PROJECT = "google://cloudresourcemanager.googleapis.com/projects/shop-test"
SUBSCRIPTION = "azure://subscriptions/6a"


def place(name: str, kind: str, title: str, parent: str = "", **labels: str) -> Resource:
    return Resource(name, "x", kind, title, parent, labels=tuple(labels.items()))


def store(parent: str = "", name: str = "s3://orders", **labels: str) -> Resource:
    return Resource(name, "x", "s3-bucket", "orders", parent, labels=tuple(labels.items()))


PLACES = (
    place(ACCOUNT, "account", "shop", UNIT),
    place(UNIT, "ou", "Development"),
    place(PROJECT, "project", "shop-test"),
    place(SUBSCRIPTION, "azure-subscription", "shop", env="QA"),
    place("azure://groups/loop", "management-group", "a", "azure://groups/pool"),
    place("azure://groups/pool", "management-group", "b", "azure://groups/loop"),
)


@pytest.mark.parametrize(
    ("resource", "environment"),
    [
        (store(env="tst"), "test"),
        (store(stage="Production"), "production"),
        (store(ACCOUNT), "development"),
        (store(ACCOUNT, environment="production"), "production"),
        (store(f"{SUBSCRIPTION}/resourcegroups/rg/providers/x/accounts/a"), "test"),
        (store(PROJECT), "test"),
        (store("bigquery://shop/crm"), ""),
        (store("azure://groups/loop"), ""),
        (store(), ""),
    ],
)
def test_a_label_speaks_before_the_places_above(resource: Resource, environment: str):
    assert Environments.of(PLACES).said_by(resource) == environment


@pytest.mark.parametrize(
    ("name", "environment"), [("latest", ""), ("devices", ""), ("shop_dev-2", "development"), ("TEST", "test"), ("qa", "test")]
)
def test_a_place_s_name_has_the_word_itself(name: str, environment: str):
    assert Environments.of((place(ACCOUNT, "account", name),)).said_by(store(ACCOUNT)) == environment


def test_an_environment_has_one_name():
    assert [normal(word) for word in ("TST", " dev ", "staging")] == ["test", "development", "staging"]
