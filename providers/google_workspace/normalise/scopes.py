"""What a client's OAuth scopes open of a user: which resources at which levels, the means to let oneself in, or nothing that is read here.

Names and meanings after the page "OAuth 2.0 Scopes for Google APIs". A scope that shows names and headers alone finds, and does not read. Of Gmail's
settings, those that let others in want `gmail.settings.sharing` (page "REST Resource: users.settings.delegates").
"""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from audit.model.facts import Membership, MembershipKind, Verdict
from policies.levels import CONTENT, EVERYTHING, Level
from providers.google_workspace.directory import User

_AUTH = "https://www.googleapis.com/auth/"

_FINDS, _READS = Level.FIND, Level.FIND | Level.READ
_CHANGES = _READS | Level.CHANGE
_SERVICES = ("cloudkms", "cloudresourcemanager", "cloudsql", "datacatalog", "firestore", "iam", "pubsub", "secretmanager", "spanner")


@dataclass(frozen=True, slots=True, order=True)
class Opening:
    """What one scope opens: how the ids of the resources begin, the levels, and what remains where the scope is narrower than that."""

    only: tuple[str, ...]
    levels: Level
    condition: str = ""


def _drive(levels: Level, condition: str = "") -> Opening:
    return Opening(("drive://",), levels, condition)


def _mail(levels: Level, condition: str = "") -> Opening:
    return Opening(("google://mailbox/",), levels, condition)


def _calendar(levels: Level, condition: str = "") -> Opening:
    return Opening(("google://calendar/",), levels, condition)


def _cloud(levels: Level, *services: str) -> Opening:
    return Opening(tuple(f"google://{service}.googleapis.com/" for service in services), levels)


_CLOUD = ("bigquery://", "gs://", *_cloud(CONTENT, *_SERVICES).only)
_OPENINGS: tuple[tuple[str, Opening], ...] = (
    ("drive https://docs.google.com/feeds https://docs.google.com/feeds/", _drive(CONTENT)),
    ("drive.readonly", _drive(_READS)),
    ("drive.metadata drive.metadata.readonly", _drive(_FINDS)),
    ("drive.file", _drive(CONTENT, "the file is one that the application made or was given")),
    ("drive.meet.readonly", _drive(_READS, "the file is one of Google Meet")),
    ("drive.scripts", _drive(_CHANGES, "the file is an Apps Script project")),
    ("documents", _drive(_CHANGES, "the file is in Google Docs")),
    ("documents.readonly", _drive(_READS, "the file is in Google Docs")),
    (
        "spreadsheets https://spreadsheets.google.com/feeds https://spreadsheets.google.com/feeds/",
        _drive(_CHANGES, "the file is in Google Sheets"),
    ),
    ("spreadsheets.readonly", _drive(_READS, "the file is in Google Sheets")),
    ("presentations", _drive(_CHANGES, "the file is in Google Slides")),
    ("presentations.readonly", _drive(_READS, "the file is in Google Slides")),
    ("forms forms.body", _drive(_CHANGES, "the file is in Google Forms")),
    ("forms.body.readonly forms.responses.readonly", _drive(_READS, "the file is in Google Forms")),
    ("https://mail.google.com/ https://mail.google.com", _mail(CONTENT)),
    ("gmail.readonly", _mail(_READS)),
    ("gmail.modify", _mail(_CHANGES)),
    ("gmail.metadata", _mail(_FINDS)),
    ("gmail.compose", _mail(_CHANGES, "the message is a draft")),
    ("calendar https://www.google.com/calendar/feeds https://www.google.com/calendar/feeds/", _calendar(CONTENT)),
    ("calendar.readonly calendar.events.readonly", _calendar(_READS)),
    ("calendar.events", _calendar(_CHANGES)),
    ("calendar.events.owned", _calendar(_CHANGES, "the calendar is the user's own")),
    ("calendar.events.owned.readonly", _calendar(_READS, "the calendar is the user's own")),
    ("calendar.freebusy calendar.events.freebusy", _calendar(_FINDS)),
    ("cloud-platform", Opening(_CLOUD, EVERYTHING)),
    ("cloud-platform.read-only", Opening(_CLOUD, _READS)),
    ("bigquery", Opening(("bigquery://",), EVERYTHING)),
    ("bigquery.readonly", Opening(("bigquery://",), _READS)),
    ("devstorage.full_control", Opening(("gs://",), EVERYTHING)),
    ("devstorage.read_write", Opening(("gs://",), _CHANGES)),
    ("devstorage.read_only", Opening(("gs://",), _READS)),
    ("datastore", _cloud(_CHANGES, "firestore")),
    ("pubsub", _cloud(EVERYTHING, "pubsub")),
    ("spanner.data", _cloud(_CHANGES, "spanner")),
    ("sqlservice.admin", _cloud(EVERYTHING, "cloudsql")),
)
_CONTENT = {scope: opening for listed, opening in _OPENINGS for scope in listed.split()}
_LETS_IN = {"gmail.settings.sharing": _mail(EVERYTHING).only, "calendar.acls": _calendar(EVERYTHING).only}  # others, to the user's own


