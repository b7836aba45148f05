"""The GitLab template's jobs, as far as they run without a network: sign-in, the note on a merge request, how the job ends."""

import json
import os
import subprocess
from pathlib import Path
from typing import Any

import pytest
import yaml

from providers.sandbox.sandbox import PROVIDERS

from .forge import State
from .jobs import ROOT, Runner

TEMPLATE: dict[str, Any] = yaml.safe_load((ROOT / ".github" / "gitlab" / "toegang.gitlab-ci.yml").read_text("utf-8"))
SIGN_IN = ROOT / ".github" / "scripts" / "gitlab_sign_in.sh"


@pytest.fixture
def merge(job: Runner, server: State) -> Runner:
    """The same workspace as a job of GitLab, about merge request 5."""
    for name in ("GITHUB_ACTIONS", "GITHUB_REPOSITORY", "GITHUB_API_URL", "GITHUB_EVENT_PATH"):
        del job.environment[name]
    job.environment |= {
        "GITLAB_CI": "true",
        "CI_API_V4_URL": server.url,
        "CI_PROJECT_ID": "shop/policy",
        "CI_MERGE_REQUEST_IID": "5",
        "TOEGANG_HOME": str(ROOT),
        "VENV": str(job.place / "temp" / "toegang"),
        "TOKEN": "glpat-secret",
        "INPUT_POLICY": "policy",
        "INPUT_FOLDER": "toegang-report",
        "INPUT_POST": "comment",
    }
    return job


def told(merge: Runner, **changes: Any) -> None:
    folder = merge.workspace / "toegang-report"
    folder.mkdir(exist_ok=True)
    verdict = {
        "command": "preview",
        "codes": {"preview": 1},
        "exit_code": 1,
        "verdict": "violations",
        "new": 1,
        "unknown": 0,
        "passes": False,
    }
    (folder / "verdict.json").write_text(json.dumps(verdict | changes))
    (folder / "preview.json").write_text(json.dumps({"preview": {"changes": [{"kind": "allow", "id": "A1"}]}}))
    (folder / "preview.md").write_text("# What the change does\n")


def test_a_note_is_written_once_and_then_anew(merge: Runner, server: State):
    post = f'"$VENV/bin/python" "{ROOT}/.github/scripts/post.py"'
    told(merge)
    assert merge.script(post).code == 0
    assert server.writes == [("POST", "/projects/shop%2Fpolicy/merge_requests/5/notes")]
    assert "# What the change does" in server.comments[0]["body"]
    assert merge.script(post).code == 0
    assert len(server.writes) == 1
    told(merge, codes={"preview": 0})
    assert merge.script(post).code == 0
    assert server.writes[1:] == [("PUT", "/projects/shop%2Fpolicy/merge_requests/5/notes/1")]
    assert {token for _, _, token in server.calls} == {"glpat-secret"}


def test_an_issue_is_confidential(merge: Runner, server: State):
    told(merge)
    assert merge.script(f'INPUT_POST=issue "$VENV/bin/python" "{ROOT}/.github/scripts/post.py"').code == 0
    assert server.issues[0]["confidential"] is True


@pytest.mark.nightly
def test_the_job_of_a_merge_request_runs_whole(merge: Runner, server: State):
    merge.environment |= {
        "INPUT_COMMAND": "preview",
        "INPUT_STORE": "runs",
        "INPUT_PROVIDER": " ".join(PROVIDERS),
        "INPUT_AS_OF": "2026-10-16",
    }
    path = merge.workspace / "policy" / "policy.yaml"
    path.write_text(
        path.read_text().replace("{id: A01, who: role:customer-care, may: change", "{id: A01, who: role:customer-care, may: find")
    )
    ran = merge.script("\n".join(TEMPLATE["toegang:preview"]["script"]))
    assert (ran.code, len(server.comments)) == (1, 1), ran.out


