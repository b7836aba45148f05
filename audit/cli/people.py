"""What the commands about people ask of the command line and of the store."""

from collections.abc import Iterable
from contextlib import suppress

from audit.cli.options import Settings
from audit.cli.workspace import store_of
from audit.errors import RunError, UsageError
from audit.model.reach import SubjectKind
from audit.pipeline import Held
from audit.runs.run import Run
from policies.language import Person
from policies.levels import Level


def asked_people(who: str | None, everybody: bool) -> None:
    """Raises UsageError unless one of both was asked."""
    if (who is None) is not everybody:
        raise UsageError("say who: a person or --all, not both", "toegang leaver p24, or toegang leaver --all")


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
