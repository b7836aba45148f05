"""How Google says no: the error bodies of its APIs, as the pages "Resolve errors" (Drive) and "Errors" (Cloud API design guide) show them."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

from providers.sandbox.requests import Answer

_STATUS = {
    400: "INVALID_ARGUMENT",
    401: "UNAUTHENTICATED",
    403: "PERMISSION_DENIED",
    404: "NOT_FOUND",
    405: "UNIMPLEMENTED",
    409: "ABORTED",
    410: "FAILED_PRECONDITION",
    412: "FAILED_PRECONDITION",
    429: "RESOURCE_EXHAUSTED",
    500: "INTERNAL",
    501: "UNIMPLEMENTED",
    502: "UNAVAILABLE",
    503: "UNAVAILABLE",
    504: "DEADLINE_EXCEEDED",
}
_USAGE = ("rateLimitExceeded", "userRateLimitExceeded", "quotaExceeded", "dailyLimitExceeded", "accessNotConfigured")


@dataclass(eq=False)  # an exception is written to while it is raised
class Refused(Exception):  # noqa: N818 - it is the service's answer, not an error of ours
    """A call that the service refuses, with what its error body says."""

    status: int
    reason: str
    message: str
    location: str = ""  # the parameter or header that is wrong
    detail: str = ""  # the reason in the ErrorInfo, when there is one
    metadata: Mapping[str, str] = field(default_factory=dict)
    headers: tuple[tuple[str, str], ...] = ()

    def answer(self) -> Answer:
        """The error as it goes over the wire."""
        return Answer(self.status, {"error": self._body()}, self.headers)

    def _body(self) -> dict[str, Any]:
        error: dict[str, Any] = {
            "message": self.message,
            "domain": "usageLimits" if self.reason in _USAGE else "global",
            "reason": self.reason,
        }
        if self.location:
            error |= {"location": self.location, "locationType": "header" if self.location == "Authorization" else "parameter"}
        body: dict[str, Any] = {
            "code": self.status,
            "message": self.message,
            "errors": [error],
            "status": _STATUS.get(self.status, "UNKNOWN"),
        }
        if self.detail:
            info = {"@type": "type.googleapis.com/google.rpc.ErrorInfo", "reason": self.detail, "domain": "googleapis.com"}
            body["details"] = [info | {"metadata": dict(self.metadata)}]
        return body


def invalid(location: str, message: str = "") -> Refused:
    """A parameter that the method does not take, or not with that value."""
    return Refused(400, "invalidParameter", message or f"Invalid value for the parameter {location}", location)


def missing(location: str) -> Refused:
    """A parameter that the method requires."""
    return Refused(400, "required", f"Required parameter: {location}", location)


def not_found(message: str, location: str = "") -> Refused:
    """Nothing there, or nothing that the caller may know of."""
    return Refused(404, "notFound", message, location)


def forbidden(message: str = "Not Authorized to access this resource/api", reason: str = "forbidden") -> Refused:
    """The caller lacks the role or right."""
    return Refused(403, reason, message)


def denied(permission: str, resource: str) -> Refused:
    """Google Cloud's refusal for an IAM permission that the caller lacks."""
    return Refused(
        403,
        "forbidden",
        f"Permission '{permission}' denied on resource '{resource}' (or it may not exist).",
        detail="IAM_PERMISSION_DENIED",
        metadata={"permission": permission, "resource": resource},
    )


def disabled(host: str, consumer: str) -> Refused:
    """An API that is not enabled in a project, named by its number."""
    return Refused(
        403,
        "accessNotConfigured",
        f"{host} has not been used in project {consumer} before or it is disabled.",
        detail="SERVICE_DISABLED",
        metadata={"service": host, "consumer": f"projects/{consumer}"},
    )


def unauthenticated(*, present: bool) -> Refused:
    """A call with no bearer token (`present` false), or with one that is not known or over."""
    if not present:
        text = "Request is missing required authentication credential. Expected OAuth 2 access token, login cookie or other valid authentication credential."
        return Refused(
            401,
            "required",
            text,
            "Authorization",
            "CREDENTIALS_MISSING",
            headers=(("WWW-Authenticate", 'Bearer realm="https://accounts.google.com/"'),),
        )
    text = "Request had invalid authentication credentials. Expected OAuth 2 access token, login cookie or other valid authentication credential."
    header = 'Bearer realm="https://accounts.google.com/", error="invalid_token"'
    return Refused(401, "authError", text, "Authorization", "ACCESS_TOKEN_EXPIRED", headers=(("WWW-Authenticate", header),))


def scope_missing(method: str, host: str, scopes: tuple[str, ...]) -> Refused:
    """A token that has none of the scopes which the method lists."""
    header = f'Bearer realm="https://accounts.google.com/", error="insufficient_scope", scope="{" ".join(scopes)}"'
    return Refused(
        403,
        "insufficientPermissions",
        "Request had insufficient authentication scopes.",
        detail="ACCESS_TOKEN_SCOPE_INSUFFICIENT",
        metadata={"service": host, "method": method},
        headers=(("WWW-Authenticate", header),),
    )
