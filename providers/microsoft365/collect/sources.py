"""Whom to ask, and for what."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Any

from audit.model.facts import Coverage, CoverageStatus
from providers.microsoft365.kinds import PROVIDER, TENANT
from providers.microsoft365.settings import Microsoft365Settings
from providers.microsoft_api.reader import Asked, Delta, Reader
from providers.microsoft_api.session import Sessions


class Off(Reader):
    """Reads nothing: a surface that the settings switch off. What it would have told is a gap."""

    def __init__(self, sessions: Sessions, surface: str, scope: str) -> None:
        super().__init__(sessions, PROVIDER, surface, scope)
        self._tell(scope)

    def ask(self, *_: Any, **__: Any) -> Any:
        """No answer."""
        return None

    def pages(self, *_: Any, **__: Any) -> Iterator[Any]:
        """No page."""
        yield from ()

    def items(self, *_: Any, **__: Any) -> Iterator[Any]:
        """No entry."""
        yield from ()

    def delta(self, *_: Any, **__: Any) -> Delta:
        """No change, and no way to go on."""
        return Delta()

    def batch(self, asked: Sequence[Asked], **_: Any) -> Iterator[Any]:
        """No answers."""
        for one in asked:
            self._tell(one.about)
            yield None

    def command(self, *_: Any, **__: Any) -> None:
        """No rows."""

    def _tell(self, about: str) -> None:
        self.gap(f"read {self.surface}", "the setting `without` switches it off", about=about)

    def coverage(self) -> Coverage:
        """Unsupported."""
        return Coverage(self.provider, self.surface, self.scope, CoverageStatus.UNSUPPORTED)


@dataclass(frozen=True, slots=True)
class Sources:
    """One run's sessions and settings."""

    sessions: Sessions
    settings: Microsoft365Settings

    def reader(self, surface: str, scope: str = TENANT) -> Reader:
        """Asks about one surface."""
        if surface in self.settings.without:
            return Off(self.sessions, surface, scope)
        return Reader(self.sessions, PROVIDER, surface, scope)
