"""What Google Cloud said, as it said it."""

from collections.abc import Mapping
from dataclasses import dataclass, field

from providers.google_api.names import project as place_uri
from providers.google_api.reader import NOTHING, Answer

MALFORMED = (KeyError, TypeError, ValueError, AttributeError)  # what reading an answer of another form than documented ends in
_DISABLED = ("SERVICE_DISABLED", "accessNotConfigured")  # ErrorInfo's reason, and that of older APIs

__all__ = ["MALFORMED", "NOTHING", "Answer", "Place", "Raw"]


@dataclass(frozen=True, slots=True)
class Place:
    """An organisation, folder or project: `name` is `organizations/1`, `folders/2` or `projects/ID`, `parent` the place above, if any."""

    name: str
    parent: str = ""
    number: str = ""  # of a project
    body: Answer = field(default_factory=dict)

    @property
    def uri(self) -> str:
        """The id of its resource."""
        return place_uri(self.name)

    @property
    def kind(self) -> str:
        """`organizations`, `folders` or `projects`."""
        return self.name.partition("/")[0]

    @property
    def id(self) -> str:
        """What stands after the slash: a project's id, a number."""
        return self.name.partition("/")[2]

    @property
    def was_read(self) -> bool:
        """Whether more is known of it than its name."""
        return self.body.keys() > {"name"}

    @property
    def is_open(self) -> bool:
        """Whether anything in it can be used; a project that is shut down keeps its data for thirty days, out of everybody's reach."""
        return bool(self.body.get("state", "ACTIVE") != "DELETE_REQUESTED")

    @property
    def unused(self) -> tuple[str, ...]:
        """The words of an error that mean: this project does not use the API, so there is nothing of it here.

        An API that is not enabled in another project, the audit's own, says nothing of this one (page "Quota project overview").
        """
        return tuple(f"{word}@{name}" for word in _DISABLED for name in (self.number, self.id) if name)


@dataclass(frozen=True, slots=True)
class Raw:
    """One thing as Google described it. `answers` holds what further calls said of it: `NOTHING` when there is none, no entry when not read."""

    kind: str
    place: Place
    body: Answer
    answers: Mapping[str, Answer] = field(default_factory=dict)
