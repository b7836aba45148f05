"""Several calls in one request: multipart/mixed, each part an HTTP request of its own.

Source: "Batch requests" / "Performance: send batch requests" (Drive API): at most 100 calls, one API a batch.
"""

import json
from collections.abc import Callable, Iterator
from email import policy
from email.parser import BytesParser
from http import HTTPStatus

from providers.sandbox.google.answers import Refused
from providers.sandbox.google.documents import apis, document
from providers.sandbox.requests import Answer, Request, parse

MOST = 100
_BOUNDARY = "batch_sandbox"


def is_batch(request: Request) -> bool:
    """Whether a request goes to a batch endpoint of a document."""
    return any(request.path == "/" + document(api).batch for api in apis(request.host) if document(api).batch)


def answer(request: Request, one: Callable[[Request], Answer]) -> Answer:
    """The answers to each part, in their order.

    Raises:
        Refused: 400 when it is no batch, or one of too many calls.
    """
    if request.verb != "POST":
        raise Refused(405, "methodNotAllowed", "A batch is sent with POST.")
    parts = list(_parts(request))
    if not parts:
        raise Refused(400, "badRequest", "Failed to parse batch request, error: 0 items.")
    if len(parts) > MOST:
        raise Refused(400, "batchSizeTooLarge", f"The batch has {len(parts)} calls; the limit is {MOST}.")
    body = b"".join(_wrap(name, one(part)) for name, part in parts) + f"--{_BOUNDARY}--\r\n".encode()
    return Answer(200, body, (("Content-Type", f"multipart/mixed; boundary={_BOUNDARY}"),))


def _parts(request: Request) -> Iterator[tuple[str, Request]]:
    head = f"Content-Type: {request.headers.get('content-type', '')}\r\n\r\n".encode()
    message = BytesParser(policy=policy.compat32).parsebytes(head + request.body)
    if not message.is_multipart():
        raise Refused(400, "badRequest", "Failed to parse batch request, error: no multipart/mixed body.")
    for part in message.get_payload():
        assert not isinstance(part, str)
        inner = part.get_payload(decode=True)
        assert isinstance(inner, bytes)
        yield str(part.get("Content-ID", "")), _inner(request, inner)


def _inner(outer: Request, text: bytes) -> Request:
    line, _, rest = text.lstrip().partition(b"\n")
    words = line.decode().split()
    if len(words) != 3:
        raise Refused(400, "badRequest", "Failed to parse batch request, error: a part is no HTTP request.")
    message = BytesParser(policy=policy.HTTP).parsebytes(rest)
    headers = {"authorization": outer.headers.get("authorization", ""), **{name.lower(): str(value) for name, value in message.items()}}
    target = words[1] if words[1].startswith(f"/{outer.host}/") else f"/{outer.host}{words[1]}"
    return parse(words[0], target, headers, message.get_payload(decode=True) or b"")  # type: ignore[arg-type]  # bytes, when decoded


def _wrap(name: str, its: Answer) -> bytes:
    body = its.body if isinstance(its.body, bytes) else json.dumps(its.body).encode()
    headers = [("Content-Type", "application/json; charset=UTF-8"), ("Content-Length", str(len(body))), *its.headers]
    reply = name.replace("<", "<response-", 1)
    head = [
        f"--{_BOUNDARY}",
        "Content-Type: application/http",
        f"Content-ID: {reply}",
        "",
        f"HTTP/1.1 {its.status} {HTTPStatus(its.status).phrase}",
    ]
    return "\r\n".join((*head, *(f"{key}: {value}" for key, value in headers), "", "")).encode() + body + b"\r\n"
