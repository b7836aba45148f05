"""Whether a measure is in force for an asset: read from its stores' settings, or from who reaches it."""

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from enum import StrEnum

from audit.check.found import Hits
from audit.check.sign_in import has_mfa
from audit.check.stores import DATA_KINDS, MEASURE
from audit.check.world import World
from audit.model.facts import Resource
from audit.model.reach import Reach, SubjectKind
from audit.saying import subject_in_short
from policies.language import Asset
from policies.wording import msg

LOGGING = "access-logging"
COPIES = frozenset({"rds-snapshot", "rds-cluster-snapshot", "backup-vault"})  # opened by restoring them, which the provider always logs
_EXTERNAL = frozenset({SubjectKind.PUBLIC, SubjectKind.OUTSIDE})  # a party that the policy names is no stranger


class State(StrEnum):
    """Whether a measure is on."""

    ON = "on"
    OFF = "off"
    UNKNOWN = "unknown"


@dataclass(frozen=True, slots=True)
class Standing:
    """A measure's state, for people what is off or not known, and the reaches that show it."""

    state: State
    why: str = ""
    hits: Hits = ()


def standing(world: World, asset: Asset, measure: str) -> Standing:
    """A measure counts only when it is on everywhere it applies; where nobody can tell, it is unknown."""
    if measure in _OF_REACH:
        return _of_reach(world, asset, measure)
    return _of_stores(world, asset, measure)


def _of_stores(world: World, asset: Asset, measure: str) -> Standing:
    key, held = MEASURE + measure, world.stores.held.get(asset.id, ())
    off = [resource.id for resource in held if resource.attribute(key) == "false"]
    on = [resource.id for resource in held if resource.attribute(key) == "true"]
    dark = [resource.id for resource in held if not resource.attribute(key) and _should_have(world, resource, key)]
    if off:
        return Standing(State.OFF, world.say("it is off on {stores}", stores=", ".join(off)))
    if dark or not on:
        text = msg("it was not read on {stores}") if dark else msg("none of its stores shows it")
        return Standing(State.UNKNOWN, world.say(text, stores=", ".join(dark)))
    return Standing(State.ON)


def _should_have(world: World, resource: Resource, key: str) -> bool:
    """A measure applies to a kind of resource when another of that kind has it, or when something of this one was not read.

    Access is logged on every path or it is not: logging applies to whatever holds data of its own.
    """
    if key == MEASURE + LOGGING and resource.kind in DATA_KINDS - COPIES:
        return True
    return (resource.provider, resource.kind, key) in world.stores.measurable or any(gap.scope == resource.id for _, gap in world.gaps)


def _of_reach(world: World, asset: Asset, measure: str) -> Standing:
    found = [(answer, reach) for reach in _reaches(world, asset) if (answer := _OF_REACH[measure](world, reach))]
    for state in (State.OFF, State.UNKNOWN):
        if showing := [(answer.why, reach) for answer, reach in found if answer.state is state]:
            why = ", ".join(sorted({why for why, _ in showing}))
            return Standing(state, why, tuple((reach, reach.levels) for _, reach in showing))
    return Standing(State.UNKNOWN, world.say("not everything was read")) if world.is_dark(asset.id) else Standing(State.ON)


def _reaches(world: World, asset: Asset) -> Iterator[Reach]:
    for access in world.on(asset.id):
        yield from (entry.reach for entry in access.entries)


def _mfa(world: World, reach: Reach) -> Standing | None:
    match has_mfa(world, reach):
        case True:
            return None
        case False:
            return Standing(State.OFF, world.say("{account} has none", account=reach.account))
        case None:
            return Standing(State.UNKNOWN, world.say("the mfa state of {account} was not read", account=reach.account))


def _shared(world: World, reach: Reach) -> Standing | None:
    return (
        Standing(State.OFF, world.say("{account} is shared", account=reach.account)) if reach.subject.kind is SubjectKind.SHARED else None
    )


def _linked(world: World, reach: Reach) -> Standing | None:
    return Standing(State.OFF, world.say("anyone reaches it")) if reach.subject.kind is SubjectKind.PUBLIC else None


def _external(world: World, reach: Reach) -> Standing | None:
    return (
        Standing(State.OFF, world.say("{who} reaches it", who=subject_in_short(reach.subject, world.say)))
        if reach.subject.kind in _EXTERNAL
        else None
    )


_OF_REACH: Mapping[str, Callable[[World, Reach], Standing | None]] = {
    "mfa": _mfa,
    "personal-accounts": _shared,
    "no-link-sharing": _linked,
    "no-external-sharing": _external,
}
