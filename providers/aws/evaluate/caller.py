"""Who asks: a user or role with its policies, another account, a service of AWS, somebody signed in, anybody."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import StrEnum

from providers.aws.evaluate.context import Context, Shape, Values
from providers.aws.evaluate.policy import Policy


class CallerKind(StrEnum):
    """What kind of principal a caller is; those that were read are users and roles."""

    USER = "user"
    ROLE = "role"
    ROOT = "root"  # the account's root user
    FEDERATED_USER = "federated-user"  # of GetFederationToken: a user's session
    NAMED = "named"  # a user, role or session that a policy names and nobody read
    ACCOUNT = "account"  # somebody in an account whose identities nobody read
    ORGANISATION = "organisation"  # somebody in another organisation
    SERVICE = "service"
    FEDERATION = "federation"
    AUTHENTICATED = "authenticated"
    ANONYMOUS = "anonymous"


@dataclass(frozen=True, slots=True)
class Held:
    """A policy as it stands on its holder: a user, one of its groups, a unit, a resource."""

    policy: Policy
    name: str
    holder: str

    def __hash__(self) -> int:  # policies are looked up all the time
        return hash(self.policy)


@dataclass(frozen=True, slots=True, eq=False)
class Caller:
    """A principal that asks. `ceilings` holds service control policies by level, root first; none bind when it is empty.

    `arn` is what policies call it: of a session the role or user behind it. `session` is the session's name, None when it is not known,
    and `session_policy` what it was narrowed to when it began. `identity` is None where the identity side is another organisation's business:
    it can let itself in. `unread` says, for people, what of its own side could not be read and might deny.
    """

    id: str
    kind: CallerKind
    arn: str = ""
    account: str = ""
    unique_id: str = ""
    identity: tuple[Held, ...] | None = None
    boundary: tuple[Held, ...] = ()
    session: str | None = None
    session_policy: tuple[Held, ...] | None = None
    ceilings: tuple[tuple[Held, ...], ...] = ()
    unread: tuple[str, ...] = ()
    keys: Mapping[str, Values | Shape] = field(default_factory=dict)

    @property
    def context(self) -> Context:
        """What a request of this caller always carries."""
        return Context((self.keys,))
