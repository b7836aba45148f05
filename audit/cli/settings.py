"""What the options say that commands share."""

from dataclasses import dataclass
from datetime import date
from pathlib import Path

from audit.cli.destinations import Destination


@dataclass(frozen=True, slots=True, kw_only=True)
class Settings:
    """What the common options say; each command takes those it needs, the others keep their defaults."""

    policy: Path | None = None
    store: str = ""
    provider: tuple[str, ...] = ()
    run: str = "latest"
    as_of: date | None = None
    destinations: tuple[Destination, ...] = (Destination(),)
    language: str = ""
    quiet: bool = False
    names: bool = False
