"""An entry of Azure's as its three tongues give it: ARM's `properties`, the flat form of `az`, the capitals of PowerShell."""

from collections.abc import Mapping
from typing import Any


class Entry:
    """What an entry says, by the names that ARM has for it, in either case; what lies in `properties` lies in the entry itself."""

    __slots__ = ("_said",)

    def __init__(self, said: Mapping[str, Any]) -> None:
        own = said.get("properties", said.get("Properties"))
        inner = own if isinstance(own, dict) else {}
        self._said = {str(key).lower(): value for each in (said, inner) for key, value in each.items()}

    def get(self, *names: str) -> Any:
        """What the first of some names says; None where none does."""
        return next((found for name in names if (found := self._said.get(name.lower())) is not None), None)

    def text(self, *names: str) -> str:
        """A text; empty where there is none.

        Raises:
            ValueError: it is of another type.
        """
        found = self.get(*names)
        if found is None:
            return ""
        if not isinstance(found, str):
            raise ValueError(f"{names[0]}: expected text, got {type(found).__name__}")  # noqa: TRY004 - what is said is wrong, not our call
        return found

    def texts(self, name: str) -> tuple[str, ...]:
        """A list of texts; one that stands alone is a list of it.

        Raises:
            ValueError: it is none.
        """
        found = self.get(name)
        listed = [] if found is None else [found] if isinstance(found, str) else found
        if not isinstance(listed, list) or not all(isinstance(one, str) for one in listed):
            raise ValueError(f"{name}: expected a list of text")
        return tuple(listed)

    def flag(self, name: str) -> bool:
        """Yes or no, and no where it is not said.

        Raises:
            ValueError: it is neither.
        """
        found = self.get(name)
        if found is None or isinstance(found, bool):
            return bool(found)
        if isinstance(found, str) and found.strip().lower() in ("true", "false"):
            return found.strip().lower() == "true"
        raise ValueError(f"{name}: expected true or false")

    def listed(self, name: str) -> list[Any]:
        """A list of whatever; empty where there is none.

        Raises:
            ValueError: it is none.
        """
        found = self.get(name)
        if found is None or isinstance(found, list):
            return found or []
        raise ValueError(f"{name}: expected a list")
