"""The people of a first policy: every human account of the organisation's own directories, joined by address, by a number and without a name."""

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from audit.engine.candidates import Sought, candidates
from audit.model.facts import Principal, PrincipalKind
from audit.ports import Facts
from audit.proposal.yaml_lines import can_be_written, visible
from audit.resolve.names import domain_of, family, normal

_LISTED = "directory_id"  # the attribute of who a directory lists
_SIGN_ON = "/identity-center/user/"  # AWS's own list of people, where no directory was read
_NUMBER = re.compile(r"[a-z]{0,3}[0-9]{1,6}")  # an address that begins with a number of staff has it for its id
_SHARED = "shared-mailbox"


@dataclass(frozen=True, slots=True)
class ProposedPerson:
    """Somebody with an account. `off` names the systems where the account is suspended; `name` is what the directory calls them."""

    id: str
    email: str
    aliases: tuple[str, ...] = ()
    off: tuple[str, ...] = ()
    left: bool = False  # off wherever there is an account
    name: str = ""


@dataclass(frozen=True, slots=True)
class Roster:
    """The organisation's own domains, the people, and the addresses of accounts that no human has for himself (shared mailboxes, the audit's own)."""

    domains: tuple[str, ...]
    people: tuple[ProposedPerson, ...]
    not_people: tuple[str, ...] = ()


def roster(facts: Facts, of_the_audit: Iterable[str] = ()) -> Roster:
    """Who the directories list. Guests are of another organisation and are left out. Raises RunError for a run that can't be read."""
    shared = {normal(each.id.rpartition("/")[2]) for each in candidates(facts, Sought(kinds=frozenset({_SHARED}))) if each.kind == _SHARED}
    apart = shared | {normal(address) for address in of_the_audit}
    accounts: defaultdict[str, list[Principal]] = defaultdict(list)
    for account in _listed(facts):
        accounts[normal(account.email)].append(account)
    domains = tuple(sorted({domain_of(address) for address in accounts}))
    people = {address: found for address, found in accounts.items() if address not in apart}
    numbered = _numbers(people)
    return Roster(
        tuple(domain for domain in domains if can_be_written(domain)),
        tuple(sorted((_person(numbered[address], found) for address, found in people.items()), key=lambda one: one.id)),
        tuple(sorted(apart & set(accounts))),
    )


def _listed(facts: Facts) -> list[Principal]:
    humans = [each for each in facts.principals() if each.kind is PrincipalKind.ACCOUNT and re.fullmatch(r"[^@\s]+@[^@\s]+", each.email)]
    usable = [each for each in humans if can_be_written(each.email) and each.attribute("guest") != "true"]
    return [each for each in usable if each.attribute(_LISTED)] or [each for each in usable if _SIGN_ON in each.id]


def _numbers(addresses: Iterable[str]) -> dict[str, str]:
    """An id for each address: the number that it begins with, where no other has it, else one that is free."""
    ordered = sorted(addresses)
    own: dict[str, str] = {}
    for address in ordered:
        local = address.partition("@")[0]
        if _NUMBER.fullmatch(local) and local not in own.values():
            own[address] = local
    free = _free(frozenset(own.values()), len(str(len(ordered))))
    return {address: own.get(address) or next(free) for address in ordered}


def _free(taken: frozenset[str], digits: int) -> Iterator[str]:
    number = 0
    while True:
        number += 1
        if (name := f"p{number:0{max(digits, 2)}}") not in taken:
            yield name


def _person(name: str, accounts: list[Principal]) -> ProposedPerson:
    off = tuple(sorted({family(each.provider) for each in accounts if each.status != "active"}))
    aliases = {alias for each in accounts for alias in each.attribute("aliases").split() if "@" in alias and can_be_written(alias)}
    called = next((visible(each.name) for each in accounts if each.name and normal(each.name) not in (normal(each.email), name)), "")
    email = accounts[0].email
    return ProposedPerson(name, email, tuple(sorted(aliases - {email})), off, all(each.status != "active" for each in accounts), called)
