"""What a way to give oneself access is made of: what it gives, and what must be allowed on what."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from enum import StrEnum

from providers.aws.evaluate.callers import Callers


class Gives(StrEnum):
    """What whoever goes a way has at its end."""

    PERMISSIONS = "permissions"  # any permissions, for itself or for another whom it can become
    NEWCOMER = "newcomer"  # a principal of its own making, with any permissions, which neither its boundary nor its denies bind
    GROUP = "group"  # what another group's policies allow
    UNBOUND = "unbound"  # its own permissions without its boundary
    UNDENIED = "undenied"  # its own permissions without a policy that denies it something
    USER = "user"  # it becomes another user
    ROLE = "role"  # it becomes another role


class On(StrEnum):
    """The ARN that an action is asked on. Where a need says of what, an ARN of another kind (user, role, group) does not count."""

    SUBJECT = "subject"  # the principal whose permissions change
    ITS_GROUP = "its group"  # a group that the subject is in
    ITS_POLICY = "its policy"  # a customer managed policy that the subject or one of its groups has
    ITS_BOUNDARY = "its boundary"  # the customer managed policy that is its boundary
    INLINE_DENY = "inline deny"  # the holder, user, role or group, of an inline policy that denies the subject something
    ATTACHED_DENY = "attached deny"  # the holder of a managed policy that does
    DENYING_POLICY = "denying policy"  # the customer managed policy that does
    DENYING_GROUP = "denying group"  # the group whose policy does
    GROUP = "group"  # a group of the account that it is not in
    OTHER = "other"  # the user or role that it becomes
    TRUST = "trust"  # the role that it becomes, whose trust policy decides with it
    PASSED = "passed"  # the role that it passes, with iam:PassedToService
    FUNCTION = "function"  # a Lambda function that runs as the role
    CHOSEN = "chosen"  # any ARN of its choice that fits a pattern


@dataclass(frozen=True, slots=True)
class Need:
    """Actions that must all be allowed on one and the same thing.

    `of`: user, role or group; of what is chosen, the pattern of its ARNs, with partition, region, account and owner (any one) in braces.
    """

    actions: tuple[str, ...]
    on: On
    of: str = ""


@dataclass(frozen=True, slots=True)
class Way:
    """A way to give oneself access: every need must be met.

    `service` is the one that the role must trust; a role is passed to it. `condition` says in words what cannot be seen from what is read:
    with it the way is an `if`. `unless`: attributes of the one it becomes with which it does not work. `source`: the documentation's page.
    """

    name: str
    gives: Gives
    needs: tuple[Need, ...]
    source: str
    service: str = ""
    condition: str = ""
    unless: tuple[tuple[str, str], ...] = ()

    @property
    def actions(self) -> tuple[str, ...]:
        """Everything that must be allowed."""
        return tuple(dict.fromkeys(action for need in self.needs for action in need.actions))


def may_take(callers: Callers, ways: Iterable[Way], let_in: Callable[[str], int] = lambda _: 0) -> int:
    """Those to whom some way may be open: they have a say in all that it needs, or a function's own policy lets them in."""
    found = 0
    for way in ways:
        able = callers.everybody & ~callers.free
        for need in way.needs:
            for action in need.actions:
                able &= callers.identity.says(action) | (let_in(action) if need.on is On.FUNCTION else 0)
        found |= able
    return found
