"""What a path's behaviour gets: one call to ARM that is known, signed in and well formed."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass

from providers.sandbox.microsoft.world import World


@dataclass(frozen=True, slots=True)
class Call:
    """See the module. `scope`: the one that `{scope}` stands for, or the whole path; `may`: whether an action is allowed at a scope."""

    world: World
    scope: str
    path: Mapping[str, str]
    query: Mapping[str, str]
    may: Callable[[str, str], bool]
