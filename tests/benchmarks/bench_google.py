"""The crawl of Google Drive against a bare loop over the same pages with Google's client; time and memory of a whole collection and its check.

python -m tests.benchmarks.bench_google [FILES]    20000 to try it out

Everything is measured in a process of its own, and the tenant is served by another.
"""

import json
import sys
import tempfile
from collections.abc import Callable, Iterator, Mapping, Sequence
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from dataclasses import asdict, replace
from datetime import UTC, datetime
from itertools import groupby
from operator import itemgetter
from pathlib import Path
from threading import local
from typing import Any

import httplib2
import msgspec
from cryptography.hazmat.primitives import serialization
from cryptography.hazmat.primitives.asymmetric import rsa
from google.oauth2 import service_account
from google_auth_httplib2 import AuthorizedHttp, Request
from googleapiclient.discovery import build_from_document
from tabulate import tabulate

from audit.pipeline import hold, plan
from audit.ports import Scope
from audit.runs.store import Store
from policies.load import load_text
from providers.google_api import names
from providers.google_api.discovery import document, rebased, requester
from providers.google_api.session import Sessions
from providers.google_workspace import provider
from providers.google_workspace.directory import Administrators, Directory, Group, User
from providers.google_workspace.drive.answers import Drives, Item, Items, Rows
from providers.google_workspace.drive.crawling import crawl
from providers.google_workspace.operations import OPERATIONS
from providers.google_workspace.settings import WorkspaceSettings, decode
from tests.benchmarks import measuring
from tests.benchmarks.google_tenant import CUSTOMER, DOMAIN, Size, Tenant, group, user
from tests.benchmarks.measuring import Nowhere, Taken, measured

AT = datetime(2026, 11, 23, 2, tzinfo=UTC)
GOES = 3  # the best of so many counts, for ours and the bare loop alike
API = "drive.v3"
METHODS = ("files.list", "files.get", "permissions.list", "changes.getStartPageToken", "drives.list")
CALLS = "calls.json"
_KINDS = {"files.list": Items, "files.get": Item, "permissions.list": Rows, "drives.list": Drives}
_SAID = {
    "pages": "the pages alone, parsed by Google's client",
    "client": "all calls of the crawl, parsed by Google's client",
    "typed": "all calls of the crawl, parsed into structs",
    "crawl": "the crawl, kept nowhere",
    "kept": "the crawl, into a run on disk",
}
_POLICY = """
version: 1
house_rules: {profile: starter}
organisation: {id: big, name: Big, country: BE, contact: {role: keeper, email: privacy@big.example}, domains: [big.example]}
roles: {keeper: {label: {en: keeper}}, worker: {label: {en: worker}}}
categories: {contact: {label: {en: contact}}}
people:
  p0: {kind: employee, roles: [keeper], starts: 2021-03-01, accounts: {google: p00000@big.example}}
  p1: {kind: employee, roles: [worker], starts: 2021-03-01, accounts: {google: p00001@big.example}}
assets:
  contracts: {label: {en: contracts}, owner: p0, where: [{system: google, kind: shared-drive, ref: "drive:drive-000000"}], categories: [contact]}
  claims: {label: {en: claims}, owner: p0, where: [{system: google, kind: folder, ref: "drive:d00001-p0000-f03"}], categories: [contact]}
  notes: {label: {en: notes}, owner: p1, where: [{system: google, kind: my-drive, ref: p00001@big.example}], categories: [contact]}
  list: {label: {en: list}, owner: p1, where: [{system: google, kind: file, ref: "drive:u00002-p0000-i007"}], categories: [contact]}
allow:
  - {id: A01, who: role:keeper, may: share, which: [contracts, claims, notes, list]}
  - {id: A02, who: role:worker, may: change, which: [contracts, notes]}
"""


Call = tuple[str, str, str, dict[str, Any]]  # as whom, which, with which scope and parameters


@contextmanager
def served(size: Size) -> Iterator[str]:
    """The address of the tenant, served by another process."""
    with measuring.served("tests.benchmarks.google_tenant", json.dumps(asdict(size))) as url:
        yield url


def write_key(folder: Path, url: str) -> Path:
    """A service account's key, whose tokens come from the tenant."""
    key = rsa.generate_private_key(public_exponent=65537, key_size=2048)
    pem = key.private_bytes(serialization.Encoding.PEM, serialization.PrivateFormat.PKCS8, serialization.NoEncryption()).decode()
    told = {"type": "service_account", "client_email": "audit@p-audit.iam.gserviceaccount.com", "private_key": pem, "private_key_id": "k1"}
    path = folder / "key.json"
    path.write_text(json.dumps(told | {"token_uri": f"{url}/oauth2.googleapis.com/token"}))
    return path


