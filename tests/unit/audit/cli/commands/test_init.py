"""`toegang init` by the paper office, which has people and no store that anybody knows; the sample company stands in tests/scenarios."""

from collections.abc import Callable
from pathlib import Path

import pytest

from audit.cli.main import run
from audit.errors import Exit
from policies.load import load
from tests.unit.audit.cli.conftest import Office

Told = Callable[[], tuple[str, str]]


@pytest.fixture
def said(office: Office) -> Path:
    """A file with the settings of the office."""
    file = office.folder / "providers.yaml"
    file.write_text(f"providers: {{paper: {{state: {office.folder / 'state'}}}}}\n", "utf-8")
    return file


def test_a_run_is_taken_before_there_is_a_policy(office: Office, said: Path, told: Told) -> None:
    folder = office.folder / "first"
    assert run(["init", str(folder), "--collect", "--settings", str(said)]) == Exit.COMPLIES
    out, err = told()
    assert err == ""
    assert "What to do next:" in out
    assert "--policy" in out
    policy = load(folder)
    assert [each.name for each in policy.providers] == ["paper"]
    assert policy.store == ".toegang/runs"
    assert ".toegang/" in (folder / ".gitignore").read_text()
    assert run(["runs", "verify", "--policy", str(folder)]) == Exit.COMPLIES
    assert run(["validate", "--policy", str(folder)]) == Exit.COMPLIES


def test_a_run_that_is_there_is_used_with_the_settings_it_was_taken_with(office: Office, told: Told) -> None:
    run_id = office.night(20, "fine")
    folder = office.folder / "first"
    assert run(["init", str(folder), "--store", str(office.store), "--run", run_id]) == Exit.COMPLIES
    assert run_id in told()[0]
    policy = load(folder)
    assert '"state"' in policy.providers[0].settings
    assert run(["check", "--policy", str(folder)]) == Exit.VIOLATIONS  # the store is found from the policy's folder


def test_a_partial_view_is_said(office: Office, told: Told) -> None:
    office.night(20, "gap")
    assert run(["init", str(office.folder / "first"), "--store", str(office.store)]) == Exit.COMPLIES
    assert "made on a partial view: 1 thing could not be read" in told()[0]
    assert "the drawer is locked" in (office.folder / "first" / "organisation.yaml").read_text("utf-8")


def test_quiet_says_nothing_and_names_are_written_when_asked(office: Office, told: Told) -> None:
    office.night(20, "fine")
    folder = office.folder / "first"
    assert run(["init", str(folder), "--store", str(office.store), "--quiet", "--names"]) == Exit.COMPLIES
    assert told() == ("", "")
    assert (folder / "people.names.yaml").exists()


@pytest.mark.parametrize(
    ("words", "message", "remedy"),
    [
        (["--collect", "--run", "x"], "--collect takes a new run", "leave one of them out"),
        (["--collect"], "no provider is named", "add --provider aws"),
        ([], "there is no run in the store", "toegang init --collect --provider NAME"),
        (["--collect", "--provider", "papr"], "no provider is named papr", "did you mean paper?"),
        (["--collect", "--settings", "{policy}"], "names no providers", "providers:"),
    ],
)
def test_what_can_not_be_is_said_with_what_to_do(words: list[str], message: str, remedy: str, office: Office, told: Told) -> None:
    (office.folder / "none.yaml").write_text("version: 1\n", "utf-8")
    folder = office.folder / "first"
    asked = [word.format(policy=office.folder / "none.yaml") for word in words]
    assert run(["init", str(folder), *asked]) == Exit.USAGE
    err = told()[1]
    assert message in err
    assert remedy in err
    assert not folder.exists()


def test_a_provider_that_the_run_did_not_ask(office: Office, told: Told) -> None:
    office.night(20, "fine")
    assert run(["init", str(office.folder / "first"), "--store", str(office.store), "--provider", "aws"]) == Exit.USAGE
    assert "it asked paper" in told()[1]


def test_a_policy_that_is_there_is_never_touched(office: Office, told: Told) -> None:
    office.night(20, "fine")
    before = {path.name: path.read_bytes() for path in office.policy.iterdir()}
    assert run(["init", str(office.policy), "--store", str(office.store)]) == Exit.USAGE
    assert "there is a policy in" in told()[1]
    assert {path.name: path.read_bytes() for path in office.policy.iterdir()} == before