def _words(text: str) -> frozenset[str]:
    return frozenset(text.split())


_ADMINISTERS = _words("""
    admin.directory.user admin.directory.user.security admin.directory.group admin.directory.group.member admin.directory.rolemanagement
    admin.datatransfer apps.groups.settings cloud-identity.groups cloud-identity.inboundsso ediscovery ediscovery.readonly groups
""")  # means something in the hands of an administrator alone
_NOTHING = _words("openid email profile https://www.google.com/m8/feeds https://www.google.com/m8/feeds/")
_NOTHING_BELOW = tuple(
    _words("""
    userinfo. user. plus. directory. contacts tasks keep chat. classroom. meetings. script. youtube analytics fitness. admin. cloud-identity.
    drive.activity drive.labels drive.admin.labels drive.apps drive.appdata drive.install drive.photos
    gmail.labels gmail.insert gmail.send gmail.addons. gmail.settings.basic
    calendar.acls.readonly calendar.app. calendar.calendar calendar.events.public. calendar.settings
""")
)  # services that are not read here, and scopes for settings


@dataclass(frozen=True, slots=True)
class Opened:
    """Scopes by what they open, each sorted; a scope that is not known may open anything."""

    content: tuple[str, ...] = ()
    lets_in: tuple[str, ...] = ()
    administers: tuple[str, ...] = ()
    unknown: tuple[str, ...] = ()


def opened(scopes: Iterable[str]) -> Opened:
    """Sorts scopes by what they open."""
    words = sorted({scope.removeprefix(_AUTH) for scope in scopes})
    known = _CONTENT.keys() | _LETS_IN.keys() | _ADMINISTERS | _NOTHING
    return Opened(
        tuple(word for word in words if word in _CONTENT),
        tuple(word for word in words if word in _LETS_IN),
        tuple(word for word in words if word in _ADMINISTERS),
        tuple(word for word in words if word not in known and not word.startswith(_NOTHING_BELOW)),
    )


def acting(service: str, user: User, kind: MembershipKind, scopes: Opened, *, because: str, evidence: str) -> Iterator[Membership]:
    """How a client with these scopes comes to act as a user, on what and how far, or to let itself in to what is the user's."""
    for opening, words in _united(scopes.content):
        verdict, told = Verdict.IF if opening.condition else Verdict.YES, f"{because}: {', '.join(words)}"
        yield Membership(service, user.id, kind, opening.condition, None, verdict, told, evidence, opening.only, opening.levels)
    for word in scopes.lets_in:
        yield Membership(service, user.id, MembershipKind.ESCALATE, because=f"{because}: {word}", evidence=evidence, only=_LETS_IN[word])
    if user.admin and scopes.administers:
        within = f"what the scopes {', '.join(scopes.administers)} allow is enough"
        yield Membership(service, user.id, MembershipKind.ESCALATE, within, None, Verdict.IF, because, evidence)
    if scopes.unknown:
        doubt = f"what the scopes {', '.join(scopes.unknown)} open is not known"
        yield Membership(service, user.id, kind, doubt, None, Verdict.UNKNOWN, because, evidence)


def _united(words: Iterable[str]) -> list[tuple[Opening, list[str]]]:
    """One opening for the scopes that differ in levels alone, with their names; none that a wider one says already."""
    levels: dict[tuple[tuple[str, ...], str], Level] = {}
    named: dict[tuple[tuple[str, ...], str], list[str]] = {}
    for word in words:
        one = _CONTENT[word]
        key = (one.only, one.condition)
        levels[key] = levels.get(key, Level.NONE) | one.levels
        named.setdefault(key, []).append(word)
    free = {only: held for (only, condition), held in levels.items() if not condition}
    return sorted(
        (Opening(only, held, condition), named[only, condition])
        for (only, condition), held in levels.items()
        if not condition or held & ~free.get(only, Level.NONE)
    )
