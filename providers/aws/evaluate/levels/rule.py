"""The words that the tables are written in: a rule, what it is asked on, and why an action is set aside.

`find` sees that it exists, names and metadata; `read` the content; `change` writes or deletes content; `share` lets others in to the
content, or sends a copy where another account can have it; `manage` edits who may, and settings by which one could have the content or have
it deleted later, or makes a copy in the account that other rights guard.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum

from policies.levels import Level, members

F, R, C, S, M = Level.FIND, Level.READ, Level.CHANGE, Level.SHARE, Level.MANAGE
DECRYPT, ENCRYPT = "kms:Decrypt", "kms:GenerateDataKey"
SQL = "the database lets its user change data"  # SQL grants are the database's own business: a second plane of authorisation

# Why an action gives no level.
TAGS = "tags only"
SETTINGS_SHOWN = "shows settings, no content"
RIGHTS_SHOWN = "shows who may, no content"
SETTINGS = "edits settings that let nobody in"
PROTECTION = "guards what is there, or no longer does; lets nobody in and writes nothing"
RUNNING = "starts, stops, moves or resizes it; the content stays as it is"
NEW = "makes a new one; what is there stays as it is"
NETWORK = "opens or closes a network path; who comes by it still needs rights"
LOGS = "about logs, not content"
BY_AWS = "asked by AWS's own copying alone; who sets that up is asked about"


def without(action: str) -> str:
    """Why an action gives nothing of its own."""
    return f"gives nothing without {action}"


def elsewhere(what: str) -> str:
    """Why an action that is asked on something else gives no level here."""
    return f"asked on {what}, which is not read"


class On(StrEnum):
    """The ARN an action is asked on."""

    RESOURCE = "resource"  # the resource's own
    OBJECTS = "objects"  # those of a bucket's objects in the location
    INDEXES = "indexes"  # those of a table's indexes
    STREAMS = "streams"  # those of a table's streams
    BACKUPS = "backups"  # those of a table's backups
    LOGINS = "logins"  # those of a database's users (IAM User Guide for RDS, "Creating and using an IAM policy for IAM database access")
    DATABASES = "databases"  # those of a cluster's databases
    USERS = "users"  # those of a cluster's database users
    SNAPSHOTS = "snapshots"  # those of a cluster's snapshots
    SHARES = "shares"  # those of data shares in the cluster's account and region
    RECOVERY_POINTS = "recovery-points"  # those of what may lie in a vault, of whatever service


WITHIN: Mapping[On, tuple[str, ...]] = {
    On.INDEXES: ("{arn}/index/?*",),
    On.STREAMS: ("{arn}/stream/?*",),
    On.BACKUPS: ("{arn}/backup/?*",),
    On.DATABASES: ("{place}:dbname:{name}/?*",),
    On.USERS: ("{place}:dbuser:{name}/?*",),
    On.SNAPSHOTS: ("{place}:snapshot:{name}/?*",),
    On.SHARES: ("{place}:datashare:?*/?*",),
    On.RECOVERY_POINTS: (
        *("{place}:recovery-point:?*", "arn:aws:ec2:{region}::snapshot/?*", "arn:aws:ec2:{region}::image/?*"),
        *("arn:aws:rds:{region}:{account}:snapshot:?*", "arn:aws:rds:{region}:{account}:cluster-snapshot:?*"),
        *("arn:aws:fsx:{region}:{account}:backup/?*", "arn:aws:redshift:{region}:{account}:snapshot:?*"),
        "arn:aws:dynamodb:{region}:{account}:table/?*/backup/?*",
    ),  # AWS Backup keeps some kinds of backup under their own service's names
}  # forms of ARNs, with the resource's own, its first five parts and its name, its region and its account


@dataclass(frozen=True, slots=True)
class Rule:
    """An action that gives single levels. `key` is what the caller needs on the customer's key too; `beyond` what AWS does not decide."""

    levels: tuple[Level, ...]
    action: str
    on: On = On.RESOURCE
    key: str = ""
    beyond: str = ""


@dataclass(frozen=True, slots=True)
class Table:
    """What is known of one kind of resource: every action on it is in a rule or set aside with a reason.

    `asked` gives the reference's resource types, `service:type`, behind each ARN that rules ask on; `beneath` those that lie within the
    resource and on which nothing is asked.
    """

    asked: Mapping[On, tuple[str, ...]]
    rules: tuple[Rule, ...]
    aside: Mapping[str, str]
    beneath: tuple[str, ...] = ()


def rules(levels: Level, actions: str, on: On = On.RESOURCE, key: str = "", beyond: str = "") -> tuple[Rule, ...]:
    """A rule for each of some actions, which are parted by spaces."""
    return tuple(Rule(members(levels), action, on, key, beyond) for action in actions.split())


def aside(reason: str, actions: str) -> dict[str, str]:
    """Actions that give no level, parted by spaces, with the reason."""
    return dict.fromkeys(actions.split(), reason)
