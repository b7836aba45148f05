"""`toegang simulate PROVIDER CASES`: an answer for every line, in order, whatever is written on it."""

import io
import json
import os
import pty
import subprocess
import sys
from collections.abc import Callable, Mapping
from contextlib import redirect_stderr, redirect_stdout
from pathlib import Path
from typing import Any

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from audit.cli.main import run
from audit.errors import Exit

Told = Callable[[], tuple[str, str]]

REQUEST = {
    "principal": "arn:aws:iam::111122223333:user/ann",
    "action": "s3:GetObject",
    "resource": "arn:aws:s3:::b/k",
    "resource_account": "111122223333",
}
ALL = {"Effect": "Allow", "Action": "*", "Resource": "*"}
HOSTILE = "\x1b[31mred\x1b]0;title\x07 \u202egnp.exe \x00 \r\n \u200b"


def policy(*statements: Mapping[str, object]) -> dict[str, object]:
    return {"Version": "2012-10-17", "Statement": list(statements)}


def case(name: str = "", *statements: Mapping[str, object], **more: object) -> bytes:
    """A line: one request of ann, who has some statements."""
    said = {**({"name": name} if name else {}), "request": REQUEST, "identity_policies": [policy(*statements)], **more}
    return json.dumps(said).encode()


@pytest.fixture
def simulate(tmp_path: Path, told: Told) -> Callable[..., tuple[int, str, str]]:
    """Answers some lines: exit code, standard output, standard error."""

    def answer(*lines: bytes, options: tuple[str, ...] = (), ending: bytes = b"\n") -> tuple[int, str, str]:
        (tmp_path / "cases.jsonl").write_bytes(ending.join((*lines, b"")))
        return (run(["simulate", "aws", str(tmp_path / "cases.jsonl"), *options]), *told())

    return answer


def rows(out: str) -> list[dict[str, Any]]:
    return [json.loads(line) for line in out.splitlines()]


def test_answers_come_in_order_one_object_a_line(simulate):
    code, out, err = simulate(
        case("allowed", ALL), case("denied", ALL, {**ALL, "Effect": "Deny", "Sid": "No"}), case("nothing"), case("again", ALL)
    )
    assert (code, err) == (Exit.COMPLIES, "")
    assert [(row["name"], row["decision"]) for row in rows(out)] == [
        ("allowed", "Allow"),
        ("denied", "ExplicitDeny"),
        ("nothing", "ImplicitDeny"),
        ("again", "Allow"),
    ]
    assert rows(out)[1]["reasons"] == ["identity policy, statement No, denies s3:GetObject on arn:aws:s3:::b/k"]
    assert all(set(row) == {"name", "decision", "reasons"} for row in rows(out))


def test_a_name_is_given_back_as_it_was(simulate):
    lines = (case(name) for name in ("", "héé", HOSTILE))
    code, out, _ = simulate(*lines, json.dumps({"name": 7, "request": REQUEST}).encode())
    assert code == Exit.COMPLIES
    assert [row["name"] for row in rows(out)] == [None, "héé", HOSTILE, 7]


