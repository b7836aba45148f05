"""`toegang simulate PROVIDER CASES`."""

import io
import json
import sys
from collections.abc import Callable
from pathlib import Path

import pytest

from audit.cli.main import run
from audit.errors import Exit

Told = Callable[[], tuple[str, str]]
REQUEST = {"principal": "arn:aws:iam::111122223333:user/an", "action": "s3:GetObject", "resource": "arn:aws:s3:::b/x"}
READS = {"Version": "2012-10-17", "Statement": [{"Effect": "Allow", "Action": "s3:Get*", "Resource": "*"}]}
FROM_THE_OFFICE = {
    "Version": "2012-10-17",
    "Statement": [{**READS["Statement"][0], "Condition": {"IpAddress": {"aws:SourceIp": "10.0.0.0/8"}}}],
}
GOOD = {"name": "good", "request": REQUEST, "identity_policies": [READS]}


def asked(folder: Path, *lines: object, words: tuple[str, ...] = ()) -> int:
    cases = folder / "cases.jsonl"
    written = [one if isinstance(one, bytes) else json.dumps(one).encode() for one in lines]
    cases.write_bytes(b"\n".join(written) + b"\n")
    return run(["simulate", "aws", str(cases), *words])


def answers(told: Told) -> list[dict[str, object]]:
    out, err = told()
    assert err == ""
    return [json.loads(line) for line in out.splitlines()]


def test_cases_are_answered_in_order_an_object_a_line(tmp_path: Path, told: Told) -> None:
    second = {"name": 2, "request": {**REQUEST, "action": "s3:PutObject"}, "identity_policies": [READS]}
    assert asked(tmp_path, GOOD, b"", second, words=("--format", "json")) == Exit.COMPLIES
    first, last = answers(told)
    assert (first["name"], first["decision"]) == ("good", "Allow")
    assert first["reasons"] == ["identity policy, statement 1, allows s3:GetObject on arn:aws:s3:::b/x"]
    assert (last["name"], last["decision"]) == (2, "ImplicitDeny")


@pytest.mark.parametrize(
    ("line", "said"),
    [
        (b'{"name": "x"', "JSON"),
        (b"[]", "object"),
        (b"\xff\xfe", "line 2"),
        (b"\x00", "JSON"),
        (b"[" * 200_000, "line 2"),
        ({"name": "x"}, "request"),
        ({"name": "x", "request": {**REQUEST, "context": {"aws:SourceIp": {}}}}, "context"),
        ({"name": "x", "request": REQUEST, "scps": [READS]}, "scps"),
        ({"name": "x", "request": REQUEST, "boundary": [READS]}, "did you mean boundaries?"),
        ({"name": "x", "request": {**REQUEST, "principals": "y"}}, "did you mean principal?"),
        ({"name": "x", "request": {**REQUEST, "action": "GetObject"}}, "s3:GetObject"),
    ],
)
def test_a_line_that_is_wrong_is_answered_by_an_error_and_the_rest_go_on(line: object, said: str, tmp_path: Path, told: Told) -> None:
    assert asked(tmp_path, GOOD, line, GOOD) == Exit.USAGE
    first, wrong, last = answers(told)
    assert first["decision"] == last["decision"] == "Allow"
    assert wrong["line"] == 2
    assert "decision" not in wrong
    assert said in str(wrong["error"])


def test_a_statement_that_aws_would_refuse_is_passed_over_and_told(tmp_path: Path, told: Told) -> None:
    strange = {"Version": "2012-10-17", "Statement": [{"Effect": "Maybe", "Action": "*", "Resource": "*"}]}
    assert asked(tmp_path, {**GOOD, "identity_policies": [strange], "settings": {"x": 1}}) == Exit.COMPLIES
    (answer,) = answers(told)
    assert answer["decision"] == "ImplicitDeny"
    assert "identity policy: statement 1: effect Maybe is not known: passed over" in answer["reasons"]
    assert "the setting x is not known and has no effect" in answer["reasons"]


def test_with_unknown_context_the_condition_that_remains_is_told(tmp_path: Path, told: Told) -> None:
    case = {**GOOD, "identity_policies": [FROM_THE_OFFICE]}
    assert asked(tmp_path, case) == Exit.COMPLIES
    assert answers(told)[0]["decision"] == "ImplicitDeny"
    assert asked(tmp_path, case, words=("--unknown-context",)) == Exit.COMPLIES
    (answer,) = answers(told)
    assert (answer["decision"], answer["condition"]) == ("Conditional", "aws:SourceIp in 10.0.0.0/8")


def test_as_a_table_for_people_hostile_names_are_shown_and_not_sent(tmp_path: Path, told: Told) -> None:
    hostile = {**GOOD, "name": "\x1b[31mred\u202e\n"}
    assert asked(tmp_path, hostile, b"{", words=("--format", "table")) == Exit.USAGE
    out, _ = told()
    assert "\x1b[31m" not in out
    assert "\u202e" not in out
    assert out.splitlines()[0].startswith("Allow         ")
    assert out.splitlines()[-1] == "2 cases: 1 Allow, 1 error"


def test_cases_may_come_from_standard_input(told: Told) -> None:
    before, sys.stdin = sys.stdin, io.TextIOWrapper(io.BytesIO(json.dumps(GOOD).encode()))
    try:
        assert run(["simulate", "aws", "-"]) == Exit.COMPLIES
    finally:
        sys.stdin = before
    assert answers(told)[0]["decision"] == "Allow"


def test_a_provider_without_a_policy_engine_is_2(tmp_path: Path, told: Told) -> None:
    cases = tmp_path / "cases.jsonl"
    cases.write_text("{}")
    assert run(["simulate", "paper", str(cases)]) == Exit.USAGE
    assert "provider paper simulates nothing" in told()[1]


def test_a_file_that_is_not_there_is_2(tmp_path: Path, told: Told) -> None:
    assert run(["simulate", "aws", str(tmp_path / "none.jsonl")]) == Exit.USAGE
    assert "none.jsonl" in told()[1]
