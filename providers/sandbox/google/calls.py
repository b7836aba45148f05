"""What a behaviour gets and gives: one checked call, and an answer or a list that is cut into pages; and what is kept of a call."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from providers.sandbox.google.answers import Refused
from providers.sandbox.google.documents import Method
from providers.sandbox.google.fields import EVERYTHING, Mask
from providers.sandbox.google.world import World


@dataclass(frozen=True, slots=True)
class Caller:
    """Whose token it is: the service account, and the user that it acts as, if any."""

    identity: str
    subject: str = ""
    scopes: tuple[str, ...] = ()

    @property
    def address(self) -> str:
        """The address whose rights count."""
        return self.subject or self.identity


@dataclass(frozen=True, slots=True)
class Logged:
    """One call in the server's log. `api` and `method` are empty for what is no method of a document."""

    api: str
    method: str
    subject: str  # whom the caller acted as; empty: the service account itself
    identity: str
    parameters: Mapping[str, Any]
    status: int
    path: str


@dataclass(frozen=True, slots=True)
class Call:
    """One request that is known, signed in and well formed."""

    world: World
    method: Method
    caller: Caller
    values: Mapping[str, Any]
    body: Mapping[str, Any] = field(default_factory=dict)
    mask: Mask = EVERYTHING
    allow: Callable[[str, str], None] = lambda _permission, _resource: None  # raises Refused for a withdrawn IAM permission

    def enabled(self, resource: str) -> None:
        """Raises Refused when the API is off in the resource's project: for a method that needs no permission."""
        self.allow("", resource)

    def may(self, permission: str, resource: str) -> bool:
        """Whether an IAM permission is there: for what is left out of an answer without a word."""
        try:
            self.allow(permission, resource)
        except Refused:
            return False
        return True

    def __getitem__(self, name: str) -> Any:
        """A parameter that is required or has a default."""
        return self.values[name]

    def get(self, name: str, otherwise: Any = "") -> Any:
        """A parameter that may be left out."""
        return self.values.get(name, otherwise)


@dataclass(frozen=True, slots=True)
class Listing:
    """A list to be cut into pages: `items` lie under `key`; each is made into its answer when its page is asked for.

    size: how many a page holds when the call says nothing; most: at most so many, whatever the call says (the document's bounds are refused before).
    always: the key is there when the list is empty, too.
    last: fields of the last page alone.
    """

    key: str
    items: Sequence[Any]
    render: Callable[[Any], Any] = lambda item: item
    size: int = 100
    most: int = 1000
    always: bool = False
    rest: Mapping[str, Any] = field(default_factory=dict)
    last: Mapping[str, Any] = field(default_factory=dict)


Behaviour = Callable[[Call], Mapping[str, Any] | Listing]
Behaviours = Mapping[str, Behaviour]  # by the method's name: `files.list`
