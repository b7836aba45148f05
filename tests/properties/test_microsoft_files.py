"""Libraries read by what has changed give what reading all of them gives, whatever was done in between; and both give what a slow reading of the world says."""

from collections.abc import Iterable
from datetime import timedelta
from random import Random

from hypothesis import given, settings
from hypothesis import strategies as st

from audit.model.facts import Grant
from audit.ports import Facts
from policies.levels import Level
from tests.reference.microsoft_files import everything
from tests.unit.providers.microsoft365.files.changes import act, office
from tests.unit.providers.microsoft365.files.worlds import AT, ON_EVERYTHING, crawled, read, served

EXAMPLES = settings(max_examples=20, deadline=None)


def told(facts: Facts) -> dict[str, frozenset[object]]:
    """All that was found, cursors aside."""
    tables = ("principals", "memberships", "resources", "gaps", "coverage")
    found = {name: frozenset(getattr(facts, name)()) for name in tables}
    return found | {"acls": frozenset((acl.id, frozenset(acl.grants)) for acl in facts.acls())}


def united(grants: Iterable[Grant]) -> dict[str, Level]:
    """The levels of each principal, all its grants together, but those that hold on the whole site."""
    levels: dict[str, Level] = {}
    for grant in grants:
        if grant.source not in ON_EVERYTHING:
            levels[grant.principal] = levels.get(grant.principal, Level.NONE) | grant.levels
    return levels


@EXAMPLES
@given(st.integers(0, 2**32))
def test_a_crawl_finds_what_a_slow_reading_of_the_world_does(seed: int) -> None:
    dice = Random(seed)
    found = office(dice)
    for _ in range(dice.randint(0, 12)):
        act(found, dice)
    facts = crawled(found)
    acls = {each.id: each.grants for each in facts.acls()}
    seen = {each.id: united(acls[each.acl]) for each in facts.resources() if each.kind != "sharepoint-site"}
    assert seen == everything(found.world)


@EXAMPLES
@given(st.integers(0, 2**32))
def test_what_has_changed_since_makes_up_the_whole(seed: int) -> None:
    dice = Random(seed)
    found = office(dice)
    with served(found) as server:
        previous = read(found, server)
        at = AT
        for night in range(dice.randint(1, 3)):
            for _ in range(dice.randint(0, 12)):
                act(found, dice)
            at += timedelta(days=1)
            found.world.now = at.isoformat().replace("+00:00", "Z")
            found.world.touch()
            previous = read(found, server, previous, at=at, full_every=31)
            whole = told(read(found, server, at=at))
            for name, rows in told(previous).items():
                assert rows == whole[name], (night, name, rows ^ whole[name])
