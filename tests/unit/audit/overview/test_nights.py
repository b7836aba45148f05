from datetime import UTC, date, datetime, timedelta
from pathlib import Path

from audit.model.facts import Gap
from audit.overview.nights import before, first_seen, known_before, nights
from audit.runs.run import Run
from audit.runs.store import Store
from tests.unit.reports import samples

FIRST = datetime(2026, 11, 20, 2, tzinfo=UTC)
OLD, NEW = samples.violation("p21"), samples.violation("p22")
UNKNOWN = samples.unknown()


def taken(store: Store, nth: int) -> Run:
    with store.create(FIRST + timedelta(days=nth), "0.1") as writer:
        writer.add(Gap("aws", "s3", "s3://b", "GetBucketPolicy", f"denied {nth}"))
        return writer.commit("digest", ("aws",))


def test_each_night_by_its_own_check_and_one_that_nobody_checked(tmp_path: Path) -> None:
    store = Store(str(tmp_path))
    one, two, three = (taken(store, nth) for nth in range(3))
    one.write_results("digest", (samples.reach(),), (OLD,), ())
    three.write_results("another", (samples.reach(), samples.reach("p22")), (OLD, NEW, UNKNOWN), ())
    told, since = nights(store, three.id)
    assert [(each.run, each.violations and dict(each.violations)["critical"], each.unknown, each.gaps) for each in told] == [
        (one.id, 1, 0, 1),
        (two.id, None, 0, 1),
        (three.id, 2, 1, 1),
    ]
    assert [(each.reaches, each.persons) for each in told] == [(1, 1), (0, 0), (2, 2)]
    assert since == {OLD.fingerprint: date(2026, 11, 20), NEW.fingerprint: date(2026, 11, 22), UNKNOWN.fingerprint: date(2026, 11, 22)}


def test_nights_after_the_run_are_not_looked_at(tmp_path: Path) -> None:
    store = Store(str(tmp_path))
    one, _ = (taken(store, nth) for nth in range(2))
    assert [each.run for each in nights(store, one.id)[0]] == [one.id]
    assert [each.run for each in nights(store, "9", most=1)[0]] == [store.runs()[-1]]


def test_a_night_whose_results_are_damaged_is_one_that_nobody_checked(tmp_path: Path) -> None:
    store = Store(str(tmp_path))
    run = taken(store, 0)
    run.write_results("digest", (), (OLD,), ())
    next(tmp_path.rglob("findings.parquet")).write_bytes(b"no table")
    (told,), since = nights(store, run.id)
    assert (told.violations, since) == (None, {})


def test_what_no_night_had_is_of_today() -> None:
    on = date(2026, 11, 22)
    assert first_seen({"b", "a"}, {"a": date(2026, 11, 1)}, on) == (("a", date(2026, 11, 1)), ("b", on))


def test_the_run_before() -> None:
    assert (before(("1", "2", "3"), "3"), before(("1", "2"), "1"), before((), "1")) == ("2", "", "")


def test_what_the_night_before_knew_and_nothing_where_nobody_checked_it(tmp_path: Path) -> None:
    store = Store(str(tmp_path))
    one, two, three = (taken(store, nth) for nth in range(3))
    one.write_results("digest", (), (OLD,), ())
    assert known_before(store, one.id) == ("", frozenset())
    assert known_before(store, two.id) == (one.id, frozenset({OLD.fingerprint}))
    assert known_before(store, three.id) == ("", frozenset())
