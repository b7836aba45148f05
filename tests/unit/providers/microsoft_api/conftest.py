"""A small Microsoft on loopback, over TLS: an authority that real msal signs in to, and answers from a function, odd ones too.

What Microsoft really answers, and whether certificates and assertions are right, is the sandbox's to say.
"""

import base64
import json
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from urllib.parse import parse_qs

import pytest

from audit.ports import Operation
from providers.microsoft_api.reader import Reader
from providers.microsoft_api.session import Sessions
from providers.microsoft_api.settings import MicrosoftSettings
from providers.sandbox.listener import Listener, Outcome
from providers.sandbox.microsoft.answers import Answer
from providers.sandbox.microsoft.certificates import server_context, write_authority
from providers.sandbox.microsoft.faults import Fault, Kind
from providers.sandbox.requests import Request
from tests.unit.providers.clock import Clock

TENANT = "10000000-0000-4000-8000-000000000001"
CLIENT = "a0000000-0000-4000-8000-000000000001"
SECRET = "TOEGANG_TEST_SECRET"
LOGIN, GRAPH, ARM, EXCHANGE = "login.microsoftonline.com", "graph.microsoft.com", "management.azure.com", "outlook.office365.com"
SHAREPOINT = "sample.sharepoint.example"
OPERATIONS = (
    Operation("graph", "users", "User.Read.All", "users"),
    Operation("graph", "users/{id}", "User.Read.All", "users"),
    Operation("graph", "users/delta", "User.Read.All", "users"),
    Operation("graph", "drives/{drive}/root/delta", "Files.Read.All", "files"),
    Operation("arm", "{scope}/providers/Microsoft.Authorization/roleAssignments", "Microsoft.Authorization/roleAssignments/read", "roles"),
    Operation("sharepoint", "sites/{name}/_api/web/sitegroups({group})/users", "Sites.FullControl.All", "site-groups"),
    Operation("exchange", "Get-Mailbox", "Exchange.ManageAsApp", "mailboxes"),
    Operation("exchange", "Remove-Mailbox", "Exchange.ManageAsApp", "mailboxes"),  # no read: to see it stopped
)

Reply = Answer | Kind  # a kind of fault: how the answer goes wrong on its way


def no(status: int, code: str, message: str = "no", **headers: str) -> Answer:
    """A refusal as Graph puts it."""
    named = tuple((name.replace("_", "-"), value) for name, value in headers.items())
    return Answer(status, {"error": {"code": code, "message": message}}, named)


# what a page of a listing can't be
ODD_PAGES = [
    *(no(403, "accessDenied"), no(404, "Request_ResourceNotFound"), no(500, "generalException")),
    *(
        Answer(200, b'{"value": ['),
        Answer(200, b"[]"),
        Answer(200, b""),
        Answer(200, b"null"),
        Answer(200, {}),
        Answer(200, {"value": None}),
    ),
    *(Answer(200, {"value": [], "@odata.nextLink": 7}), Answer(200, {"value": [], "@odata.nextLink": "https://collector.example/"})),
]


@dataclass
class Microsoft:
    """`answer` says what comes back for a call that is signed in, `login` in place of a token, `discovery` in place of the authority's own words."""

    folder: Path
    clock: Clock = field(default_factory=Clock)
    answer: Callable[[Request], Reply] = lambda _: Answer(200, {"value": []})
    login: Callable[[Mapping[str, str]], Reply | None] = lambda _: None
    discovery: Mapping[str, str] = field(default_factory=dict)
    roles: tuple[str, ...] = ()
    lifetime: object = 3599
    asked: list[Request] = field(default_factory=list)
    forms: list[Mapping[str, str]] = field(default_factory=list)  # what the token endpoint was sent
    url: str = ""
    _tokens: dict[str, str] = field(default_factory=dict)  # token -> whom it is for

    def settings(self, **more: object) -> MicrosoftSettings:
        given = {
            "tenant": TENANT,
            "client_id": CLIENT,
            "secret_variable": SECRET,
            "endpoint_url": self.url,
            "max_attempts": 3,
            "timeout": 5,
        }
        return MicrosoftSettings(**given | {"ca_file": str(self.folder / "ca.pem")} | more)  # type: ignore[arg-type]

    def sessions(self, operations: Iterable[Operation] = OPERATIONS, **more: object) -> Sessions:
        return Sessions(self.settings(**more), operations, self.clock)

    def reader(self, **more: object) -> Reader:
        return Reader(self.sessions(**more), "microsoft365", "users", "microsoft://user/")

    def expire(self) -> None:
        """No token that was issued is accepted any more."""
        self._tokens.clear()

    def respond(self, request: Request) -> Outcome:
        reply = self._reply(request)
        return Outcome(Answer(200, {"value": []}), Fault(kind=reply, seconds=2)) if isinstance(reply, Kind) else Outcome(reply)

    def _reply(self, request: Request) -> Reply:
        if request.host == LOGIN:
            return self._signs_in(request)
        audience = self._tokens.get(request.bearer, "")
        if request.host not in audience:
            return no(401, "InvalidAuthenticationToken")
        self.asked.append(request)
        return self.answer(request)

    def _signs_in(self, request: Request) -> Reply:
        base = f"{self.url}/{LOGIN}{request.path.partition('/v2.0/')[0]}"
        if request.path.endswith("openid-configuration"):
            told = {"token_endpoint": f"{base}/oauth2/v2.0/token", "authorization_endpoint": f"{base}/authorize", "issuer": base}
            return Answer(200, told | self.discovery)
        form = {name: values[0] for name, values in parse_qs(request.body.decode()).items()}
        self.forms.append(form)
        refused = self.login(form)
        if refused is not None:
            return refused
        token = self._token()
        self._tokens[token] = form["scope"]
        return Answer(200, {"token_type": "Bearer", "expires_in": self.lifetime, "access_token": token})

    def _token(self) -> str:
        claims = json.dumps({"roles": self.roles, "n": len(self.forms)}).encode()
        return f"e30.{base64.urlsafe_b64encode(claims).rstrip(b'=').decode()}.c2ln"


@pytest.fixture
def microsoft(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Microsoft]:
    monkeypatch.setenv(SECRET, "s3cret")
    held = Microsoft(tmp_path)
    write_authority(tmp_path / "ca.pem")
    listener = Listener(held.respond, server_context(tmp_path))
    listener.start()
    held.url = listener.url
    yield held
    listener.stop()
