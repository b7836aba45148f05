"""Answers that go wrong on demand: quotas, outages, cut bodies, late answers, links that lead astray."""

import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import StrEnum
from threading import Lock
from typing import Any

from providers.sandbox.microsoft.answers import Refused

_VARIABLE = re.compile(r"\{\w*\}")
_CODES: Mapping[int, str] = {
    401: "InvalidAuthenticationToken",
    403: "Authorization_RequestDenied",
    404: "Request_ResourceNotFound",
    410: "syncStateNotFound",
    429: "TooManyRequests",
    500: "InternalServerError",
    503: "ServiceUnavailable",
    509: "activityLimitReached",
}


class Kind(StrEnum):
    """What goes wrong."""

    REFUSED = "refused"  # an error answer
    RESET = "reset"  # the connection is closed without an answer
    CUT = "cut"  # the answer stops half-way
    SLOW = "slow"  # the answer comes late
    MALFORMED = "malformed"  # the answer is no JSON
    REPLACED = "replaced"  # the answer is `body`
    REPEATED = "repeated"  # the page's next link is its own
    FOREIGN = "foreign"  # the page's next link leads to another host


@dataclass(slots=True)
class Fault:
    """One thing that goes wrong. Empty fields match everything.

    operation: a path template or cmdlet; how its variables are called does not matter.
    times: how often it goes wrong; 0: for ever. after: so many calls go well before. page: on that page of a list alone, from 1.
    match: values of the path or the query, all of which must be so: `{"id": "…"}`.
    """

    service: str = ""
    operation: str = ""
    kind: Kind = Kind.REFUSED
    status: int = 503
    code: str = ""
    message: str = ""
    retry_after: str = ""
    location: str = ""
    seconds: float = 0.0
    body: Any = None
    times: int = 0
    after: int = 0
    page: int = 0
    match: Mapping[str, Any] = field(default_factory=dict)
    met: int = 0  # how many calls it was held against and fitted

    def refusal(self) -> Refused:
        """The error answer."""
        named = (("Retry-After", self.retry_after), ("Location", self.location))
        code = self.code or _CODES.get(self.status, "UnknownError")
        return Refused(self.status, code, self.message or f"{code} (sandbox)", tuple(each for each in named if each[1]))

    def fits(self, service: str, operation: str, values: Mapping[str, Any], page: int) -> bool:
        """Whether a call is one that this is about."""
        return (
            self.service in ("", service)
            and (not self.operation or bare(self.operation) == bare(operation))
            and self.page in (0, page)
            and all(values.get(name) == value for name, value in self.match.items())
        )


def bare(template: str) -> str:
    """A template whose variables have no names."""
    return _VARIABLE.sub("{}", template)


class Faults:
    """The faults that are set. Safe to use from several threads."""

    def __init__(self) -> None:
        self._lock = Lock()
        self._faults: list[Fault] = []

    def add(self, fault: Fault) -> None:
        """Sets one more."""
        with self._lock:
            self._faults.append(fault)

    def clear(self) -> None:
        """Takes all back."""
        with self._lock:
            self._faults.clear()

    def meet(self, service: str, operation: str, values: Mapping[str, Any], page: int) -> Fault | None:
        """The first fault that strikes this call; the call is counted."""
        with self._lock:
            for fault in self._faults:
                if not fault.fits(service, operation, values, page):
                    continue
                fault.met += 1
                if fault.met > fault.after and (not fault.times or fault.met <= fault.after + fault.times):
                    return fault
        return None