def settings(url: str, key: str) -> str:
    """The adapter's settings, its workers as they are by default."""
    return json.dumps({"endpoint_url": url, "key_file": key, "subject": user(0)})


class Recording(Sessions):
    """Keeps which calls were made."""

    def __init__(self, told: WorkspaceSettings) -> None:
        super().__init__(told, OPERATIONS)
        self.calls: list[Call] = []

    def call(self, api: str, name: str, subject: str, parameters: Mapping[str, object]) -> bytes:
        if api == API:
            self.calls.append((subject, name, self.permission(api, name), dict(parameters)))
        return super().call(api, name, subject, parameters)


class Bare:
    """Makes the same calls again with Google's client and as many threads, and parses the answers: in the client's way, or into our structs."""

    def __init__(self, url: str, key: str, calls: Sequence[Call], *, typed: bool) -> None:
        self._typed, self._threads = typed, local()
        self._own = service_account.Credentials.from_service_account_file(key)
        self._workers = decode(settings(url, key)).workers
        self._subjects = [tuple(held) for _, held in groupby(sorted(calls, key=itemgetter(0)), itemgetter(0))]
        wanted = {name for _, name, _, _ in calls}
        self._made = {name: requester(API, name, url) if typed else _usual(name, url) for name in wanted}

    def read(self) -> int:
        """How many items there were."""
        with ThreadPoolExecutor(self._workers) as pool:
            return sum(pool.map(self._as_one, self._subjects))

    def _as_one(self, calls: Sequence[Call]) -> int:
        signed_in: dict[str, AuthorizedHttp] = {}
        count = 0
        for subject, name, scope, parameters in calls:
            if scope not in signed_in:
                signed_in[scope] = self._signed_in(subject, scope)
            answer = self._made[name](**parameters).execute(http=signed_in[scope])
            if self._typed:
                answer = msgspec.json.decode(answer, type=_KINDS.get(name, dict[str, Any]))
                count += len(answer.files) if isinstance(answer, Items) else 0
            else:
                count += len(answer.get("files", ()))
        return count

    def _signed_in(self, subject: str, scope: str) -> AuthorizedHttp:
        if not hasattr(self._threads, "http"):
            self._threads.http = httplib2.Http(proxy_info=None)
        made: Any = self._own.with_subject(subject).with_scopes([scope])
        made.refresh(Request(self._threads.http))
        return AuthorizedHttp(made, self._threads.http)


def _usual(name: str, url: str) -> Callable[..., Any]:
    """A method of the client as it comes."""
    resource, method = name.split(".")
    return getattr(getattr(build_from_document(rebased(document(API), url), http=httplib2.Http()), resource)(), method)


def crawled(size: Size, sessions: Sessions, told: WorkspaceSettings, store: str = "") -> Taken:
    """The adapter's crawl of Drive into a run on disk, short of the commit; kept nowhere without a store."""
    tenant = Tenant(size)
    directory = _directory(tenant)
    for name in METHODS:
        requester(API, name, told.endpoint_url)  # the bare loop has made its own by now, too
    if not store:
        return measured(lambda: crawl(sessions, told, directory, Scope("", AT), Nowhere(), memberships=()))
    with Store(store).create(AT, "0") as writer:
        return measured(lambda: crawl(sessions, told, directory, Scope("", AT), writer, memberships=()))


def _directory(tenant: Tenant) -> Directory:
    people = [
        User(names.user(user(number)).id, user(number), f"{number:010}", "disabled" if number in tenant.suspended else "active")
        for number in range(tenant.size.users)
    ]
    teams = [Group(names.group(group(number)).id, group(number), str(9_000_000_000 + number)) for number in range(tenant.size.groups)]
    return replace(Directory.of(CUSTOMER, (DOMAIN,), people, teams), administrators=Administrators(drives=("google://admin-role/1",)))


def collected(url: str, key: str, store: str) -> tuple[Taken, Taken]:
    """A whole collection through the port, and its commit."""
    with Store(store).create(AT, "0") as writer:
        reading = measured(lambda: provider.collect(Scope(settings(url, key), AT), writer))
        committing = measured(lambda: sum(file.rows for file in writer.commit("", (provider.name,)).manifest.tables))
    return reading, committing


def checked(store: str) -> Taken:
    """The run held against a policy."""
    policy = load_text({"policy.yaml": _POLICY})
    return measured(lambda: len(hold(plan(policy, (provider.name,)), Store(store).open("latest")).findings))


