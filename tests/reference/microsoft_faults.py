"""What can keep an audit from reading Microsoft, one thing at a time: what it does to the sandbox, and which of a world's assets it can touch at all.

What it can touch is worked out from the world and from what each surface is about, without a look at the adapters.
"""

from random import Random
from typing import Any

from providers.azure import operations as cloud
from providers.microsoft365 import operations as office
from providers.microsoft365.files import operations as files
from providers.sandbox.microsoft.server import MicrosoftServer
from tests.reference.microsoft_cloud import COSMOS, GROUP, OLD_VAULT, ONE, SERVER, SUBS, TWO, VAULT
from tests.reference.microsoft_worlds import GROUPS, INFO, STORES
from tests.reference.silence import Fault
from tests.unit.providers.microsoft365.files.worlds import person, team

OFFICE, AZURE = "microsoft365", "azure"
EVERY = frozenset(STORES)
FILES = frozenset({"site", "library", "other-library", "folder", "file", "onedrive"})
MAIL, CALENDARS = frozenset({"mailbox", "own-mailbox", "team-mailbox"}), frozenset({"calendar"})
TEAMS = frozenset({"team", "channel"})
STORAGE = frozenset({"container", "folder-of-container", "containers", "tagged", "share", "queue"})
SECRETS = frozenset({"secret", "old-secret"})
CLOUD = STORAGE | SECRETS | {"database", "cosmos"}
_NOBODY = frozenset[str]()
_OF_SURFACE = {
    **dict.fromkeys(("sites", "files", "site-groups"), FILES),
    "teams": TEAMS,
    **dict.fromkeys(("mailboxes", "mailbox-delegation", "mail-folders", "application-access-policies", "exchange-roles"), MAIL | CALENDARS),
    **dict.fromkeys(("mail-rules", "transport-rules"), MAIL),
    "calendars": CALENDARS,
    # of measures and of how recently somebody signed in no reach hangs
    **dict.fromkeys(("mailbox-auditing", "sign-in-activity", "mfa-registration", "conditional-access"), _NOBODY),
    "storage": STORAGE,
    "key-vault": SECRETS,
    "sql": frozenset({"database"}),
    "cosmos": frozenset({"cosmos"}),
}  # all others are about who there is, and what somebody could make of himself: they touch everything
_OF_PLACE = {
    ONE: frozenset({"container", "folder-of-container", "tagged", "queue"}),
    TWO: frozenset({"containers", "share", "tagged"}),
    VAULT: frozenset({"secret"}),
    OLD_VAULT: frozenset({"old-secret"}),
    SERVER: frozenset({"database"}),
    COSMOS: frozenset({"cosmos"}),
}
DIRECTORY = "Directory.Read.All"
_BY_DIRECTORY = frozenset(
    {"User.Read.All", "GroupMember.Read.All", "AdministrativeUnit.Read.All", "RoleManagement.Read.Directory", "Application.Read.All"}
)  # what may be read with Directory.Read.All as well


def fault(dice: Random) -> Fault:
    """One of the faults, every kind as likely as the others."""
    return dice.choice((_permission, _action, _call, _call, _call, _call, _over, _one, _service))(dice)


def touched(surface: str) -> frozenset[str]:
    """The assets that a surface is about."""
    return _OF_SURFACE.get(surface, EVERY)


def permission_withdrawn(service: str, permission: str) -> Fault:
    """An application permission that the audit lacks, with what stands for it."""
    lacks = (permission, DIRECTORY) if permission in _BY_DIRECTORY else (permission,)
    asked = [each for each in office.OPERATIONS if each.service == service and each.permission in lacks]
    touches = EVERY if DIRECTORY in lacks else frozenset[str]().union(*(touched(each.surface) for each in asked))

    def strike(server: MicrosoftServer) -> None:
        for each in lacks:
            server.withdraw(service, each)

    return Fault(f"withdraw {permission} of {service}", OFFICE, strike, touches, lacks)


def action_withdrawn(action: str, place: str = "") -> Fault:
    """What Azure denies the audit, everywhere or on a place and in it."""
    surfaces = {each.surface for each in cloud.OPERATIONS if each.permission == action}
    touches = frozenset[str]().union(*map(touched, surfaces))
    return Fault(
        f"withdraw {action} on {place or 'everything'}", AZURE, lambda server: server.withdraw_action(action, place), touches, (action,)
    )