WRONG = {
    "no JSON": (b"nonsense", "it is no JSON"),
    "a text": (b'"s3:GetObject"', "a case is a JSON object"),
    "a list": (b"[]", "a case is a JSON object"),
    "null": (b"null", "a case is a JSON object"),
    "cut off": (case()[:-1], "it is no JSON"),
    "two on a line": (case() + case(), "it is no JSON"),
    "single quotes": (b"{'request': {}}", "it is no JSON"),
    "no request": (b"{}", "request"),
    "a request that is a text": (b'{"request": "s3:GetObject"}', "$.request"),
    "a principal that is missing": (b'{"request": {"action": "s3:GetObject", "resource": "*"}}', "principal"),
    "an action that is a list": (json.dumps({"request": {**REQUEST, "action": ["s3:GetObject"]}}).encode(), "$.request.action"),
    "an action without a service": (json.dumps({"request": {**REQUEST, "action": "GetObject"}}).encode(), "such as s3:GetObject"),
    "a context that holds an object": (json.dumps({"request": {**REQUEST, "context": {"aws:SourceIp": {}}}}).encode(), "context"),
    "control policies without levels": (case(scps=[policy(ALL)]), "$.scps[0]"),
    "policies that are one": (case(identity_policies=policy(ALL)), "$.identity_policies"),
    "a near-miss key": (case(boundary=[policy(ALL)]), "boundary is not known: did you mean boundaries?"),
    "a near-miss key of the request": (json.dumps({"request": {**REQUEST, "contexts": {}}}).encode(), "did you mean context?"),
    "invalid UTF-8": (b'{"name": "\xff\xfe"}', ""),
    "a lone surrogate": (b'{"name": "\\ud800"}', "it is no JSON"),
    "NUL": (b"\x00", "it is no JSON"),
    "NUL in a line": (b'{"request":\x00{}}', "it is no JSON"),
    "a control character in a text": (b'{"name": "\x1b[31m"}', "it is no JSON"),
    "a byte order mark": (b"\xef\xbb\xbf" + case(), "it is no JSON"),
    "nested too deep": (b"[" * 100_000, ""),
    "objects nested too deep": (b'{"request":' * 100_000, ""),
    "a policy nested too deep": (case().replace(b'"Version"', b'"Id":' + b"[" * 5000 + b"]" * 5000 + b',"Version"'), ""),
    "a name nested too deep": (b'{"name":' + b"[" * 900 + b"]" * 900 + b"}", ""),
    "numbers without end": (b'{"request": ' + b"1" * 10_000 + b"}", ""),
}


@pytest.mark.parametrize("format_", ["json", "table"])
@pytest.mark.parametrize("wrong", WRONG)
def test_a_line_that_is_wrong_is_told_and_the_rest_go_on(wrong: str, format_: str, simulate):
    line, words = WRONG[wrong]
    code, out, err = simulate(case("before", ALL), line, case("after", ALL), options=("--format", format_))
    assert (code, err) == (Exit.USAGE, "")
    assert "Traceback" not in out
    if format_ == "json":
        before, told, after = rows(out)
        assert (before["decision"], after["decision"]) == ("Allow", "Allow")
        assert (told["line"], "decision" in told) == (2, False)
        assert told["error"].startswith("line 2: ")
        assert words in told["error"]
    else:
        assert out.endswith("3 cases: 2 Allow, 1 error\n")
        assert "line 2: " in out
        assert out.index("before") < out.index("line 2: ") < out.index("after")


def test_an_error_has_the_name_of_its_case_where_it_has_one(simulate):
    _, out, _ = simulate(json.dumps({"name": "mine", "request": {}}).encode())
    assert rows(out)[0]["name"] == "mine"


def test_empty_lines_are_passed_over_and_counted(simulate):
    code, out, _ = simulate(b"", b"   \t", case("third", ALL), b"", b"nonsense", ending=b"\r\n")
    assert code == Exit.USAGE
    assert [(row["name"], row.get("line")) for row in rows(out)] == [("third", None), (None, 5)]


@pytest.mark.parametrize("ending", [b"\n", b"\r\n"])
def test_the_last_line_needs_no_end(ending: bytes, tmp_path: Path, told: Told):
    (tmp_path / "cases").write_bytes(ending.join((case("a", ALL), case("b", ALL))))
    assert run(["simulate", "aws", str(tmp_path / "cases")]) == Exit.COMPLIES
    assert [row["name"] for row in rows(told()[0])] == ["a", "b"]


def test_a_line_without_end_is_one_error(simulate):
    """Far longer than any case: read in pieces, answered once, and what comes after is still answered."""
    code, out, _ = simulate(case("before", ALL), b"{" + b" " * (33 << 20) + b"}", case("after", ALL))
    assert code == Exit.USAGE
    assert [row["name"] for row in rows(out)] == ["before", None, "after"]
    assert rows(out)[1]["line"] == 2
    assert "it is no JSON" in rows(out)[1]["error"]  # what was read of it is no whole object


