import json
import os
import subprocess
import sys
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from threading import Barrier

import pytest
from google.auth.exceptions import RefreshError

from audit.errors import ProviderError
from providers.google_api.sign_in import SignIn
from tests.unit.providers.google_api.conftest import AUDIT, DRIVE, OTHER_KEY, USERS, Google

AN = "an@kanaal.example"


def test_a_token_is_for_the_subject_and_the_scope_that_were_asked(google: Google):
    sign_in = SignIn(google.settings())
    sign_in.http(AN, (DRIVE,))
    sign_in.http("", (USERS,))
    assert google.signed_in == [(AN, DRIVE), ("", USERS)]


def test_a_token_is_fetched_once_and_used_by_every_thread(google: Google):
    sign_in = SignIn(google.settings())
    together = Barrier(8)

    def connect(_: int) -> int:
        together.wait()
        return id(sign_in.http(AN, (DRIVE,)).http)

    with ThreadPoolExecutor(8) as pool:
        connections = list(pool.map(connect, range(8)))
    assert google.signed_in == [(AN, DRIVE)]
    assert len(set(connections)) == 8


def test_a_thread_keeps_its_connection(google: Google):
    sign_in = SignIn(google.settings())
    assert sign_in.http(AN, (DRIVE,)).http is sign_in.http("", (USERS,)).http


def test_a_token_about_to_run_out_is_fetched_anew(google: Google):
    google.lifetime = 60
    sign_in = SignIn(google.settings())
    sign_in.http(AN, (DRIVE,))
    sign_in.http(AN, (DRIVE,))
    assert len(google.signed_in) == 2


def test_a_refusal_is_googles_own_error(google: Google):
    google.refuse = lambda claims: (401, {"error": "unauthorized_client"}) if claims.get("sub") == AN else None
    sign_in = SignIn(google.settings())
    with pytest.raises(RefreshError, match="unauthorized_client"):
        sign_in.http(AN, (DRIVE,))
    sign_in.http("bo@kanaal.example", (DRIVE,))


def test_a_key_that_google_does_not_know_is_refused(google: Google):
    with pytest.raises(RefreshError, match="Invalid JWT Signature"):
        SignIn(google.settings(key_file=google.key_file(OTHER_KEY))).http("", (DRIVE,))


def test_the_identity_is_the_keys(google: Google):
    assert SignIn(google.settings()).identity() == AUDIT


def test_nothing_is_said_on_the_way(google: Google, capfd: pytest.CaptureFixture[str]):
    SignIn(google.settings()).http(AN, (DRIVE,))
    assert capfd.readouterr() == ("", "")


@pytest.mark.parametrize(
    "content", ["", "{}", '{"type": "authorized_user"}', '{"client_email": "a", "token_uri": "b", "private_key": "MIIsecret"}']
)
def test_a_file_that_is_no_key_is_told_without_quoting_it(google: Google, tmp_path: Path, content: str):
    path = tmp_path / "wrong.json"
    path.write_text(content)
    with pytest.raises(ProviderError, match=r"wrong\.json is no service account's key") as raised:
        SignIn(google.settings(key_file=str(path)))
    assert "secret" not in str(raised.value)


def test_a_file_that_is_not_there_is_told(google: Google, tmp_path: Path):
    with pytest.raises(ProviderError, match=r"nowhere\.json can't be read: No such file"):
        SignIn(google.settings(key_file=str(tmp_path / "nowhere.json")))


@pytest.fixture
def machine(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> pytest.MonkeyPatch:
    """A machine without any credentials, on which no metadata server is looked for."""
    monkeypatch.delenv("GOOGLE_APPLICATION_CREDENTIALS", raising=False)
    monkeypatch.setenv("CLOUDSDK_CONFIG", str(tmp_path / "gcloud"))
    monkeypatch.setenv("NO_GCE_CHECK", "true")
    return monkeypatch


def test_without_credentials_the_remedy_is_told(machine: pytest.MonkeyPatch, google: Google):
    with pytest.raises(ProviderError, match="there are no Google credentials") as raised:
        SignIn(google.settings(key_file=""))
    assert "GOOGLE_APPLICATION_CREDENTIALS" in raised.value.remedy


def federated(google: Google, tmp_path: Path, **more: str) -> str:
    """Workload identity federation, as a CI system has it: a token in a file."""
    (tmp_path / "oidc").write_text("a token of the CI system")
    path = tmp_path / "federation.json"
    told = {
        "type": "external_account",
        "audience": "//iam.googleapis.com/projects/1/locations/global/workloadIdentityPools/ci/providers/ci",
        "subject_token_type": "urn:ietf:params:oauth:token-type:jwt",
        "token_url": "https://sts.googleapis.com/v1/token",
        "credential_source": {"file": str(tmp_path / "oidc")},
    }
    path.write_text(json.dumps(told | more))
    return str(path)


def test_a_workload_signs_in_by_federation_and_acts_as_a_user_without_a_key(machine: pytest.MonkeyPatch, google: Google, tmp_path: Path):
    impersonate = f"https://iamcredentials.googleapis.com/v1/projects/-/serviceAccounts/{AUDIT}:generateAccessToken"
    machine.setenv("GOOGLE_APPLICATION_CREDENTIALS", federated(google, tmp_path, service_account_impersonation_url=impersonate))
    sign_in = SignIn(google.settings(key_file=""))
    assert sign_in.identity() == AUDIT
    sign_in.http("", (USERS,))
    assert google.signed_in == [("pool", "sts"), ("", USERS)]
    sign_in.http(AN, (DRIVE,))
    assert google.signed_in[-1] == (AN, DRIVE)


def test_a_workload_without_a_service_account_can_not_act_as_a_user(machine: pytest.MonkeyPatch, google: Google, tmp_path: Path):
    machine.setenv("GOOGLE_APPLICATION_CREDENTIALS", federated(google, tmp_path))
    sign_in = SignIn(google.settings(key_file=""))
    assert sign_in.identity() == ""
    with pytest.raises(RefreshError, match=f"only a service account can act as {AN}"):
        sign_in.http(AN, (DRIVE,))


ATTACHED = """
from providers.google_api.settings import GoogleSettings
from providers.google_api.sign_in import SignIn
sign_in = SignIn(GoogleSettings(endpoint_url={url!r}))
print(sign_in.identity())
sign_in.http({an!r}, ("scope",))
"""


def test_an_account_attached_to_the_machine_acts_as_a_user_too(google: Google, tmp_path: Path):
    """In a process of its own, since Google's library looks for the metadata server's address when it is imported."""
    host = google.url.removeprefix("http://")
    told = {"GCE_METADATA_HOST": host, "GCE_METADATA_IP": host, "CLOUDSDK_CONFIG": str(tmp_path), "PATH": os.environ["PATH"]}
    script = ATTACHED.format(url=google.url, an=AN)
    done = subprocess.run([sys.executable, "-c", script], env=told, capture_output=True, text=True, check=False)
    assert (done.stdout.strip(), done.returncode) == (AUDIT, 0), done.stderr
    assert google.signed_in[-1] == (AN, "scope")


def test_the_proxy_of_the_environment_is_not_asked_for_a_sandbox(google: Google, monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setenv("http_proxy", "http://127.0.0.1:9")
    monkeypatch.delenv("no_proxy", raising=False)
    SignIn(google.settings()).http(AN, (DRIVE,))
    assert google.signed_in
