"""What was told to whom, kept beside the runs."""

from datetime import date
from pathlib import Path

import pytest

from audit.errors import RunError
from audit.runs.store import Store
from policies.periods import Period
from reports.notices.ledger import FOLDER, Ledger, Mark
from tests.unit.audit.cli.conftest import Office

ONE, TWO, THREE = "2026-11-01T02-00-00Z", "2026-11-02T02-00-00Z", "2026-11-03T02-00-00Z"


def test_what_was_told_is_there_the_next_time(tmp_path: Path):
    with Ledger.of(str(tmp_path), writing=True) as ledger:
        assert ledger.last("p17 mail own", TWO) == ("", "")
        ledger.write(ONE, "p17 mail own", Mark.SENT)
        ledger.write(TWO, "p17 mail own", Mark.NOTHING)
        ledger.write(TWO, "security mail rest", Mark.FAILED)
    with Ledger.of(str(tmp_path), writing=False) as ledger:
        entry = ledger.entry(TWO, "p17 mail own")
        assert entry
        assert (entry.mark, entry.sent) == (Mark.NOTHING, ONE)
        assert ledger.last("p17 mail own", THREE) == (TWO, ONE)
        assert ledger.last("p17 mail own", TWO) == (ONE, ONE)
        assert ledger.last("security mail rest", THREE) == ("", "")


@pytest.mark.parametrize("mark", [Mark.BEGUN, Mark.FAILED])
def test_what_did_not_arrive_was_not_told(mark: Mark, tmp_path: Path):
    with Ledger.of(str(tmp_path), writing=True) as ledger:
        ledger.write(ONE, "p17 mail own", Mark.SENT)
        ledger.write(TWO, "p17 mail own", mark)
        assert ledger.last("p17 mail own", THREE) == (ONE, ONE)


def test_two_can_not_write_at_once(tmp_path: Path):
    with Ledger.of(str(tmp_path), writing=True):
        with pytest.raises(RunError, match="another `toegang notify`"), Ledger.of(str(tmp_path), writing=True):
            pass
        with Ledger.of(str(tmp_path), writing=False) as reading:
            assert reading.entry(ONE, "x") is None
    with Ledger.of(str(tmp_path), writing=True):
        pass


def test_looking_leaves_nothing(tmp_path: Path):
    with Ledger.of(str(tmp_path / "runs"), writing=False) as ledger:
        assert ledger.last("x", ONE) == ("", "")
    assert not (tmp_path / "runs").exists()


def test_it_is_kept_no_longer_than_the_runs(tmp_path: Path):
    with Ledger.of(str(tmp_path), writing=True) as ledger:
        for run in (ONE, TWO, THREE):
            ledger.write(run, "x", Mark.SENT)
        ledger.forget(THREE)
        assert sorted(path.name for path in (tmp_path / FOLDER).glob("*.json")) == [f"{THREE}.json"]
        assert ledger.last("x", THREE) == ("", "")


def test_a_torn_ledger_stops_before_anything_is_sent_twice(tmp_path: Path):
    (tmp_path / FOLDER).mkdir()
    (tmp_path / FOLDER / f"{ONE}.json").write_text('{"x": {"mark": "s')
    with Ledger.of(str(tmp_path), writing=True) as ledger, pytest.raises(RunError, match="can't be read"):
        ledger.last("x", TWO)


def test_in_a_bucket():
    place = "memory://ledger-of-a-test/runs"
    with Ledger.of(place, writing=True) as ledger:
        ledger.write(ONE, "x", Mark.SENT)
    with Ledger.of(place, writing=False) as ledger:
        assert ledger.last("x", TWO) == (ONE, ONE)


def test_the_runs_do_not_mind_it(office: Office):
    office.night(1, "fine")
    store = Store(str(office.store))
    with Ledger.of(store.place, writing=True) as ledger:
        ledger.write(store.runs()[0], "x", Mark.SENT)
        assert store.verify() == ()
        assert store.prune(Period(days=1), date(2026, 11, 1)) == ()
    office.night(2, "fine")
    assert (store.verify(), len(store.runs())) == ((), 2)
    assert (office.store / FOLDER).is_dir()
