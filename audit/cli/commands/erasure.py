"""`toegang erasure SUBJECT`: the step plan of a request, its log and its answer."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import UTC, date, datetime
from functools import wraps
from pathlib import Path

import click

from audit.check.world import see
from audit.cli.options import ASKING, DAY, example, settings, to_day
from audit.cli.settings import Settings
from audit.cli.workspace import hold_run, plan_of, show, store_of, wording_of
from audit.errors import Exit, UsageError
from audit.gdpr.erasure.answer import answer
from audit.gdpr.erasure.case import Case, case
from audit.gdpr.erasure.log import Log, Reason, Request, Right, is_number, new_number, read, written
from audit.gdpr.erasure.plan import plan
from audit.gdpr.erasure.recording import Wish, lines
from audit.pipeline import Held, Plan
from audit.questions import head_of

_EXAMPLES = (
    "toegang erasure customer --received 2026-10-31 --known-by email",
    "toegang erasure customer --received 2026-10-31 --known-by email --log requests/0042.jsonl",
    "toegang erasure customer --log requests/0042.jsonl --done webshop-db --by p12 --on 2026-11-03 --count 1",
    "toegang erasure customer --log requests/0042.jsonl --letter --language fr --format html --output answer.html",
    "toegang erasure employee --right access --received 2026-10-31 --known-by staff_number",
)


_FILE = click.Path(dir_okay=False, path_type=Path)
_RIGHTS, _REASONS = click.Choice([str(each) for each in Right]), click.Choice([str(each) for each in Reason])
_ASKED = {
    "right": click.option("--right", type=_RIGHTS, default=None, help="What is asked. Default: erasure."),
    "received": click.option("--received", type=DAY, callback=to_day, metavar="DATE", help="The day on which the request came in."),
    "known_by": click.option(
        "--known-by", multiple=True, metavar="KIND", help="What is known of the person: email, … (repeatable). Never the address itself."
    ),
    "number": click.option(
        "--number", default="", metavar="NUMBER", help="The number of a new log: digits, no name. Default: the day and more."
    ),
    "file": click.option(
        "--log", "file", type=_FILE, default=None, metavar="FILE", help="The request's log: made if it is not there, then only added to."
    ),
}
_WISHED = {
    "done": click.option(
        "--done", multiple=True, metavar="PLACE", help="Record that a place or other step of the plan is done (repeatable)."
    ),
    "not_done": click.option("--not-done", multiple=True, metavar="PLACE", help="Take that back."),
    "extend": click.option("--extend", type=_REASONS, default=None, help="Record that the person was told that it takes longer, and why."),
    "by": click.option("--by", default="", metavar="WHO", help="Who did it: an id of the policy."),
    "on": click.option("--on", type=DAY, callback=to_day, metavar="DATE", help="On which day. Default: today."),
    "count": click.option("--count", type=click.IntRange(0), default=None, metavar="N", help="How many records; 0: nothing was found."),
    "exception": click.option("--exception", default="", metavar="ARTICLE", help="The data stay there, on this exception: A17-3-e."),
    "ground": click.option("--ground", default="", metavar="ARTICLE", help="The ground that holds, with --done step:ground: A17-1-b."),
}


@dataclass(frozen=True, slots=True, kw_only=True)
class _Asked:
    """What the command line says of the request itself; what it leaves out is taken from the log."""

    right: str | None
    received: date | None
    known_by: tuple[str, ...]
    number: str
    file: Path | None


def _gathered(function: Callable[[Settings, str, _Asked, Wish, bool], Exit]) -> Callable[..., Exit]:
    """Hands the command's own options over as two values."""

    @wraps(function)
    def gathered(settings: Settings, subject: str, letter: bool, **options: object) -> Exit:
        asked = _Asked(**{name: options[name] for name in _ASKED})  # type: ignore[arg-type]  # click has validated each by its option
        wish = Wish(**{name: options[name] for name in _WISHED})  # type: ignore[arg-type]  # as above
        return function(settings, subject, asked, wish, letter)

    wrapped: Callable[..., Exit] = gathered
    for option in reversed((*_ASKED.values(), *_WISHED.values())):
        wrapped = option(wrapped)
    return wrapped