def _apart(what: str, size: Size, *words: str) -> Any:
    """One measure in a process of its own."""
    return measuring.apart("tests.benchmarks.bench_google", what, json.dumps(asdict(size)), *words)


def _measure(what: str, size: Size, *words: str) -> object:
    match what, *words:
        case "record", url, key, store:
            told = decode(settings(url, key))
            sessions = Recording(told)
            crawled(size, sessions, told, store)
            Path(store, CALLS).write_text(json.dumps(sessions.calls))
            return None
        case (("crawl" | "kept"), url, key, store):
            told = decode(settings(url, key))
            return asdict(crawled(size, Sessions(told, OPERATIONS), told, store if what == "kept" else ""))
        case (("pages" | "client" | "typed"), url, key, store):
            calls = [tuple(call) for call in json.loads(Path(store, CALLS).read_text())]
            mine = [call for call in calls if what != "pages" or call[1] == "files.list"]
            return asdict(measured(Bare(url, key, mine, typed=what == "typed").read))
        case "collect", url, key, store:
            return [asdict(each) for each in collected(url, key, store)]
        case _:
            return asdict(checked(*words))


def pages(size: Size) -> str:
    """A table: bare loops over the answers that the crawl gets, and the crawl, in turn, the best of each."""
    found: dict[str, list[Taken]] = {}
    with tempfile.TemporaryDirectory() as name, served(size) as url:
        words = (url, str(write_key(Path(name), url)), name)
        _apart("record", size, *words)
        calls = json.loads(Path(name, CALLS).read_text())
        for _ in range(GOES):
            for what in _SAID:
                found.setdefault(what, []).append(Taken(**_apart(what, size, *words)))
    count = sum(call[1] == "files.list" for call in calls)
    best = {what: min(one.seconds for one in goes) for what, goes in found.items()}
    least = {what: min(one.busy for one in goes) for what, goes in found.items()}
    rows = [
        (said, f"{best[what]:.1f} s", f"{count / best[what]:,.0f}", *_against(best, what), f"{least[what]:.1f} s", *_against(least, what))
        for what, said in _SAID.items()
    ]
    heads = (f"{size.files:,} files", "took", "pages/s", "by the client", "processor", "by the client")
    return f"{size.users:,} users, {size.drives:,} shared drives, {count:,} pages, {len(calls):,} calls\n{tabulate(rows, heads)}"


def _against(taken: Mapping[str, float], what: str) -> tuple[str]:
    return (f"{taken[what] / taken['client']:.2f}",)


def whole(sizes: list[Size]) -> str:
    """A table: a whole collection, its commit and a check, for each size."""
    return tabulate([dict(_whole(size)) for size in sizes], headers="keys")


def _whole(size: Size) -> Iterator[tuple[str, str]]:
    with tempfile.TemporaryDirectory() as name, served(size) as url:
        reading, committing = (Taken(**one) for one in _apart("collect", size, url, str(write_key(Path(name), url)), name))
        check = Taken(**_apart("check", size, name))
    yield from {"files": f"{size.files:,}", "users": f"{size.users:,}", "groups": f"{size.groups:,}", "drives": f"{size.drives:,}"}.items()
    yield from {"collect": f"{reading.seconds:.0f} s", "at most": f"{reading.peak:,.0f} MB"}.items()
    yield from {"commit": f"{committing.seconds:.0f} s", "then": f"{committing.peak:,.0f} MB", "rows": f"{committing.rows:,}"}.items()
    yield from {"check": f"{check.seconds:.1f} s", "with": f"{check.peak:,.0f} MB", "findings": f"{check.rows:,}"}.items()


def main(files: int = 2_000_000) -> None:
    """Prints everything: pages for a tenth of the tenant, a collection for all of it and for a tenth of its files."""
    most = min(files, 200_000)
    for one in (_sized(most), Size(most, 10, 10, 2)):
        sys.stdout.write(f"{pages(one)}\n\n")
        sys.stdout.flush()
    size = _sized(files)
    sys.stdout.write(f"{whole([replace(size, files=files // 10), size])}\n")


def _sized(files: int) -> Size:
    """So many files, and all else in proportion."""
    usual = Size()
    part = files / usual.files
    return Size(files, max(10, int(usual.users * part)), max(10, int(usual.groups * part)), max(2, int(usual.drives * part)))


if __name__ == "__main__":
    if sys.argv[1:2] == ["--measure"]:
        sys.stdout.write(json.dumps(_measure(sys.argv[2], Size(**json.loads(sys.argv[3])), *sys.argv[4:])))
    else:
        main(*map(int, sys.argv[1:]))
