"""A small Google on loopback: a token endpoint that checks real signatures, and answers from a function. Google's own client talks to it."""

import json
from base64 import b64decode, b64encode
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from threading import Thread
from urllib.parse import parse_qs, urlsplit

import pytest
from cryptography.hazmat.primitives import hashes, serialization
from cryptography.hazmat.primitives.asymmetric import padding, rsa
from google.auth import jwt

from audit.ports import Operation
from providers.google_api.session import Sessions
from providers.google_api.settings import GoogleSettings
from tests.unit.providers.clock import Clock

AUDIT = "audit@p-audit.iam.gserviceaccount.com"
DRIVE = "https://www.googleapis.com/auth/drive.metadata.readonly"
USERS = "https://www.googleapis.com/auth/admin.directory.user.readonly"
OPERATIONS = (
    Operation("drive.v3", "files.list", DRIVE, "drive"),
    Operation("drive.v3", "files.get", DRIVE, "drive"),
    Operation("drive.v3", "files.delete", DRIVE, "drive"),  # no read: to see it stopped
    Operation("admin.directory_v1", "users.list", USERS, "users"),
    Operation("admin.directory_v1", "domains.list", USERS, "users"),
    Operation("storage.v1", "buckets.list", "storage.buckets.list", "storage"),
    Operation("storage.v1", "buckets.getIamPolicy", "storage.buckets.getIamPolicy", "storage"),
    Operation("cloudresourcemanager.v3", "projects.getIamPolicy", "resourcemanager.projects.getIamPolicy", "policies"),
)
KEY = rsa.generate_private_key(public_exponent=65537, key_size=2048)
OTHER_KEY = rsa.generate_private_key(public_exponent=65537, key_size=2048)

Reply = tuple[int, object] | tuple[int, object, Mapping[str, str]] | None


@dataclass(frozen=True)
class Asked:
    verb: str
    path: str
    query: Mapping[str, str]
    headers: Mapping[str, str]
    body: str
    subject: str
    scope: str


def pem(key: rsa.RSAPrivateKey) -> str:
    form = serialization.PrivateFormat.PKCS8
    return key.private_bytes(serialization.Encoding.PEM, form, serialization.NoEncryption()).decode()


def public(key: rsa.RSAPrivateKey) -> bytes:
    return key.public_key().public_bytes(serialization.Encoding.PEM, serialization.PublicFormat.SubjectPublicKeyInfo)


