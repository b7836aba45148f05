"""A request with all that its papers speak of: places, parties, the clock, and which steps are left."""

from dataclasses import dataclass, replace
from datetime import date

from audit.check.world import World
from audit.errors import UsageError
from audit.gdpr.erasure.clock import Clock, clock
from audit.gdpr.erasure.log import Log, Recorded, Right
from audit.gdpr.erasure.places import Place, places
from audit.gdpr.processing import Sharing, kinds, sharings, silent, unplaced
from audit.model.facts import Gap
from audit.model.head import Head
from audit.plugins import nearest
from policies.language import Asset, Party, Policy

REGISTERED, IDENTITY, GROUND, ANSWER = "step:registered", "step:identity", "step:ground", "step:answer"


@dataclass(frozen=True, slots=True)
class Case:
    """One request on one day. `kept` says whether there is a log; `silent` assets may hold data of anybody, `unplaced` processors too.

    `world` and `head` are there with a run.
    """

    policy: Policy
    log: Log
    kept: bool
    today: date
    clock: Clock
    places: tuple[Place, ...]
    sharings: tuple[Sharing, ...]
    silent: tuple[Asset, ...]
    unplaced: tuple[Party, ...]
    world: World | None = None
    head: Head | None = None

    @property
    def steps(self) -> tuple[str, ...]:
        """The ids of all steps, in order: those of the request itself have a prefix, a place goes by the id of its asset."""
        right = self.log.request.right
        first = (REGISTERED, IDENTITY) if right is Right.ACCESS else (REGISTERED, IDENTITY, GROUND)
        return (*first, *(place.asset.id for place in self.places), *map(step_of, self.told), ANSWER)

    @property
    def told(self) -> tuple[Sharing, ...]:
        """The parties that hear of it: everybody who got the data (Art. 19), or for access the processors, which may have some (Art. 28(3)(e)).

        A host is not among them: what is done in the store is done there too.
        """
        mine = self.log.request.right is Right.ACCESS
        return tuple(sharing for sharing in self.sharings if not sharing.hosts and not (mine and sharing.recipient))

    @property
    def left(self) -> tuple[str, ...]:
        """The steps that the log does not say are done."""
        return tuple(step for step in self.steps if self.log.done(step) is None)

    @property
    def late(self) -> bool:
        """Whether steps are left after the last day to answer."""
        return bool(self.left) and self.today > self.clock.due

    def done(self, place: Place) -> Recorded | None:
        """How a place was recorded, if it was."""
        return self.log.done(place.asset.id)


def step_of(sharing: Sharing) -> str:
    """The step in which a party is told."""
    return f"told:{sharing.party.id}"


def case(policy: Policy, log: Log, today: date, world: World | None = None, head: Head | None = None, *, kept: bool = False) -> Case:
    """The case of a request. Raises UsageError for a kind of people, or a way to be known, that the inventory does not have."""
    request = log.request
    _known(policy, request.subject, request.known_by)
    found = places(policy, request, world.as_of if world else today, world)
    assets = tuple(place.asset for place in found)
    return Case(
        policy=policy,
        log=log,
        kept=kept,
        today=today,
        clock=clock(policy, request.received, extended=log.extension is not None),
        places=found,
        sharings=sharings(policy, assets),
        silent=silent(policy),
        unplaced=unplaced(policy),
        world=world,
        head=replace(head, gaps=_gaps(found)) if head else None,
    )


def _gaps(found: tuple[Place, ...]) -> tuple[Gap, ...]:
    """What could not be read in these places: gaps elsewhere say nothing about this request."""
    return tuple(sorted({gap for place in found if place.seen for gap in place.seen.gaps}))


def _known(policy: Policy, subject: str, known_by: tuple[str, ...]) -> None:
    if subject not in kinds(policy):
        raise UsageError(f"the inventory has no data about {subject}", nearest(subject, kinds(policy)))
    fields = tuple(sorted({key for asset in policy.assets if subject in asset.subjects for key in asset.find_by}))
    for key in known_by:
        if key not in fields:
            remedy = "say the kind of it (email): the log holds no data of the person" if "@" in key else nearest(key, fields)
            raise UsageError(f"no place with data about {subject} is searched by {'an address' if '@' in key else key}", remedy)
