"""What a route's behaviour gets: one call that is known, signed in and well formed."""

from collections.abc import Mapping
from dataclasses import dataclass, field

from providers.sandbox.microsoft.answers import not_found
from providers.sandbox.microsoft.graph.query import Query
from providers.sandbox.microsoft.graph.routes import Route
from providers.sandbox.microsoft.tokens import Caller
from providers.sandbox.microsoft.world import Object, World


@dataclass(frozen=True, slots=True)
class Call:
    """See the module. `base`: where Graph is, for links; `page_size`: the most that any page holds, 0: as many as the route allows."""

    world: World
    route: Route
    path: Mapping[str, str]
    query: Query
    caller: Caller
    base: str
    headers: Mapping[str, str] = field(default_factory=dict)
    page_size: int = 0

    @property
    def size(self) -> int:
        """How many entries this page holds."""
        asked = self.query.top or self.route.size
        return min(asked, self.page_size or asked)

    def prefers(self, word: str) -> bool:
        """Whether the header Prefer has this word."""
        words = (each.strip().lower() for each in self.headers.get("prefer", "").split(","))
        return word.lower() in words

    def holds(self, *permissions: str) -> bool:
        """Whether the token has one of these permissions."""
        return self.caller.holds(*permissions)

    def one(self, objects: Mapping[str, Object], name: str = "id") -> Object:
        """The object that the path names. Raises Refused when there is none."""
        found = objects.get(self.path[name])
        if found is None:
            raise not_found(
                f"Resource '{self.path[name]}' does not exist or one of its queried reference-property objects are not present."
            )
        return found
