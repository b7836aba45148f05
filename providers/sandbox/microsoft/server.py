"""Microsoft's services on a free port of loopback: `https://HOST/PATH` is served at `https://127.0.0.1:PORT/HOST/PATH`.

Only reads exist. Each of Graph's answers is held against its schema first; what breaks it is a fault of the world, in `problems`.
"""

import secrets
from collections.abc import Iterable, Mapping
from datetime import UTC, datetime, timedelta
from pathlib import Path
from tempfile import TemporaryDirectory
from types import TracebackType
from typing import Any, Self

from providers.sandbox.listener import Listener, Outcome
from providers.sandbox.microsoft.assertions import EXCHANGE_AUDIENCE, Trust, make
from providers.sandbox.microsoft.calls import Logged
from providers.sandbox.microsoft.certificates import application_certificate, server_context, write_authority
from providers.sandbox.microsoft.faults import Fault, Faults, Kind
from providers.sandbox.microsoft.graph.permissions import reading
from providers.sandbox.microsoft.services import Services
from providers.sandbox.microsoft.tokens import Application, Tokens, as_roles
from providers.sandbox.microsoft.world import World
from providers.sandbox.requests import Request

AUDITOR = "a0000000-0000-4000-8000-000000000001"
ISSUER, SUBJECT = "https://ci.sample.example", "repo:sample/audit"


class MicrosoftServer:
    """A server over a world, from `with` to its end. Safe to call from several threads.

    problems: what the world has broken; a test asserts that it is empty.
    log: every call, in the order of the answers.
    """

    def __init__(self, world: World | None = None) -> None:
        self.world = world or World()
        self._faults = Faults()
        self._tokens = Tokens(self.world)
        self._services = Services(self.world, self._tokens, self._faults)
        self._folder = TemporaryDirectory(prefix="toegang-microsoft-")
        folder = Path(self._folder.name)
        self.ca_file = write_authority(folder / "authority.pem")
        self._listener = Listener(self.respond, server_context(folder))
        self._services.url = self._listener.url

    @property
    def url(self) -> str:
        """Where the server answers: the setting `endpoint_url`."""
        return self._listener.url

    @property
    def problems(self) -> list[str]:
        """What the world has broken so far."""
        return self._services.problems

    @property
    def log(self) -> list[Logged]:
        """Every call so far."""
        return self._services.log

    def calls(self, service: str, operation: str = "") -> tuple[Logged, ...]:
        """The calls of one service ("graph", "arm", "sharepoint", "exchange", "login"), or of one of its operations, so far."""
        return tuple(each for each in self.log if each.service == service and operation in ("", each.operation))

    def settings(self, folder: Path, client_id: str = AUDITOR, **more: Any) -> dict[str, Any]:
        """Settings of an adapter that signs in by certificate, as an application that may read everything unless `register` said otherwise."""
        file = self.write_certificate(folder / f"{client_id}.pem", client_id)
        return self.connection(client_id) | {"certificate_file": str(file)} | more

    def connection(self, client_id: str = AUDITOR) -> dict[str, Any]:
        """The settings that every way to sign in has: tenant, client, address, authority."""
        return {"tenant": self.world.tenant, "client_id": client_id, "endpoint_url": self.url, "ca_file": str(self.ca_file)}

    def register(self, client_id: str = AUDITOR, roles: Mapping[str, Iterable[str]] | None = None) -> Application:
        """Makes an application known, or gives it other roles: by service, what it was granted. Without `roles` it may read everything."""
        granted = as_roles(everything() if roles is None else roles)
        application = self._tokens.applications.setdefault(client_id, Application(client_id))
        application.roles = granted
        self._tokens.expire()
        return application

    def secret(self, client_id: str = AUDITOR) -> str:
        """A new secret of an application: the value of the environment variable that holds it."""
        made = secrets.token_urlsafe(30)
        self._application(client_id).secrets.add(made)
        return made

    def write_certificate(self, path: Path, client_id: str = AUDITOR) -> Path:
        """Writes a certificate of an application with its key, as PEM; gives the file back."""
        credential = application_certificate(client_id)
        application = self._application(client_id)
        if credential.certificate not in application.certificates:
            application.certificates.append(credential.certificate)
        path.write_bytes(credential.pem)
        return path

    def write_assertion(self, path: Path, client_id: str = AUDITOR, **claims: Any) -> Path:
        """Writes an assertion of a CI system that an application trusts; `claims` in place of the right ones. Gives the file back."""
        credential = application_certificate(ISSUER)
        trust = Trust(ISSUER, SUBJECT, credential.key.public_key())  # type: ignore[arg-type]  # application certificates are RSA
        application = self._application(client_id)
        if trust not in application.trusted:
            application.trusted.append(trust)
        now = datetime.now(UTC)
        said = {"iss": ISSUER, "sub": SUBJECT, "aud": EXCHANGE_AUDIENCE, "iat": now, "exp": now + timedelta(minutes=10)} | claims
        numbers = {name: int(value.timestamp()) if isinstance(value, datetime) else value for name, value in said.items()}
        path.write_text(make(numbers, credential), encoding="utf-8")
        return path

    def fail(self, service: str = "", operation: str = "", **what: Any) -> Fault:
        """Lets calls go wrong from now on: `fail("graph", "users", status=429, retry_after="2", times=1)`; the words are those of `Fault`."""
        fault = Fault(service, operation, **what)
        fault.kind = Kind(fault.kind)
        self._faults.add(fault)
        return fault

    def withdraw(self, service: str, role: str) -> None:
        """From now on nobody is granted this application permission; tokens that were issued are over."""
        self._tokens.withdrawn.add((service, role))
        self._tokens.expire()

    def withdraw_action(self, action: str, scope: str = "") -> None:
        """From now on Azure denies an action (`Microsoft.Authorization/roleAssignments/read`) at this scope and below; empty: everywhere."""
        self._services.arm.withdrawn.add((action.lower(), scope.lower()))

    def refuse(self, service: str) -> None:
        """From now on the tenant does not have a service: no token is issued for it."""
        self._tokens.refused.add(service)
        self._tokens.expire()

    def shorten_pages(self, most: int) -> None:
        """From now on no page holds more than so many entries, whatever is asked for. 0: as it was."""
        self._services.shorten_pages(most)

    def expire_tokens(self) -> None:
        """Ends every access token that was issued."""
        self._tokens.expire()

    def heal(self) -> None:
        """Takes every fault, withdrawal and refusal back."""
        self._faults.clear()
        self._tokens.withdrawn.clear()
        self._tokens.refused.clear()
        self._tokens.expire()
        self._services.arm.withdrawn.clear()

    def respond(self, request: Request) -> Outcome:
        """The outcome of one request, without a socket."""
        return self._services.respond(request)

    def _application(self, client_id: str) -> Application:
        return self._tokens.applications.get(client_id) or self.register(client_id)

    def __enter__(self) -> Self:
        """Starts to answer."""
        self._listener.start()
        return self

    def __exit__(self, kind: type[BaseException] | None, value: BaseException | None, trace: TracebackType | None) -> None:
        """Stops; connections that are still open are closed."""
        self._listener.stop()
        self._folder.cleanup()


def everything() -> Mapping[str, Iterable[str]]:
    """What an application is granted that may read everything."""
    return {"graph": reading(), "sharepoint": {"Sites.FullControl.All"}, "exchange": {"Exchange.ManageAsApp"}, "arm": ()}
