"""Several calls of Graph in one request: it saves round trips, not quota.

Source: "Combine multiple HTTP requests using JSON batching": at most 20 in one, answered in any order, each throttled on its own; "Microsoft Graph
throttling guidance", section "Throttling and batching": each has its own `Retry-After`.
"""

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from itertools import count
from urllib.parse import quote, urlencode

import msgspec
from urllib3 import HTTPHeaderDict

from providers.microsoft_api.addresses import expanded
from providers.microsoft_api.failures import CallFailed, Failure, FailureKind, answered, broken

MOST_IN_BATCH = 20


@dataclass(frozen=True, slots=True)
class Step:
    """One call of a batch: the template of its path, the values in it and the query; or where a `link` leads, which an answer gave."""

    name: str
    path: Mapping[str, str] = field(default_factory=dict)
    query: Mapping[str, str] = field(default_factory=dict)
    headers: Mapping[str, str] = field(default_factory=dict)
    link: str = ""


Send = Callable[[Sequence[Step], bytes], bytes]
Retried = Callable[[Step, Failure, int], float | None]


class _Answer(msgspec.Struct):
    """The answer to one call."""

    id: str
    status: int
    headers: dict[str, str] = {}
    body: msgspec.Raw = msgspec.Raw(b"null")


class _Answers(msgspec.Struct):
    """The answers to all, each as it came."""

    responses: tuple[msgspec.Raw, ...]


def answers(steps: Sequence[Step], send: Send, retried: Retried, wait: Callable[[float], None]) -> tuple[bytes | Failure, ...]:
    """The body of each answer, or why there is none, in the order of the steps.

    `send` gives the answer to one request, or raises CallFailed; `retried` says after how many seconds a step is tried again, or None; `wait` waits.
    """
    found: list[bytes | Failure] = []
    for start in range(0, len(steps), MOST_IN_BATCH):
        found += _chunk(steps[start : start + MOST_IN_BATCH], send, retried, wait)
    return tuple(found)


def _chunk(steps: Sequence[Step], send: Send, retried: Retried, wait: Callable[[float], None]) -> list[bytes | Failure]:
    """Steps that are told to wait are sent again together, after the longest pause that one of them is told."""
    found: dict[int, bytes | Failure] = {}
    urls = dict(_urls(steps, found))
    for attempt in count():
        waiting = [number for number in urls if number not in found]
        if not waiting:
            break
        told = _round({number: urls[number] for number in waiting}, steps, send)
        pauses = []
        for number in waiting:
            answer = told[number]
            pause = retried(steps[number], answer, attempt) if isinstance(answer, Failure) else None
            if pause is None:
                found[number] = answer
            else:
                pauses.append(pause)
        if pauses:
            wait(max(pauses))
    return [found[number] for number in range(len(steps))]


def _urls(steps: Sequence[Step], found: dict[int, bytes | Failure]) -> Iterator[tuple[int, str]]:
    """The addresses of the steps that can be made; the others fail at once."""
    for number, step in enumerate(steps):
        query = f"?{urlencode(step.query, quote_via=quote, safe='$')}" if step.query else ""
        try:
            yield number, step.link or f"/{expanded(step.name, step.path)}{query}"
        except CallFailed as error:
            found[number] = error.failure


def _round(urls: Mapping[int, str], steps: Sequence[Step], send: Send) -> dict[int, bytes | Failure]:
    """One request for all of them, and what it says of each. When it fails as a whole, each has failed so, for good: it was tried again already."""
    asked = [{"id": str(number), "method": "GET", "url": url, "headers": dict(steps[number].headers)} for number, url in urls.items()]
    try:
        body = send([steps[number] for number in urls], msgspec.json.encode({"requests": asked}))
        read = dict(_answered(body))
    except CallFailed as error:
        return dict.fromkeys(urls, replace(error.failure, passing=False))
    missing = Failure(FailureKind.BROKEN, "the answer to a batch leaves the call out", passing=True)
    return {number: read.get(str(number), missing) for number in urls}


def _answered(body: bytes) -> Iterator[tuple[str, bytes | Failure]]:
    try:
        listed = msgspec.json.decode(body, type=_Answers).responses
    except (msgspec.DecodeError, UnicodeDecodeError, RecursionError) as error:
        raise CallFailed(broken("the answer to a batch has not the documented form")) from error
    for raw in listed:
        try:
            one = msgspec.json.decode(raw, type=_Answer)
        except msgspec.ValidationError:
            continue  # told as left out
        body = bytes(one.body)
        yield one.id, body if 200 <= one.status < 300 else answered(one.status, HTTPHeaderDict(one.headers), body)
