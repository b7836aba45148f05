"""Two nights compared: what differs, and what caused it."""

from audit.drift.comparing import compare
from audit.drift.night import Night

__all__ = ["Night", "compare"]
