"""The one way to ask Microsoft something: an answer, nothing there, or a gap. Collectors use nothing else."""

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any, TypeVar, overload

from providers.microsoft_api.batching import Step
from providers.microsoft_api.decoding import Links, Warned, decoded, entries
from providers.microsoft_api.failures import CallFailed, Failure, FailureKind, broken
from providers.microsoft_api.session import Sessions
from providers.microsoft_api.sign_in import SERVICES
from providers.reading import Reading

Answer = Mapping[str, Any]
NOTHING: Answer = {}  # Microsoft said that there is none
T = TypeVar("T")
_Fetch = Callable[[str], bytes]  # the first page for "", else what a link leads to
_Read = Callable[[bytes], tuple[Iterable[Any], Links]]

_OPTIONS = frozenset(("select", "top", "filter", "expand", "count", "orderby", "search"))
_ADVANCED = {"ConsistencyLevel": "eventual"}  # page "Advanced query capabilities on Microsoft Entra ID objects"


@dataclass(frozen=True, slots=True)
class Asked:
    """One call of a batch, as `Reader.ask` takes it; the options of the query are named as there."""

    name: str
    path: Mapping[str, str] = field(default_factory=dict)
    query: Mapping[str, str] = field(default_factory=dict)
    about: str = ""
    none: tuple[str, ...] = ()
    kind: Any = None


@dataclass(slots=True)
class Delta:
    """What has changed since a link was given, or everything.

    link: from where to go on next time; only once `items` has come to its end, and every page was read and every entry fitted.
    expired: changes can't be told any more: what came is to be forgotten, and everything read anew.
    """

    items: Iterator[Any] = field(default_factory=lambda: iter(()))
    link: str = ""
    expired: bool = False


@dataclass(frozen=True, slots=True)
class _Call:
    """What is asked, and what a gap in it darkens."""

    service: str
    name: str
    about: str = ""
    none: tuple[str, ...] = ()
    path: Mapping[str, str] = field(default_factory=dict)
    query: Mapping[str, str] = field(default_factory=dict)
    headers: Mapping[str, str] = field(default_factory=dict)
    host: str = ""
    start: str = ""

    @classmethod
    def of(cls, service: str, name: str, query: Mapping[str, str], prefer: str = "", **how: Any) -> "_Call":
        """With the options of a query named as Microsoft names them, and the headers that some of them want."""
        headers = (_ADVANCED if "count" in query else {}) | ({"Prefer": prefer} if prefer else {})
        how["none"] = tuple(how.get("none", ()))
        return cls(service, name, query=options(query), headers=headers, **how)


def options(query: Mapping[str, str]) -> dict[str, str]:
    """`select` as `$select`, `api_version` as `api-version`; what is not known stays as it is."""
    return {f"${key}" if key in _OPTIONS else key.replace("_", "-"): value for key, value in query.items()}


