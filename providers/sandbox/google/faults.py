"""Answers that go wrong on demand: quotas, outages, cut bodies, slow answers, page tokens that come twice."""

from collections.abc import Mapping
from dataclasses import KW_ONLY, dataclass, field
from enum import StrEnum
from typing import Any

from providers.sandbox import faults
from providers.sandbox.google.answers import Refused


class Kind(StrEnum):
    """What goes wrong."""

    REFUSED = "refused"  # an error answer
    RESET = "reset"  # the connection is closed without an answer
    CUT = "cut"  # the answer stops half-way
    SLOW = "slow"  # the answer comes late
    REPEATED = "repeated"  # the page gives its own page token again


@dataclass(slots=True)
class Fault(faults.Fault):
    """One thing that goes wrong with a method of an API. Empty fields match everything."""

    api: str
    method: str
    _: KW_ONLY
    kind: Kind = Kind.REFUSED
    status: int = 503
    reason: str = "backendError"
    message: str = ""
    retry_after: str = ""
    subject: str = ""
    metadata: Mapping[str, str] = field(default_factory=dict)  # of the ErrorInfo: {"consumer": "projects/1"}

    def refusal(self) -> Refused:
        """The error answer."""
        headers = (("Retry-After", self.retry_after),) if self.retry_after else ()
        detail = "SERVICE_DISABLED" if self.reason == "accessNotConfigured" else ""
        message = self.message or f"{self.reason} (sandbox)"
        return Refused(self.status, self.reason, message, detail=detail, metadata=self.metadata, headers=headers)

    def fits(self, api: str, method: str, subject: str, values: Mapping[str, Any], page: int) -> bool:
        """Whether a call is one that this is about."""
        return self.api in ("", api) and self.method in ("", method) and self.subject in ("", subject) and self.matches(values, page)


class Faults(faults.Faults[Fault]):
    """The faults that are set."""

    def meet(self, api: str, method: str, subject: str, values: Mapping[str, Any], page: int) -> Fault | None:
        """The first fault that strikes this call; the call is counted."""
        return self.first(lambda fault: fault.fits(api, method, subject, values, page))
