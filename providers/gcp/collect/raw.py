"""What Google Cloud said, as it said it.

A null says what a missing field says (page "ProtoJSON format").
"""

from collections.abc import Mapping
from dataclasses import dataclass, field

from providers.google_api.names import project as place_uri
from providers.values import Answer, text

_DISABLED = ("SERVICE_DISABLED", "accessNotConfigured")  # ErrorInfo's reason, and that of older APIs


def yes(value: object) -> bool:
    """Whether a setting is on. One of another form is taken for off: what a setting would take away stays."""
    return value is True or value == "true"


def name(body: Answer, key: str) -> str:
    """What a thing is called. Raises one of MALFORMED when the answer does not say."""
    if not (found := text(body, key)):
        raise ValueError(f"{key} is {body[key]!r}, which is no name")
    return found


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
