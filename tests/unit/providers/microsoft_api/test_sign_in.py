from pathlib import Path

import pytest

from audit.model.facts import CoverageStatus
from providers.microsoft_api.failures import CallFailed, Failure, FailureKind
from providers.microsoft_api.reader import Reader
from providers.microsoft_api.session import Sessions
from providers.microsoft_api.settings import MicrosoftSettings
from providers.microsoft_api.sign_in import Token
from providers.sandbox.microsoft.answers import Answer
from providers.sandbox.microsoft.faults import Kind
from providers.sandbox.microsoft.server import MicrosoftServer
from providers.sandbox.microsoft.world import World
from tests.unit.providers.clock import Clock
from tests.unit.providers.microsoft_api.conftest import ARM, CLIENT, OPERATIONS, TENANT, Microsoft, Reply


def users(sessions: Sessions) -> bytes:
    return sessions.call("graph", "users", {}, {})


def failed(sessions: Sessions) -> Failure:
    with pytest.raises(CallFailed) as raised:
        users(sessions)
    return raised.value.failure


@pytest.mark.parametrize("way", ["certificate", "secret", "assertion"])
def test_each_way_to_sign_in_holds_before_an_authority_that_checks(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, way: str):
    with MicrosoftServer(World()) as server:
        server.register()
        monkeypatch.setenv("AUDIT_SECRET", server.secret())
        given = {
            "certificate": server.settings(tmp_path),
            "secret": server.connection() | {"secret_variable": "AUDIT_SECRET"},
            "assertion": server.connection() | {"assertion_file": str(server.write_assertion(tmp_path / "token"))},
        }[way]
        reader = Reader(Sessions(MicrosoftSettings(**given), OPERATIONS), "microsoft365", "users", "microsoft://user/")
        assert list(reader.items("graph", "users")) == []
        assert reader.coverage().status is CoverageStatus.COMPLETE


def test_the_machines_own_list_of_authorities_changes_nothing(microsoft: Microsoft, monkeypatch: pytest.MonkeyPatch):
    for variable in ("REQUESTS_CA_BUNDLE", "CURL_CA_BUNDLE"):
        monkeypatch.setenv(variable, str(microsoft.folder / "none.pem"))
    assert users(microsoft.sessions())


def test_the_public_authority_is_not_asked_about_another(microsoft: Microsoft):
    """Every address but loopback ends a test."""
    users(microsoft.sessions())
    assert microsoft.forms[0]["client_id"] == CLIENT


def test_a_token_is_replaced_before_its_end(microsoft: Microsoft):
    sessions = microsoft.sessions()
    users(sessions)
    microsoft.clock.seconds += 3599 - 301
    users(sessions)
    assert len(microsoft.forms) == 1
    microsoft.clock.seconds += 2
    users(sessions)
    assert len(microsoft.forms) == 2


def test_a_token_of_a_short_life_serves_for_half_of_it(microsoft: Microsoft):
    microsoft.lifetime = 100
    sessions = microsoft.sessions()
    users(sessions)
    microsoft.clock.seconds += 49
    users(sessions)
    assert len(microsoft.forms) == 1
    microsoft.clock.seconds += 2
    users(sessions)
    assert len(microsoft.forms) == 2


def no(error: str, number: int, said: str, status: int = 400) -> Answer:
    told = {"error": error, "error_codes": [number], "error_description": f"AADSTS{number}: {said} Trace ID: 1 Correlation ID: 2"}
    return Answer(status, told)


def test_a_refusal_is_told_in_words_and_stands_for_a_minute(microsoft: Microsoft):
    microsoft.login = lambda _: no("unauthorized_client", 700016, "Application with identifier was not found.")
    sessions = microsoft.sessions()
    for _ in range(3):
        failure = failed(sessions)
    assert failure.kind is FailureKind.DENIED
    assert failure.reason == (
        "signing in for Microsoft Graph was refused: unauthorized_client AADSTS700016: Application with identifier was not found."
    )
    assert len(microsoft.forms) == 1
    microsoft.login = lambda _: None
    microsoft.clock.seconds += 61
    assert users(sessions)


def test_a_refusal_is_one_services_alone(microsoft: Microsoft):
    microsoft.login = lambda form: no("invalid_resource", 500011, "not found") if ARM in form["scope"] else None
    sessions = microsoft.sessions()
    with pytest.raises(CallFailed, match="for Azure Resource Manager was refused") as raised:
        sessions.call("arm", "{scope}/providers/Microsoft.Authorization/roleAssignments", {"scope": ""}, {})
    assert raised.value.failure.kind is FailureKind.UNSUPPORTED
    assert users(sessions)