@click.command("erasure", epilog=example(*_EXAMPLES))
@click.argument("subject")
@click.option("--letter", is_flag=True, help="Draft the answer to the person, instead of the plan.")
@settings(*ASKING, "language")
@_gathered
def command(settings: Settings, subject: str, asked: _Asked, wish: Wish, letter: bool) -> Exit:
    """The step plan of a request of a data subject: erasure (Art. 17), access (Art. 15) or objection (Art. 21).

    SUBJECT is a kind of people of the inventory: customer, employee, …. Who really can do each step is taken from the newest run, where
    there is one. Exit code 1 when steps are left after the last day to answer, else 0.
    """
    made = plan_of(settings)
    today = settings.as_of or datetime.now(UTC).date()
    log = _log(subject, asked, today)
    found = _case(settings, made, log, today, kept=asked.file is not None)
    added = lines(found, wish)
    if asked.file:
        new = "" if asked.file.exists() else written(log.request)
        _append(asked.file, new + "".join(map(written, added)))
    for line in added:
        log = log.with_line(line)
    found = case(made.policy, log, today, found.world, found.head, kept=found.kept) if added else found
    say = wording_of(settings, made.policy)
    return show(settings, answer(found, say) if letter else plan(found, say))


def _log(subject: str, asked: _Asked, today: date) -> Log:
    """The log as it stands, or a new one. Raises UsageError where the two say different things."""
    if asked.file and asked.file.exists():
        return _as_asked(read(_text(asked.file), asked.file.name), subject, asked)
    if asked.received is None:
        raise UsageError("the day of the request is not known: time runs from it", "add --received DATE")
    if asked.received > today:
        raise UsageError(f"{asked.received} is still to come", "mend --received")
    if asked.number and not is_number(asked.number):
        raise UsageError(f"{asked.number} is no number for a request", "use digits, with - / or . between them: a number holds no name")
    number = asked.number or new_number(asked.received)
    return Log(Request(number, Right(asked.right or Right.ERASURE), subject, asked.received, tuple(dict.fromkeys(asked.known_by))))


def _as_asked(log: Log, subject: str, asked: _Asked) -> Log:
    request = log.request
    told = (
        ("SUBJECT", subject, request.subject),
        ("--right", asked.right, str(request.right)),
        ("--received", asked.received, request.received),
        ("--number", asked.number, request.number),
        ("--known-by", asked.known_by and set(asked.known_by), set(request.known_by)),
    )
    for name, now, then in told:
        if now and now != then:
            raise UsageError(f"{asked.file} is the log of another request: its {name} is {then}", "name another log, or leave it out")
    return log


def _case(settings: Settings, made: Plan, log: Log, today: date, *, kept: bool) -> Case:
    case(made.policy, log, today)  # what can't be is said before a run is worked out
    held = _held(settings, made)
    if held is None:
        return case(made.policy, log, today, kept=kept)
    world = see(held.plan.policy, held.run, held.resolved, held.as_of, held.providers)
    return case(made.policy, log, today, world, head_of(held), kept=kept)


def _held(settings: Settings, made: Plan) -> Held | None:
    """The run held against the policy; None where the store has none and none was asked for by name."""
    store = store_of(settings, made.policy)
    if settings.run == "latest" and not store.runs():
        return None
    return hold_run(settings, made, store.open(settings.run), settings.as_of)


def _text(file: Path) -> str:
    try:
        return file.read_text("utf-8")
    except (OSError, UnicodeDecodeError) as error:
        raise UsageError(f"{file} can't be read: {error}", "name a log: --log FILE") from error


def _append(file: Path, text: str) -> None:
    if not text:
        return
    try:
        with file.open("a", encoding="utf-8") as opened:
            opened.write(text)
    except OSError as error:
        raise UsageError(f"{file} can't be written: {error.strerror}", "name another file: --log FILE") from error
