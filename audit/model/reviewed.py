"""What an access review decides about: one line for each asset, subject and grantee, the content and control over it apart."""

from audit.model.finding import fingerprint
from audit.model.reach import Reach, Subject
from policies.levels import Level, members

_LETTERS = {Level.FIND: "f", Level.READ: "r", Level.CHANGE: "c", Level.SHARE: "s", Level.MANAGE: "m"}


def way(reach: Reach) -> str:
    """What stays the same from night to night, whatever the levels and the parts that rules speak of: asset, subject and grantee."""
    return way_of(reach.asset, reach.subject, reach.principal)


def way_of(asset: str, subject: Subject, grantee: str) -> str:
    """The same from what it is made of: 16 hexadecimal digits."""
    return fingerprint("access-review", asset, "", subject, grantee)


def line_id(way: str, levels: Level) -> str:
    """The id of a line: the way and a letter for each level, `5f0c…9a-frc`. More levels are another line, which nobody decided about."""
    return f"{way}-{''.join(_LETTERS[level] for level in members(levels))}"
