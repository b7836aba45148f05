"""An account that several people use: nobody can say who did what."""

from collections.abc import Iterable

from audit.check.accounts import suspects
from audit.check.found import AND, Found
from audit.check.world import World
from audit.model.finding import FindingKind
from audit.model.reach import SubjectKind


def check(world: World) -> Iterable[Found]:
    """One finding for each asset that such an account reaches; one of little weight when it reaches none."""
    return suspects(
        world,
        SubjectKind.SHARED,
        FindingKind.SHARED_ACCOUNT,
        world.say("several people use this account, so that nobody can be named"),
        remedy=world.say("give each of its users an account of his own"),
        beside=AND,
    )
