"""The accounts of somebody: how each was joined, what could be theirs too, and what can't be told of them."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from audit.model.facts import CoverageStatus, PrincipalKind
from audit.model.reach import Subject, SubjectKind
from audit.model.residual import Unseen
from audit.pipeline import Held
from audit.ports import Offboarding
from policies.language import Person

_FAMILIES = {"gcp": "google_workspace", "azure": "microsoft365"}  # whose accounts the policies of another provider name
_WORST = (CoverageStatus.DENIED, CoverageStatus.UNSUPPORTED, CoverageStatus.PARTIAL)


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
    """`joined` are theirs; `doubtful` may be, and the policy gives them to nobody or to several."""

    joined: tuple[Joined, ...]
    doubtful: tuple[Joined, ...] = ()

    @property
    def ids(self) -> tuple[str, ...]:
        """The accounts that are theirs."""
        return tuple(each.account for each in self.joined)


def accounts_of(held: Held, person: Person) -> Accounts:
    """The accounts of a person, those that are off or deleted among them."""
    identities = held.resolved.identities
    subject = Subject(SubjectKind.PERSON, person.id)
    mine = tuple(_joined(held, name, identities.why(name)) for name in identities.accounts(subject))
    several = {each.principal: each.subjects for each in identities.ambiguous if subject in each.subjects}
    shared = tuple(_joined(held, name, f"the policy gives it to {' and '.join(map(str, subjects))}") for name, subjects in several.items())
    return Accounts(mine, tuple(sorted((*shared, *_alike(held, person)))))


def _joined(held: Held, name: str, why: str) -> Joined:
    principal = held.resolved.identities.principal(name)
    return Joined(name, principal.email or principal.name, principal.provider, principal.status, why)


def _alike(held: Held, person: Person) -> Iterator[Joined]:
    """Human accounts of nobody that are called as the person is: by the number, or by what stands before the @."""
    called = {person.id.lower(), *(address.lower().partition("@")[0] for address in (person.email, *person.aliases) if address)}
    for name, principal in held.resolved.identities.principals.items():
        if principal.kind is PrincipalKind.ACCOUNT and held.resolved.identities.subject(name).kind is SubjectKind.ORPHAN:
            parts = {principal.name.lower(), principal.email.lower().partition("@")[0]}
            if called & parts:
                yield _joined(held, name, "it is called as the person is, and the policy gives it to nobody")


def unseen(held: Held, accounts: Iterable[Joined]) -> tuple[Unseen, ...]:
    """What can't be told of accounts that are not deleted: the surfaces that were not read whole, of their own providers and of those that name them."""
    families = {each.provider for each in accounts if each.status != "deleted"}
    read = _read(held)
    found = (
        Unseen(provider.name, look.surface, status, look.shows, look.where)
        for provider in held.providers
        if isinstance(provider, Offboarding) and families & {provider.name, _FAMILIES.get(provider.name, provider.name)}
        for look in provider.looks()
        if (status := _status(read, provider.name, look.surface)) is not CoverageStatus.COMPLETE
    )
    return tuple(sorted(found))


def _status(read: dict[tuple[str, str], CoverageStatus], provider: str, surface: str) -> CoverageStatus:
    """How much of a surface was read: one that was not asked for tells nothing, and what no surface shows is looked at by hand."""
    return read.get((provider, surface), CoverageStatus.UNSUPPORTED)


def _read(held: Held) -> dict[tuple[str, str], CoverageStatus]:
    statuses: dict[tuple[str, str], set[CoverageStatus]] = {}
    for each in held.run.coverage():
        statuses.setdefault((each.provider, each.surface), set()).add(each.status)
    return {key: next((one for one in _WORST if one in found), CoverageStatus.COMPLETE) for key, found in statuses.items()}
