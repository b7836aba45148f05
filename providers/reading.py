"""What a reader could not read, and how much of its surface that leaves. How it asks is each provider's own."""

from audit.model.facts import Coverage, CoverageStatus, Gap


class Reading:
    """The reading of one surface in one scope: keeps what could not be read."""

    def __init__(self, provider: str, surface: str, scope: str) -> None:
        self.provider, self.surface, self.scope = provider, surface, scope
        self._gaps: list[Gap] = []
        self._failures: set[str] = set()  # what became of calls that failed
        self._answered = False

    def gap(self, operation: str, reason: str, *, about: str = "", missing: str = "") -> None:
        """Keeps something that could not be learned, other than by a failed call."""
        self._gaps.append(Gap(self.provider, self.surface, about or self.scope, operation, reason, missing))

    @property
    def gaps(self) -> tuple[Gap, ...]:
        """What could not be read so far."""
        return tuple(self._gaps)

    @property
    def failed(self) -> bool:
        """Whether anything could not be read so far."""
        return bool(self._gaps)

    def coverage(self) -> Coverage:
        """How much was read: denied or unsupported only when nothing at all came back."""
        return Coverage(self.provider, self.surface, self.scope, self._status())

    def _status(self) -> CoverageStatus:
        if not self._gaps:
            return CoverageStatus.COMPLETE
        if self._answered or self._failures not in ({CoverageStatus.DENIED}, {CoverageStatus.UNSUPPORTED}):
            return CoverageStatus.PARTIAL
        return CoverageStatus(next(iter(self._failures)))

    def _fails(self, kind: str, operation: str, reason: str, *, about: str, missing: str) -> None:
        """Keeps what a failed call would have told."""
        self._failures.add(kind)
        self.gap(operation, reason, about=about, missing=missing)
