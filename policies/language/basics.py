"""Who a rule names, which assets it selects, how bad a breach of it is."""

from dataclasses import dataclass
from enum import StrEnum

Labels = tuple[tuple[str, str], ...]  # (language, text)


class Profile(StrEnum):
    """How much the language asks for: `accountable` everything, `starter` only what a first check needs."""

    ACCOUNTABLE = "accountable"
    STARTER = "starter"


class Severity(StrEnum):
    """How bad a finding is."""

    CRITICAL = "critical"
    HIGH = "high"
    MEDIUM = "medium"
    LOW = "low"


class WhoKind(StrEnum):
    """What a `who:` can name. The kinds with a name are written `role:finance`; the others stand alone."""

    ROLE = "role"
    PERSON = "person"
    SERVICE = "service"
    PROCESSOR = "processor"
    RECIPIENT = "recipient"
    EMERGENCY = "emergency"
    ALL = "all"
    PEOPLE = "people"
    SERVICES = "services"
    PROCESSORS = "processors"
    RECIPIENTS = "recipients"
    ANYONE = "anyone"
    EVERYONE_IN_COMPANY = "everyone-in-company"
    OUTSIDE = "outside"
    OUTSIDE_EEA = "outside-eea"
    LEAVERS = "leavers"
    SHARED_ACCOUNTS = "shared-accounts"
    PERSONAL_MAIL_ACCOUNTS = "personal-mail-accounts"


@dataclass(frozen=True, slots=True, order=True)
class Who:
    """One `who:`; `name` is empty for the kinds that stand alone and `*` for any of its kind (`role:*`)."""

    kind: WhoKind
    name: str = ""

    def __str__(self) -> str:
        return f"{self.kind}:{self.name}" if self.name else str(self.kind)


@dataclass(frozen=True, slots=True)
class Selector:
    """Which assets a forbid or require is about: all of them, or those that match every field that is not empty."""

    everything: bool = False
    assets: tuple[str, ...] = ()
    categories: tuple[str, ...] = ()
    sensitive: tuple[str, ...] = ()
    subjects: tuple[str, ...] = ()
    copies_of: tuple[str, ...] = ()
