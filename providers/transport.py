"""The seam to the network that providers share: the read-only guard, how often to try again, and what never gets into a message."""

import re
from collections.abc import Iterable
from dataclasses import dataclass

from audit.errors import ReadOnlyError
from audit.ports import Operation


@dataclass(frozen=True, slots=True)
class Retry:
    """How a call is tried again: attempts in all, and seconds to wait for a connection and for an answer."""

    attempts: int = 8
    connect: int = 10
    answer: int = 60


class Guard:
    """Lets through the calls of an allow-list and nothing else."""

    def __init__(self, operations: Iterable[Operation]) -> None:
        self._listed = frozenset((operation.service, operation.name) for operation in operations)

    def check(self, service: str, name: str) -> None:
        """Raises ReadOnlyError for a call that is not listed; to be asked before a request is made."""
        if (service, name) not in self._listed:
            raise ReadOnlyError(
                f"the call {service}:{name} is not on the list of operations and was stopped before it left",
                "this is a defect: please report it",
            )


_SECRETS = (
    re.compile(r"(?i)((?:signature|credential|token|secret|password|authorization)[\w-]*\s*[=:]\s*)[^\s,;&'\"]+"),
    re.compile(r"()\b(?:AKIA|ASIA)[A-Z0-9]{12,}\b"),  # an access key's id
    re.compile(r"()(?<![\w/+=:.-])[\w/+=-]{40,}"),  # a secret key, a session token, an encoded authorization message; not the end of an ARN
)


def redact(text: str) -> str:
    """A provider's message without what looks like a credential. ARNs and names stay."""
    for pattern in _SECRETS:
        text = pattern.sub(r"\1[redacted]", text)
    return text