@pytest.mark.parametrize("spare", [-1, 0, 1])
def test_a_line_of_just_the_longest_is_no_two(spare: int, simulate):
    line = case("long", ALL)
    _, out, _ = simulate(line + b" " * ((16 << 20) - len(line) - 1 + spare), case("after", ALL))
    assert [row["name"] for row in rows(out)] == ["long", "after"]


def test_nothing_asked_is_nothing_answered(simulate):
    assert simulate() == (Exit.COMPLIES, "", "")
    assert simulate(options=("--format", "table")) == (Exit.COMPLIES, "0 cases: nothing asked\n", "")


def test_what_aws_would_refuse_is_passed_over_and_told(simulate):
    code, out, _ = simulate(case("strange", {**ALL, "Effect": "Maybe"}, settings={"x": 1}))
    (row,) = rows(out)
    assert (code, row["decision"]) == (Exit.COMPLIES, "ImplicitDeny")
    assert "identity policy: statement 1: effect Maybe is not known: passed over" in row["reasons"]
    assert "the setting x is not known and has no effect" in row["reasons"]


MFA = {**ALL, "Condition": {"Bool": {"aws:MultiFactorAuthPresent": "true"}}}


def test_a_key_that_is_not_given_is_missing_or_not_known(simulate):
    assert [row["decision"] for row in rows(simulate(case("a", MFA))[1])] == ["ImplicitDeny"]
    (row,) = rows(simulate(case("a", MFA), options=("--unknown-context",))[1])
    assert (row["decision"], row["condition"]) == ("Conditional", "aws:MultiFactorAuthPresent is true")
    given_one = json.loads(case("a", MFA))
    given_one["request"]["context"] = {"aws:multifactorauthpresent": True}
    (row,) = rows(simulate(json.dumps(given_one).encode(), options=("--unknown-context",))[1])
    assert (row["decision"], "condition" in row) == ("Allow", False)


def test_a_table_shows_decision_name_and_reasons(simulate):
    _, out, _ = simulate(case("ann reads", ALL), case("with MFA", MFA), case(), options=("--format", "table", "--unknown-context"))
    assert out.splitlines() == [
        "Allow         ann reads",
        "              identity policy, statement 1, allows s3:GetObject on arn:aws:s3:::b/k",
        "Conditional   with MFA",
        "              if aws:MultiFactorAuthPresent is true",
        "              identity policy, statement 1, allows s3:GetObject on arn:aws:s3:::b/k",
        "ImplicitDeny",
        "              no statement of the identity policy allows s3:GetObject on arn:aws:s3:::b/k",
        "3 cases: 1 Allow, 1 Conditional, 1 ImplicitDeny",
    ]


@pytest.mark.parametrize(
    "line",
    [
        case(HOSTILE, ALL),
        case("sid", {**ALL, "Sid": HOSTILE}),
        case("effect", {**ALL, "Effect": HOSTILE}),
        case("element", {**ALL, HOSTILE: "x"}),
        case("condition", {**ALL, "Condition": {"StringEquals": {HOSTILE: HOSTILE}}}),
        case("settings", ALL, settings={HOSTILE: True}),
        json.dumps({"request": {**REQUEST, "resource": f"arn:aws:s3:::b/{HOSTILE}"}, "identity_policies": [policy(ALL)]}).encode(),
        json.dumps({"request": {**REQUEST, "action": f"s3:{HOSTILE}", "principal": HOSTILE}}).encode(),
        json.dumps({"name": [HOSTILE], "request": REQUEST}).encode(),
        json.dumps({"name": HOSTILE, "request": {**REQUEST, "action": HOSTILE}}).encode(),
        json.dumps({"request": REQUEST, f"boundarie{HOSTILE[-1]}": HOSTILE}).encode(),
    ],
)
def test_hostile_names_are_harmless_in_a_table(line: bytes, simulate):
    _, out, err = simulate(line, options=("--format", "table", "--unknown-context"))
    assert not [sign for sign in out.replace("\n", "") if not sign.isprintable()]
    assert all(part.startswith(("Allow", "ImplicitDeny", "Conditional", "error", " " * 14, "1 case: ")) for part in out.splitlines())
    assert err == ""


