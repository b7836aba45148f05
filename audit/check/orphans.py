"""A human account that joins to nobody on the roster (Art. 5(2): nobody could be named)."""

from collections.abc import Iterable

from audit.check.accounts import suspects
from audit.check.found import OR, Found
from audit.check.world import World
from audit.model.finding import FindingKind
from audit.model.reach import SubjectKind


def check(world: World) -> Iterable[Found]:
    """One finding for each asset that such an account reaches; one of little weight when it reaches none."""
    return suspects(
        world,
        SubjectKind.ORPHAN,
        FindingKind.ORPHAN_ACCOUNT,
        world.say("no person or service of the policy has this account"),
        remedy=world.say("name the account under the person or service that it belongs to"),
        beside=OR,
    )
