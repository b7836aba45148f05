"""moto over a socket, and a server of recorded answers for what moto does not do. boto3's own clients talk to both."""

import json
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from datetime import UTC, datetime
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from threading import Thread

import boto3
import pytest

from audit.ports import Scope
from audit.runs.memory import MemoryFacts, MemorySink
from providers.aws.collecting import collect
from providers.aws.operations import OPERATIONS
from providers.aws.session import Sessions
from providers.aws.settings import AwsSettings
from providers.sandbox.denials import Denied
from providers.sandbox.server import Server

REGION = "eu-west-1"
ACCOUNT = "123456789012"  # moto's own
AT = datetime(2026, 11, 23, 2, tzinfo=UTC)


def session() -> boto3.Session:
    """Credentials of nobody, given outright, so that none of the machine's own are looked for."""
    return boto3.Session("test", "test", region_name=REGION)


READING = session()  # each session reads AWS's service models anew, which is most of a test's time
SEEDING = session()
SEEDING.events.register("before-sign.s3-control", lambda request, **_: setattr(request, "url", request.url.replace(f"//{ACCOUNT}.", "//")))


@dataclass
class Aws:
    """moto's world, and what the adapter makes of it."""

    server: Server

    def client(self, service: str, account: str = ACCOUNT):
        credentials = {}
        if account != ACCOUNT:
            role = f"arn:aws:iam::{account}:role/seed"
            given = self.client("sts").assume_role(RoleArn=role, RoleSessionName="seed")["Credentials"]
            credentials = {
                "aws_access_key_id": given["AccessKeyId"],
                "aws_secret_access_key": given["SecretAccessKey"],
                "aws_session_token": given["SessionToken"],
            }
        return SEEDING.client(service, endpoint_url=self.server.url, **credentials)

    def deny(self, permission: str, resource: str = "") -> None:
        self.server.deny([Denied(permission, resource)], OPERATIONS)

    def settings(self, **more: object) -> dict[str, object]:
        return {"endpoint_url": self.server.url, "regions": [REGION], "max_attempts": 1} | more

    def collect(self, **more: object) -> MemoryFacts:
        sink = MemorySink()
        collect(Scope(json.dumps(self.settings(**more)), AT), sink, READING)
        return sink.facts()


@pytest.fixture(scope="session")
def server() -> Iterator[Server]:
    with Server() as running:
        yield running


@pytest.fixture
def aws(server: Server) -> Aws:
    server.empty()
    return Aws(server)


@dataclass(frozen=True)
class Asked:
    method: str
    path: str
    target: str  # the JSON protocols' operation
    body: str


@dataclass
class Recorded:
    """Answers requests from a function, and keeps them. Signs in as ACCOUNT by itself."""

    answer: Callable[[Asked], tuple[int, str]]
    seen: list[Asked] = field(default_factory=list)
    url: str = ""
    stop: Callable[[], None] = lambda: None

    def sessions(self) -> Sessions:
        return Sessions(AwsSettings(endpoint_url=self.url, max_attempts=1), READING)

    def reply(self, asked: Asked) -> tuple[int, str]:
        if "Action=GetCallerIdentity" in asked.body:
            told = f"<Account>{ACCOUNT}</Account><Arn>arn:aws:iam::{ACCOUNT}:user/audit</Arn>"
            return 200, f"<R><GetCallerIdentityResult>{told}</GetCallerIdentityResult></R>"
        self.seen.append(asked)
        return self.answer(asked)


@pytest.fixture
def recorded() -> Iterator[Callable[[Callable[[Asked], tuple[int, str]]], Recorded]]:
    running: list[ThreadingHTTPServer] = []

    def start(answer: Callable[[Asked], tuple[int, str]]) -> Recorded:
        held = Recorded(answer)
        running.append(ThreadingHTTPServer(("127.0.0.1", 0), _handler(held)))
        Thread(target=running[-1].serve_forever, daemon=True).start()
        held.stop = _stopper(running[-1])
        held.url = f"http://127.0.0.1:{running[-1].server_port}"
        return held

    yield start
    for one in running:
        _stopper(one)()


def _stopper(server: ThreadingHTTPServer) -> Callable[[], None]:
    def stop() -> None:
        server.shutdown()
        server.server_close()

    return stop


def _handler(held: Recorded) -> type[BaseHTTPRequestHandler]:
    class Handler(BaseHTTPRequestHandler):
        def _any(self) -> None:
            body = self.rfile.read(int(self.headers.get("Content-Length") or 0)).decode()
            status, text = held.reply(Asked(self.command, self.path, self.headers.get("X-Amz-Target", ""), body))
            self.send_response(status)
            self.send_header("Content-Length", str(len(text.encode())))
            self.end_headers()
            self.wfile.write(text.encode())

        do_GET = do_POST = do_PUT = do_DELETE = _any  # noqa: N815 - named by http.server

        def log_message(self, format: str, *args: object) -> None:  # noqa: A002 - named by http.server
            pass

    return Handler
