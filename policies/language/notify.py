"""Who is told of what is new or overdue, and by which way."""

from dataclasses import dataclass
from enum import StrEnum

from policies.errors import Place
from policies.language.basics import Severity
from policies.periods import Period


class To(StrEnum):
    """Whom a line is for; the last two have a name: `person:p17`, `role:management`."""

    OWNERS = "owners"  # each owner of an asset, by themselves
    SECURITY = "security"  # who sees to what has no owner
    PERSON = "person"
    ROLE = "role"


class By(StrEnum):
    """The way there."""

    MAIL = "mail"
    SLACK = "slack"
    TEAMS = "teams"
    WEBHOOK = "webhook"


class About(StrEnum):
    """What they are told."""

    OWN = "own"  # of the assets that they own
    REST = "rest"  # of what nobody else is told
    ALL = "all"


class MailSecurity(StrEnum):
    """How a connection to a mail server is encrypted."""

    STARTTLS = "starttls"
    TLS = "tls"
    NONE = "none"


PORTS = {MailSecurity.STARTTLS: 587, MailSecurity.TLS: 465, MailSecurity.NONE: 25}  # RFC 6409, RFC 8314, RFC 5321

OVERDUE_AFTER = (
    (Severity.CRITICAL, Period(days=1)),
    (Severity.HIGH, Period(days=7)),
    (Severity.MEDIUM, Period(days=30)),
    (Severity.LOW, Period(days=90)),
)


@dataclass(frozen=True, slots=True)
class MailServer:
    """The server that mail goes through. `password_from` names an environment variable."""

    at: Place
    host: str
    sender: str
    port: int = PORTS[MailSecurity.STARTTLS]
    security: MailSecurity = MailSecurity.STARTTLS
    user: str = ""
    password_from: str = ""


@dataclass(frozen=True, slots=True)
class Send:
    """One line: whom, by which way, about what. `url_from` and `secrets_from` name environment variables."""

    at: Place
    to: To
    by: By
    name: str = ""  # of the person or role
    about: About = About.OWN
    url_from: str = ""
    url: str = ""
    secrets_from: tuple[str, ...] = ()
    address: str = ""
    language: str = ""

    def __str__(self) -> str:
        return f"{self.to}:{self.name}" if self.name else str(self.to)


@dataclass(frozen=True, slots=True)
class Notify:
    """`notify:`."""

    at: Place
    send: tuple[Send, ...] = ()
    mail: MailServer | None = None
    overdue_after: tuple[tuple[Severity, Period], ...] = OVERDUE_AFTER
    ending_within: Period = Period(days=30)
    remind_every: Period = Period(days=7)
