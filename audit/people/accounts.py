"""The accounts of people: how each was joined, which they share, what could be theirs too, and what can't be told of them."""

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace

from audit.model.facts import CoverageStatus, Principal, PrincipalKind
from audit.model.reach import Subject, SubjectKind
from audit.model.residual import UNLISTED, Look, Unseen
from audit.pipeline import Held
from audit.ports import Offboarding
from audit.resolve.names import family
from policies.language import Person

_WORST = (CoverageStatus.DENIED, CoverageStatus.UNSUPPORTED, CoverageStatus.PARTIAL)
_SOMEBODYS = (PrincipalKind.ACCOUNT, PrincipalKind.SERVICE)  # an account with keys alone may be told as a service
_NOBODYS = (SubjectKind.ORPHAN, SubjectKind.UNDECLARED)


@dataclass(frozen=True, slots=True, order=True)
class Joined:
    """An account that is taken to be somebody's, and why."""

    account: str
    name: str
    provider: str
    status: str
    why: str


@dataclass(frozen=True, slots=True)
class Accounts:
    """`joined` are theirs alone, `shared` others have too; `doubtful` may be theirs, and the policy gives them to nobody."""

    joined: tuple[Joined, ...] = ()
    shared: tuple[Joined, ...] = ()
    doubtful: tuple[Joined, ...] = ()

    @property
    def ids(self) -> tuple[str, ...]:
        """The accounts that are theirs alone."""
        return tuple(each.account for each in self.joined)

    @property
    def systems(self) -> frozenset[str]:
        """Where there is an account that was not deleted and is, or may be, theirs."""
        return frozenset(family(each.provider) for each in (*self.joined, *self.shared, *self.doubtful) if each.status != "deleted")

    @property
    def on(self) -> bool:
        """Whether one of them is neither switched off nor deleted, as far as anybody knows."""
        return any(each.status not in ("disabled", "deleted") for each in (*self.joined, *self.shared, *self.doubtful))


def accounts_of(held: Held, people: Sequence[Person]) -> Mapping[str, Accounts]:
    """The accounts of each person, those that are off or deleted among them, in one pass. Raises RunError for a run that can't be read."""
    wanted, called = {Subject(SubjectKind.PERSON, person.id): person.id for person in people}, _called(people)
    joined, shared, doubtful = (defaultdict[str, list[Joined]](list) for _ in range(3))
    identities = held.resolved.identities
    for name in (*identities.principals, *_unlisted(held)):
        join, principal = identities.join(name), identities.principal(name)
        if join.subject in wanted:
            joined[wanted[join.subject]].append(_joined(held, name, identities.why(name)))
        elif join.subject.kind is SubjectKind.SHARED:
            for subject in identities.claimants(name):
                if subject in wanted:
                    shared[wanted[subject]].append(_joined(held, name, identities.why(name)))
        elif join.subject.kind in _NOBODYS and principal.kind in _SOMEBODYS and principal.status != "deleted":
            for person in sorted({each for word in _words(principal) for each in called.get(word, ())}):
                doubtful[person].append(_joined(held, name, "it is called as they are, and the policy gives it to nobody"))
    return {
        person.id: Accounts(
            *(tuple(sorted(found[person.id])) for found in (joined, shared, doubtful))
        )  # by id, whatever the order of reading
        for person in people
    }


def _called(people: Sequence[Person]) -> Mapping[str, set[str]]:
    """What accounts of each may be called: the number, or what stands before the @ of an address."""
    found = defaultdict[str, set[str]](set)
    for person in people:
        for word in (person.id, *(address.partition("@")[0] for address in (person.email, *person.aliases))):
            if word:
                found[word.lower()].add(person.id)
    return found


def _words(principal: Principal) -> set[str]:
    return {principal.name.lower(), principal.email.lower().partition("@")[0]}


def _unlisted(held: Held) -> tuple[str, ...]:
    """Who acts, or is granted something, and is on no list: an account elsewhere, or one whose list was not read."""
    known = held.resolved.identities.principals
    met = {step.member for step in held.run.memberships()}
    met |= {grant.principal for acl in held.resolved.acls.values() for grant in acl.grants}
    return tuple(sorted(met - known.keys()))


def _joined(held: Held, name: str, why: str) -> Joined:
    identities = held.resolved.identities
    principal = identities.principal(name)
    known = principal if name in identities.principals else replace(principal, status=UNLISTED)
    return Joined(name, known.email or known.name, known.provider, known.status, why)


@dataclass(frozen=True, slots=True)
class Sight:
    """How much of each surface was read, by provider, and what each would show of somebody."""

    looks: tuple[tuple[str, str, Look], ...]  # provider and its system
    read: Mapping[tuple[str, str], CoverageStatus]
    systems: frozenset[str]  # those that the run asked, or that the command left out

    @classmethod
    def of(cls, held: Held) -> "Sight":
        """Looks at the coverage once."""
        statuses = defaultdict[tuple[str, str], set[CoverageStatus]](set)
        for each in held.run.coverage():
            statuses[each.provider, each.surface].add(each.status)
        return cls(
            tuple(
                (provider.name, family(provider.system), look)
                for provider in held.providers
                if isinstance(provider, Offboarding)
                for look in provider.looks()
            ),
            {key: next((one for one in _WORST if one in found), CoverageStatus.COMPLETE) for key, found in statuses.items()},
            frozenset(family(name) for name in (*(provider.system for provider in held.providers), *held.plan.left_out)),
        )

    def unseen(self, person: Person, accounts: Accounts) -> tuple[Unseen, ...]:
        """What can't be told of somebody: what was not read whole where there is an account, or which accounts there are; and where nothing looks."""
        return tuple(sorted({*self._surfaces(accounts), *self._elsewhere(person)}))

    def _surfaces(self, accounts: Accounts) -> Iterator[Unseen]:
        for provider, system, look in self.looks:
            status = self.read.get((provider, look.surface), CoverageStatus.UNSUPPORTED)  # one that was not asked for tells nothing
            if status is not CoverageStatus.COMPLETE and (look.who or system in accounts.systems):
                yield Unseen(provider, look.surface, status, look.shows, look.where)

    def _elsewhere(self, person: Person) -> Iterator[Unseen]:
        for account in person.accounts:
            if family(account.system) not in self.systems:
                shows = f"the account {account.name}, which the policy gives them"
                yield Unseen(
                    account.system,
                    "accounts",
                    CoverageStatus.UNSUPPORTED,
                    shows,
                    f"in {account.system}, which no provider of the run reads",
                )
