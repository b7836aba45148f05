"""What the commands about people ask of the command line and of the store."""

from collections.abc import Iterable
from contextlib import suppress

from audit.cli.settings import Settings
from audit.cli.workspace import store_of
from audit.errors import RunError, UsageError
from audit.model.reach import SubjectKind
from audit.people.secrets import Before
from audit.pipeline import Held
from audit.runs.run import Run
from policies.language import Person
from policies.levels import Level


def asked_people(command: str, who: str | None, everybody: bool) -> None:
    """Raises UsageError unless one of both was asked."""
    if (who is None) is not everybody:
        raise UsageError("say who: a person or --all, not both", f"toegang {command} p24, or toegang {command} --all")


def before_leaving(settings: Settings, held: Held, people: Iterable[Person]) -> Before:
    """Which resources each who has left could read in the last run before the end of their last day, as far as a check kept it."""
    gone = {each.id: each.ends for each in people if each.has_left(held.as_of)}
    runs = _earlier(settings, held) if gone else ()
    read, told = set[tuple[str, str]](), set[str]()
    for last in {day for day in gone.values() if day}:
        leaving = {person for person, ends in gone.items() if ends == last}
        then = (_read(run, leaving) for run in reversed(runs) if run.manifest.at.date() <= last)
        if (found := next((pairs for pairs in then if pairs is not None), None)) is not None:
            told |= leaving
            read |= found
    return Before(frozenset(read), frozenset(gone.keys() - told))


def _earlier(settings: Settings, held: Held) -> tuple[Run, ...]:
    store = store_of(settings, held.plan.policy)
    return tuple(store.open(name) for name in store.runs() if name < held.run.id)


def _read(run: Run, people: set[str]) -> set[tuple[str, str]] | None:
    """Pairs of person and resource; None for a run that nobody checked, or whose results can't be read: it tells nothing of what was known then."""
    if not (digests := run.results()):
        return None
    with suppress(RunError):
        return {
            (reach.subject.id, reach.resource)
            for digest in digests
            for reach in run.reach(digest)
            if reach.subject.kind is SubjectKind.PERSON and reach.subject.id in people and reach.levels & Level.READ
        }
    return None
