import json
from http.client import IncompleteRead
from ssl import SSLCertVerificationError

import pytest
from google.auth.exceptions import RefreshError, TransportError
from googleapiclient.errors import HttpError, UnknownApiNameOrVersion
from httplib2 import Response, ServerNotFoundError

from providers.google_api.failures import Failure, FailureKind, broken, failure

DENIED, UNSUPPORTED, EXPIRED = FailureKind.DENIED, FailureKind.UNSUPPORTED, FailureKind.EXPIRED
THROTTLED, BROKEN = FailureKind.THROTTLED, FailureKind.BROKEN


def old(reason: str, message: str = "no") -> dict[str, object]:
    return {"message": message, "errors": [{"domain": "usageLimits", "reason": reason, "message": message}]}


def new(status: str, reason: str = "", **metadata: str) -> dict[str, object]:
    info = {"@type": "type.googleapis.com/google.rpc.ErrorInfo", "reason": reason, "domain": "googleapis.com", "metadata": metadata}
    return {
        "message": "no",
        "status": status,
        "details": [{"@type": "type.googleapis.com/google.rpc.Help", "links": []}, info] if reason else [],
    }


def answered(status: int, error: object, **headers: str) -> Failure:
    content = error if isinstance(error, bytes) else json.dumps({"error": error}).encode()
    return failure(HttpError(Response({"status": status, **headers}), content))


@pytest.mark.parametrize(
    ("status", "error", "kind", "code", "passing"),
    [
        (403, old("forbidden"), DENIED, "forbidden", False),
        (403, old("insufficientPermissions"), DENIED, "insufficientPermissions", False),
        (403, new("PERMISSION_DENIED", "ACCESS_TOKEN_SCOPE_INSUFFICIENT"), DENIED, "ACCESS_TOKEN_SCOPE_INSUFFICIENT", False),
        (403, new("PERMISSION_DENIED"), DENIED, "PERMISSION_DENIED", False),
        (403, b"<html>Forbidden</html>", DENIED, "403", False),
        (403, old("accessNotConfigured"), UNSUPPORTED, "accessNotConfigured", False),
        (403, new("PERMISSION_DENIED", "SERVICE_DISABLED"), UNSUPPORTED, "SERVICE_DISABLED", False),
        (501, new("UNIMPLEMENTED"), UNSUPPORTED, "UNIMPLEMENTED", False),
        (401, new("UNAUTHENTICATED"), EXPIRED, "UNAUTHENTICATED", False),
        (401, old("authError"), EXPIRED, "authError", False),
        (403, old("rateLimitExceeded"), THROTTLED, "rateLimitExceeded", True),
        (403, old("userRateLimitExceeded"), THROTTLED, "userRateLimitExceeded", True),
        (403, old("quotaExceeded"), THROTTLED, "quotaExceeded", True),
        (429, new("RESOURCE_EXHAUSTED"), THROTTLED, "RESOURCE_EXHAUSTED", True),
        (429, b"", THROTTLED, "429", True),
        (429, new("RESOURCE_EXHAUSTED", "RATE_LIMIT_EXCEEDED", quota_unit="1/min/{project}"), THROTTLED, "RATE_LIMIT_EXCEEDED", True),
        (429, new("RESOURCE_EXHAUSTED", "RATE_LIMIT_EXCEEDED", quota_unit="1/d/{project}"), THROTTLED, "RATE_LIMIT_EXCEEDED", False),
        (
            429,
            new("RESOURCE_EXHAUSTED", "RATE_LIMIT_EXCEEDED", quota_limit="ReadsPerDayPerProject"),
            THROTTLED,
            "RATE_LIMIT_EXCEEDED",
            False,
        ),
        (403, old("dailyLimitExceeded"), THROTTLED, "dailyLimitExceeded", False),
        (403, old("sharingRateLimitExceeded"), THROTTLED, "sharingRateLimitExceeded", False),
        (500, old("backendError"), BROKEN, "backendError", True),
        (502, b"<html>", BROKEN, "502", True),
        (503, new("UNAVAILABLE"), BROKEN, "UNAVAILABLE", True),
        (504, b"", BROKEN, "504", True),
        (404, old("notFound"), BROKEN, "notFound", False),
        (400, old("failedPrecondition"), BROKEN, "failedPrecondition", False),
        (302, b"", BROKEN, "302", False),
        (418, {"errors": "not a list", "details": {"metadata": 1}}, BROKEN, "418", False),
        (400, b'{"error": "invalid_request", "error_description": "no"}', BROKEN, "invalid_request", False),
        (403, b'[{"error": {"status": "PERMISSION_DENIED"}}]', DENIED, "PERMISSION_DENIED", False),
        (403, b"[]", DENIED, "403", False),
        (400, b"\xff", BROKEN, "400", False),
    ],
)
def test_what_an_answer_means(status: int, error: object, kind: FailureKind, code: str, passing: bool):
    told = answered(status, error)
    assert (told.kind, told.code, told.passing) == (kind, code, passing)
    assert str(status) in told.codes
    assert code in told.reason


