"""The one way to ask AWS something: an answer, nothing there, or a gap. Collectors use nothing else."""

from collections.abc import Iterable, Iterator, Mapping
from typing import Any

from botocore import xform_name

from providers.aws.collect.raw import NOTHING, Answer, Raw
from providers.aws.failures import CALL_ERRORS, Failure, FailureKind, failure
from providers.aws.identifiers import account_uri, region_uri
from providers.aws.operations import permission
from providers.aws.session import Sessions
from providers.reading import Reading

_TOKENS = ("NextToken", "nextToken", "Marker")


class Reader(Reading):
    """Reads one surface in one scope, and keeps what could not be read."""

    def __init__(self, sessions: Sessions, surface: str, account: str, region: str = "") -> None:
        super().__init__("aws", surface, region_uri(account, region) if region else account_uri(account))
        self.account, self.region, self._sessions = account, region, sessions

    def raw(self, kind: str, body: Answer, answers: Mapping[str, Answer] | None = None, region: str = "") -> Raw:
        """A thing of this account and region."""
        return Raw(kind, self.account, region or self.region, body, answers or {})

    def ask(
        self, service: str, operation: str, *, about: str = "", none: Iterable[str] = (), region: str = "", **request: object
    ) -> Answer | None:
        """One call. `about` is the URI that a gap darkens (the whole scope if empty), `none` the error codes that mean: there is none.

        Gives None when it could not be read; the gap is kept.
        """
        try:
            client = self._client(service, region)
            answer = dict(getattr(client, xform_name(operation))(**request))
        except CALL_ERRORS as error:
            told = failure(error)
            if told.code in none:
                return NOTHING
            self._keep(told, service, operation, about)
            return None
        answer.pop("ResponseMetadata", None)
        self._answered = True
        return answer

    def details(
        self, service: str, calls: Mapping[str, Iterable[str]], *, about: str, region: str = "", **request: object
    ) -> dict[str, Answer]:
        """Several calls about one thing with the same request: `calls` gives for each operation the codes that mean: there is none."""
        asked = {name: self.ask(service, name, about=about, none=none, region=region, **request) for name, none in calls.items()}
        return {name: answer for name, answer in asked.items() if answer is not None}

    def pages(self, service: str, operation: str, *, about: str = "", none: Iterable[str] = (), **request: object) -> Iterator[Answer]:
        """The pages of a listing. When one can't be read, a gap is kept and the pages before it stand."""
        try:
            client = self._client(service)
            for page in _pages(client, xform_name(operation), request):
                self._answered = True
                yield page
        except CALL_ERRORS as error:
            told = failure(error)
            if told.code not in none:
                self._keep(told, service, operation, about)

    def items(
        self, service: str, operation: str, key: str, *, about: str = "", none: Iterable[str] = (), **request: object
    ) -> Iterator[Any]:
        """The entries under `key` on every page of a listing."""
        for page in self.pages(service, operation, about=about, none=none, **request):
            yield from page.get(key, ())

    def _client(self, service: str, region: str = "") -> Any:
        return self._sessions.client(self.account, service, region or self.region)

    def _keep(self, told: Failure, service: str, operation: str, about: str) -> None:
        missing = permission(service, operation) if told.kind is FailureKind.DENIED else ""
        self._fails(told.kind, f"{service}:{operation}", told.reason, about=about, missing=missing)


def _pages(client: Any, method: str, request: Mapping[str, object]) -> Iterator[Answer]:
    """With botocore's paginator, or, for calls that it has none for, by the token that the last page gave."""
    if client.can_paginate(method):
        yield from client.get_paginator(method).paginate(**request)
        return
    asked = dict(request)
    while True:
        page = getattr(client, method)(**asked)
        yield page
        token = next(((name, page[name]) for name in _TOKENS if page.get(name)), None)
        if not token:
            return
        asked = {**request, token[0]: token[1]}
