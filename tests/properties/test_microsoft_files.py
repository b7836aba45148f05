"""Libraries read by what has changed give what reading all of them gives, whatever was done in between; and both give what a slow reading of the world says."""

from random import Random

from hypothesis import given, settings
from hypothesis import strategies as st

from tests.reference.microsoft_files import everything
from tests.reference.nights import nights, told, united
from tests.unit.providers.microsoft365.files.changes import act, office
from tests.unit.providers.microsoft365.files.worlds import AT, ON_EVERYTHING, crawled, read, served

EXAMPLES = settings(max_examples=14, deadline=None)


@EXAMPLES
@given(st.integers(0, 2**32))
def test_a_crawl_finds_what_a_slow_reading_of_the_world_does(seed: int) -> None:
    dice = Random(seed)
    found = office(dice)
    for _ in range(dice.randint(0, 12)):
        act(found, dice)
    facts = crawled(found)
    acls = {each.id: [grant for grant in each.grants if grant.source not in ON_EVERYTHING] for each in facts.acls()}
    seen = {each.id: united(acls[each.acl]) for each in facts.resources() if each.kind != "sharepoint-site"}
    assert seen == everything(found.world)


@EXAMPLES
@given(st.integers(0, 2**32))
def test_what_has_changed_since_makes_up_the_whole(seed: int) -> None:
    dice = Random(seed)
    found = office(dice)
    with served(found) as server:
        previous = read(found, server)
        for at in nights(found, dice, act, AT):
            previous = read(found, server, previous, at=at, full_every=31)
            whole = told(read(found, server, at=at))
            for name, rows in told(previous).items():
                assert rows == whole[name], (at, name, rows ^ whole[name])
