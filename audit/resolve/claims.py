"""What the policy says of principals: which accounts, addresses and domains it gives to whom."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from typing import TypeVar

from audit.model.reach import Subject, SubjectKind
from audit.resolve.names import account_keys, family, normal, within
from audit.saying import subject_in_short
from policies.errors import Place
from policies.language import AccountName, Party, Person, Policy
from policies.wording import Wording, msg

_Key = TypeVar("_Key", str, tuple[str, str])


_ACCOUNT = msg("the policy gives {subject} the {system} account {name}")
_ADDRESS = msg("{name} is an address of {subject}")
_DOMAIN = msg("{name} is a domain of {subject}")
_HOST = msg("a service of the host, {subject}")


@dataclass(frozen=True, slots=True, order=True)
class Why:
    """Why somebody is taken to be a subject, before it is said: the text, with the system and the name that it speaks of."""

    text: str
    system: str = ""
    name: str = ""

    def told(self, subject: Subject, say: Wording) -> str:
        """The reason in words."""
        return say(self.text, subject=subject_in_short(subject, say), system=self.system, name=self.name)


@dataclass(frozen=True, slots=True, order=True)
class Claim:
    """The policy's word that a name is a subject's; `why` says so for people."""

    subject: Subject
    why: Why
    place: Place


@dataclass(frozen=True, slots=True)
class Claims:
    """All that a policy says of who is who, indexed by what is looked up."""

    accounts: Mapping[tuple[str, str], tuple[Claim, ...]]  # (family of systems, name)
    addresses: Mapping[str, tuple[Claim, ...]]
    domains: tuple[tuple[str, Claim], ...]
    own_domains: tuple[str, ...]
    hosts: Mapping[str, Claim]  # family of systems → the processor that hosts there

    def of_account(self, system: str, names: Iterable[str]) -> tuple[Claim, ...]:
        """Who is given an account by one of these names."""
        system = family(system)
        return _distinct(claim for name in names for claim in self.accounts.get((system, name), ()))

    def of_address(self, addresses: Iterable[str]) -> tuple[Claim, ...]:
        """Who goes by one of these addresses."""
        return _distinct(claim for address in addresses for claim in self.addresses.get(address, ()))

    def of_domain(self, domain: str) -> Claim | None:
        """The processor or recipient that a domain belongs to."""
        return next((claim for owned, claim in self.domains if within(domain, owned)), None)

    def is_own(self, domain: str) -> bool:
        """Whether a domain is the organisation's."""
        return any(within(domain, owned) for owned in self.own_domains)


def claims(policy: Policy) -> Claims:
    """Reads a policy's people, services, emergency accounts, processors and recipients."""
    holders = tuple(_holders(policy))
    return Claims(
        accounts=_grouped(_by_account(holders)),
        addresses=_grouped(_by_address(holders, policy.people)),
        domains=tuple(sorted(_by_domain(policy), key=lambda pair: (-len(pair[0]), pair))),
        own_domains=policy.organisation.domains if policy.organisation else (),
        hosts=_hosts(policy.processors),
    )


_Holder = tuple[Subject, tuple[AccountName, ...]]


def _holders(policy: Policy) -> Iterator[_Holder]:
    kinds = (
        (SubjectKind.PERSON, policy.people),
        (SubjectKind.SERVICE, policy.services),
        (SubjectKind.EMERGENCY, policy.emergency),
        (SubjectKind.PROCESSOR, policy.processors),
        (SubjectKind.RECIPIENT, policy.recipients),
    )
    for kind, entries in kinds:
        yield from ((Subject(kind, entry.id), entry.accounts) for entry in entries)


def _by_account(holders: tuple[_Holder, ...]) -> Iterator[tuple[tuple[str, str], Claim]]:
    for subject, accounts in holders:
        for account in accounts:
            claim = Claim(subject, Why(_ACCOUNT, account.system, account.name), account.at)
            yield from (((family(account.system), key), claim) for key in account_keys(account.name))


def _by_address(holders: tuple[_Holder, ...], people: tuple[Person, ...]) -> Iterator[tuple[str, Claim]]:
    for subject, accounts in holders:
        for account in accounts:
            if "@" in account.name:
                yield normal(account.name), Claim(subject, Why(_ADDRESS, name=account.name), account.at)
    for person in people:
        subject = Subject(SubjectKind.PERSON, person.id)
        for address in filter(None, (person.email, *person.aliases)):
            yield normal(address), Claim(subject, Why(_ADDRESS, name=address), person.at)


def _by_domain(policy: Policy) -> Iterator[tuple[str, Claim]]:
    for kind, parties in ((SubjectKind.PROCESSOR, policy.processors), (SubjectKind.RECIPIENT, policy.recipients)):
        for party in parties:
            subject = Subject(kind, party.id)
            yield from ((normal(domain), Claim(subject, Why(_DOMAIN, name=domain), party.at)) for domain in party.domains)


def _hosts(processors: tuple[Party, ...]) -> dict[str, Claim]:
    """The one processor that hosts in a system: the system's namesake, or one that has an account there; two are as good as none."""
    found: dict[str, set[Claim]] = {}
    for party in processors:
        if party.hosting:
            claim = Claim(Subject(SubjectKind.PROCESSOR, party.id), Why(_HOST), party.at)
            for system in {family(party.id), *(family(account.system) for account in party.accounts)}:
                found.setdefault(system, set()).add(claim)
    return {system: next(iter(held)) for system, held in found.items() if len(held) == 1}


def _grouped(pairs: Iterable[tuple[_Key, Claim]]) -> dict[_Key, tuple[Claim, ...]]:
    held: dict[_Key, list[Claim]] = {}
    for key, claim in pairs:
        held.setdefault(key, []).append(claim)
    return {key: _distinct(found) for key, found in held.items()}


def _distinct(found: Iterable[Claim]) -> tuple[Claim, ...]:
    """One claim for each subject, sorted: the first place speaks."""
    by_subject: dict[Subject, Claim] = {}
    for claim in sorted(found):
        by_subject.setdefault(claim.subject, claim)
    return tuple(by_subject[subject] for subject in sorted(by_subject))