@pytest.mark.parametrize(
    "reply",
    [
        Answer(503, b"<html>busy</html>"),
        Answer(500, {}),
        Answer(429, {"error": "throttled"}, (("Retry-After", "20"),)),
        no("temporarily_unavailable", 50196, "loop"),
        Kind.RESET,
    ],
)
def test_an_authority_that_is_busy_is_asked_again(microsoft: Microsoft, reply: Reply):
    left = [reply]
    microsoft.login = lambda _: left.pop() if left else None
    assert users(microsoft.sessions())
    assert len(microsoft.forms) == 2
    seconds = 20.5 if isinstance(reply, Answer) and reply.headers else 0.5
    assert microsoft.clock.waits == pytest.approx([seconds])


def test_an_authority_that_stays_busy_is_given_up(microsoft: Microsoft):
    microsoft.login = lambda _: Answer(503, b"")
    assert "signing in for Microsoft Graph failed" in failed(microsoft.sessions()).reason
    assert len(microsoft.forms) == 3


@pytest.mark.parametrize(
    "reply",
    [
        Answer(200, b"<html>"),
        Answer(200, b"[]"),
        Answer(200, {}),
        Answer(200, {"access_token": 7, "expires_in": 3599}),
        Answer(200, {"access_token": "a\r\nb", "expires_in": 3599, "token_type": "Bearer"}),
        Answer(200, {"access_token": "abc", "expires_in": "soon", "token_type": "Bearer"}),
        Answer(400, b"no"),
        Answer(302, b"", (("Location", "https://elsewhere.example/"),)),
    ],
)
def test_an_odd_answer_is_a_refusal_and_nothing_is_written_to_a_log(microsoft: Microsoft, caplog: pytest.LogCaptureFixture, reply: Answer):
    microsoft.login = lambda _: reply
    failure = failed(microsoft.sessions())
    assert failure.of_sign_in
    assert failure.reason.startswith("signing in for Microsoft Graph")
    assert (microsoft.asked, caplog.records) == ([], [])


@pytest.mark.parametrize(
    "discovery",
    [
        {"token_endpoint": "https://collector.example/token"},
        {"token_endpoint": ""},
        {"token_endpoint": 7},
        {"authorization_endpoint": None},
    ],
)
def test_credentials_go_to_the_authority_alone(microsoft: Microsoft, discovery: dict[str, str]):
    microsoft.discovery = discovery
    sessions = microsoft.sessions()
    if discovery.get("authorization_endpoint", "") is None:
        assert users(sessions)  # it is not needed
        return
    assert failed(sessions).of_sign_in
    assert (microsoft.forms, microsoft.asked) == ([], [])


def test_a_tenant_that_is_not_there_is_a_refusal(microsoft: Microsoft, tmp_path: Path):
    with MicrosoftServer(World()) as server:
        server.register()
        settings = MicrosoftSettings(**server.settings(tmp_path) | {"tenant": "other.example"})
        failure = failed(Sessions(settings, OPERATIONS, Clock()))
    assert failure.means(("AADSTS90002",))
    assert "AADSTS90002: Tenant 'other.example' not found." in failure.reason


def test_an_assertion_that_is_gone_ends_no_run(microsoft: Microsoft):
    file = microsoft.folder / "token"
    file.write_text("assertion")
    sessions = microsoft.sessions(secret_variable="", assertion_file=str(file))
    file.unlink()
    assert "token can't be read" in failed(sessions).reason
    file.write_text("another")
    microsoft.clock.seconds += 61
    assert users(sessions)
    assert microsoft.forms[-1]["client_assertion"] == "another"


def test_the_secret_goes_to_the_authority_and_nowhere_else(microsoft: Microsoft):
    users(microsoft.sessions())
    assert microsoft.forms[0]["client_secret"] == "s3cret"
    assert not any("s3cret" in f"{asked}" for asked in microsoft.asked)


@pytest.mark.parametrize("value", ["", "opaque", "a.b", "a.!!.c", "a.e30.c", "a.W10.c", "a.eyJyb2xlcyI6N30.c", "a.eyJyb2xlcyI6WzddfQ.c"])
def test_a_token_that_can_not_be_looked_into_has_no_roles(value: str):
    assert Token(value, 0.0).roles == frozenset()


def test_a_tenant_in_the_environment_does(microsoft: Microsoft, monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setenv("AZURE_TENANT_ID", TENANT)
    monkeypatch.setenv("AZURE_CLIENT_ID", CLIENT)
    assert users(microsoft.sessions(tenant="", client_id=""))