def test_json_keeps_to_one_line_whatever_the_names(simulate):
    _, out, _ = simulate(case(HOSTILE, {**ALL, "Sid": "\n\u2028\x85"}))
    assert out.count("\n") == 1
    assert not {"\x1b", "\x07", "\x00"} & set(out)


ABC = {"principal": "p01", "action": "Microsoft.Sql/servers/read", "scope": "/subscriptions/abc"}
AZURE = (
    {
        "name": "request",
        "request": ABC,
        "roles": [{"roleName": "r", "actions": ["*"]}],
        "assignments": [{"principalId": "p01", "role": "r", "scope": "/"}],
    },
    {"name": "holds", "condition": "@Request[a] BoolEquals true", "attributes": {"@Request[a]": True}},
    {"name": "fails", "condition": "@Request[a] BoolEquals true", "attributes": {"@Request[a]": False}},
    {"name": "open", "condition": "@Request[a] BoolEquals true", "attributes": {}},
)


@pytest.mark.parametrize("format_", ["json", "table"])
def test_a_condition_alone_has_a_result_instead_of_a_decision(format_: str, tmp_path: Path, told: Told):
    (tmp_path / "cases.jsonl").write_text("\n".join(map(json.dumps, AZURE)))
    assert run(["simulate", "azure", str(tmp_path / "cases.jsonl"), "--format", format_]) == Exit.COMPLIES
    out, _ = told()
    if format_ == "table":
        assert "4 cases: 1 Allow, 1 false, 1 true, 1 undecided" in out
        assert "if @Request[a] BoolEquals true" in out
        return
    assert [(row["name"], row.get("decision"), row.get("result")) for row in rows(out)] == [
        ("request", "Allow", None),
        ("holds", None, True),
        ("fails", None, False),
        ("open", None, "undecided"),
    ]
    assert ["decision" in row for row in rows(out)] == [True, False, False, False]
    assert rows(out)[3]["condition"] == "@Request[a] BoolEquals true"


def test_a_provider_that_simulates_nothing_says_so(tmp_path: Path, told: Told):
    (tmp_path / "cases").write_bytes(case("a", ALL))
    assert run(["simulate", "paper", str(tmp_path / "cases")]) == Exit.USAGE
    out, err = told()
    assert out == ""
    assert "provider paper simulates nothing" in err
    assert "remedy: " in err


@pytest.mark.parametrize(
    ("words", "said"),
    [
        (["simulate", "asw", "{file}"], "did you mean aws?"),
        (["simulate", "aws", "{file}.not"], "No such file"),
        (["simulate", "aws", "{folder}"], "irectory"),
        (["simulate", "aws"], "CASES"),
        (["simulate"], "PROVIDER"),
        (["simulate", "aws", "{file}", "--format", "yaml"], "yaml"),
    ],
)
def test_a_wrong_command_line_is_2(words: list[str], said: str, tmp_path: Path, told: Told):
    (tmp_path / "cases").write_bytes(case("a", ALL))
    assert run([word.format(file=tmp_path / "cases", folder=tmp_path) for word in words]) == Exit.USAGE
    out, err = told()
    assert out == ""
    assert said in err
    assert "Traceback" not in err


def toegang(*words: str, **more: Any) -> subprocess.Popen[bytes]:
    command = [sys.executable, "-c", "from audit.cli.main import main; main()", *words]
    return subprocess.Popen(command, stdin=subprocess.PIPE, stderr=subprocess.PIPE, **more)


def test_cases_come_by_standard_input():
    with toegang("simulate", "aws", "-", stdout=subprocess.PIPE) as done:
        out, err = done.communicate(b"\n".join((case("a", ALL), b"\xff", case("b"))), timeout=60)
    assert (done.returncode, err) == (Exit.USAGE, b"")
    assert [row.get("decision", "error") for row in rows(out.decode())] == ["Allow", "error", "ImplicitDeny"]


