"""Real servers on loopback: one that plays Slack, Teams and a webhook, and one that takes mail; and the certificates that they show."""

import json
import socket
import ssl
import struct
import threading
import time
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager, suppress
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from ipaddress import ip_address
from pathlib import Path
from typing import Any

from aiosmtpd.controller import Controller
from aiosmtpd.smtp import AuthResult, LoginPassword
from cryptography import x509
from cryptography.hazmat.primitives import hashes, serialization
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.x509.oid import NameOID

HERE = "127.0.0.1"


@dataclass(frozen=True)
class Answer:
    """What a receiver does with a request: a status with headers, or (`reset`) nothing but the end of the connection."""

    status: int = 200
    headers: Mapping[str, str] = field(default_factory=dict)
    body: str = "ok"
    reset: bool = False
    wait: float = 0.0
    first: Callable[[], None] = lambda: None


@dataclass(frozen=True)
class Request:
    path: str
    headers: Mapping[str, str]
    body: bytes

    def json(self) -> Any:
        return json.loads(self.body)


@dataclass
class Receiver:
    """Answers as it is told, path by path, and 200 when it is told nothing; keeps what it was sent."""

    answers: dict[str, list[Answer]] = field(default_factory=dict)
    requests: list[Request] = field(default_factory=list)
    url: str = ""

    def took(self, path: str) -> list[Request]:
        return [each for each in self.requests if each.path == path]


class Handler(BaseHTTPRequestHandler):
    """Plays what the server's receiver was told."""

    server: "Server"

    def do_POST(self) -> None:
        made = self.server.made
        body = self.rfile.read(int(self.headers["Content-Length"]))
        made.requests.append(Request(self.path, {name.lower(): value for name, value in self.headers.items()}, body))
        waiting = made.answers.get(self.path, [])
        answer = waiting.pop(0) if waiting else Answer()
        answer.first()
        time.sleep(answer.wait)
        if answer.reset:
            self.connection.setsockopt(socket.SOL_SOCKET, socket.SO_LINGER, struct.pack("ii", 1, 0))
            self.close_connection = True
            self.connection.close()
            return
        self.send_response(answer.status)
        for name, value in {**answer.headers, "Content-Length": str(len(answer.body))}.items():
            self.send_header(name, value)
        self.end_headers()
        self.wfile.write(answer.body.encode())

    def handle(self) -> None:
        with suppress(OSError, ValueError):  # the client is gone, or the connection was reset as asked
            super().handle()

    def finish(self) -> None:
        with suppress(OSError, ValueError):
            super().finish()

    def log_message(self, *arguments: object) -> None:
        return


class Server(ThreadingHTTPServer):
    daemon_threads = True

    def __init__(self, made: Receiver) -> None:
        super().__init__((HERE, 0), Handler)
        self.made = made

    def handle_error(self, request: object, client_address: object) -> None:
        return  # a handshake that failed, as asked


@contextmanager
def receiver(context: ssl.SSLContext | None = None) -> Iterator[Receiver]:
    made = Receiver()
    server = Server(made)
    if context:
        server.socket = context.wrap_socket(server.socket, server_side=True)
    made.url = f"{'https' if context else 'http'}://{HERE}:{server.server_address[1]}"
    thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.01}, daemon=True)
    thread.start()
    try:
        yield made
    finally:
        server.shutdown()
        server.server_close()
        thread.join()


@dataclass
class Mails:
    """A mail server's memory: what it took, and what it says to a recipient instead (each answer once)."""

    port: int = 0
    taken: list[tuple[str, tuple[str, ...], bytes]] = field(default_factory=list)
    says: dict[str, list[str]] = field(default_factory=dict)
    encrypted: list[bool] = field(default_factory=list)

    async def handle_RCPT(self, server: Any, session: Any, envelope: Any, address: str, options: list[str]) -> str:  # noqa: N802 - aiosmtpd's name
        if waiting := self.says.get(address):
            return waiting.pop(0)
        envelope.rcpt_tos.append(address)
        return "250 OK"

    async def handle_DATA(self, server: Any, session: Any, envelope: Any) -> str:  # noqa: N802 - as above
        self.taken.append((envelope.mail_from, tuple(envelope.rcpt_tos), envelope.content))
        self.encrypted.append(session.ssl is not None)
        return "250 OK"


@contextmanager
def mail_server(context: ssl.SSLContext | None, user: str = "", password: str = "") -> Iterator[Mails]:
    made = Mails()

    def authenticator(server: Any, session: Any, envelope: Any, mechanism: str, data: Any) -> AuthResult:
        known = isinstance(data, LoginPassword) and (data.login.decode(), data.password.decode()) == (user, password)
        return AuthResult(success=known, handled=False) if not known else AuthResult(success=True)

    with socket.create_server((HERE, 0)) as free:
        made.port = free.getsockname()[1]
    controller = Controller(
        made,
        hostname=HERE,
        port=made.port,
        tls_context=context,
        require_starttls=context is not None,
        authenticator=authenticator if user else None,
        auth_required=bool(user),
    )
    controller.start()
    try:
        yield made
    finally:
        controller.stop()


@dataclass(frozen=True)
class Certificates:
    """What a server shows (`context`), and the authority that signed it (`trusted`, a file)."""

    context: ssl.SSLContext
    trusted: Path


def certificates(folder: Path) -> Certificates:
    """An authority of a test's own, and a certificate for this machine."""
    authority, server = ec.generate_private_key(ec.SECP256R1()), ec.generate_private_key(ec.SECP256R1())
    issuer = _name("an authority for tests")
    root = _certificate(issuer, authority.public_key(), issuer, authority, ca=True)
    leaf = _certificate(_name(HERE), server.public_key(), issuer, authority, ca=False)
    (folder / "root.pem").write_bytes(root.public_bytes(serialization.Encoding.PEM))
    key = server.private_bytes(serialization.Encoding.PEM, serialization.PrivateFormat.PKCS8, serialization.NoEncryption())
    (folder / "server.pem").write_bytes(key + leaf.public_bytes(serialization.Encoding.PEM))
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    context.load_cert_chain(folder / "server.pem")
    return Certificates(context, folder / "root.pem")


def _name(text: str) -> x509.Name:
    return x509.Name([x509.NameAttribute(NameOID.COMMON_NAME, text)])


def _certificate(
    subject: x509.Name, key: ec.EllipticCurvePublicKey, issuer: x509.Name, signer: ec.EllipticCurvePrivateKey, *, ca: bool
) -> x509.Certificate:
    now = datetime.now(UTC)
    usage = x509.KeyUsage(not ca, False, False, False, False, ca, ca, False, False)
    made = (
        x509.CertificateBuilder()
        .subject_name(subject)
        .issuer_name(issuer)
        .public_key(key)
        .serial_number(x509.random_serial_number())
        .not_valid_before(now - timedelta(days=1))
        .not_valid_after(now + timedelta(days=1))
        .add_extension(x509.BasicConstraints(ca=ca, path_length=None), critical=True)
        .add_extension(usage, critical=True)
        .add_extension(x509.SubjectKeyIdentifier.from_public_key(key), critical=False)
        .add_extension(x509.AuthorityKeyIdentifier.from_issuer_public_key(signer.public_key()), critical=False)
    )
    if not ca:
        made = made.add_extension(x509.SubjectAlternativeName([x509.IPAddress(ip_address(HERE))]), critical=False)
    return made.sign(signer, hashes.SHA256())
