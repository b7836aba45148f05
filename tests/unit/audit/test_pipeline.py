"""The steps in order, with a provider that reads nothing from anywhere."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import UTC, date, datetime
from pathlib import Path

import pytest

from audit.errors import ProviderError, UsageError
from audit.model.facts import Coverage, CoverageStatus
from audit.model.reach import Path as Steps
from audit.pipeline import Plan, collect, drift, hold, keep, plan
from audit.ports import Asked, Evaluated, Facts, Operation, Scope, Sink
from audit.runs.run import Run
from audit.runs.store import Store
from policies.language import Policy, Where
from policies.load import load_text
from policies.locations import Location

AT = datetime(2026, 11, 23, 2, tzinfo=UTC)


@dataclass(frozen=True, slots=True)
class Shelf:
    """A provider; keeps what it was asked to collect."""

    name: str
    fails: bool = False
    asked: list[Scope] = field(default_factory=list)

    @property
    def system(self) -> str:
        return self.name

    def operations(self) -> tuple[Operation, ...]:
        return ()

    def permissions(self) -> str:
        return ""

    def collect(self, scope: Scope, sink: Sink) -> None:
        self.asked.append(scope)
        sink.add(Coverage(self.name, "boxes", f"{self.name}://all", CoverageStatus.COMPLETE))
        if self.fails:
            raise ProviderError("the shelf fell down")

    def locate(self, where: Where, part: str = "") -> Location:
        return Location(self.name, where.kind, f"{where.ref}{part}")

    def acls(self, facts: Facts, locations: Sequence[Location]) -> Evaluated:
        return Evaluated()

    def explain(self, facts: Facts, wanted: Sequence[Asked]) -> tuple[Steps, ...]:
        return ((),) * len(wanted)


SHELVES = {"paper": Shelf("paper"), "stone": Shelf("stone")}


def policy(*systems: str, configured: str = "") -> Policy:
    where = ", ".join(f'{{system: {system}, kind: box, ref: "{system}://one"}}' for system in systems)
    text = "version: 1\nhouse_rules: {profile: starter}\npeople: {p01: {email: p01@shop.example}}\ncategories: {post: {label: post}}\n"
    text += f"assets: {{letters: {{label: letters, owner: p01, where: [{where}], categories: [post]}}}}\n{configured}"
    return load_text({"policy.yaml": text})


def chosen(made: Plan) -> tuple[str, ...]:
    return tuple(provider.name for provider in made.providers)


def test_the_providers_that_the_policy_configures_are_asked() -> None:
    made = plan(policy("paper", "stone", configured="providers: {stone: }"), (), SHELVES.__getitem__, tuple(SHELVES))
    assert (chosen(made), made.left_out) == (("stone",), frozenset())


def test_a_narrowed_command_says_which_systems_it_leaves_out() -> None:
    made = plan(policy("paper", "stone"), ("paper", "paper"), SHELVES.__getitem__, tuple(SHELVES))
    assert (chosen(made), made.left_out) == (("paper",), frozenset({"stone"}))


def test_without_any_provider_there_is_nothing_to_collect(tmp_path: Path) -> None:
    with pytest.raises(UsageError, match="no provider to ask"):
        collect(Plan(policy("paper"), ()), Store(str(tmp_path)), AT, "1.0", lambda _: None)


def test_each_provider_is_given_its_settings_and_its_locations(tmp_path: Path) -> None:
    shelf, other = Shelf("paper"), Shelf("stone")
    made = Plan(policy("paper", "stone", configured="providers: {paper: {room: '7'}, stone: }"), (shelf, other))
    run = collect(made, Store(str(tmp_path)), AT, "1.0", lambda _: None)
    assert run.manifest.providers == ("paper", "stone")
    assert '"7"' in shelf.asked[0].settings
    assert [location.pattern for location in shelf.asked[0].locations] == ["paper://one"]
    assert [location.pattern for location in other.asked[0].locations] == ["stone://one"]


def test_a_provider_that_fails_leaves_no_run(tmp_path: Path) -> None:
    store = Store(str(tmp_path))
    with pytest.raises(ProviderError):
        collect(Plan(policy("paper"), (Shelf("paper", fails=True),)), store, AT, "1.0", lambda _: None)
    assert store.runs() == ()


def test_a_run_is_held_as_on_its_day_by_the_providers_that_it_asked(tmp_path: Path) -> None:
    store, shelves = Store(str(tmp_path)), (Shelf("paper"), Shelf("stone"))
    rules = policy("paper", "stone")
    run = collect(Plan(rules, shelves[:1]), store, AT, "1.0", lambda _: None)
    held = hold(Plan(rules, shelves), run)
    assert held.as_of == date(2026, 11, 23)
    assert held.providers == shelves[:1]
    assert [gap.reason for _, _, gap in held.resolved.gaps] == ["not collected: no provider of this run reads stone"]
    assert hold(Plan(rules, shelves), run, date(2027, 1, 1)).as_of == date(2027, 1, 1)


def test_results_are_kept_and_the_changes_of_an_earlier_drift_with_them(tmp_path: Path) -> None:
    store, made = Store(str(tmp_path)), Plan(policy("paper"), (Shelf("paper"),))
    first, second = (collect(made, store, AT.replace(day=day), "1.0", lambda _: None) for day in (22, 23))
    before, after = hold(made, first), hold(made, second)
    changes = drift(before, after)
    keep(after, changes)
    keep(after)
    assert second.changes(made.policy.digest) == changes
    assert second.findings(made.policy.digest) == after.findings


def test_providers_are_given_the_last_run_that_they_can_build_on(tmp_path: Path) -> None:
    store, paper, stone = Store(str(tmp_path)), Shelf("paper"), Shelf("stone")
    rules = policy("paper", "stone")
    for day, (version, providers, full) in enumerate(
        (
            ("1.0", (paper, stone), False),  # the first
            ("1.0", (paper, stone), False),
            ("1.0", (paper,), False),  # a run of more providers serves
            ("1.0", (paper, stone), False),  # a run of fewer does not
            ("1.0", (paper, stone), True),
            ("1.1", (paper, stone), False),
        ),
        1,
    ):
        collect(Plan(rules, providers), store, AT.replace(day=day), version, lambda _: None, full=full)
    given = [scope.previous for scope in paper.asked]
    assert [run.manifest.at.day if isinstance(run, Run) else None for run in given] == [None, 1, 2, None, None, None]


def test_a_last_run_that_can_not_be_read_is_none_to_build_on(tmp_path: Path) -> None:
    store, paper = Store(str(tmp_path)), Shelf("paper")
    for day in (1, 2):
        run = collect(Plan(policy("paper"), (paper,)), store, AT.replace(day=day), "1.0", lambda _: None)
        (tmp_path / run.id / "manifest.json").write_text("{")
    assert [scope.previous for scope in paper.asked] == [None, None]
