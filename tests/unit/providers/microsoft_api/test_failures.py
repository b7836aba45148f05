import json
from ssl import SSLCertVerificationError

import pytest
from urllib3.exceptions import NewConnectionError, ProtocolError, ReadTimeoutError, SSLError

from providers.microsoft_api.failures import Failure, FailureKind, answered, broken, refused, unanswered

DENIED, UNSUPPORTED, GONE, EXPIRED = FailureKind.DENIED, FailureKind.UNSUPPORTED, FailureKind.GONE, FailureKind.EXPIRED
THROTTLED, BROKEN = FailureKind.THROTTLED, FailureKind.BROKEN


def graph(code: str, message: str = "no", **inner: object) -> dict[str, object]:
    return {"error": {"code": code, "message": message, "innerError": {"date": "2026-10-15T02:00:00", **inner}}}


def told(status: int, body: object, **headers: str) -> Failure:
    return answered(status, headers, body if isinstance(body, bytes) else json.dumps(body).encode())


@pytest.mark.parametrize(
    ("status", "body", "kind", "code", "passing"),
    [
        (403, graph("Authorization_RequestDenied"), DENIED, "Authorization_RequestDenied", False),
        (403, graph("accessDenied"), DENIED, "accessDenied", False),
        (403, graph("Forbidden"), DENIED, "Forbidden", False),
        (403, {"error": {"code": "AuthorizationFailed", "message": "no"}}, DENIED, "AuthorizationFailed", False),
        (403, b"", DENIED, "403", False),
        (403, b"<html>Forbidden</html>", DENIED, "403", False),
        (
            403,
            graph("Authentication_RequestFromNonPremiumTenantOrB2CTenant"),
            UNSUPPORTED,
            "Authentication_RequestFromNonPremiumTenantOrB2CTenant",
            False,
        ),
        (400, graph("AadPremiumLicenseRequired"), UNSUPPORTED, "AadPremiumLicenseRequired", False),
        (403, graph("Forbidden", "Neither tenant is B2C or tenant doesn't have premium license"), UNSUPPORTED, "Forbidden", False),
        (400, graph("BadRequest", "Tenant does not have a SPO license."), UNSUPPORTED, "BadRequest", False),
        (404, graph("MailboxNotEnabledForRESTAPI"), UNSUPPORTED, "MailboxNotEnabledForRESTAPI", False),
        (409, {"error": {"code": "MissingSubscriptionRegistration", "message": ""}}, UNSUPPORTED, "MissingSubscriptionRegistration", False),
        (405, b"", UNSUPPORTED, "405", False),
        (501, graph("notSupported"), UNSUPPORTED, "notSupported", False),
        (404, graph("itemNotFound"), GONE, "itemNotFound", False),
        (404, b"", GONE, "404", False),
        (401, graph("InvalidAuthenticationToken"), EXPIRED, "InvalidAuthenticationToken", False),
        (410, graph("resyncRequired"), EXPIRED, "resyncRequired", False),
        (410, b"", EXPIRED, "410", False),
        (400, graph("syncStateNotFound"), EXPIRED, "syncStateNotFound", False),
        (429, graph("TooManyRequests"), THROTTLED, "TooManyRequests", True),
        (429, b"", THROTTLED, "429", True),
        (503, graph("serviceNotAvailable"), THROTTLED, "serviceNotAvailable", True),
        (509, graph("activityLimitReached"), THROTTLED, "activityLimitReached", True),
        (503, graph("x", "the premium license server is busy"), THROTTLED, "x", True),
        (500, graph("generalException"), BROKEN, "generalException", True),
        (502, b"<html>", BROKEN, "502", True),
        (504, b"", BROKEN, "504", True),
        (408, b"", BROKEN, "408", True),
        (400, graph("Request_BadRequest"), BROKEN, "Request_BadRequest", False),
        (423, graph("resourceLocked"), BROKEN, "resourceLocked", False),
        (302, b"", BROKEN, "302", False),
    ],
)
def test_answers(status: int, body: object, kind: FailureKind, code: str, passing: bool):
    failure = told(status, body)
    assert (failure.kind, failure.code, failure.passing) == (kind, code, passing)
    assert failure.means((str(status),))
    assert code in failure.reason


def test_a_closer_code_inside_counts_too():
    inner = {"code": "notAllowed", "innerError": {"code": "sharingDisabled", "innererror": {"code": "byPolicy"}}}
    failure = told(403, {"error": {"code": "accessDenied", "innerError": inner}})
    assert failure.codes == {"accessDenied", "notAllowed", "sharingDisabled", "byPolicy", "403"}


def test_sharepoint_says_it_in_its_own_way():
    body = {
        "odata.error": {"code": "-2147024891, System.UnauthorizedAccessException", "message": {"lang": "en-US", "value": "Access denied."}}
    }
    failure = told(403, body)
    assert (failure.kind, failure.code) == (DENIED, "-2147024891")
    assert failure.means(("System.UnauthorizedAccessException",))
    assert failure.reason.endswith("Access denied.")


