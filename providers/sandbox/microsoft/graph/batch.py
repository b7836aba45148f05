"""Several calls in one request: `$batch`.

Source: "Combine multiple HTTP requests using JSON batching": at most 20, each with an id and answered on its own, in no order.
"""

import json
from collections.abc import Callable, Mapping
from typing import Any

from providers.sandbox.microsoft.answers import Answer, Refused, bad_request
from providers.sandbox.microsoft.calls import Trace
from providers.sandbox.requests import Request, parse

PATH = "$batch"
MOST = 20


def answer(request: Request, trace: Trace) -> Answer:
    """The answers, the last one first: who relies on the order fails. Raises Refused for what is no batch, or too much of one."""
    if request.verb != "POST":
        raise Refused(405, "Request_BadRequest", "A batch is sent with POST.")
    trace.operation = PATH
    asked = _asked(request)
    if len(asked) > MOST:
        raise bad_request(f"Number of batch request steps exceeds the maximum value of {MOST}.")
    ids = [each.get("id") for each in asked]
    if len(set(ids)) != len(ids) or not all(isinstance(each, str) and each for each in ids):
        raise bad_request("Batch request ids must be texts, and unique.")
    return Answer(200, {"responses": [_one(each, request, trace.again) for each in reversed(asked)]})


def _asked(request: Request) -> list[Mapping[str, Any]]:
    try:
        asked = json.loads(request.body)["requests"]
        if isinstance(asked, list) and asked and all(isinstance(each, dict) for each in asked):
            return asked
    except (ValueError, KeyError, TypeError):
        pass
    raise bad_request("Invalid batch payload format.")


def _one(asked: Mapping[str, Any], outer: Request, again: Callable[[Request], Answer]) -> Mapping[str, Any]:
    headers = {"authorization": outer.headers.get("authorization", ""), **dict(asked.get("headers", {}))}
    target = f"/{outer.host}/v1.0/{str(asked.get('url', '')).removeprefix('/')}"
    its = again(parse(str(asked.get("method", "")), target, headers, b""))
    body = its.body.decode() if isinstance(its.body, bytes) else its.body
    return {"id": asked["id"], "status": its.status, "headers": {"Content-Type": "application/json", **dict(its.headers)}, "body": body}
