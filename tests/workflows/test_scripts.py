"""The scripts of the workflows by themselves."""

import importlib
import os
import sys
from pathlib import Path
from types import ModuleType

import pytest

from .forge import State
from .jobs import ROOT


@pytest.fixture
def script() -> object:
    sys.path.insert(0, str(ROOT / ".github" / "scripts"))
    yield importlib.import_module
    sys.path.remove(str(ROOT / ".github" / "scripts"))


def test_the_jobs_token_is_kept_in_a_file_for_this_user_alone(script, server: State):
    assertions: ModuleType = script("assertions")
    told = {
        "INPUT_AZURE_CLIENT_ID": "c",
        "INPUT_AZURE_TENANT_ID": "t",
        "ACTIONS_ID_TOKEN_REQUEST_URL": f"{server.url}/token?x=1",
        "ACTIONS_ID_TOKEN_REQUEST_TOKEN": "key",
    }
    with assertions.renewed(told) as found:
        path = Path(found["AZURE_FEDERATED_TOKEN_FILE"])
        assert path.read_text() == "assertion for api://AzureADTokenExchange"
        assert path.stat().st_mode & 0o077 == 0
        assert (found["AZURE_CLIENT_ID"], found["AZURE_TENANT_ID"]) == ("c", "t")
    assert not path.exists()
    assert server.calls == [("GET", "/token", "Bearer key")]


def test_nobody_is_asked_for_a_token_that_is_not_needed(script, server: State):
    with script("assertions").renewed({"ACTIONS_ID_TOKEN_REQUEST_URL": server.url}) as found:
        assert found == {}
    assert server.calls == []


def test_a_job_without_the_right_to_a_token_is_told_which(script):
    with (
        pytest.raises(OSError, match="id-token: write"),
        script("assertions").renewed({"INPUT_AZURE_CLIENT_ID": "c", "INPUT_AZURE_TENANT_ID": "t"}),
    ):
        pass


@pytest.mark.parametrize(
    ("told", "public"),
    [({}, False), ({"CI_PROJECT_VISIBILITY": "public"}, True), ({"CI_PROJECT_VISIBILITY": "internal"}, False)],
)
def test_who_can_see_the_repository(told: dict[str, str], public: bool, script):
    assert script("settings").is_public(told) is public


def test_a_message_is_cut_between_lines_and_says_so(script):
    post = script("post")
    whole = post.cut("<!-- mark -->", "\n".join(["line " * 5] * 100), 1000)
    assert len(whole) <= 1000
    assert whole.startswith("<!-- mark -->\nline")
    assert "more lines: the whole report is kept with the job." in whole
    assert post.cut("<!-- mark -->", "short", 1000) == "<!-- mark -->\nshort\n"


def test_a_command_of_the_runner_is_escaped(script):
    told = script("annotations").command("error", "a\n::warning::b%", "x,y:z.yaml", "3")
    assert told == "::error file=x%2Cy%3Az.yaml,line=3,title=Toegang::a%0A::warning::b%25"


def test_a_list_is_read_to_its_last_page(script, server: State):
    server.comments += [{"id": number} for number in range(230)]
    found = list(script("calls").pages(f"{server.url}/repos/x/issues/5/comments", {}))
    assert [each["id"] for each in found] == list(range(230))


@pytest.mark.parametrize("url", ["file:///etc/passwd", "ftp://x/y"])
def test_only_a_forge_is_called(url: str, script):
    with pytest.raises(OSError, match="is no address of a forge"):
        script("calls").ask("GET", url, {})


def test_the_version_that_is_expected_has_to_be_there(tmp_path: Path):
    import subprocess

    told = {"PATH": os.environ["PATH"], "VENV": str(tmp_path / "venv"), "EXPECTED": "99.0"}
    done = subprocess.run(["bash", ROOT / ".github/scripts/install.sh"], env=told, capture_output=True, text=True, check=False)
    assert (done.returncode, "and 99.0 is expected" in done.stderr) == (2, True)
    assert not (tmp_path / "venv").exists()