@pytest.mark.nightly
def test_the_drift_of_a_night_is_told_in_an_issue(merge: Runner, server: State, tmp_path: Path):
    """The nightly script without its collection, which would need the company's accounts."""
    scripts = tmp_path / "home" / ".github" / "scripts"
    scripts.mkdir(parents=True)
    for path in (ROOT / ".github" / "scripts").iterdir():
        if path.is_file():
            (scripts / path.name).write_text(path.read_text())
    night = scripts / "gitlab_nightly.sh"
    night.write_text(night.read_text().replace("INPUT_COMMAND=collect+check", "INPUT_COMMAND=check"))
    merge.environment |= {"TOEGANG_HOME": str(tmp_path / "home"), "INPUT_STORE": "runs", "INPUT_PROVIDER": " ".join(PROVIDERS)}
    ran = merge.script("\n".join(TEMPLATE["toegang:nightly"]["script"]))
    assert (ran.code, len(server.issues)) == (1, 1), ran.out
    for path in TEMPLATE["toegang:nightly"]["artifacts"]["reports"].values():
        assert (merge.workspace / path).is_file()


def signed_in(**variables: str) -> dict[str, str]:
    """What the sign-in leaves in the environment of a job with these variables."""
    said = subprocess.run(
        ["bash", "-c", f'set -eu; source "{SIGN_IN}"; env -0'],
        env={"PATH": os.environ["PATH"], **variables},
        capture_output=True,
        text=True,
        check=True,
    ).stdout
    return dict(each.split("=", 1) for each in said.split("\0") if each)


def test_each_provider_is_signed_in_to_where_it_is_said():
    found = signed_in(TOEGANG_AWS_TOKEN="t", TOEGANG_GOOGLE_TOKEN="t", TOEGANG_AZURE_TOKEN="t")
    assert [name for name in found if name.startswith(("AWS_", "GOOGLE_", "AZURE_"))] == []


def test_sign_in_to_aws():
    found = signed_in(TOEGANG_AWS_ROLE="arn:aws:iam::1:role/toegang", TOEGANG_AWS_TOKEN="jwt'$(touch x)")
    assert (found["AWS_ROLE_ARN"], found["AWS_REGION"]) == ("arn:aws:iam::1:role/toegang", "eu-west-1")
    assert Path(found["AWS_WEB_IDENTITY_TOKEN_FILE"]).read_text() == "jwt'$(touch x)"


def test_sign_in_to_google_is_as_its_library_reads_it():
    from google.auth import identity_pool

    provider = "projects/1/locations/global/workloadIdentityPools/gitlab/providers/gitlab"
    account = "toegang@shop-audit.iam.gserviceaccount.com"
    found = signed_in(TOEGANG_GOOGLE_PROVIDER=provider, TOEGANG_GOOGLE_ACCOUNT=account, TOEGANG_GOOGLE_TOKEN="jwt")
    path = Path(found["GOOGLE_APPLICATION_CREDENTIALS"])
    credentials = identity_pool.Credentials.from_file(str(path))
    assert credentials.service_account_email == account
    told_file = json.loads(path.read_text())
    assert told_file["audience"] == f"//iam.googleapis.com/{provider}"
    assert Path(told_file["credential_source"]["file"]).read_text() == "jwt"


def test_sign_in_to_microsoft_is_as_our_provider_reads_it():
    from providers.microsoft_api.credentials import credentials
    from providers.microsoft_api.settings import MicrosoftSettings

    number = "6a000000-0000-4000-8000-000000000001"
    found = signed_in(TOEGANG_AZURE_CLIENT=number, TOEGANG_AZURE_TENANT=number, TOEGANG_AZURE_TOKEN="jwt")
    told_by = credentials(MicrosoftSettings(), found)
    assert (told_by.client_id, told_by.by_certificate) == (number, True)
    assert Path(found["AZURE_FEDERATED_TOKEN_FILE"]).read_text() == "jwt"
    assert Path(found["AZURE_FEDERATED_TOKEN_FILE"]).parent.stat().st_mode & 0o077 == 0
