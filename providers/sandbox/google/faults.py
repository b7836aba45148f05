"""Answers that go wrong on demand: quotas, outages, cut bodies, slow answers, page tokens that come twice."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import StrEnum
from threading import Lock
from typing import Any

from providers.sandbox.google.answers import Refused


class Kind(StrEnum):
    """What goes wrong."""

    REFUSED = "refused"  # an error answer
    RESET = "reset"  # the connection is closed without an answer
    CUT = "cut"  # the answer stops half-way
    SLOW = "slow"  # the answer comes late
    REPEATED = "repeated"  # the page gives its own page token again


@dataclass(slots=True)
class Fault:
    """One thing that goes wrong. Empty fields match everything.

    times: how often it goes wrong; 0: for ever. after: so many calls go well before. page: on that page of a list alone, from 1.
    """

    api: str
    method: str
    kind: Kind = Kind.REFUSED
    status: int = 503
    reason: str = "backendError"
    message: str = ""
    retry_after: str = ""
    seconds: float = 0.0
    times: int = 0
    after: int = 0
    page: int = 0
    subject: str = ""
    match: Mapping[str, Any] = field(default_factory=dict)
    metadata: Mapping[str, str] = field(default_factory=dict)  # of the ErrorInfo: {"consumer": "projects/1"}
    met: int = 0  # how many calls it was held against and fitted

    def refusal(self) -> Refused:
        """The error answer."""
        headers = (("Retry-After", self.retry_after),) if self.retry_after else ()
        detail = "SERVICE_DISABLED" if self.reason == "accessNotConfigured" else ""
        message = self.message or f"{self.reason} (sandbox)"
        return Refused(self.status, self.reason, message, detail=detail, metadata=self.metadata, headers=headers)

    def fits(self, api: str, method: str, subject: str, values: Mapping[str, Any], page: int) -> bool:
        """Whether a call is one that this is about."""
        return (
            self.api in ("", api)
            and self.method in ("", method)
            and self.subject in ("", subject)
            and self.page in (0, page)
            and all(values.get(name) == value for name, value in self.match.items())
        )


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

    def meet(self, api: str, method: str, subject: str, values: Mapping[str, Any], page: int) -> Fault | None:
        """The first fault that strikes this call; the call is counted."""
        with self._lock:
            for fault in self._faults:
                if not fault.fits(api, method, subject, values, page):
                    continue
                fault.met += 1
                if fault.met > fault.after and (not fault.times or fault.met <= fault.after + fault.times):
                    return fault
        return None
