"""What the common options point at."""

import json
from collections.abc import Callable, Iterator
from contextlib import chdir
from pathlib import Path

import pytest

from audit.cli.main import run
from audit.cli.settings import Settings
from audit.cli.workspace import folder_of, store_of, wording_of
from audit.errors import Exit, UsageError
from policies.errors import Place
from policies.language import Organisation, Policy
from tests.unit.audit.cli.conftest import POLICY, Office

Told = Callable[[], tuple[str, str]]


@pytest.fixture
def folder(tmp_path: Path) -> Iterator[Path]:
    with chdir(tmp_path):
        yield tmp_path


def test_without_a_folder_there_must_be_yaml_here(folder: Path) -> None:
    with pytest.raises(UsageError, match="no policy") as raised:
        folder_of(Settings())
    assert raised.value.remedy == "name its folder: --policy DIR; or make a first one: toegang init"
    (folder / "rules.yaml").write_text("version: 1")
    assert folder_of(Settings()) == Path()


def test_a_folder_called_toegang_comes_first(folder: Path) -> None:
    (folder / "rules.yaml").write_text("version: 1")
    (folder / "toegang").mkdir()
    (folder / "toegang" / "rules.yaml").write_text("version: 1")
    assert folder_of(Settings()) == Path("toegang")


def test_the_store_of_a_policy_lies_beside_it(office: Office) -> None:
    assert store_of(Settings(policy=office.policy)).place == str(office.policy / ".toegang/runs")
    office.write(POLICY + "store: s3://runs/of/us\n")
    assert store_of(Settings(policy=office.policy, store="elsewhere")).place == "elsewhere"


def test_a_report_goes_to_the_file_that_is_named_without_colours(office: Office, told: Told) -> None:
    office.night(20, "violation")
    file = office.folder / "out.txt"
    assert office.toegang("check", "--output", str(file)) == Exit.VIOLATIONS
    assert told() == ("", "")
    assert "DOES NOT COMPLY" in file.read_text("utf-8")
    assert "\x1b" not in file.read_text("utf-8")


def test_a_file_that_cannot_be_written_is_2(office: Office, told: Told) -> None:
    office.night(20, "fine")
    assert office.toegang("check", "--output", str(office.folder / "no" / "out.txt")) == Exit.USAGE
    assert "--output FILE" in told()[1]


def test_one_result_goes_to_the_terminal_and_to_files(office: Office, told: Told) -> None:
    office.night(20, "violation")
    (office.folder / ".git").mkdir()
    sarif, data = office.folder / "check.sarif", office.folder / "check.json"
    words = ("--format", "table", "--format", "sarif", "--output", str(sarif), "--output", str(data))
    assert office.toegang("check", *words) == Exit.VIOLATIONS
    assert "DOES NOT COMPLY" in told()[0]
    (run,) = json.loads(sarif.read_text("utf-8"))["runs"]
    findings = json.loads(data.read_text("utf-8"))["findings"]
    tracked = {result["partialFingerprints"]["primaryLocationLineHash"] for result in run["results"]}
    assert tracked == {finding["fingerprint"] for finding in findings}
    places = {result["locations"][0]["physicalLocation"]["artifactLocation"]["uri"] for result in run["results"]}
    assert places == {"policy/policy.yaml"}
    assert (office.folder / places.pop()).exists()


def test_when_one_format_cannot_be_none_is_written(office: Office, told: Told) -> None:
    office.night(20, "violation")
    file = office.folder / "out.json"
    assert office.toegang("who", "invoices", "--output", str(file), "--output", str(office.folder / "out.sarif")) == Exit.USAGE
    assert office.toegang("check", "--output", str(file), "--format", "xlsx") == Exit.USAGE
    assert not file.exists()
    assert "sarif shows a check or a drift" in told()[1]


@pytest.mark.parametrize(
    ("format_name", "code", "words"),
    [("jsn", Exit.USAGE, "did you mean json?"), ("json-lost", Exit.FAILED, "pip install 'toegang[")],
)
def test_a_format_that_is_not_there(format_name: str, code: Exit, words: str, office: Office, told: Told) -> None:
    office.night(20, "fine")
    assert office.toegang("check", "--format", format_name) == code
    assert words in told()[1]


def test_a_broken_policy_is_2_with_every_problem_at_its_line(office: Office, told: Told) -> None:
    (office.policy / "policy.yaml").write_text("version: 1\nassetss: {}\nallow:\n  - {id: A1, hwo: x}\n", "utf-8")
    assert run(["validate", "--policy", str(office.policy)]) == Exit.USAGE
    err = told()[1]
    assert "policy.yaml:2:1" in err
    assert "policy.yaml:4:" in err


@pytest.mark.parametrize(
    ("asked", "spoken", "language"), [("fr", ("nl",), "fr"), ("", ("de", "nl", "fr"), "nl"), ("", ("de",), "en"), ("", None, "en")]
)
def test_the_language_is_the_one_asked_or_the_first_of_the_organisation_that_there_is(
    asked: str, spoken: tuple[str, ...] | None, language: str
) -> None:
    organisation = Organisation("shop", "The Shop", Place("x"), report_languages=spoken) if spoken else None
    assert wording_of(Settings(language=asked), Policy("", "", organisation=organisation)).language == language


@pytest.mark.parametrize("words", [("who", "invoices"), ("what", "s7"), ("why", "s7", "invoices")])
def test_people_go_by_their_number_unless_names_are_asked(office: Office, told: Told, words: tuple[str, ...]) -> None:
    office.write(POLICY.replace("p02:", "s7:") + "tool_as_processing: {{names_in_reports: pseudonym}}\n")
    office.night(20, "violation")
    office.toegang(*words)
    hidden = told()[0]
    office.toegang(*words, "--names")
    named = told()[0]
    assert ("s7" in hidden, "p02" in hidden, "p02" in named) == (True, False, True)


def test_a_script_is_given_the_ids_and_no_names(office: Office, told: Told) -> None:
    office.write(POLICY.replace("p02:", "s7:") + "tool_as_processing: {{names_in_reports: pseudonym}}\n")
    office.night(20, "violation")
    office.toegang("who", "invoices", "--format", "json")
    report = json.loads(told()[0])
    accounts = {reach["account"] for reach in report["reaches"] if reach["subject"]["id"] == "s7"}
    assert accounts
    assert {report["names"][account] for account in accounts} == {"s7"}
