"""Google's APIs on a free port of loopback: `https://HOST/PATH` is served at `http://127.0.0.1:PORT/HOST/PATH`.

Only reads exist. Each answer is held against the discovery document first; what breaks it is a fault of the world, in `problems`.
"""

import json
from collections.abc import Iterable, Mapping
from pathlib import Path
from types import TracebackType
from typing import Any, Self

from providers.sandbox.google import batch
from providers.sandbox.google.answers import Refused
from providers.sandbox.google.calls import Logged
from providers.sandbox.google.faults import Fault, Faults, Kind
from providers.sandbox.google.keys import TOKEN_URL, Key, make_key
from providers.sandbox.google.service import Service
from providers.sandbox.google.tokens import Tokens
from providers.sandbox.google.world import World
from providers.sandbox.listener import Listener, Outcome
from providers.sandbox.requests import Request

AUDITOR = "toegang@sample-audit.iam.gserviceaccount.com"
_TOKEN_HOST, _TOKEN_PATH = TOKEN_URL.removeprefix("https://").split("/")


class GoogleServer:
    """A server over a world, from `with` to its end. Safe to call from several threads.

    problems: what the world has broken; a test asserts that it is empty.
    log: every call for a method, in the order of the answers.
    """

    def __init__(self, world: World | None = None) -> None:
        self.world = world or World()
        self._faults = Faults()
        self._tokens = Tokens(self.world)
        self._service = Service(self.world, self._tokens, self._faults)
        self._listener = Listener(self.respond)

    @property
    def url(self) -> str:
        """Where the server answers: the setting `endpoint_url`."""
        return self._listener.url

    @property
    def problems(self) -> list[str]:
        """What the world has broken so far."""
        return self._service.problems

    @property
    def log(self) -> list[Logged]:
        """Every call so far."""
        return self._service.log

    def calls(self, api: str, method: str = "") -> tuple[Logged, ...]:
        """The calls of one API, or of one of its methods, so far."""
        return tuple(each for each in self.log if each.api == api and method in ("", each.method))

    def key(self, email: str = AUDITOR, *, delegated: Iterable[str] | None = None) -> Mapping[str, str]:
        """A key of a service account that is known from now on, as the content of its file.

        delegated: the scopes that it may ask for as a user; None: every scope.
        """
        key: Key = make_key(email, f"{self.url}/{_TOKEN_HOST}/{_TOKEN_PATH}")
        self._tokens.register(key, delegated)
        return key.content

    def write_key(self, path: Path, email: str = AUDITOR, *, delegated: Iterable[str] | None = None) -> Path:
        """Writes such a key to a file, which it gives back."""
        path.write_text(json.dumps(dict(self.key(email, delegated=delegated))), encoding="utf-8")
        return path

    def fail(self, api: str = "", method: str = "", **what: Any) -> Fault:
        """Lets calls go wrong from now on: `fail("drive.v3", "files.list", status=429, times=2)`; the words are those of `Fault`."""
        fault = Fault(api, method, **what)
        fault.kind = Kind(fault.kind)
        self._faults.add(fault)
        return fault

    def withdraw(self, scope: str) -> None:
        """From now on nobody may ask for this scope as a user; tokens that were issued are over."""
        self._tokens.withdraw(scope)
        self._tokens.expire()

    def refuse_impersonation(self, user: str) -> None:
        """From now on nobody may act as this user; tokens that were issued are over."""
        self._tokens.refuse(user)
        self._tokens.expire()

    def withdraw_permission(self, permission: str, resource: str = "") -> None:
        """From now on the IAM permission is lacking on this resource and in it (`projects/p`, a bucket's or dataset's name), or everywhere."""
        self._service.withdrawn.add((permission, resource))

    def disable(self, host: str, project: str) -> None:
        """From now on an API (`sqladmin.googleapis.com`) is off in a project, named by its id; `world.resources` keeps it, also after `heal`."""
        name = f"projects/{project}/services/{host}"
        self.world.resources[f"//serviceusage.googleapis.com/{name}"] = {"name": name, "state": "DISABLED"}
        self.world.touch()

    def shorten_pages(self, most: int) -> None:
        """From now on no page holds more than so many entries, whatever is asked for: Google may always give fewer. 0: as it was."""
        self._service.page_size = most

    def expire_tokens(self) -> None:
        """Ends every access token that was issued."""
        self._tokens.expire()

    def heal(self) -> None:
        """Takes every fault, withdrawal and refusal back."""
        self._faults.clear()
        self._tokens.restore()
        self._service.withdrawn.clear()

    def respond(self, request: Request) -> Outcome:
        """The outcome of one request, without a socket."""
        if (request.host, request.path) == (_TOKEN_HOST, "/" + _TOKEN_PATH):
            allowed = request.verb == "POST"
            return Outcome(self._tokens.answer(request.body) if allowed else Refused(405, "methodNotAllowed", "POST a form.").answer())
        if batch.is_batch(request):
            try:
                return Outcome(batch.answer(request, lambda each: self._service.respond(each).answer))
            except Refused as refusal:
                return Outcome(refusal.answer())
        return self._service.respond(request)

    def __enter__(self) -> Self:
        """Starts to answer."""
        self._listener.start()
        return self

    def __exit__(self, kind: type[BaseException] | None, value: BaseException | None, trace: TracebackType | None) -> None:
        """Stops; connections that are still open are closed."""
        self._listener.stop()