def test_exchange_says_more_in_the_details():
    said = "Microsoft.Exchange.Configuration.Tasks.ManagementObjectNotFoundException|The operation couldn't be performed."
    failure = told(
        404, {"error": {"code": "NotFound", "message": "Error executing request.", "details": [{"code": "Context", "message": said}]}}
    )
    assert failure.means(("Context",))
    assert said in failure.reason


def test_the_form_of_oauth_is_understood():
    failure = told(401, {"error": "invalid_token", "error_description": "The token is over."})
    assert (failure.code, failure.reason.endswith("The token is over.")) == ("invalid_token", True)


@pytest.mark.parametrize(
    "body",
    [
        *(
            b"[]",
            b"7",
            b'"x"',
            b"null",
            b'{"error": null}',
            b'{"error": []}',
            b'{"error": {"code": 7, "message": {"value": 3}, "innerError": "x"}}',
        ),
        *(b'{"error": {"code": null, "message": null, "details": [1, {"code": null}]}}', b"[" * 100_000, b"\xff\xfe"),
    ],
)
def test_no_body_breaks_anything(body: bytes):
    assert told(403, body).kind is DENIED


def test_what_looks_like_a_credential_is_taken_out_and_a_long_message_is_cut():
    assert "s3cr3t" not in told(400, graph("x", "client_secret=s3cr3t")).reason
    assert len(told(400, graph("x", "no " * 10_000)).reason) < 600


def test_when_to_come_back_is_kept():
    assert told(429, b"", **{"Retry-After": "7"}).retry_after == "7"


@pytest.mark.parametrize("code", ["resyncChangesApplyDifferences", "resyncChangesUploadDifferences", "syncStateInvalid"])
def test_changes_that_can_not_be_told_any_more(code: str):
    assert told(410, graph(code)).starts_over
    assert "can't be told any more" in told(410, graph(code)).reason
    assert not told(401, b"").starts_over


def test_a_link_may_be_of_no_use():
    assert told(400, graph("badRequest")).of_link
    assert broken("elsewhere", "elsewhere").of_link
    assert not told(500, b"").of_link


@pytest.mark.parametrize(
    ("error", "passing"),
    [
        (ProtocolError("Connection broken: IncompleteRead"), True),
        (ReadTimeoutError(None, "", "Read timed out."), True),  # type: ignore[arg-type]
        (ConnectionResetError(104, "reset"), True),
        (SSLError(OSError("unexpected end")), True),
        (SSLError(SSLCertVerificationError(1, "CERTIFICATE_VERIFY_FAILED")), False),
        (SSLCertVerificationError(1, "CERTIFICATE_VERIFY_FAILED"), False),
    ],
)
def test_no_answer(error: Exception, passing: bool):
    failure = unanswered(error)
    assert (failure.kind, failure.passing, failure.codes) == (BROKEN, passing, frozenset())
    assert failure.reason.startswith("the call failed: ")


def test_what_differs_from_night_to_night_is_no_part_of_the_reason():
    first, second = (unanswered(NewConnectionError(object(), "Failed to establish a new connection: refused")) for _ in range(2))  # type: ignore[arg-type]
    assert first.reason == second.reason == "the call failed: Failed to establish a new connection: refused"


@pytest.mark.parametrize(
    ("told_", "status", "kind", "passing", "words"),
    [
        (
            {
                "error": "invalid_client",
                "error_codes": [7000215],
                "error_description": "AADSTS7000215: Invalid client secret provided. Trace ID: 1",
            },
            401,
            DENIED,
            False,
            "was refused: invalid_client AADSTS7000215: Invalid client secret provided.",
        ),
        (
            {"error": "unauthorized_client", "error_codes": [700016], "error_description": "Application was not found."},
            400,
            DENIED,
            False,
            "was refused: unauthorized_client AADSTS700016 Application was not found.",
        ),
        (
            {"error": "invalid_resource", "error_codes": [500011], "error_description": "The resource principal was not found."},
            400,
            UNSUPPORTED,
            False,
            "was refused",
        ),
        ({"error": "temporarily_unavailable", "error_codes": [50196]}, 400, BROKEN, True, "failed"),
        ({}, 503, BROKEN, True, "failed"),
        ({}, 429, THROTTLED, True, "failed"),
        ({}, 200, DENIED, False, "was refused"),
        ({"error": 7, "error_codes": ["x"], "error_description": ["y"]}, 400, DENIED, False, "was refused"),
    ],
)
def test_refused_tokens(told_: dict[str, object], status: int, kind: FailureKind, passing: bool, words: str):
    failure = refused("Microsoft Graph", told_, status)
    assert (failure.kind, failure.passing, failure.of_sign_in) == (kind, passing, True)
    assert failure.reason.startswith("signing in for Microsoft Graph ")
    assert words in failure.reason
    assert "Trace ID" not in failure.reason
    assert not failure.means(("401", "404"))
