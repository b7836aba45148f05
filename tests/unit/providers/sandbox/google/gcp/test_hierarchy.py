import pytest

from providers.sandbox.google.gcp.hierarchy import ancestors, by_id, lies_in, number_of, of_collection
from tests.unit.providers.sandbox.google.worlds import CRM, organisation

CHAIN = ("projects/30", "folders/2", "organizations/1")


@pytest.mark.parametrize(
    ("name", "chain"),
    [
        (CRM + "projects/shop", CHAIN),
        (CRM + "projects/30", CHAIN),
        (CRM + "organizations/1", CHAIN[2:]),
        ("//pubsub.googleapis.com/projects/shop/topics/t", CHAIN),
        ("//storage.googleapis.com/projects/_/buckets/b/managedFolders/f/", CHAIN),
        ("//pubsub.googleapis.com/projects/none/topics/t", ()),
    ],
)
def test_what_a_resource_lies_in(name, chain):
    world = organisation()
    world.buckets["b"] = {"name": "b", "projectNumber": "30"}
    assert ancestors(world, name) == chain


def test_a_project_goes_by_number_or_id():
    world = organisation()
    assert by_id(world, "projects/30/topics/t") == by_id(world, "projects/shop/topics/t") == "projects/shop/topics/t"
    assert number_of(world, "shop") == "30"
    assert lies_in(CHAIN, world, "projects/shop")
    assert lies_in(CHAIN, world, "folders/2")
    assert not lies_in(CHAIN, world, "folders/3")
    assert len(of_collection(world, CRM, "projects")) == 2
