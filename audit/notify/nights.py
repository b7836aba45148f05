"""The nights that digests are made of, each held once in each language that somebody reads."""

from collections.abc import Callable
from dataclasses import dataclass, field, replace

from audit.model.paper import Paper
from audit.notify.digest import Digest, Picture
from audit.notify.paper import digest_paper
from audit.notify.readers import Audience, audience
from audit.overview.nights import tally_of
from audit.overview.seen import first_seen
from audit.people.leaver import Leaver, leavers
from audit.people.whom import leaving
from audit.pipeline import Held, Plan, drift, keep, plan_then
from audit.questions import head_of, named
from audit.renaming import renamed
from audit.runs import chain
from audit.runs.run import Run
from audit.runs.store import Store
from policies.language import Notify
from policies.wording import wording

Hold = Callable[[Plan, Run], Held]


@dataclass(slots=True)
class Nights:
    """A night and those before it. `hold` holds a run against a policy, in the language of the plan."""

    plan: Plan
    notify: Notify
    store: Store
    run: Run
    hold: Hold
    _held: dict[tuple[str, str], Held] = field(default_factory=dict)
    _pictures: dict[tuple[str, str], Picture] = field(default_factory=dict)
    _leavers: tuple[Leaver, ...] | None = None

    def now(self, language: str) -> Held:
        """The night itself. What was found is kept with the run where nobody had looked: the age of a finding is read from there."""
        held = self._of(self.run, language)
        if not held.plan.left_out and held.plan.policy.digest not in self.run.results():
            keep(held)
        return held

    def audience(self, language: str) -> Audience:
        """Who is told, by the roster of that night."""
        held = self.now(language)
        return audience(held.plan.policy, self.notify, held.as_of)

    def picture(self, language: str, since: str) -> Picture:
        """All of the night, with what differs since another; `since` is empty for somebody who was told of none."""
        if (language, since) not in self._pictures:
            self._pictures[language, since] = self._picture(language, since)
        return self._pictures[language, since]

    def known(self, since: str) -> str:
        """The stored run that stands for the one that somebody was told of: that one, else the last before it, else the first."""
        earlier = [run for run in self.store.runs() if run < self.run.id]
        if not since or not earlier:
            return ""
        return max((run for run in earlier if run <= since), default=earlier[0])

    def paper(self, digest: Digest, language: str) -> Paper:
        """A digest for its reader: people by number where the policy says so, and nothing of the run's facts beside it."""
        held = self.now(language)
        head = replace(head_of(held), coverage=(), gaps=())
        paper = named(digest_paper(digest, head, wording(language)), held)
        told: Paper = renamed(paper, paper.head.names if paper.head else ())
        return replace(told, head=None)

    def _picture(self, language: str, since: str) -> Picture:
        now = self.now(language)
        before = self._of(self.store.open(since), language) if since else None
        digest = now.plan.policy.digest
        earlier = ((chain.day(run), tally_of(self.store.open(run), digest)) for run in reversed(self.store.runs()) if run < self.run.id)
        return Picture(
            now=now,
            notify=self.notify,
            audience=self.audience(language),
            seen=first_seen(now.findings, now.as_of, earlier),
            leavers=self._who_left(now),
            before=before,
            changes=drift(before, now) if before else (),
        )

    def _of(self, run: Run, language: str) -> Held:
        if (run.id, language) not in self._held:
            plan = replace(self.plan, language=language)
            self._held[run.id, language] = self.hold(plan if run.id == self.run.id else plan_then(plan, run), run)
        return self._held[run.id, language]

    def _who_left(self, held: Held) -> tuple[Leaver, ...]:
        if self._leavers is None:
            policy = held.plan.policy
            self._leavers = leavers(held, [each for each in leaving(policy, held.as_of) if each.has_left(held.as_of)])
        return self._leavers
