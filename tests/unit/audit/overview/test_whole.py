from datetime import UTC, datetime, timedelta
from pathlib import Path

from audit.overview.whole import whole_report
from audit.pipeline import Plan, hold
from audit.runs.run import Run
from audit.runs.store import Store
from policies.levels import Level
from policies.load import load_text
from tests.unit.audit.people.worlds import BASE, READ, aws, user
from tests.unit.audit.resolve.worlds import OWN

FIRST = datetime(2026, 11, 20, 2, tzinfo=UTC)
POLICY = load_text({"policy.yaml": BASE + "people: {p01: {roles: [owner]}, p02: {accounts: {aws: p02}}}\n"})
ACCOUNT = f"{OWN}/iam/user/p02"


def taken(store: Store, nth: int) -> Run:
    with store.create(FIRST + timedelta(days=nth), "0.1") as writer:
        writer.add(user("p02"))
        return writer.commit(POLICY.digest, ("aws",))


def test_a_first_night_has_nothing_before_it(tmp_path: Path) -> None:
    store = Store(str(tmp_path))
    report = whole_report(hold(Plan(POLICY, (aws((ACCOUNT, READ)),)), taken(store, 0)), store)
    assert report.overview is not None
    assert (report.since, report.new, report.overview.before, report.overview.changes) == ("", frozenset(), None, ())
    assert [each.id for each in report.overview.assets] == ["orders"]
    assert [str(each.reach.subject) for each in report.overview.reaches] == ["person:p02"]
    assert {str(each.subject) for each in report.overview.subjects} == {"person:p01", "person:p02"}


def test_a_later_night_is_held_beside_the_one_before(tmp_path: Path) -> None:
    store = Store(str(tmp_path))
    first, second = taken(store, 0), taken(store, 1)
    report = whole_report(hold(Plan(POLICY, (aws((ACCOUNT, READ | Level.CHANGE)),)), second), store)
    assert report.overview is not None
    assert report.overview.before is not None
    assert (report.since, report.overview.before.run) == (first.id, first.id)
    assert report.new == frozenset()  # the provider says the same of both nights
    assert [each.run for each in report.overview.nights] == [first.id, second.id]
