"""The one way to ask Google something: an answer, nothing there, or a gap. Collectors use nothing else."""

from collections.abc import Iterable, Iterator, Mapping
from functools import cache
from typing import Any, TypeVar, overload

import msgspec

from providers.google_api.discovery import method as described
from providers.google_api.failures import SCOPE_IS_MISSING, CallFailed, Failure, FailureKind, broken
from providers.google_api.session import Sessions
from providers.reading import Reading

Answer = Mapping[str, Any]
NOTHING: Answer = {}  # Google said that there is none
T = TypeVar("T")


class _Next(msgspec.Struct):
    """All that is needed to go on to the next page."""

    next_page_token: str | None = msgspec.field(default=None, name="nextPageToken")


class Reader(Reading):
    """Reads one surface in one scope, and keeps what could not be read."""

    def __init__(self, sessions: Sessions, provider: str, surface: str, scope: str, subject: str = "") -> None:
        super().__init__(provider, surface, scope)
        self.subject, self._sessions = subject, sessions

    @overload
    def ask(self, api: str, method: str, /, *, kind: type[T], about: str = "", none: tuple[()] = (), **parameters: object) -> T | None: ...
    @overload
    def ask(
        self, api: str, method: str, /, *, kind: None = None, about: str = "", none: Iterable[str] = (), **parameters: object
    ) -> Answer | None: ...
    def ask(self, api: str, method: str, /, *, kind: Any = None, about: str = "", none: Iterable[str] = (), **parameters: object) -> Any:
        """One call. `about` is the URI that a gap darkens (the whole scope if empty), `none` the reasons that mean: there is none.

        Gives None when it could not be read; the gap is kept. The answer is decoded into `kind` if given (a msgspec type).
        """
        try:
            answer = _decoded(self._sessions.call(api, method, self.subject, parameters), kind or dict[str, Any])
        except CallFailed as error:
            return self._refused(error.failure, api, method, about, none)
        self._answered = True
        return answer

    @overload
    def pages(
        self, api: str, method: str, /, *, kind: type[T], key: str = "", about: str = "", none: Iterable[str] = (), **parameters: object
    ) -> Iterator[T]: ...
    @overload
    def pages(
        self, api: str, method: str, /, *, kind: None = None, key: str = "", about: str = "", none: Iterable[str] = (), **parameters: object
    ) -> Iterator[Answer]: ...
    def pages(
        self, api: str, method: str, /, *, kind: Any = None, key: str = "", about: str = "", none: Iterable[str] = (), **parameters: object
    ) -> Iterator[Any]:
        """The pages of a listing, each decoded into `kind` if given (a msgspec type). When one can't be read, a gap is kept and the others stand.

        Of a page whose entries under `key` do not all fit, those are kept that do.
        """
        for body in self._bodies(api, method, about, none, parameters):
            try:
                page = _decoded(body, kind or dict[str, Any])
            except CallFailed as error:
                self._keep(error.failure, api, method, about)
                page = _fitting(body, kind, key) if key else None
            if page is not None:
                yield page

    def items(
        self, api: str, method: str, key: str, /, *, kind: Any = Any, about: str = "", none: Iterable[str] = (), **parameters: object
    ) -> Iterator[Any]:
        """The entries under `key` on every page of a listing, each decoded into `kind` if given; one that does not fit is a gap."""
        for body in self._bodies(api, method, about, none, parameters):
            try:
                entries = _decoded(body, _page_of(key, kind)).entries
            except CallFailed:
                entries = self._fitting(body, key, kind, f"{api}:{method}", about)
            yield from entries

    def _bodies(self, api: str, method: str, about: str, none: Iterable[str], parameters: Mapping[str, object]) -> Iterator[bytes]:
        has_pages = "pageToken" in described(api, method).parameters
        asked, seen = _paged(parameters) if has_pages else parameters, set[str]()
        while True:
            try:
                body = self._sessions.call(api, method, self.subject, asked)
                token = _decoded(body, _Next).next_page_token
            except CallFailed as error:
                self._refused(error.failure, api, method, about, () if seen else none)
                return
            self._answered = True
            yield body
            if not token:
                return
            if token in seen or not has_pages:
                self._keep(broken("the listing does not go on: its page token came back"), api, method, about)
                return
            seen.add(token)
            asked = {**asked, "pageToken": token}

    def _fitting(self, body: bytes, key: str, kind: Any, operation: str, about: str) -> Iterator[Any]:
        """The entries one by one, when a page as a whole does not fit."""
        try:
            entries = _decoded(body, _page_of(key, msgspec.Raw)).entries
        except CallFailed as error:
            self.gap(operation, error.failure.reason, about=about)
            return
        for entry in entries:
            try:
                read = _decoded(entry, kind)
            except CallFailed as error:
                self.gap(operation, error.failure.reason, about=about)
            else:
                yield read

    def _refused(self, told: Failure, api: str, method: str, about: str, none: Iterable[str]) -> Answer | None:
        if told.means(none):
            self._answered = True
            return NOTHING
        self._keep(told, api, method, about)
        return None

    def _keep(self, told: Failure, api: str, method: str, about: str) -> None:
        self._fails(told.kind, f"{api}:{method}", told.reason, about=about, missing=self._missing(told, api, method))

    def _missing(self, told: Failure, api: str, method: str) -> str:
        if told.kind is not FailureKind.DENIED:
            return ""
        if told.of_subject:
            return f"impersonation of {self.subject}" if self.subject else ""
        permission = self._sessions.permission(api, method)
        if not permission.startswith("https://") or told.means(SCOPE_IS_MISSING):
            return permission
        return f"a privilege for {api}:{method}, of {self.subject or 'the service account'}"  # the scope was there


@cache
def _page_of(key: str, kind: Any) -> Any:
    return msgspec.defstruct("Page", [("entries", tuple[kind, ...], msgspec.field(name=key, default=()))])


def _paged(parameters: Mapping[str, object]) -> dict[str, object]:
    """A field mask that leaves the page token out would end a listing after its first page, in silence."""
    fields = parameters.get("fields")
    if isinstance(fields, str) and fields != "*" and "nextPageToken" not in fields:
        return {**parameters, "fields": f"nextPageToken,{fields}"}
    return dict(parameters)


def _fitting(body: bytes, kind: Any, key: str) -> Any:
    """A page with those of its entries that fit; None when it is not even a page."""
    try:
        page = _decoded(body, dict[str, msgspec.Raw])
        entries = _decoded(page[key], tuple[msgspec.Raw, ...])
        rest = {name: value for name, value in page.items() if name != key}
        fits = [entry for entry in entries if _fits(msgspec.json.encode({key: (entry,)}), kind)]
        return _decoded(msgspec.json.encode({**rest, key: fits}), kind)
    except (CallFailed, KeyError):
        return None


def _fits(body: bytes, kind: Any) -> bool:
    try:
        _decoded(body, kind)
    except CallFailed:
        return False
    return True


def _decoded(body: bytes, kind: Any) -> Any:
    try:
        return msgspec.json.decode(body, type=kind)
    except msgspec.ValidationError as error:
        raise CallFailed(broken(f"an answer has not the documented form: {error}")) from error
    except (msgspec.DecodeError, UnicodeDecodeError, RecursionError) as error:
        raise CallFailed(broken("the answer could not be read: it is no JSON, or is nested without end")) from error
