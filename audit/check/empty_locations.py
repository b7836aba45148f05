"""A place in the inventory that matches nothing: the data lie elsewhere, or the entry is out of date."""

from collections.abc import Iterable

from audit.check.found import Fault, Found, on_subject
from audit.check.world import World
from audit.model.finding import FindingKind
from policies.language import Severity, Where
from policies.wording import msg


def check(world: World) -> Iterable[Found]:
    """One finding for each place that holds nothing although its surroundings were read."""
    for name, where in world.empty:
        asset = world.assets.get(name)
        if asset is not None:
            place = _text(where)
            fault = Fault(
                kind=FindingKind.EMPTY_LOCATION,
                remedy=world.say("correct the address, or take the place out of the inventory"),
                severity=Severity.MEDIUM,
                place=where.at,
                scope=place,
            )
            text = msg("{asset} should lie in {place} ({system}), and nothing is there")
            yield on_subject(asset, None, fault, world.say(text, asset=name, place=place, system=where.system))


def _text(where: Where) -> str:
    tags = ", ".join(f"{key}={value}" for key, value in where.tags)
    return where.ref or (f"label {where.label}" if where.label else f"tags {tags}")
