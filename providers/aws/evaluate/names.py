"""The names in a Principal element, whoever they are (IAM User Guide, "AWS JSON policy elements: Principal")."""

import re
from collections.abc import Mapping
from dataclasses import dataclass

_ACCOUNT = re.compile(r"\d{12}")
_ROOT = re.compile(r"arn:[^:]*:iam::(\d{12}):root")
KINDS = ("AWS", "Service", "Federated", "CanonicalUser")


@dataclass(frozen=True, slots=True)
class Principals:
    """Every name in the element, by kind: AWS, Service, Federated, CanonicalUser; `everybody` for `*`."""

    names: tuple[tuple[str, str], ...]
    everybody: bool = False

    def of(self, kind: str) -> tuple[str, ...]:
        """The names of one kind."""
        return tuple(name for found, name in self.names if found == kind)


def parse_principals(element: object) -> Principals:
    """Raises ValueError for what is no Principal element."""
    if element == "*":
        return Principals((), everybody=True)
    if isinstance(element, str):  # AWS takes it for {"AWS": …}
        return Principals((("AWS", element),))
    if not isinstance(element, Mapping) or not element:
        raise ValueError("Principal is neither * nor a map")
    names: list[tuple[str, str]] = []
    for kind, value in element.items():
        listed = [value] if isinstance(value, str) else value
        if kind not in KINDS or not isinstance(listed, list) or not all(isinstance(name, str) for name in listed):
            raise ValueError(f"Principal has an entry {kind} that is not known")
        names += [(kind, name) for name in listed]
    return Principals(tuple(names), everybody=("AWS", "*") in names)


def account_of(name: str) -> str:
    """The account that a name stands for as a whole; empty when it is no account."""
    found = _ROOT.fullmatch(name)
    return found[1] if found else name if _ACCOUNT.fullmatch(name) else ""
