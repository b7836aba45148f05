"""Answers that go wrong on demand: quotas, outages, cut bodies, late answers, links that lead astray."""

import re
from collections.abc import Mapping
from dataclasses import KW_ONLY, dataclass
from enum import StrEnum
from typing import Any

from providers.sandbox import faults
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
class Fault(faults.Fault):
    """One thing that goes wrong with an operation of a service. Empty fields match everything.

    operation: a path template or cmdlet; how its variables are called does not matter.
    match: values of the path or the query.
    """

    service: str = ""
    operation: str = ""
    _: KW_ONLY
    kind: Kind = Kind.REFUSED
    status: int = 503
    code: str = ""
    message: str = ""
    retry_after: str = ""
    location: str = ""
    body: Any = None

    def refusal(self) -> Refused:
        """The error answer."""
        named = (("Retry-After", self.retry_after), ("Location", self.location))
        code = self.code or _CODES.get(self.status, "UnknownError")
        return Refused(self.status, code, self.message or f"{code} (sandbox)", tuple(each for each in named if each[1]))

    def fits(self, service: str, operation: str, values: Mapping[str, Any], page: int) -> bool:
        """Whether a call is one that this is about."""
        return (
            self.service in ("", service) and (not self.operation or bare(self.operation) == bare(operation)) and self.matches(values, page)
        )


def bare(template: str) -> str:
    """A template whose variables have no names."""
    return _VARIABLE.sub("{}", template)


class Faults(faults.Faults[Fault]):
    """The faults that are set."""

    def meet(self, service: str, operation: str, values: Mapping[str, Any], page: int) -> Fault | None:
        """The first fault that strikes this call; the call is counted."""
        return self.first(lambda fault: fault.fits(service, operation, values, page))
