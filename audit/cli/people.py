"""What the commands about people ask of the command line and of the store."""

from collections.abc import Iterable
from contextlib import suppress
from datetime import date

from audit.cli.options import Settings
from audit.cli.workspace import store_of
from audit.errors import RunError, UsageError
from audit.model.reach import SubjectKind
from audit.people.whom import RECENTLY
from audit.pipeline import Held
from audit.runs.run import Run
from policies.language import Person
from policies.levels import Level


def asked_people(who: str | None, everybody: bool) -> None:
    """Raises UsageError unless one of both was asked."""
    if (who is None) is not everybody:
        raise UsageError("say who: a person or --all, not both", "toegang leaver p24, or toegang leaver --all")


def since_last(settings: Settings, held: Held) -> date:
    """The day of the run before the one that is looked at; a month ago where there is none."""
    earlier = [each for each in store_of(settings, held.plan.policy).runs() if each < held.run.id]
    if not earlier:
        return held.as_of - RECENTLY
    return store_of(settings, held.plan.policy).open(earlier[-1]).manifest.at.date()


def before_leaving(settings: Settings, held: Held, people: Iterable[Person]) -> frozenset[tuple[str, str]]:
    """Which resources each could read in the last run before the end of their last day, as far as that run was checked: pairs of person and resource."""
    store = store_of(settings, held.plan.policy)
    runs = [store.open(name) for name in store.runs() if name < held.run.id]
    found: set[tuple[str, str]] = set()
    for last in {each.ends for each in people if each.ends and each.ends < held.as_of}:
        earlier = [run for run in runs if run.manifest.at.date() <= last]
        if earlier:
            leaving = {each.id for each in people if each.ends == last}
            found |= _read(earlier[-1], leaving)
    return frozenset(found)


def _read(run: Run, people: set[str]) -> set[tuple[str, str]]:
    found: set[tuple[str, str]] = set()
    with suppress(RunError):  # a run without results tells nothing of what was known then
        for digest in run.results():
            found |= {
                (reach.subject.id, reach.resource)
                for reach in run.reach(digest)
                if reach.subject.kind is SubjectKind.PERSON and reach.subject.id in people and reach.levels & Level.READ
            }
    return found
