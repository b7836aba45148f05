"""The authority: who may sign in, and the tokens that were issued.

Sources: "OAuth 2.0 client credentials flow on the Microsoft identity platform", "Access token claims reference", "Microsoft Entra authentication and
authorization error codes", "Granting access via Entra ID app-only" (SharePoint takes app-only tokens of certificates alone).
"""

import base64
import json
import secrets
import time
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field
from threading import Lock
from urllib.parse import parse_qs, urlsplit

from cryptography import x509

from providers.sandbox.microsoft.answers import Answer, Refused
from providers.sandbox.microsoft.assertions import Trust, check_certificate, check_trust, invalid, read
from providers.sandbox.microsoft.world import World

HOST = "login.microsoftonline.com"
AUDIENCES: Mapping[str, str] = {  # resource that is asked for -> service
    "https://graph.microsoft.com": "graph",
    "https://management.azure.com": "arm",
    "https://management.core.windows.net": "arm",
    "https://outlook.office365.com": "exchange",
}
_LIFE = 3600
_BY_JWT = "urn:ietf:params:oauth:client-assertion-type:jwt-bearer"
_SECRET, _CERTIFICATE = "1", "2"  # the claim appidacr


@dataclass(slots=True)
class Application:
    """An application that the authority knows; `roles`: by service, what it was granted there."""

    client_id: str
    roles: dict[str, frozenset[str]] = field(default_factory=dict)
    secrets: set[str] = field(default_factory=set)
    certificates: list[x509.Certificate] = field(default_factory=list)
    trusted: list[Trust] = field(default_factory=list)


@dataclass(frozen=True, slots=True)
class Caller:
    """Whose token it is, for which service, and what the application was granted there."""

    client_id: str
    audience: str
    service: str
    roles: frozenset[str] = frozenset()
    by_certificate: bool = False

    def holds(self, *permissions: str) -> bool:
        """Whether the token has one of these roles."""
        return bool(self.roles.intersection(permissions))


