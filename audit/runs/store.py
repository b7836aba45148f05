"""The store: every run of an organisation, in one folder or bucket."""

from datetime import date, datetime

from audit.errors import RunError, UsageError
from audit.runs import chain, retention, unfinished, verify
from audit.runs.failures import saying
from audit.runs.place import Place
from audit.runs.run import Run
from audit.runs.unfinished import Begun
from audit.runs.writer import RunWriter
from policies.periods import Period


class Store:
    """A folder, or the URI of a bucket, with a folder for each run. Raises RunError where it can't be read or written."""

    def __init__(self, place: str) -> None:
        self._place = Place.of(place)
        self.place = place

    def create(self, at: datetime, tool_version: str, resume_key: str = "", *, afresh: bool = False) -> RunWriter:
        """Begins a run; a context manager. Raises RunError when the store has a run of that second already.

        On this machine a collection with a key that is killed is taken up by the next with the same key, unless that begins afresh.
        """
        run = chain.name(at)
        with saying(f"run {run} can't be begun in the store {self.place}"):
            if run in chain.folders(self._place):
                raise RunError(f"the store {self.place} has run {run} already", "wait a second and collect again, or name another store")
            retention.sweep(self._place)
            left = unfinished.take_up(self._place, resume_key) if resume_key and self._place.local and not afresh else None
            return RunWriter(self._place, left or unfinished.begin(self._place, run, Begun(resume_key, at)), run, at, tool_version)

    def open(self, run_id: str) -> Run:
        """A run by its id, `latest` or `previous`. Raises UsageError when it is not there, RunError when its manifest can't be read."""
        there = self.runs()
        by_word = dict(zip(("latest", "previous"), reversed(there), strict=False))
        run = by_word.get(run_id, run_id)
        if run not in there:
            held = f"it has {', '.join(there[-3:])}" if there else "it is empty: run `toegang collect` first"
            raise UsageError(f"the store {self.place} has no run {run_id}", held)
        return Run.at(self._place.within(run), run)

    def runs(self) -> tuple[str, ...]:
        """The ids of the whole runs, oldest first."""
        with saying(f"the store {self.place} can't be read"):
            return chain.runs(self._place)

    def pruned(self) -> tuple[str, ...]:
        """The ids of the runs that retention removed, oldest first."""
        with saying(f"the store {self.place} can't be read"):
            return tuple(sorted(chain.pruned(self._place)))

    def verify(self, since: str = "", until: str = verify.LAST) -> tuple[str, ...]:
        """What is not as it was written: every digest and the chain worked out again, a sentence for each problem.

        Of the runs between two ids, where they are given.
        """
        with saying(f"the store {self.place} can't be read"):
            return verify.problems(self._place, since, until)

    def prune(self, keep: Period, today: date) -> tuple[str, ...]:
        """Removes runs older than `keep` and what killed runs left over. Gives the ids of the runs removed."""
        with saying(f"the store {self.place} can't be pruned"):
            return retention.prune(self._place, keep, today)
