"""Calls that the sample company's AWS refuses: the provider's real answer, in the protocol that the call was made in.

Which call a request is comes from AWS's own service models, so that a withdrawn permission needs no code of its own.
"""

import io
import json
import re
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any
from urllib.parse import parse_qsl
from xml.sax.saxutils import escape

from audit.ports import Operation

if TYPE_CHECKING:
    from botocore.model import OperationModel, ServiceModel

Environ = dict[str, Any]  # a WSGI request (PEP 3333)
StartResponse = Callable[[str, list[tuple[str, str]]], object]
WsgiApp = Callable[[Environ, StartResponse], Iterable[bytes]]


@dataclass(frozen=True, slots=True)
class Denied:
    """A permission that is withheld: everywhere, or only where the request's path, query or body names the resource."""

    permission: str
    resource: str = ""


@dataclass(frozen=True, slots=True)
class Request:
    """What of a request says which call it is."""

    service: str  # as the signature's credential scope names it
    method: str
    path: str
    query: tuple[tuple[str, str], ...]
    target: str
    body: str

    @property
    def text(self) -> str:
        """Everything in which a resource can be named."""
        return "\n".join((self.path, *(value for _, value in self.query), self.body))


@dataclass(frozen=True, slots=True)
class Refusal:
    """An operation that needs a withheld permission."""

    denied: Denied
    model: "OperationModel"

    def meets(self, request: Request) -> bool:
        """Whether the request is this operation on this resource."""
        return self.denied.resource in request.text and is_call(request, self.model)


class DenialLayer:
    """A WSGI app around another that answers AccessDenied for what is denied and lets the rest through."""

    def __init__(self, app: WsgiApp) -> None:
        self._app = app
        self._refusals: tuple[Refusal, ...] = ()

    def deny(self, denied: Iterable[Denied], operations: Iterable[Operation]) -> None:
        """From now on exactly these are denied. Raises ValueError for a permission that none of the operations needs."""
        self._refusals = tuple(_refusals(tuple(denied), tuple(operations)))

    def __call__(self, environ: Environ, start_response: StartResponse) -> Iterable[bytes]:
        """Answers one request."""
        if self._refusals:
            request = _request(environ)
            for refusal in self._refusals:
                if refusal.meets(request):
                    return _refuse(refusal, start_response)
        return self._app(environ, start_response)


def _refusals(denied: tuple[Denied, ...], operations: tuple[Operation, ...]) -> Iterator[Refusal]:
    from botocore.loaders import create_loader  # noqa: PLC0415 - an SDK is imported when it is used
    from botocore.model import ServiceModel  # noqa: PLC0415 - as above

    models = create_loader()
    for each in denied:
        needing = [operation for operation in operations if operation.permission == each.permission]
        if not needing:
            raise ValueError(f"no operation needs the permission {each.permission!r}")
        for operation in needing:
            service = ServiceModel(models.load_service_model(operation.service, "service-2"), operation.service)
            yield Refusal(each, service.operation_model(operation.name))


def is_call(request: Request, model: "OperationModel") -> bool:
    """Whether the request calls the operation, as the service's protocol names it: by action, by target, or by method and path."""
    service = model.service_model
    if request.service != service.signing_name:
        return False
    match service.resolved_protocol:
        case "query":
            return dict(parse_qsl(request.body)).get("Action") == model.name
        case "json":
            return request.target == f"{service.metadata['targetPrefix']}.{model.name}"
        case _:
            return request.method == model.http["method"] and _same_path(request, model.http["requestUri"])


def _same_path(request: Request, uri: str) -> bool:
    path, _, query = uri.partition("?")
    pattern = re.sub(r"\\\{[^}]*\\\+\\\}", ".+", re.escape(path).replace(r"\}", "\\}"))
    pattern = re.sub(r"\\\{.*?\\\}", "[^/]+", pattern)
    wanted = set(parse_qsl(query, keep_blank_values=True))
    marks = {pair for pair in request.query if not pair[1]}  # S3's sub-resources: ?policy, ?acl
    same_marks = marks == {pair for pair in wanted if not pair[1]}
    return same_marks and wanted <= set(request.query) and re.fullmatch(pattern, request.path.rstrip("/") or "/") is not None


def _request(environ: Environ) -> Request:
    scope = re.search(r"Credential=([^,\s]+)", environ.get("HTTP_AUTHORIZATION", ""))
    parts = scope.group(1).split("/") if scope else []
    return Request(
        service=parts[-2] if len(parts) >= 5 else "",
        method=environ["REQUEST_METHOD"],
        path=environ.get("PATH_INFO", ""),
        query=tuple(parse_qsl(environ.get("QUERY_STRING", ""), keep_blank_values=True)),
        target=environ.get("HTTP_X_AMZ_TARGET", ""),
        body=_body(environ),
    )


def _body(environ: Environ) -> str:
    body: bytes = environ["wsgi.input"].read(int(environ.get("CONTENT_LENGTH") or 0))
    environ["wsgi.input"] = io.BytesIO(body)
    return body.decode("utf-8", "replace")


def _refuse(refusal: Refusal, start_response: StartResponse) -> list[bytes]:
    service = refusal.model.service_model
    message = (
        f"User: arn:aws:sts::444455556666:assumed-role/toegang-audit/toegang is not authorized to perform: {refusal.denied.permission}"
    )
    status, headers, body = _answer(service, message)
    start_response(status, [*headers, ("Content-Length", str(len(body)))])
    return [body]


def _answer(service: "ServiceModel", message: str) -> tuple[str, list[tuple[str, str]], bytes]:
    error = f"<Error><Code>AccessDenied</Code><Message>{escape(message)}</Message></Error>"
    match service.resolved_protocol:
        case "json":
            version = service.metadata.get("jsonVersion", "1.1")
            body = json.dumps({"__type": "AccessDeniedException", "message": message, "Message": message})
            return "400 Bad Request", [("Content-Type", f"application/x-amz-json-{version}")], body.encode()
        case "rest-json":
            headers = [("Content-Type", "application/json"), ("x-amzn-ErrorType", "AccessDeniedException")]
            return "403 Forbidden", headers, json.dumps({"message": message}).encode()
        case "rest-xml" if service.service_name == "s3":
            return "403 Forbidden", [("Content-Type", "application/xml")], error.encode()
        case _:
            body = f"<ErrorResponse>{error}<RequestId>sandbox</RequestId></ErrorResponse>"
            return "403 Forbidden", [("Content-Type", "text/xml")], body.encode()
