"""How Microsoft says no: the error bodies of each service.

Sources: "Microsoft Graph error responses and resource types", "Troubleshoot common Azure deployment errors" (ARM), "OData operations in SharePoint
REST requests", "Microsoft identity platform and the OAuth 2.0 client credentials flow: error response".
"""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from typing import Any

from providers.sandbox.requests import Answer

__all__ = ["STYLES", "Answer", "Refused", "bad_request", "denied", "not_found", "unauthenticated"]

_DATE = "2026-10-15T02:00:00"
_ID = "00000000-0000-4000-8000-000000000001"


@dataclass(eq=False)  # an exception is written to while it is raised
class Refused(Exception):  # noqa: N818 - it is the service's answer, not an error of ours
    """A call that a service refuses, with what its error body says."""

    status: int
    code: str
    message: str
    headers: tuple[tuple[str, str], ...] = ()
    extra: Mapping[str, Any] = field(default_factory=dict)

    def answer(self, service: str) -> Answer:
        """The error as the service puts it."""
        headers = (("request-id", _ID), *self.headers)
        return Answer(self.status, STYLES[service](self), headers)


def _graph(refused: Refused) -> Any:
    inner = {"date": _DATE, "request-id": _ID, "client-request-id": _ID}
    return {"error": {"code": refused.code, "message": refused.message, "innerError": inner, **refused.extra}}


def _arm(refused: Refused) -> Any:
    return {"error": {"code": refused.code, "message": refused.message, **refused.extra}}


def _sharepoint(refused: Refused) -> Any:
    return {"odata.error": {"code": refused.code, "message": {"lang": "en-US", "value": refused.message}}}


def _exchange(refused: Refused) -> Any:
    inner = {"message": refused.message, "type": f"Microsoft.Exchange.Management.{refused.code}", "stacktrace": ""}
    return {"error": {"code": refused.code, "message": refused.message, "innererror": inner, "details": [], **refused.extra}}


def _login(refused: Refused) -> Any:
    number = int(refused.extra.get("number", 0))
    text = f"AADSTS{number}: {refused.message} Trace ID: {_ID} Correlation ID: {_ID} Timestamp: 2026-10-15 02:00:00Z"
    return {
        "error": refused.code,
        "error_description": text,
        "error_codes": [number],
        "timestamp": "2026-10-15 02:00:00Z",
        "trace_id": _ID,
        "correlation_id": _ID,
        "error_uri": f"https://login.microsoftonline.com/error?code={number}",
    }


STYLES: Mapping[str, Callable[[Refused], Any]] = {
    "graph": _graph,
    "arm": _arm,
    "sharepoint": _sharepoint,
    "exchange": _exchange,
    "login": _login,
}


def bad_request(message: str, code: str = "BadRequest") -> Refused:
    """A call that is not well formed."""
    return Refused(400, code, message)


def not_found(message: str, code: str = "Request_ResourceNotFound") -> Refused:
    """Nothing there."""
    return Refused(404, code, message)


def denied(code: str = "Authorization_RequestDenied", message: str = "Insufficient privileges to complete the operation.") -> Refused:
    """The caller lacks a permission."""
    return Refused(403, code, message)


def unauthenticated(service: str, *, present: bool) -> Refused:
    """A call with no token (`present` false), or with one that is not known, over, or meant for another service."""
    code, message = _UNAUTHENTICATED[service]
    header = 'Bearer realm="", authorization_uri="https://login.microsoftonline.com/common/oauth2/authorize"'
    return Refused(401, code, message if present else "Access token is empty.", (("WWW-Authenticate", header),))


_UNAUTHENTICATED: Mapping[str, tuple[str, str]] = {
    "graph": ("InvalidAuthenticationToken", "Access token validation failure. Invalid audience, or the lifetime of the token has expired."),
    "arm": ("InvalidAuthenticationToken", "The access token is invalid, has expired, or is for another audience."),
    "sharepoint": ("-2147024891, System.UnauthorizedAccessException", "Unsupported app only token."),
    "exchange": ("InvalidAuthenticationToken", "The token is not valid for this service."),
}
