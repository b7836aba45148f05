"""The crawl of SharePoint and OneDrive against a bare loop over the same requests; time, memory and requests of a whole collection and of a night.

python -m tests.benchmarks.bench_microsoft [ITEMS]    50000 to try it out

Everything is measured in a process of its own, and the tenant is served by another, which counts what it is asked.
"""

import json
import os
import ssl
import sys
import tempfile
from collections.abc import Iterator, Mapping, Sequence
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from dataclasses import asdict, dataclass, replace
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

from tabulate import tabulate
from urllib3 import PoolManager

from audit.ports import Scope, Sink
from audit.runs.store import Store
from providers.microsoft365 import provider
from providers.microsoft365.directory import Directory, Group, User
from providers.microsoft365.files.crawling import crawl
from providers.microsoft365.operations import OPERATIONS
from providers.microsoft365.settings import decode
from providers.microsoft_api import names, session
from providers.microsoft_api.session import Sessions
from providers.microsoft_api.settings import MicrosoftSettings
from tests.benchmarks import measuring
from tests.benchmarks.measuring import Nowhere, Taken, measured
from tests.benchmarks.microsoft_tenant import COUNTED, DOMAIN, TENANT, Counted, Size, group_id, token, user, user_id

AT = datetime(2026, 11, 23, 2, tzinfo=UTC)
NIGHT = AT + timedelta(days=1)
GOES = 3  # the best of so many counts, for ours and the bare loop alike
SECRET = "TOEGANG_BENCHMARK_SECRET"
_THIS, _SERVER = "tests.benchmarks.bench_microsoft", "tests.benchmarks.microsoft_tenant"
_REQUESTS = "requests.json"
_SLICES = 8  # of the requests for each thread of the bare loop
_SAID = {
    "bare": "the requests alone, parsed by json",
    "crawl": "the crawl, kept nowhere",
    "kept": "the crawl, into a run on disk",
}

Sent = tuple[str, dict[str, str], str]  # the address, the headers, the body of a batch


@dataclass(frozen=True, slots=True)
class Place:
    """Where the tenant is served, the authority of its certificate beside it."""

    url: str
    folder: str

    @property
    def ca_file(self) -> str:
        """The PEM file of the authority."""
        return str(Path(self.folder) / "ca.pem")

    @property
    def settings(self) -> str:
        """The adapter's settings, its workers as they are by default."""
        return json.dumps(
            {"endpoint_url": self.url, "ca_file": self.ca_file, "tenant": TENANT, "client_id": TENANT, "secret_variable": SECRET}
        )

    def counted(self) -> Counted:
        """What was asked since this was."""
        return Counted(**PoolManager(ca_certs=self.ca_file).request("GET", self.url + COUNTED).json())


@contextmanager
def served(size: Size) -> Iterator[Place]:
    """The tenant, served by another process."""
    os.environ[SECRET] = "secret"
    with tempfile.TemporaryDirectory() as folder, measuring.served(_SERVER, json.dumps(asdict(size)), folder) as url:
        yield Place(url, folder)


class Recording(Sessions):
    """Keeps what was sent."""

    def __init__(self, told: MicrosoftSettings) -> None:
        super().__init__(told, OPERATIONS)
        self.sent: list[Sent] = []

    def _asked(self, request: session.Request) -> bytes:
        self.sent.append((request.url, dict(request.headers), (request.body or b"").decode()))
        return super()._asked(request)


