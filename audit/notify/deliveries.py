"""What went out to whom on one night, as a paper for whoever runs the command."""

from collections.abc import Sequence
from dataclasses import dataclass
from enum import StrEnum

from audit.errors import Exit
from audit.model.head import Head
from audit.model.paper import Heading, Paper, Paragraph, Part, Table, Tone
from audit.notify.digest import Digest
from audit.notify.readers import Unreachable, Unreached
from policies.wording import Wording, msg


class State(StrEnum):
    """What became of a digest."""

    SENT = "sent"
    BEFORE = "before"  # an earlier run of the command sent it
    NOTHING = "nothing"  # there is nothing to tell
    FAILED = "failed"
    WOULD = "would"  # nothing was sent, as asked


_STATES = {
    State.SENT: msg("sent"),
    State.BEFORE: msg("sent before"),
    State.NOTHING: msg("nothing to tell"),
    State.FAILED: msg("FAILED"),
    State.WOULD: msg("would be sent"),
}
_UNREACHED = {
    Unreachable.LEFT: msg("{who} has left"),
    Unreachable.NOT_STARTED: msg("{who} has not started yet"),
    Unreachable.NO_ADDRESS: msg("{who} has no address"),
    Unreachable.UNKNOWN: msg("{who} is not on the roster"),
    Unreachable.EMPTY: msg("nobody has {who}"),
}


def unreached_words(told: Unreached, say: Wording) -> str:
    """Why somebody can't be told."""
    return say(_UNREACHED[told.why], who=told.who)


@dataclass(frozen=True, slots=True)
class Delivery:
    """One digest on its way: to whom, by which way, to which host (never the address itself), what became of it and why it failed."""

    to: str
    by: str
    about: str
    host: str
    language: str
    state: State
    why: str = ""


@dataclass(frozen=True, slots=True)
class Deliveries:
    """All of a night; with `digests` where they are shown instead of sent."""

    run: str
    deliveries: tuple[Delivery, ...]
    unreached: tuple[Unreached, ...]
    digests: tuple[Digest, ...] = ()


def deliveries_paper(told: Deliveries, shown: Sequence[Paper], head: Head, say: Wording) -> Paper:
    """Who was told, and below it each digest that is shown. Its exit code is 4 where one could not be delivered."""
    columns = (say("Whom"), say("By"), say("Host"), say("Language"), say("What became of it"), say("Reason"))
    rows = tuple((each.to, each.by, each.host, each.language, say(_STATES[each.state]), each.why) for each in told.deliveries)
    parts: list[Part] = [Table(columns, rows, say("Deliveries"))] if rows else [Paragraph(say("Nobody is to be told."))]
    if told.unreached:
        whom = "; ".join(unreached_words(each, say) for each in told.unreached)
        parts.append(Paragraph(say("Not told, and told to whoever is told of the rest: {whom}.", whom=whom), Tone.WARNING))
    for paper in shown:
        parts += [Heading(paper.title), *_below(paper.parts)]
    failed = any(each.state is State.FAILED for each in told.deliveries)
    title = say("Who is told of run {run}", run=told.run)
    return Paper("deliveries", title, tuple(parts), told, say.language, head, Exit.FAILED if failed else Exit.COMPLIES)


def _below(parts: Sequence[Part]) -> list[Part]:
    return [Heading(part.text, part.level + 1) if isinstance(part, Heading) else part for part in parts]