def test_a_quota_says_whose_it_is():
    assert answered(403, old("userRateLimitExceeded")).one_user
    assert not answered(403, old("rateLimitExceeded")).one_user


def test_what_google_asked_for_is_kept():
    assert answered(429, b"", **{"retry-after": "7"}).retry_after == "7"


def test_a_failure_means_each_of_its_words():
    told = answered(403, {**old("accessNotConfigured"), **new("PERMISSION_DENIED", "SERVICE_DISABLED", consumer="projects/123")})
    for word in ("403", "accessNotConfigured", "SERVICE_DISABLED", "PERMISSION_DENIED", "SERVICE_DISABLED@123", "accessNotConfigured@123"):
        assert told.means((word,)), word
    assert not told.means(("notFound", "SERVICE_DISABLED@124", "SERVICE_DISABLED@"))
    assert not told.means(())


@pytest.mark.parametrize(
    ("message", "consumer"),
    [
        ("Cloud SQL Admin API has not been used in project 123 before or it is disabled. Enable it by visiting …", "123"),
        ("Quota exceeded for quota metric 'Read' of service 'x.googleapis.com' for consumer 'project_number:456'.", "456"),
        ("nothing of the kind", ""),
    ],
)
def test_older_answers_name_the_project_in_words(message: str, consumer: str):
    assert answered(403, old("accessNotConfigured", message)).consumer == consumer


def test_no_secret_gets_into_a_reason():
    told = answered(403, old("forbidden", "token=ya29.secret was refused, Authorization: Bearer-abc"))
    assert "secret" not in told.reason
    assert "abc" not in told.reason


def refused(code: str, description: str = "no", *, retryable: bool = False) -> Failure:
    return failure(RefreshError(f"{code}: {description}", {"error": code, "error_description": description}, retryable=retryable))


@pytest.mark.parametrize(
    ("code", "description", "kind", "of_subject"),
    [
        ("unauthorized_client", "Client is unauthorized to retrieve access tokens using this method", DENIED, False),
        ("access_denied", "Requested client not authorized.", DENIED, False),
        ("access_denied", "Account restricted", DENIED, True),
        ("admin_policy_enforced", "", DENIED, False),
        ("invalid_grant", "Invalid email or User ID", DENIED, True),
        ("invalid_grant", "Not a valid email", DENIED, True),
        ("invalid_request", "Invalid impersonation prn email address", DENIED, True),
        ("invalid_grant", "Invalid JWT Signature.", EXPIRED, False),
        ("invalid_grant", "Invalid JWT: Token must be a short-lived token", EXPIRED, False),
        ("disabled_client", "The OAuth client was disabled.", EXPIRED, False),
        ("invalid_request", "Missing parameter", BROKEN, False),
        ("", "a page of HTML", BROKEN, False),
    ],
)
def test_what_a_refusal_of_the_token_endpoint_means(code: str, description: str, kind: FailureKind, of_subject: bool):
    told = refused(code, description)
    assert (told.kind, told.code, told.of_subject, told.passing) == (kind, code, of_subject, False)
    said = "was refused" if kind is DENIED else "failed"
    assert told.reason == f"signing in {said}: {' '.join(filter(None, (code, description or f'{code}: ')))}"


def test_a_token_endpoint_that_is_down_may_come_back():
    assert refused("internal_failure", "Backend Error", retryable=True).passing
    assert failure(RefreshError("busy", retryable=True)).passing
    assert failure(RefreshError()).reason == "signing in failed: "


@pytest.mark.parametrize(
    ("error", "passing"),
    [
        (ConnectionResetError("reset"), True),
        (TimeoutError("timed out"), True),
        (IncompleteRead(b"half"), True),
        (ServerNotFoundError("no such host"), True),
        (TransportError("no way"), True),
        (SSLCertVerificationError("self-signed"), False),
        (UnknownApiNameOrVersion("x"), False),
    ],
)
def test_what_happens_on_the_way_may_pass(error: Exception, passing: bool):
    told = failure(error)
    assert (told.kind, told.passing, told.code) == (BROKEN, passing, "")
    assert told.reason.startswith("the call failed: ")


def test_an_error_without_words_has_its_name():
    assert failure(ConnectionResetError()).reason == "the call failed: ConnectionResetError"
    assert broken("no JSON") == Failure(BROKEN, "no JSON")
