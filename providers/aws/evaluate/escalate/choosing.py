"""What a caller may choose from: the names of what it makes are without number, yet policies tell few sorts of them apart."""

import re
from collections.abc import Iterator, Mapping
from functools import lru_cache
from itertools import product

from policies.patterns import classes, meet
from providers.aws.evaluate.caller import Caller
from providers.aws.evaluate.context import Values
from providers.aws.evaluate.escalate.way import Need
from providers.aws.evaluate.pattern import visible
from providers.aws.evaluate.policy import speaking_of

Known = Mapping[str, Values]


def choices(caller: Caller, need: Need, regions: tuple[str, ...]) -> Iterator[tuple[str, Known]]:
    """An ARN of each sort, in each region and account that could matter, with the region where it is known; `*` where none is named."""
    patterns = _patterns(caller, need.actions)
    named = [parts for one in patterns if len(parts := one.split(":", 5)) == 6]
    places = (*regions, *sorted({parts[3] for parts in named}), "*") if need.of == "*" or "{region}" in need.of else ("",)
    owners = ("", caller.account, *sorted({parts[4] for parts in named})) if "{owner}" in need.of else ("",)
    for region, owner in product(dict.fromkeys(places), dict.fromkeys(owners)):
        there: Known = {"aws:requestedregion": (region,)} if region and not set("*?") & set(region) else {}
        filled = {"region": re.sub("[*?]", "x", region), "owner": re.sub("[*?]", "0", owner)}
        here = need.of.format(partition=caller.arn.split(":")[1], account=caller.account, **filled)
        for arn in _sorts(here, patterns):
            yield arn, there


def _patterns(caller: Caller, actions: tuple[str, ...]) -> tuple[str, ...]:
    """What the caller's side says the actions may or may not be asked on."""
    held = (*(caller.identity or ()), *caller.boundary, *(one for level in caller.ceilings for one in level))
    statements = (statement for one in held for action in actions for statement in speaking_of(one.policy, action))
    return tuple(sorted({pattern for statement in statements for pattern in statement.patterns(caller.context)} - {"*"}))


@lru_cache(maxsize=65536)
def _sorts(include: str, patterns: tuple[str, ...]) -> tuple[str, ...]:
    """An ARN of each sort. Wildcards span colons, yet no name that one may choose has any."""
    if include == "*":
        return ("*",)
    begun = len(include.partition("?")[0])
    found = (visible(text) for text, _ in classes(include, tuple(one for one in patterns if meet(include, one))))
    return tuple(text[:begun] + text[begun:].replace(":", "x") for text in found)