class Reader(Reading):
    """Reads one surface in one scope, and keeps what could not be read."""

    def __init__(self, sessions: Sessions, provider: str, surface: str, scope: str) -> None:
        super().__init__(provider, surface, scope)
        self.sessions = sessions

    @overload
    def ask(self, service: str, name: str, /, *, kind: type[T], **how: Any) -> T | None: ...
    @overload
    def ask(self, service: str, name: str, /, *, kind: None = None, **how: Any) -> Answer | None: ...
    def ask(
        self,
        service: str,
        name: str,
        /,
        *,
        kind: Any = None,
        about: str = "",
        none: Iterable[str] = (),
        path: Mapping[str, str] = NOTHING,
        host: str = "",
        **query: str,
    ) -> Any:
        """One call. `about` is the URI that a gap darkens (the whole scope if empty), `none` the words that mean: there is none.

        Gives None when it could not be read; the gap is kept. With `kind` (a msgspec type) the answer is decoded into it, and None says
        that there is none too; without, that is NOTHING.
        """
        call = _Call.of(service, name, query, about=about, none=none, path=path, host=host)
        try:
            answer = decoded(self._fetching(call)(""), kind or dict[str, Any])
        except CallFailed as error:
            return self._refused(error.failure, call, call.none, kind)
        self._answered = True
        return answer

    @overload
    def pages(self, service: str, name: str, /, *, kind: type[T], **how: Any) -> Iterator[T]: ...
    @overload
    def pages(self, service: str, name: str, /, *, kind: None = None, **how: Any) -> Iterator[Answer]: ...
    def pages(
        self,
        service: str,
        name: str,
        /,
        *,
        kind: Any = None,
        about: str = "",
        none: Iterable[str] = (),
        path: Mapping[str, str] = NOTHING,
        start: str = "",
        prefer: str = "",
        host: str = "",
        **query: str,
    ) -> Iterator[Any]:
        """The pages of a listing, each decoded into `kind` if given. When one can't be read, a gap is kept and the others stand.

        `start` is a link to begin with; `prefer` what the service is asked to do if it can (header `Prefer`).
        """
        call = _Call.of(service, name, query, prefer, about=about, none=none, path=path, host=host, start=start)

        def read(body: bytes) -> tuple[Iterable[Any], Links]:
            links: Links = decoded(body, Links)
            try:
                return (decoded(body, kind or dict[str, Any]),), links
            except CallFailed as error:
                self._keep(error.failure, call)
                return (), links

        yield from self._listed(call, self._fetching(call), read)

    def items(
        self,
        service: str,
        name: str,
        key: str = "value",
        /,
        *,
        kind: Any = Any,
        about: str = "",
        none: Iterable[str] = (),
        path: Mapping[str, str] = NOTHING,
        prefer: str = "",
        host: str = "",
        **query: str,
    ) -> Iterator[Any]:
        """The entries under `key` on every page of a listing, each decoded into `kind` if given; one that does not fit is a gap."""
        call = _Call.of(service, name, query, prefer, about=about, none=none, path=path, host=host)
        yield from self._listed(call, self._fetching(call), lambda body: entries(body, kind, key, self._odd(call)))

    def delta(
        self,
        service: str,
        name: str,
        /,
        *,
        start: str = "",
        kind: Any = Any,
        about: str = "",
        path: Mapping[str, str] = NOTHING,
        prefer: str = "",
        **query: str,
    ) -> Delta:
        """Everything there is, with the link to go on from; with `start`, what has changed since that link was given.

        A `start` that is over, or that the service does not know, is no gap: who is told that it is expired starts over without it.
        """
        told = Delta()
        told.items = self._changes(told, _Call.of(service, name, query, prefer, about=about, path=path, start=start), kind)
        return told

    def command(self, cmdlet: str, /, *, about: str = "", none: Iterable[str] = (), **parameters: object) -> tuple[Any, ...] | None:
        """The rows that a cmdlet of Exchange's gives; None when nothing could be read. When they end early, a gap is kept and they stand."""
        call = _Call("exchange", cmdlet, about, tuple(none))
        refused = len(self._gaps)

        def read(body: bytes) -> tuple[Iterable[Any], Links]:
            if warning := decoded(body, Warned).of_rows:
                self.gap(f"exchange:{cmdlet}", f"not every row was told: {warning}", about=about)
            return entries(body, Any, "value", self._odd(call))

        rows = tuple(self._listed(call, lambda link: self.sessions.invoke(cmdlet, parameters, link=link), read))
        return rows if rows or len(self._gaps) == refused else None

    def batch(self, asked: Sequence[Asked]) -> Iterator[Answer | None]:
        """The answers to several calls of Graph, in their order; each as `ask` gives it. For identity: other workloads gain nothing by it."""
        calls = [_Call.of("graph", one.name, one.query, about=one.about, none=one.none, path=one.path) for one in asked]
        told = self.sessions.batch([Step(call.name, call.path, call.query, call.headers) for call in calls])
        for one, call, answer in zip(asked, calls, told, strict=True):
            yield self._settled(call, answer, one.kind)

    def _fetching(self, call: _Call) -> _Fetch:
        def fetch(link: str) -> bytes:
            if url := link or call.start:
                return self.sessions.follow(call.service, call.name, url, host=call.host, headers=call.headers)
            return self.sessions.call(call.service, call.name, call.path, call.query, host=call.host, headers=call.headers)

        return fetch

    def _listed(self, call: _Call, fetch: _Fetch, read: _Read) -> Iterator[Any]:
        none = call.none
        try:
            for found, _ in self._walked(fetch, read):
                none = ()  # a later page that is not there is one that is missing
                yield from found
        except CallFailed as error:
            self._refused(error.failure, call, none, None)

    def _walked(self, fetch: _Fetch, read: _Read) -> Iterator[tuple[Iterable[Any], Links]]:
        """What is read of each page. Raises CallFailed where the listing breaks off."""
        link, seen = "", set[int]()
        while True:
            found, links = read(fetch(link))
            self._answered = True
            yield found, links
            link = links.next
            if not link:
                return
            if hash(link) in seen:
                raise CallFailed(broken("the listing does not go on: its link came back"))
            seen.add(hash(link))

    def _changes(self, told: Delta, call: _Call, kind: Any) -> Iterator[Any]:
        odd: list[str] = []
        first, link = True, ""

        def keep(reason: str) -> None:
            odd.append(reason)
            self._odd(call)(reason)

        try:
            for found, links in self._walked(self._fetching(call), lambda body: entries(body, kind, "value", keep)):
                first, link = False, links.delta or ""
                yield from found
            if not link:
                self._keep(broken("the changes do not end with a link to go on from"), call)
        except CallFailed as error:
            told.expired = error.failure.starts_over or bool(first and call.start and error.failure.of_link)
            if not (told.expired and call.start):
                self._keep(error.failure, call)
            return
        told.link = "" if odd else link

    def _settled(self, call: _Call, answer: bytes | Failure, kind: Any) -> Any:
        try:
            if isinstance(answer, Failure):
                return self._refused(answer, call, call.none, kind)
            found = decoded(answer, kind or dict[str, Any])
        except CallFailed as error:
            self._keep(error.failure, call)
            return None
        self._answered = True
        return found

    def _odd(self, call: _Call) -> Callable[[str], None]:
        """Keeps that an entry is not as documented."""
        return lambda reason: self.gap(f"{call.service}:{call.name}", reason, about=call.about)

    def _refused(self, told: Failure, call: _Call, none: tuple[str, ...], kind: Any) -> Answer | None:
        if told.means(none):
            self._answered = True
            return NOTHING if kind is None else None
        self._keep(told, call)
        return None

    def _keep(self, told: Failure, call: _Call) -> None:
        self._fails(told.kind, f"{call.service}:{call.name}", told.reason, about=call.about, missing=self._missing(told, call))

    def _missing(self, told: Failure, call: _Call) -> str:
        if told.kind is not FailureKind.DENIED:
            return ""
        if told.of_sign_in:
            return f"signing in for {SERVICES[call.service]}"
        permission = self.sessions.permission(call.service, call.name)
        if permission and permission in self.sessions.roles(call.service, call.host):
            return f"something beside {permission}, which is granted"
        return permission
