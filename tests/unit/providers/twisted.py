"""The sandbox's Google with answers rewritten on their way: shapes that no world can have. Google's own client still reads them over a socket."""

import json
from collections.abc import Callable, Mapping, Sequence
from dataclasses import replace
from typing import Any

from providers.sandbox.google.answers import Refused
from providers.sandbox.google.routes import find
from providers.sandbox.google.server import GoogleServer
from providers.sandbox.google.world import World
from providers.sandbox.listener import Outcome
from providers.sandbox.requests import Request

Twist = Callable[[Any], Any]  # an answer's JSON in, another out; bytes are sent as they are


class TwistedServer(GoogleServer):
    """Answers like the sandbox, but for the calls in `twists`, by `drive.v3:files.list`."""

    def __init__(self, world: World) -> None:
        super().__init__(world)
        self.twists: dict[str, Twist] = {}
        self.twisted: set[str] = set()  # the calls that were really rewritten

    def respond(self, request: Request) -> Outcome:
        """The outcome of one request, rewritten if it is to be."""
        outcome = super().respond(request)
        if outcome.answer.status != 200 or not self.twists:
            return outcome
        try:
            method, _ = find(request.host, request.verb, request.path)
        except Refused:
            return outcome
        name = f"{method.api}:{method.name}"
        twist = self.twists.get(name)
        if twist is None:
            return outcome
        self.twisted.add(name)
        body = twist(json.loads(json.dumps(outcome.answer.body)))
        return replace(outcome, answer=replace(outcome.answer, body=body))


def listing_more(*entries: Any, before: bool = True) -> Twist:
    """Puts entries into every list at the top of an answer, before or behind what is there."""

    def twist(body: Any) -> Any:
        return {key: [*entries, *value] if before else [*value, *entries] for key, value in lists(body).items()} | plain(body)

    return twist


def lists(body: Mapping[str, Any]) -> dict[str, Sequence[Any]]:
    """The lists at the top of an answer."""
    return {key: value for key, value in body.items() if isinstance(value, list)}


def plain(body: Mapping[str, Any]) -> dict[str, Any]:
    """The rest of it."""
    return {key: value for key, value in body.items() if not isinstance(value, list)}
