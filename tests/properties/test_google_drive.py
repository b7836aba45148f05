"""Drive read by what has changed gives what reading all of it gives, whatever was done in between; and both give what a slow reading of the world says."""

from random import Random

from hypothesis import example, given, settings
from hypothesis import strategies as st

from tests.reference.drive import everything
from tests.reference.nights import nights, told, united
from tests.unit.providers.google_workspace.drive.changes import act, office
from tests.unit.providers.google_workspace.drive.worlds import AT, crawled, read, served

EXAMPLES = settings(max_examples=18, deadline=None)


@EXAMPLES
@given(st.integers(0, 2**32))
@example(18417)  # an account that is gone, and one that has its address now
def test_a_crawl_finds_what_a_slow_reading_of_the_world_does(seed: int) -> None:
    dice = Random(seed)
    found = office(dice)
    for _ in range(dice.randint(0, 12)):
        act(found, dice)
    facts = crawled(found)
    acls = {each.id: each.grants for each in facts.acls()}
    assert {each.id: united(acls[each.acl]) for each in facts.resources()} == everything(found.world)


@EXAMPLES
@given(st.integers(0, 2**32))
@example(1267988)  # a folder leaves a shared drive with its file, whose owner then gives the folder alone to another
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
