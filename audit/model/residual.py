"""What is left of somebody who leaves: each thing that still gives, or could give, access, and where it is ended."""

from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from audit.model.facts import Attachment, CoverageStatus, Document, Grant, Membership, Principal, Verdict


class ResidualKind(StrEnum):
    """What sort of thing is left, in the order in which it is best ended."""

    SIGN_IN = "sign-in"  # the account lets somebody in
    SECRET = "secret"  # a key or password that works without signing in  # noqa: S105 - a kind's name
    APPLICATION = "application"  # was let in, and acts as the person
    ADMINISTRATION = "administration"  # a role over others; one that may be activated, too
    GROUP = "group"
    OWNERSHIP = "ownership"  # of a group or an application: who owns it lets himself in
    POLICY = "policy"  # gives the account rights by itself, or names it
    GRANT = "grant"  # on a store, a file, a mailbox, a calendar
    FORWARDING = "forwarding"  # where the person's mail goes by itself
    DELEGATE = "delegate"  # others in the person's mailbox or calendar
    OWNED = "owned"  # files, a mailbox, a calendar that nobody else has
    SHARED = "shared"  # what is the person's and others were given; links and outsiders first
    GUEST = "guest"  # outsiders whom the person answers for
    KNOWN_SECRET = "known-secret"  # a secret that the person could read  # noqa: S105 - a kind's name
    HANDOVER = "handover"  # what the policy says that the person answers for


UNLISTED = "unlisted"  # the status of an account that something names and no list has


@dataclass(frozen=True, slots=True, kw_only=True)
class Residual:
    """One thing that is left. `what` is its id, `words` say it for people, `end` is the command or the console's place that ends it.

    `until`: the last day on which it holds by itself. `outside`: somebody of another organisation has it, or anybody. `revives`: the account is
    off, and this is there again when it is switched on.
    """

    kind: ResidualKind
    provider: str
    account: str
    what: str
    words: str
    end: str
    count: int = 1
    verdict: Verdict = Verdict.YES
    condition: str = ""
    until: date | None = None
    outside: bool = False
    revives: bool = False


@dataclass(frozen=True, slots=True, order=True)
class Carried:
    """The resources of one kind that carry an acl and lie in the same: how many, and the first of them.

    `above` is the acl of what they lie in, where that was asked for too. `called` are the addresses and account ids that say whose they are.
    """

    acl: str
    provider: str
    kind: str
    count: int
    resource: str
    name: str = ""
    above: str = ""
    called: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Holding:
    """A grant with what carries it. `owner`: that account's own things, where the grant is somebody else's.

    `inside`: the grantee has the same on what this lies in, so that it ends with that.
    """

    grant: Grant
    carried: Carried
    owner: str = ""
    inside: bool = False


@dataclass(frozen=True, slots=True)
class Traces:
    """All that the facts say of some accounts, for a provider to put into words.

    `steps` lead from the accounts, `let_in` to them from whoever may act as them; `own` are the grants of owners on what is theirs, `given` those of the
    accounts on anything else, `shared` those of others on what is the accounts'. `held` are documents that hold for an account, `named` those that
    name it, and `guests` outsiders for whom it answers (each with its id). What has ended is not among them. An account that no list has is `UNLISTED`.
    """

    accounts: tuple[Principal, ...]
    principals: dict[str, Principal]
    steps: tuple[Membership, ...] = ()
    let_in: tuple[Membership, ...] = ()
    own: tuple[Holding, ...] = ()
    given: tuple[Holding, ...] = ()
    shared: tuple[Holding, ...] = ()
    held: tuple[tuple[Attachment, Document], ...] = ()
    named: tuple[tuple[str, Attachment, Document], ...] = ()
    guests: tuple[tuple[str, Principal], ...] = ()

    def of(self, provider: str) -> tuple[Principal, ...]:
        """The accounts of one provider."""
        return tuple(one for one in self.accounts if one.provider == provider)

    def principal(self, name: str) -> Principal | None:
        """A principal as it was read; None for one that no list has."""
        return self.principals.get(name)


@dataclass(frozen=True, slots=True)
class Look:
    """Something of somebody who leaves that only a surface shows, and where a person looks who can't rely on it. Without a surface nothing reads it.

    `who`: it shows which accounts there are, so that without it nobody can say that somebody has none.
    """

    shows: str
    where: str
    surface: str = ""
    who: bool = False


@dataclass(frozen=True, slots=True, order=True)
class Unseen:
    """What can't be told of an account: the surface, how much of it was read, what it would show and where to look."""

    provider: str
    surface: str
    status: CoverageStatus
    shows: str
    where: str