class Tokens:
    """Safe to use from several threads."""

    def __init__(self, world: World, clock: Callable[[], float] = time.time) -> None:
        self._world = world
        self._clock = clock
        self._lock = Lock()
        self._issued: dict[str, tuple[Caller, float]] = {}
        self.applications: dict[str, Application] = {}
        self.withdrawn: set[tuple[str, str]] = set()  # service, role
        self.refused: set[str] = set()  # services whose resource the tenant does not have

    def expire(self) -> None:
        """Ends every token that was issued."""
        with self._lock:
            self._issued.clear()

    def caller(self, token: str) -> Caller | None:
        """Whose a token is; None when it is not known, or over."""
        with self._lock:
            caller, until = self._issued.get(token, (None, 0.0))
        return caller if self._clock() < until else None

    def discovery(self, url: str, tenant: str) -> Answer:
        """The answer to `/{tenant}/v2.0/.well-known/openid-configuration`. Raises Refused."""
        self._check_tenant(tenant)
        base = f"{url}/{HOST}/{tenant}"
        return Answer(
            200,
            {
                "token_endpoint": f"{base}/oauth2/v2.0/token",
                "token_endpoint_auth_methods_supported": ["client_secret_post", "private_key_jwt"],
                "jwks_uri": f"{base}/discovery/v2.0/keys",
                "response_types_supported": ["code"],
                "subject_types_supported": ["pairwise"],
                "id_token_signing_alg_values_supported": ["RS256"],
                "issuer": f"{url}/{HOST}/{self._world.tenant}/v2.0",
                "authorization_endpoint": f"{base}/oauth2/v2.0/authorize",
                "device_authorization_endpoint": f"{base}/oauth2/v2.0/devicecode",
                "tenant_region_scope": "EU",
                "cloud_instance_name": "microsoftonline.com",
            },
        )

    def issue(self, url: str, tenant: str, body: bytes) -> Answer:
        """The answer to a form at `/{tenant}/oauth2/v2.0/token`. Raises Refused."""
        self._check_tenant(tenant)
        form = {name: values[0] for name, values in parse_qs(body.decode("utf-8", "replace")).items()}
        if form.get("grant_type") != "client_credentials":
            raise Refused(400, "unsupported_grant_type", "The app requested an unsupported grant type.", extra={"number": 70003})
        application = self.applications.get(form.get("client_id", ""))
        if application is None:
            text = "Application with identifier was not found in the directory."
            raise Refused(400, "unauthorized_client", text, extra={"number": 700016})
        by_certificate = self._check_credential(application, form, url, tenant)
        caller = self._caller(application, form.get("scope", ""), by_certificate=by_certificate)
        token = self._token(caller)
        with self._lock:
            self._issued[token] = (caller, self._clock() + _LIFE)
        return Answer(200, {"token_type": "Bearer", "expires_in": _LIFE - 1, "ext_expires_in": _LIFE - 1, "access_token": token})

    def _check_tenant(self, tenant: str) -> None:
        names = {self._world.tenant, self._world.domain, *(each["id"] for each in self._world.domains)}
        if tenant.lower() not in {each.lower() for each in names}:
            raise Refused(400, "invalid_tenant", f"Tenant '{tenant}' not found.", extra={"number": 90002})

    def _check_credential(self, application: Application, form: Mapping[str, str], url: str, tenant: str) -> bool:
        """Whether it was a certificate. A federated assertion counts as one ("appidacr": "2")."""
        if "client_secret" in form:
            if form["client_secret"] not in application.secrets:
                raise invalid(
                    7000215, "Invalid client secret provided. Ensure the secret being sent in the request is the client secret value."
                )
            return False
        if form.get("client_assertion_type") != _BY_JWT:
            raise invalid(7000216, "'client_assertion', 'client_secret' or 'request' is required for the 'client_credentials' grant type.")
        assertion = read(form.get("client_assertion", ""))
        if assertion.claims.get("iss") == application.client_id:
            audiences = frozenset(f"{base}/{tenant}{end}" for base in (f"{url}/{HOST}", f"https://{HOST}") for end in _ENDS)
            check_certificate(assertion, application.client_id, application.certificates, audiences, self._clock())
        else:
            check_trust(assertion, application.trusted, self._clock())
        return True

    def _caller(self, application: Application, scope: str, *, by_certificate: bool) -> Caller:
        resource, _, kind = scope.rpartition("/")
        if kind != ".default":
            text = "The provided value for the input parameter 'scope' is not valid: it must end in /.default."
            raise Refused(400, "invalid_scope", text, extra={"number": 1002012})
        service = self._service(resource)
        roles = (role for role in application.roles.get(service, ()) if (service, role) not in self.withdrawn)
        return Caller(application.client_id, resource.rstrip("/"), service, frozenset(roles), by_certificate)

    def _service(self, resource: str) -> str:
        service = AUDIENCES.get(resource.rstrip("/"), "")
        hosts = {urlsplit(address).netloc for address in self._world.sharepoint}
        if urlsplit(resource).scheme == "https" and urlsplit(resource).netloc in hosts:
            service = "sharepoint"
        if not service or service in self.refused:
            text = f"The resource principal named {resource} was not found in the tenant named {self._world.domain}."
            raise Refused(400, "invalid_resource", text, extra={"number": 500011})
        return service

    def _token(self, caller: Caller) -> str:
        """A JWT with the claims of an app-only token. Nobody can check its signature: a client must not look into a token that is meant for another."""
        now = int(self._clock())
        claims = {
            "aud": caller.audience,
            "iss": f"https://sts.windows.net/{self._world.tenant}/",
            "iat": now,
            "nbf": now,
            "exp": now + _LIFE,
            "appid": caller.client_id,
            "appidacr": _CERTIFICATE if caller.by_certificate else _SECRET,
            "idtyp": "app",
            "oid": caller.client_id,
            "tid": self._world.tenant,
            "ver": "1.0",
        }
        if caller.roles:
            claims["roles"] = sorted(caller.roles)
        parts = (
            json.dumps({"typ": "JWT", "alg": "RS256", "kid": "sandbox"}).encode(),
            json.dumps(claims).encode(),
            secrets.token_bytes(32),
        )
        return ".".join(base64.urlsafe_b64encode(part).rstrip(b"=").decode() for part in parts)


_ENDS = ("/oauth2/v2.0/token", "/v2.0")


def as_roles(roles: Mapping[str, Iterable[str]]) -> dict[str, frozenset[str]]:
    """Roles by service, as an application keeps them."""
    return {service: frozenset(each) for service, each in roles.items()}
