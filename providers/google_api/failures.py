"""What can go wrong in a call to Google, as a value: which kind of failure it is, and the reason in words.

Reasons after the pages "Resolve errors" (Google Drive API, Gmail API), "Handle API errors" (Google Calendar API), "Directory API: Limits and
Quotas", "Error messages" (BigQuery) and "AIP-193: Errors" (`ErrorInfo`); refusals of the token endpoint after "Using OAuth 2.0 for Server
to Server Applications" (JWT error codes) and RFC 6749, section 5.2.
"""

import json
import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from enum import StrEnum
from http.client import HTTPException
from ssl import SSLCertVerificationError
from typing import Any

from google.auth.exceptions import GoogleAuthError, RefreshError, TransportError
from googleapiclient.errors import Error as ClientError
from googleapiclient.errors import HttpError
from httplib2 import HttpLib2Error

from providers.transport import redact

CALL_ERRORS = (ClientError, GoogleAuthError, HttpLib2Error, HTTPException, OSError)


class FailureKind(StrEnum):
    """What became of a call."""

    DENIED = "denied"
    UNSUPPORTED = "unsupported"
    EXPIRED = "expired"
    THROTTLED = "throttled"
    BROKEN = "broken"


@dataclass(frozen=True, slots=True)
class Failure:
    """A call that gave no answer.

    code: Google's most telling word for it (`accessNotConfigured`, `SERVICE_DISABLED`, `404`); empty when it did not come from Google.
    codes: every word that it gave, the HTTP status as text among them.
    consumer: number or id of the project that a quota or a switched-off API is about, which need not be the one that was asked about.
    passing: whether the same call may succeed later; `retry_after` is what Google asked for (RFC 9110, section 10.2.3).
    one_user: the quota that is used up is one user's, not the project's.
    of_subject: the token endpoint knows no such user, or does not let him be acted as; any other refusal of it is about the scope.
    """

    kind: FailureKind
    reason: str
    code: str = ""
    codes: frozenset[str] = frozenset()
    consumer: str = ""
    passing: bool = False
    retry_after: str = ""
    one_user: bool = False
    of_subject: bool = False

    def means(self, words: Iterable[str]) -> bool:
        """Whether Google used one of these words: `notFound`, `404`, or with the project it was about, `SERVICE_DISABLED@123`."""
        about = (f"{code}@{self.consumer}" for code in self.codes) if self.consumer else ()
        return not self.codes.union(about).isdisjoint(words)


class CallFailed(Exception):  # noqa: N818 - what became of a call, for who asked
    """A call gave no answer, after every retry that makes sense."""

    def __init__(self, failure: Failure) -> None:
        super().__init__(failure.reason)
        self.failure = failure


_CODES = {
    FailureKind.UNSUPPORTED: frozenset(("accessNotConfigured", "SERVICE_DISABLED", "UNIMPLEMENTED", "notImplemented", "501", "405")),
    FailureKind.THROTTLED: frozenset(
        (
            *("rateLimitExceeded", "userRateLimitExceeded", "userRateLimitExceededUnreg", "quotaExceeded", "concurrentLimitExceeded"),
            *("dailyLimitExceeded", "dailyLimitExceededUnreg", "sharingRateLimitExceeded", "limitExceeded", "servingLimitExceeded"),
            *("variableTermLimitExceeded", "RATE_LIMIT_EXCEEDED", "RESOURCE_EXHAUSTED", "429"),
        )
    ),
    FailureKind.EXPIRED: frozenset(("authError", "UNAUTHENTICATED", "401")),
    FailureKind.DENIED: frozenset(("PERMISSION_DENIED", "403")),
}
_FINAL = frozenset(
    ("dailyLimitExceeded", "dailyLimitExceededUnreg", "sharingRateLimitExceeded", "variableTermLimitExceeded", "limitExceeded")
)
_ONE_USER = frozenset(("userRateLimitExceeded", "userRateLimitExceededUnreg"))
_PASSING = frozenset(("408", "500", "502", "503", "504"))
_NO_SCOPE = frozenset(("unauthorized_client", "access_denied", "invalid_scope", "admin_policy_enforced", "org_internal"))
SCOPE_IS_MISSING = _NO_SCOPE | {"ACCESS_TOKEN_SCOPE_INSUFFICIENT", "insufficientPermissions", "insufficient_scope"}
_NO_CLIENT = frozenset(("invalid_client", "deleted_client", "disabled_client"))
_NO_SUBJECT = re.compile("account|email|user|impersonation", re.IGNORECASE)
_CONSUMER = re.compile(r"projects?(?:[ /]|_number:)([\w:.-]*\w)")  # `projects/123`; "has not been used in project 123 before"
_WORDS = {
    FailureKind.DENIED: "access was denied",
    FailureKind.UNSUPPORTED: "the API is switched off, or does not have the call",
    FailureKind.EXPIRED: "the credentials are not accepted (any more)",
    FailureKind.THROTTLED: "the quota is used up",
    FailureKind.BROKEN: "the call failed",
}


