"""The nights that digests are made of."""

from dataclasses import replace
from pathlib import Path

import pytest

from audit.notify.nights import Nights
from audit.pipeline import Held, Plan
from audit.runs.run import Run
from audit.runs.store import Store
from policies.errors import Place
from policies.language import Notify

ONE, TWO = "2026-11-01T02-00-00Z", "2026-11-02T02-00-00Z"


@pytest.fixture
def both(nights: tuple[Held, Held]) -> Nights:
    """The two nights; whatever is held is written down."""
    first, last = nights
    place = Path(last.run.table("resources")).parents[1]
    by_run = {ONE: first, TWO: last}

    def hold(plan: Plan, run: Run) -> Held:
        return replace(by_run[run.id], plan=plan)

    return Nights(last.plan, Notify(Place("notify.yaml")), Store(str(place)), last.run, hold)


def test_each_night_is_held_once_in_each_language(both: Nights):
    asked, hold = list[tuple[str, str]](), both.hold

    def counted(plan: Plan, run: Run) -> Held:
        asked.append((run.id, plan.language))
        return hold(plan, run)

    both.hold = counted
    for language in ("nl", "fr", "nl"):
        both.picture(language, ONE)
        both.picture(language, "")
    assert sorted(asked) == sorted((run, language) for run in (ONE, TWO) for language in ("nl", "fr"))


def test_a_night_that_nobody_checked_is_kept(both: Nights):
    both.now("en")
    assert both.plan.policy.digest in both.run.results()


@pytest.mark.parametrize(
    ("told", "stands"),
    [("", ""), (ONE, ONE), ("2026-11-01T12-00-00Z", ONE), ("2026-10-01T02-00-00Z", ONE), (TWO, ONE)],
)
def test_which_night_stands_for_the_one_that_was_told(told: str, stands: str, both: Nights):
    assert both.known(told) == stands
