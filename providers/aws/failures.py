"""What can go wrong in a call to AWS, as a value: which kind of failure it is, and the reason in words.

Codes after the API references' "Common Error Types" pages and the error lists of the services.
"""

from dataclasses import dataclass
from enum import StrEnum

from botocore.exceptions import BotoCoreError, ClientError
from botocore.parsers import ResponseParserError

from providers.transport import redact

CALL_ERRORS = (ClientError, BotoCoreError, ResponseParserError, ValueError)  # ValueError: an answer that does not parse as its model says


class FailureKind(StrEnum):
    """What became of a call."""

    DENIED = "denied"
    UNSUPPORTED = "unsupported"
    EXPIRED = "expired"
    THROTTLED = "throttled"
    BROKEN = "broken"


@dataclass(frozen=True, slots=True)
class Failure:
    """A call that gave no answer; `code` is AWS's own, empty when the answer did not come from AWS."""

    kind: FailureKind
    reason: str
    code: str = ""


_CODES = {
    FailureKind.DENIED: (
        "AccessDenied AccessDeniedException AccessDeniedFault AuthorizationError AuthorizationErrorException UnauthorizedOperation "
        "UnauthorizedAccess UnauthorizedException NotAuthorized NotAuthorizedException AllAccessDisabled AccountProblem Forbidden 403"
    ),
    FailureKind.UNSUPPORTED: (
        "NotImplemented NotImplementedException UnsupportedOperation UnsupportedOperationException UnsupportedOperationFault "
        "UnknownOperationException InvalidAction UnsupportedAPIEndpointException MethodNotAllowed 404 405 501"
    ),
    FailureKind.EXPIRED: (
        "ExpiredToken ExpiredTokenException RequestExpired InvalidClientTokenId UnrecognizedClientException InvalidAccessKeyId "
        "SignatureDoesNotMatch AuthFailure MissingAuthenticationToken MissingAuthenticationTokenException InvalidToken"
    ),
    FailureKind.THROTTLED: (
        "Throttling ThrottlingException ThrottledException TooManyRequestsException RequestLimitExceeded RequestThrottled "
        "RequestThrottledException SlowDown BandwidthLimitExceeded LimitExceededException PriorRequestNotComplete"
    ),
}
_KIND_OF = {code: kind for kind, codes in _CODES.items() for code in codes.split()}
_WORDS = {
    FailureKind.DENIED: "access was denied",
    FailureKind.UNSUPPORTED: "the endpoint does not support the call",
    FailureKind.EXPIRED: "the credentials are not accepted (any more)",
    FailureKind.THROTTLED: "AWS still asked to slow down after every retry",
    FailureKind.BROKEN: "the call failed",
}


def failure(error: Exception) -> Failure:
    """The failure behind one of `CALL_ERRORS`; whatever looks like a credential is taken out of its reason."""
    if isinstance(error, ClientError):
        told = error.response.get("Error", {})
        code, message = str(told.get("Code", "")), str(told.get("Message", ""))
        kind = _KIND_OF.get(code, FailureKind.BROKEN)
        said = "" if message.lstrip().startswith("<") else redact(message)  # an HTML page says nothing
        return Failure(kind, f"{_WORDS[kind]}: {code} {said}".rstrip(), code)
    if isinstance(error, ResponseParserError | ValueError):
        return Failure(FailureKind.BROKEN, "the answer could not be read")
    return Failure(FailureKind.BROKEN, f"{_WORDS[FailureKind.BROKEN]}: {redact(str(error))}")