def failure(error: Exception) -> Failure:
    """The failure behind one of `CALL_ERRORS`; whatever looks like a credential is taken out of its reason."""
    if isinstance(error, HttpError):
        return _answered(error)
    if isinstance(error, RefreshError):
        return _refused(error)
    on_the_way = isinstance(error, TransportError | HttpLib2Error | HTTPException | OSError)
    reason = f"{_WORDS[FailureKind.BROKEN]}: {redact(str(error) or type(error).__name__)}"
    return Failure(FailureKind.BROKEN, reason, passing=on_the_way and not isinstance(error, SSLCertVerificationError))


def broken(reason: str) -> Failure:
    """An answer that can't be used, or a call that can't be made."""
    return Failure(FailureKind.BROKEN, reason)


def _answered(error: HttpError) -> Failure:
    status = str(error.resp.status)
    told = _told(error.content)
    message = str(told.get("message") or "")
    words = (*_reasons(told), status)
    codes = frozenset(words)
    kind = next((kind for kind, listed in _CODES.items() if not codes.isdisjoint(listed)), FailureKind.BROKEN)
    may_pass = (kind is FailureKind.THROTTLED and codes.isdisjoint(_FINAL) and not _of_a_day(told)) or status in _PASSING
    return Failure(
        kind,
        f"{_WORDS[kind]}: {words[0]} {redact(message)}".rstrip(),
        words[0],
        codes,
        _consumer(told, message),
        passing=may_pass,
        retry_after=str(error.resp.get("retry-after", "")),
        one_user=not codes.isdisjoint(_ONE_USER),
    )


def _refused(error: RefreshError) -> Failure:
    """The token endpoint said no, or could not be asked."""
    told = next((one for one in error.args[1:] if isinstance(one, dict)), {})
    code = str(told.get("error") or "")
    said = str(told.get("error_description") or (error.args[0] if error.args else ""))
    kind = _refusal(code, said)
    words = " ".join(filter(None, (code, redact(said))))
    return Failure(
        kind,
        f"signing in {'was refused' if kind is FailureKind.DENIED else 'failed'}: {words}",
        code,
        frozenset((code,) if code else ()),
        passing=bool(error.retryable),
        of_subject=kind is FailureKind.DENIED and (code not in _NO_SCOPE or "Account" in said),
    )


def _refusal(code: str, said: str) -> FailureKind:
    """A grant may be refused for its signature or clock ("Invalid JWT"), or for whom it names."""
    if code in _NO_CLIENT or (code == "invalid_grant" and "JWT" in said):
        return FailureKind.EXPIRED
    if code in _NO_SCOPE or code == "invalid_grant" or (code == "invalid_request" and _NO_SUBJECT.search(said)):
        return FailureKind.DENIED
    return FailureKind.BROKEN


def _told(content: bytes) -> dict[str, Any]:
    """The error object of an answer, in whichever of Google's forms; empty for a page of HTML and the like."""
    try:
        read = json.loads(content)
    except ValueError:
        return {}
    if isinstance(read, list):  # some APIs stream
        read = read[0] if read else {}
    told = read.get("error") if isinstance(read, dict) else None
    if isinstance(told, str):  # the form of RFC 6749
        return {"status": told, "message": read.get("error_description")}
    return told if isinstance(told, dict) else {}


def _reasons(told: dict[str, Any]) -> Iterator[str]:
    """The words for what went wrong, the most telling first."""
    for one in (*_dicts(told.get("details")), *_dicts(told.get("errors"))):
        if one.get("reason"):
            yield str(one["reason"])
    if told.get("status"):
        yield str(told["status"])


def _of_a_day(told: dict[str, Any]) -> bool:
    """A quota of a day (`quota_unit` is `1/d/{project}`): nobody waits for that."""
    return any("/d/" in str(facts.get("quota_unit")) or "PerDay" in str(facts.get("quota_limit")) for facts in _metadata(told))


def _consumer(told: dict[str, Any], message: str) -> str:
    """From `ErrorInfo`; older answers say it in the message alone."""
    named = next((str(facts["consumer"]) for facts in _metadata(told) if facts.get("consumer")), message)
    found = _CONSUMER.search(named)
    return found[1] if found else ""


def _metadata(told: dict[str, Any]) -> Iterator[dict[str, Any]]:
    return (one["metadata"] for one in _dicts(told.get("details")) if isinstance(one.get("metadata"), dict))


def _dicts(value: object) -> list[dict[str, Any]]:
    return [one for one in value if isinstance(one, dict)] if isinstance(value, list) else []