@dataclass
class Google:
    """`answer` gives (status, JSON or bytes[, headers]), or None to hang up. `refuse` gives the token endpoint's no for a claim."""

    folder: Path
    clock: Clock = field(default_factory=Clock)
    answer: Callable[[Asked], Reply] = lambda _: (200, {})
    refuse: Callable[[Mapping[str, str]], tuple[int, object] | None] = lambda _: None
    asked: list[Asked] = field(default_factory=list)
    signed_in: list[tuple[str, str]] = field(default_factory=list)  # subject, scope
    lifetime: int = 3600
    url: str = ""
    _tokens: dict[str, tuple[str, str]] = field(default_factory=dict)

    def key_file(self, key: rsa.RSAPrivateKey = KEY, **more: str) -> str:
        path = self.folder / f"key-{len(list(self.folder.iterdir()))}.json"
        token_uri = f"{self.url}/oauth2.googleapis.com/token"
        told = {"type": "service_account", "client_email": AUDIT, "private_key": pem(key), "private_key_id": "k1", "token_uri": token_uri}
        path.write_text(json.dumps(told | more))
        return str(path)

    def settings(self, **more: object) -> GoogleSettings:
        given = {"key_file": self.key_file(), "endpoint_url": self.url, "max_attempts": 3} | more
        return GoogleSettings(**given)  # type: ignore[arg-type]

    def sessions(self, operations: Iterable[Operation] = OPERATIONS, **more: object) -> Sessions:
        return Sessions(self.settings(**more), operations, self.clock)

    def revoke(self) -> None:
        self._tokens.clear()

    def reply(self, asked: Asked) -> Reply:
        for part, give in self._sign_ins().items():
            if part in asked.path:
                return give(asked)
        if asked.path in ("", "/"):
            return 200, {}
        if asked.scope == "":
            return 401, {"error": {"code": 401, "message": "no such token", "status": "UNAUTHENTICATED"}}
        self.asked.append(asked)
        return self.answer(asked)

    def _sign_ins(self) -> Mapping[str, Callable[[Asked], Reply]]:
        return {
            "/oauth2.googleapis.com/token": self._by_assertion,
            "/sts.googleapis.com/v1/token": self._by_exchange,
            ":generateAccessToken": self._by_impersonation,
            ":signBlob": self._signed,
            "/computeMetadata/": self._attached,
        }

    def holder(self, authorization: str) -> tuple[str, str]:
        return self._tokens.get(authorization.removeprefix("Bearer "), ("", ""))

    def _by_assertion(self, asked: Asked) -> Reply:
        try:
            claims = jwt.decode(parse_qs(asked.body)["assertion"][0], certs=public(KEY), audience="https://oauth2.googleapis.com/token")
        except ValueError:
            return 400, {"error": "invalid_grant", "error_description": "Invalid JWT Signature."}
        no = self.refuse(claims)
        if no:
            return no
        return 200, {
            "access_token": self._token(claims.get("sub", ""), claims["scope"]),
            "expires_in": self.lifetime,
            "token_type": "Bearer",
        }

    def _by_exchange(self, _: Asked) -> Reply:
        return 200, {"access_token": self._token("pool", "sts"), "expires_in": 3600, "issued_token_type": "x", "token_type": "Bearer"}

    def _by_impersonation(self, asked: Asked) -> Reply:
        until = (datetime.now(UTC) + timedelta(hours=1)).strftime("%Y-%m-%dT%H:%M:%SZ")
        return 200, {"accessToken": self._token("", " ".join(json.loads(asked.body)["scope"])), "expireTime": until}

    def _signed(self, asked: Asked) -> Reply:
        signature = KEY.sign(b64decode(json.loads(asked.body)["payload"]), padding.PKCS1v15(), hashes.SHA256())
        return 200, {"keyId": "k1", "signedBlob": b64encode(signature).decode()}

    def _attached(self, asked: Asked) -> Reply:
        """The metadata server of a machine with a service account."""
        if asked.path.endswith("/token"):
            told = {"access_token": self._token("", asked.query.get("scopes", "")), "expires_in": 3600, "token_type": "Bearer"}
        else:
            told = {"email": AUDIT, "scopes": [], "aliases": ["default"]} if "service-accounts" in asked.path else {}
        return 200, told, {"Content-Type": "application/json"}

    def _token(self, subject: str, scope: str) -> str:
        self.signed_in.append((subject, scope))
        made = f"ya29.{len(self.signed_in)}"
        self._tokens[made] = (subject, scope)
        return made


@pytest.fixture
def google(tmp_path: Path) -> Iterator[Google]:
    held = Google(tmp_path)
    server = ThreadingHTTPServer(("127.0.0.1", 0), _handler(held))
    server.daemon_threads = True
    Thread(target=server.serve_forever, args=(0.01,), daemon=True).start()
    held.url = f"http://127.0.0.1:{server.server_port}"
    yield held
    server.shutdown()
    server.server_close()


def _handler(held: Google) -> type[BaseHTTPRequestHandler]:
    class Handler(BaseHTTPRequestHandler):
        protocol_version = "HTTP/1.1"
        disable_nagle_algorithm = True  # head and body leave in two parts, and the second would wait for a receipt of the first

        def _any(self) -> None:
            body = self.rfile.read(int(self.headers.get("Content-Length") or 0)).decode()
            url = urlsplit(self.path)
            query = {key: values[0] for key, values in parse_qs(url.query).items()}
            headers = {key.lower(): value for key, value in self.headers.items()}
            answer = held.reply(Asked(self.command, url.path, query, headers, body, *held.holder(headers.get("authorization", ""))))
            if answer is None:
                self.close_connection = True
                return
            status, told, *more = answer
            content = told if isinstance(told, bytes) else json.dumps(told).encode()
            self.send_response(status)
            self.send_header("Metadata-Flavor", "Google")  # how a machine finds its metadata server
            for key, value in (more[0] if more else {}).items():
                self.send_header(key, value)
            self.send_header("Content-Length", str(len(content)))
            self.end_headers()
            self.wfile.write(content)

        do_GET = do_POST = do_PUT = do_DELETE = _any  # noqa: N815 - named by http.server

        def log_message(self, format: str, *args: object) -> None:  # noqa: A002 - named by http.server
            pass

    return Handler
