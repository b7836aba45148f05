"""What is known of a call so far: for the log, for faults, and for calls within a call."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from typing import Any

from providers.sandbox.microsoft.answers import Answer
from providers.sandbox.microsoft.faults import Fault, Faults, Kind
from providers.sandbox.microsoft.tokens import Caller
from providers.sandbox.requests import Request


@dataclass(frozen=True, slots=True)
class Logged:
    """One call in the server's log. `operation`: the path template or cmdlet, empty for what is none."""

    service: str
    operation: str
    client_id: str
    values: Mapping[str, Any]
    status: int
    path: str
    page: int = 1


@dataclass(slots=True)
class Trace:
    """See the module. `url`: where the server is, for links; `again`: answers another request as the server would, for batches."""

    service: str
    url: str
    again: Callable[[Request], Answer]
    operation: str = ""
    values: Mapping[str, Any] = field(default_factory=dict)
    caller: Caller | None = None
    page: int = 1
    fault: Fault | None = None

    def meet(self, faults: Faults, service: str, page: int) -> None:
        """Lets a fault strike this call. Raises Refused when it is an error answer."""
        self.page = page
        fault = faults.meet(service, self.operation, self.values, page)
        if fault is not None and fault.kind is Kind.REFUSED:
            raise fault.refusal()
        self.fault = fault

    def logged(self, request: Request, status: int) -> Logged:
        """The entry of the log."""
        client = self.caller.client_id if self.caller is not None else ""
        return Logged(self.service, self.operation, client, self.values, status, request.path, self.page)
