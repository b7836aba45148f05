"""Who is let in other than by roles. The scenarios have more."""

import pytest

from policies.levels import Level
from providers.azure.evaluate.beside import doors, misread
from providers.azure.evaluate.world import World
from tests.reference.azure_worlds import facts, of

F, R, C = Level.FIND, Level.READ, Level.CHANGE


@pytest.mark.parametrize(
    ("role", "levels"), [("Cosmos DB Built-in Data Reader", F | R), ("Cosmos DB Built-in Data Contributor", F | R | C)]
)
@pytest.mark.parametrize(("at", "reached"), [("", True), ("/dbs/D", True), ("/dbs/D/colls/C", True), ("/dbs/D2", False), ("/dbs/d", False)])
def test_a_role_on_data_holds_below_its_scope(role: str, levels: Level, at: str, reached: bool):
    said = {"databases": {"D": ["C"]}, "assignments": [{"who": "p01", "role": role, "at": at}]}
    world = World(facts({"cosmos": {"c": said}, "people": ["p01"]}))
    assert [(door.principal, door.levels) for door in doors(world, world.resources["cosmos://c/D/C"])] == (
        [(of("p01").id, levels)] * reached
    )


def test_a_role_that_withholds():
    sets = [{"dataActions": ["Microsoft.DocumentDB/databaseAccounts/*"], "notDataActions": ["*/items/delete", "*/items/read"]}]
    said = {"databases": {"D": ["C"]}, "roles": {"own": sets}, "assignments": [{"who": "p01", "role": "own"}]}
    world = World(facts({"cosmos": {"c": said}, "people": ["p01"]}))
    (door,) = doors(world, world.resources["cosmos://c/D/C"])
    assert door.levels == F | R | C  # by other actions
    assert misread(world, world.resources["cosmos://c/D/C"].parent) == ()


def test_everything_is_in_all():
    world = World(facts({"vaults": {"v": {"secrets": ["s"], "policies": {"p01": {"secrets": ["All"]}}}}, "people": ["p01"]}))
    (door,) = doors(world, world.resources["vault://v/secrets/s"])
    assert door.levels == F | R | C | Level.MANAGE
