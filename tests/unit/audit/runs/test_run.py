from collections.abc import Callable
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path

import pyarrow as pa
import pyarrow.parquet as pq
import pytest

from audit.errors import Exit, RunError
from audit.model.drift import Cause, CauseKind, Change, Direction, ReachChange
from audit.model.facts import Gap, Principal, PrincipalKind, Verdict
from audit.model.finding import Finding, FindingKind, Outcome
from audit.model.reach import Reach, Step, StepKind, Subject, SubjectKind
from audit.runs.run import Run
from audit.runs.store import Store
from policies.errors import Place
from policies.language import Severity
from policies.levels import Level

SUBJECT = Subject(SubjectKind.PERSON, "p01\ud800")
REACH = Reach("a", "", SUBJECT, "aws://1/x", "aws://1/y", Level.READ | Level.MANAGE, Verdict.IF, "MFA", "acl", "s3://b", 7)
FINDING = Finding(
    fingerprint="f",
    rule="R1",
    kind=FindingKind.FORBIDDEN,
    outcome=Outcome.VIOLATION,
    severity=Severity.CRITICAL,
    sentence="=1+\x1b[31m\x00\ud800",
    remedy="",
    subject=SUBJECT,
    levels=Level.READ | Level.FIND,
    paths=((Step(StepKind.JOINED, "p01", "x", "é"), Step(StepKind.GRANT, "x", "y", "z\udfff", '{"a": 1}')),),
    gap=Gap("aws", "s3", "aws://1", "GetBucketPolicy", "denied", "s3:GetBucketPolicy"),
    place=Place("rules.yaml", 3, 4),
    law=("A32", "A9"),
)
CHANGE = Change(Cause(CauseKind.GRANT, "s", "w"), (ReachChange(Direction.GAINED, "a", "", SUBJECT, after=Level.READ),), ("f",), ())


@pytest.fixture(params=["folder", "bucket"])
def run(request: pytest.FixtureRequest, tmp_path: Path):
    store = Store(str(tmp_path) if request.param == "folder" else f"memory://{tmp_path.name}")
    with store.create(datetime(2026, 11, 23, 2, tzinfo=UTC), "0.1") as writer:
        writer.add(Principal("p", "aws", PrincipalKind.ROLE, "p"))
        return writer.commit("digest", ("aws",))


def test_results_come_back_exactly_and_are_replaced(run: Run):
    run.write_results("one", (REACH,), (FINDING,), (CHANGE,))
    assert (run.reach("one"), run.findings("one"), run.changes("one")) == ((REACH,), (FINDING,), (CHANGE,))
    run.write_results("two", (), (), ())
    run.write_results("one", (REACH, REACH), (), ())
    assert run.results() == ("one", "two")
    assert (run.reach("one"), run.findings("one"), run.changes("one")) == ((REACH, REACH), (), ())


def test_a_tally_says_what_the_results_say(run: Run):
    waived = replace(FINDING, outcome=Outcome.NOTICE, severity=Severity.LOW, waived_by="W1", fingerprint="g")
    run.write_results(
        "one",
        (REACH, REACH, replace(REACH, subject=Subject(SubjectKind.PUBLIC))),
        (FINDING, waived, replace(FINDING, kind=FindingKind.GAP, asset="a", fingerprint="h")),
        (),
    )
    tally = run.tally("one")
    assert tally.rows == (("violation", "critical", ""), ("notice", "low", "W1"), ("violation", "critical", ""))
    assert (tally.fingerprints, tally.dark, tally.reaches, tally.persons) == (("f", "g", "h"), frozenset({"a"}), 3, 1)
    with pytest.raises(RunError, match="no results under policy two"):
        run.tally("two")


def test_results_of_another_policy_are_not_there(run: Run):
    with pytest.raises(RunError, match="no results under policy other") as error:
        run.findings("other")
    assert "toegang check" in error.value.remedy


def test_results_leave_the_facts_alone(tmp_path: Path, run: Run):
    run.write_results("one", (REACH,), (FINDING,), (CHANGE,))
    assert [each.id for each in run.principals()] == ["p"]
    assert run.manifest.rows("principals") == 1


@pytest.mark.parametrize(
    "harm",
    {
        "truncated": lambda path: path.write_bytes(path.read_bytes()[:-20]),
        "no Parquet": lambda path: path.write_text("x" * 100),
        "gone": lambda path: path.unlink(),
        "no such column": lambda path: pq.write_table(pa.table({"other": [1]}), path),
        "wrong type": lambda path: pq.write_table(_with(path, "id", pa.array([1])), path),
        "unknown kind": lambda path: pq.write_table(_with(path, "kind", pa.array(["king"])), path),
    }.items(),
    ids=lambda harm: harm[0],
)
def test_a_damaged_table_is_a_run_error_with_a_remedy(tmp_path: Path, harm: tuple[str, Callable[[Path], None]]):
    with Store(str(tmp_path)).create(datetime(2026, 11, 23, 2, tzinfo=UTC), "0.1") as writer:
        writer.add(Principal("p", "aws", PrincipalKind.ROLE, "p"))
        run = writer.commit("digest", ("aws",))
    harm[1](tmp_path / run.id / "principals.parquet")
    with pytest.raises(RunError, match="table principals of run 2026-11-23T02-00-00Z") as error:
        list(run.principals())
    assert error.value.remedy
    assert error.value.exit_code == Exit.FAILED


def _with(path: Path, column: str, values: pa.Array) -> pa.Table:
    table = pq.read_table(path)
    return table.set_column(table.column_names.index(column), column, values)