def test_on_a_terminal_it_is_a_table():
    ours, theirs = pty.openpty()
    with toegang("simulate", "aws", "-", stdout=theirs) as done:
        _, err = done.communicate(case(HOSTILE, ALL), timeout=60)
    out = os.read(ours, 65536).decode()
    os.close(theirs)
    os.close(ours)
    assert (done.returncode, err) == (Exit.COMPLIES, b"")
    assert out.splitlines()[-1] == "1 case: 1 Allow"
    assert out.count("\x1b") == 2  # the colour of the decision, on and off
    assert "\\x1b[31mred" in out


def test_a_reader_that_goes_away_is_no_noise(tmp_path: Path):
    with toegang("simulate", "aws", "-", stdout=subprocess.PIPE) as done:
        assert done.stdout is not None
        done.stdout.close()
        _, err = done.communicate(b"\n".join([case("a", ALL)] * 500), timeout=60)
    assert (done.returncode, err) == (Exit.FAILED, b"")


NOTHING_SPECIAL = st.binary(max_size=40).map(lambda line: line.replace(b"\n", b""))
pieces = st.sampled_from(
    ["{", "}", "[", "]", ":", ",", '"', "null", "1e5", '"request"', '"name"', "\\u0000", *(f'"{key}"' for key in REQUEST)]
)
json_like = st.lists(pieces, max_size=12).map(lambda found: "".join(found).encode())
values = st.recursive(
    st.none() | st.booleans() | st.integers() | st.sampled_from(("*", "Allow", "s3:GetObject", "arn:aws:s3:::b/?", "${aws:username}", "a")),
    lambda inner: (
        st.lists(inner, max_size=2) | st.dictionaries(st.sampled_from(("AWS", "StringLike", "aws:username", "x")), inner, max_size=2)
    ),
    max_leaves=4,
)
elements = st.sampled_from(("Effect", "Action", "Resource", "NotResource", "Principal", "NotPrincipal", "Condition", "Sid", "Bogus"))
broken = st.dictionaries(elements, values, max_size=3).map(lambda said: {**ALL, **said})
documents = st.fixed_dictionaries(
    {"Version": st.sampled_from(("2012-10-17", "2008-10-17", "2031-01-01", None)), "Statement": broken | values}
)
odd_cases = st.fixed_dictionaries(
    {"request": st.dictionaries(st.sampled_from([*REQUEST, "context"]), values, max_size=2).map(lambda said: {**REQUEST, **said})},
    optional={
        "identity_policies": st.lists(documents, max_size=2),
        "resource_policy": documents,
        "scps": st.lists(st.lists(documents, max_size=1), max_size=2),
        "settings": values,
        "name": values,
    },
).map(lambda said: json.dumps(said).encode())


@settings(max_examples=150, deadline=None)
@given(st.lists(NOTHING_SPECIAL | json_like | odd_cases, max_size=4), st.sampled_from(("json", "table")), st.booleans())
@example([b'{"request":{"principal":"a","action":"s3:GetObject","resource":"*"}}'], "table", True)
def test_every_line_is_answered_whatever_it_is(tmp_path_factory, lines: list[bytes], format_: str, unknown: bool):
    path = tmp_path_factory.getbasetemp() / "odd"
    path.write_bytes(b"\n".join(lines))
    with redirect_stdout(io.StringIO()) as out, redirect_stderr(io.StringIO()) as err:
        code = run(["simulate", "aws", str(path), "--format", format_, *(["--unknown-context"] if unknown else [])])
    answered = sum(bool(line.strip()) for line in lines)
    assert code in (Exit.COMPLIES, Exit.USAGE)
    assert err.getvalue() == ""
    if format_ == "json":
        assert len(rows(out.getvalue())) == answered
        assert (code == Exit.USAGE) == any("error" in row for row in rows(out.getvalue()))
    else:
        assert f"{answered} case" in out.getvalue().splitlines()[-1]


def test_quiet_says_errors_alone(simulate: Callable[..., tuple[int, str, str]]) -> None:
    assert simulate(case("one", ALL), options=("--quiet",)) == (Exit.COMPLIES, "", "")
    code, out, err = simulate(case("one", ALL), b"nonsense", options=("--quiet",))
    assert (code, out) == (Exit.USAGE, "")
    assert "line 2: it is no JSON" in err