class Bare:
    """Sends the same requests again with urllib3, as many threads and the same patience, and parses the answers."""

    def __init__(self, place: Place, sent: Sequence[Sent]) -> None:
        told = decode(place.settings)
        self._workers = told.workers
        context = ssl.create_default_context(cafile=place.ca_file)
        self._pool = PoolManager(maxsize=told.workers, block=True, ssl_context=context, timeout=told.timeout)
        size = max(1, len(sent) // (self._workers * _SLICES))
        self._slices = [sent[start : start + size] for start in range(0, len(sent), size)]

    def read(self) -> int:
        """How many entries there were."""
        with ThreadPoolExecutor(self._workers) as threads:
            return sum(threads.map(self._some, self._slices))

    def _some(self, sent: Sequence[Sent]) -> int:
        count = 0
        for url, headers, body in sent:
            told = {**headers, "Accept-Encoding": "gzip", "Authorization": f"Bearer {token()}"}
            answer = self._pool.request("POST" if body else "GET", url, body=body or None, headers=told, redirect=False, retries=False)
            count += len(json.loads(answer.data).get("value", ()))
        return count


def crawled(size: Size, sessions: Sessions, place: Place, sink: Sink) -> Taken:
    """The adapter's crawl of files into a sink."""
    people = (User(names.user(user_id(number)).id, user(number), user_id(number)) for number in range(size.users))
    teams = (Group(names.group(group_id(number)).id, "", group_id(number)) for number in range(size.groups))
    directory = Directory.of(TENANT, (DOMAIN,), people, teams)
    told = decode(place.settings)
    return measured(lambda: crawl(sessions, told, directory, Scope("", AT), sink, memberships=()))


def collected(place: Place, store: str, at: datetime) -> tuple[Taken, Taken]:
    """A whole collection through the port, on top of the last one if there is one, and its commit."""
    kept = Store(store)
    previous = kept.open("latest") if at > AT else None
    with kept.create(at, "0") as writer:
        reading = measured(lambda: provider.collect(Scope(place.settings, at, previous=previous), writer))
        committing = measured(lambda: sum(file.rows for file in writer.commit("", (provider.name,)).manifest.tables))
    return reading, committing


def _apart(what: str, size: Size, place: Place, store: str) -> Any:
    """One measure in a process of its own."""
    return measuring.apart(_THIS, what, json.dumps(asdict(size)), place.url, place.folder, store)


def _measure(what: str, size: Size, place: Place, store: str) -> object:
    match what:
        case "record":
            sessions = Recording(decode(place.settings))
            crawled(size, sessions, place, Nowhere())
            Path(store, _REQUESTS).write_text(json.dumps(sessions.sent))
            return None
        case "crawl":
            return asdict(crawled(size, Sessions(decode(place.settings), OPERATIONS), place, Nowhere()))
        case "kept":
            with Store(store).create(AT, "0") as writer:
                return asdict(crawled(size, Sessions(decode(place.settings), OPERATIONS), place, writer))
        case "bare":
            sent = json.loads(Path(store, _REQUESTS).read_text())
            return asdict(measured(Bare(place, sent).read))
        case _:
            return [asdict(each) for each in collected(place, store, AT if what == "collect" else NIGHT)]


def pages(size: Size) -> str:
    """A table: the bare loop over the requests of the crawl, and the crawl, in turn, the best of each."""
    found: dict[str, list[Taken]] = {what: [] for what in _SAID}
    with tempfile.TemporaryDirectory() as store, served(size) as place:
        _apart("record", size, place, store)
        sent = json.loads(Path(store, _REQUESTS).read_text())
        for _ in range(GOES):
            for what, goes in found.items():
                goes.append(Taken(**_apart(what, size, place, store)))
    best = {what: min(one.seconds for one in goes) for what, goes in found.items()}
    least = {what: min(one.busy for one in goes) for what, goes in found.items()}
    rows = [
        (
            said,
            f"{best[what]:.1f} s",
            f"{len(sent) / best[what]:,.0f}",
            *_against(best, what),
            f"{least[what]:.1f} s",
            *_against(least, what),
        )
        for what, said in _SAID.items()
    ]
    heads = (f"{size.items:,} items", "took", "requests/s", "by it", "processor", "by it")
    count = sum("/root/delta" in url for url, _, _ in sent)
    asked = f"{len(sent):,} requests, {count:,} of them for pages of items"
    return f"{size.onedrives:,} OneDrives, {size.sites:,} sites: {asked}\n{tabulate(rows, heads)}"


def _against(taken: Mapping[str, float], what: str) -> tuple[str]:
    return (f"{taken[what] / taken['bare']:.2f}",)


def whole(sizes: Sequence[Size]) -> str:
    """Tables: a whole collection, its commit, and the same of the night after it; and what was asked for both."""
    taken, asked = zip(*map(_whole, sizes), strict=True)
    return f"{tabulate([row for rows in taken for row in rows], headers='keys')}\n\n{tabulate(asked, headers='keys')}"


def _whole(size: Size) -> tuple[list[dict[str, str]], dict[str, str]]:
    told = {"items": f"{size.items:,}", "OneDrives": f"{size.onedrives:,}", "sites": f"{size.sites:,}"}
    taken, counts = [], []
    with tempfile.TemporaryDirectory() as store, served(size) as place:
        for what in ("collect", "night"):
            reading, committing = (Taken(**one) for one in _apart(what, size, place, store))
            counts.append(place.counted())
            row = {"": what, "took": f"{reading.seconds:.0f} s", "at most": f"{reading.peak:,.0f} MB"}
            taken.append(
                told | row | {"commit": f"{committing.seconds:.0f} s", "then": f"{committing.peak:,.0f} MB", "rows": f"{committing.rows:,}"}
            )
    full, night = counts
    changes = night.requests - night.anew
    return taken, told | {
        "requests": f"{full.requests:,}",
        "of a night": f"{changes:,}",
        "of all": f"{changes / full.requests:.2%}",
        "besides, read anew": f"{night.anew:,}",
        "calls": f"{full.calls:,}",
        "of night": f"{night.calls - night.anew:,}",
        "part": f"{(night.calls - night.anew) / full.calls:.2%}",
    }


def shapes(items: int) -> tuple[Size, Size]:
    """So many items, and all else in proportion: many small libraries and some large ones, and large ones alone."""
    usual = Size()
    part = items / usual.items
    users, groups, sites = (max(10, int(count * part)) for count in (usual.users, usual.groups, usual.sites))
    many = Size(items, users, groups, users, sites)
    return many, replace(many, onedrives=0, sites=max(2, int(120 * part)))


def main(items: int = 2_000_000) -> None:
    """Prints everything: requests for a tenth of the tenant, a collection for all of it."""
    for one in shapes(min(items, 200_000)):
        sys.stdout.write(f"{pages(one)}\n\n")
        sys.stdout.flush()
    sys.stdout.write(f"{whole(shapes(items))}\n")


if __name__ == "__main__":
    if sys.argv[1:2] == ["--measure"]:
        what, size, url, folder, store = sys.argv[2:]
        sys.stdout.write(json.dumps(_measure(what, Size(**json.loads(size)), Place(url, folder), store)))
    else:
        main(*map(int, sys.argv[1:]))
