"""What one can do with the content of a resource, as a set of bits.

`find` < `read` < `change` < `share` is a ladder; `manage` (settings, keys, identities) stands beside it,
since holding it is no `read`: nobody opened anything, but its holder could let himself in (latent reach).
"""

from enum import IntFlag


class Level(IntFlag):
    """One level, or the exact set of levels that was seen (bits combine with `|`)."""

    NONE = 0
    FIND = 1
    READ = 2
    CHANGE = 4
    SHARE = 8
    MANAGE = 16


LADDER = (Level.FIND, Level.READ, Level.CHANGE, Level.SHARE)
CONTENT = Level.FIND | Level.READ | Level.CHANGE | Level.SHARE
EVERYTHING = CONTENT | Level.MANAGE
NAMES = {"find": Level.FIND, "read": Level.READ, "change": Level.CHANGE, "share": Level.SHARE, "manage": Level.MANAGE}


def up_to(highest: Level) -> Level:
    """Every level that a rule naming `highest` covers: itself and those below it on the ladder; `manage` covers itself."""
    if highest in (Level.NONE, Level.MANAGE):
        return highest
    return Level(highest * 2 - 1)


def from_level(lowest: Level) -> Level:
    """Every level at or above `lowest` on the ladder: what a prohibition of `lowest` hits; `manage` hits itself."""
    if lowest in (Level.NONE, Level.MANAGE):
        return lowest
    return Level(CONTENT & ~(lowest - 1))


def highest(levels: Level) -> Level:
    """The highest single level in a set, the ladder before `manage`; NONE for the empty set."""
    return next((level for level in (*reversed(LADDER), Level.MANAGE) if level & levels), Level.NONE)


def members(levels: Level) -> tuple[Level, ...]:
    """The single levels in a set, lowest first, `manage` last."""
    return tuple(level for level in (*LADDER, Level.MANAGE) if level & levels)


def words(levels: Level) -> str:
    """The set as a reader writes it: `find, read`; `none` for the empty set."""
    return ", ".join(level.name.lower() for level in members(levels) if level.name) or "none"