CALLS = tuple((provider, each) for provider, listed in ((OFFICE, office.OPERATIONS), (AZURE, cloud.OPERATIONS)) for each in listed)
WRONGS: tuple[dict[str, Any], ...] = (
    {"status": 403},
    {"status": 500},
    {"status": 500, "page": 2},
    {"status": 500, "after": 1},
    {"status": 404, "page": 2},
    {"status": 410, "code": "resyncChangesApplyDifferences"},
    {"kind": "malformed"},
    {"kind": "malformed", "page": 2},
    {"kind": "replaced", "body": {}},
    {"kind": "repeated"},
    {"kind": "foreign"},
    {"kind": "cut", "page": 2},
    {"kind": "reset", "after": 2},
)


def call_fails(provider: str, service: str, operation: str, **wrong: Any) -> Fault:
    """A call that fails for ever in some way."""
    surfaces = {each.surface for its, each in CALLS if (its, each.service, each.name) == (provider, service, operation)}
    touches = frozenset[str]().union(*map(touched, surfaces))
    if wrong.get("kind") in ("cut", "reset"):  # a call of another kind over the same connection may find it broken
        touches = EVERY
    return Fault(f"{service}:{operation} {wrong}", provider, lambda server: server.fail(service, operation, **wrong), touches)


def _permission(dice: Random) -> Fault:
    listed = sorted({(each.service, each.permission) for each in office.OPERATIONS if each.service != "exchange"})
    return permission_withdrawn(*dice.choice(listed))


def _action(dice: Random) -> Fault:
    listed = sorted({each.permission for each in cloud.OPERATIONS})
    return action_withdrawn(dice.choice(listed), dice.choice(("", GROUP, *SUBS, *_OF_PLACE)))


def _call(dice: Random) -> Fault:
    provider, operation = dice.choice(CALLS)
    return call_fails(provider, operation.service, operation.name, **dice.choice(WRONGS))


def _over(dice: Random) -> Fault:
    """A delta from which nobody can go on."""
    operation = dice.choice((office.USERS_DELTA, office.GROUPS_DELTA, files.DELTA))
    code = dice.choice(("resyncChangesApplyDifferences", "resyncChangesUploadDifferences", "syncStateNotFound"))
    return call_fails(OFFICE, "graph", operation, status=410, code=code, times=dice.choice((0, 1)))


def _one(dice: Random) -> Fault:
    """A call about one thing alone: a library, an item, a mailbox, a team."""
    service, operation, key, values, touches = dice.choice(
        (
            ("graph", files.DELTA, "drive", ("lib1", "lib2", "mine"), FILES),
            ("graph", files.PERMISSIONS, "item", ("F1", "F1a", "X1"), FILES),
            ("graph", files.ROOT_PERMISSIONS, "drive", ("lib1", "lib2", "mine"), FILES),
            ("graph", files.CHANNELS, "team", (team(GROUPS[0]),), TEAMS),
            ("graph", "users/{id}/mailFolders/inbox/messageRules", "id", (INFO, person("p05")), MAIL),
            ("graph", "users/{id}/calendars", "id", (person("p04"),), CALENDARS),
            ("exchange", "Get-MailboxPermission", "Identity", ("info@sample.example", "p05@sample.example"), MAIL | CALENDARS),
            ("exchange", "Get-MailboxFolderStatistics", "Identity", ("info@sample.example", "p04@sample.example"), MAIL | CALENDARS),
        )
    )
    what: dict[str, Any] = dice.choice(({"status": 403, "code": "accessDenied"}, {"status": 500}, {"kind": "malformed"}))
    match = {key: dice.choice(values)}
    return Fault(f"{operation} of {match} {what}", OFFICE, lambda server: server.fail(service, operation, match=match, **what), touches)


def _service(dice: Random) -> Fault:
    """A service that gives no token."""
    provider, service = dice.choice(((OFFICE, "graph"), (OFFICE, "sharepoint"), (OFFICE, "exchange"), (AZURE, "arm")))
    return service_refused(provider, service)


def service_refused(provider: str, service: str) -> Fault:
    """A service for which no token is given."""
    touches = frozenset[str]().union(*(touched(each.surface) for _, each in CALLS if each.service == service))
    return Fault(f"{service} refused", provider, lambda server: server.refuse(service), touches)
