"""People by their number: what a report says in place of the accounts and addresses of people on the roster (`tool_as_processing.names_in_reports`)."""

import re
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import fields, is_dataclass

from audit.model.facts import Pairs, Principal
from audit.model.reach import SubjectKind
from audit.naming import tells_nothing, told_in
from audit.resolve.identities import Identities
from audit.resolve.names import family
from policies.language import Policy

FULL, OWNER_ONLY = "full", "owner_only"
_ADDRESS = re.compile(r"[\w.+'-]+@[\w-]+(?:\.[\w-]+)+")


def hides_names(report: object, policy: Policy) -> bool:
    """Whether a report names people by their number alone. A policy that says nothing of the tool hides nothing.

    `owner_only` shows names where all the assets that the report speaks of are one owner's: then it is the owner who needs it.
    """
    tool = policy.tool_as_processing
    if tool is None or tool.names_in_reports == FULL:
        return False
    if tool.names_in_reports != OWNER_ONLY:
        return True
    owners = {asset.id: asset.owner for asset in policy.assets}
    return len({owners[name] for name in _assets(report) if name in owners}) != 1


def pseudonyms(report: object, identities: Identities, policy: Policy) -> Pairs:
    """For each account and address of somebody on the roster that a report names: who it is, by number. Sorted pairs.

    An account that is called by the number already (`p20`, `adm-p20@shop.example`) says it itself, and stays.
    """
    holders = {name: join.subject.id for name, join in identities.joins.items() if join.subject.kind is SubjectKind.PERSON}
    labels = _labels(identities.principals, holders)
    texts = told_in(report)
    addresses = _addresses(policy, identities.principals, holders)
    mails = {mail for text in texts.words for mail in _ADDRESS.findall(text)}
    told = {uri: labels[uri] for uri in texts.uris if uri in labels}
    told |= {mail: addresses[mail.lower()] for mail in mails if mail.lower() in addresses and not _says(mail, addresses[mail.lower()])}
    return tuple(sorted(told.items()))


def by_number(principals: Iterable[Principal], identities: Identities) -> tuple[Principal, ...]:
    """Principals in which those of people on the roster have their number for a name, and no address."""
    return tuple(_by_number(each, identities) for each in principals)


def _by_number(principal: Principal, identities: Identities) -> Principal:
    subject = identities.subject(principal.id)
    if subject.kind is not SubjectKind.PERSON:
        return principal
    return Principal(principal.id, principal.provider, principal.kind, subject.id, "", principal.status, principal.attributes)


def _labels(principals: Mapping[str, Principal], holders: Mapping[str, str]) -> Mapping[str, str]:
    """Accounts whose id or address gives somebody away, as the person and the system, with a number where there are several."""
    named = {name: (person, family(name.partition("://")[0])) for name, person in sorted(holders.items())}
    several, met, found = Counter(named.values()), Counter[tuple[str, str]](), dict[str, str]()
    for name, (person, system) in named.items():
        met[person, system] += 1
        number = f" {met[person, system]}" if several[person, system] > 1 else ""
        if not _says(_shown(name, principals.get(name)), person):
            found[name] = f"{person} ({system}{number})"
    return found


def _shown(name: str, principal: Principal | None) -> str:
    """What a report would show of an account: its id, or what people call it where that tells nothing."""
    return (principal.email or principal.name) if principal is not None and tells_nothing(name) else name


def _says(name: str, person: str) -> bool:
    """Whether the last step of an id, or the part of an address before the @, has the number as a word of its own."""
    last = name.rpartition("/")[2].partition("@")[0].lower()
    return re.search(rf"(?<![a-z0-9]){re.escape(person.lower())}(?![a-z0-9])", last) is not None


def _addresses(policy: Policy, principals: Mapping[str, Principal], holders: Mapping[str, str]) -> Mapping[str, str]:
    """The addresses of people, from the roster and from their accounts."""
    found = {principals[name].email.lower(): person for name, person in holders.items() if name in principals and principals[name].email}
    for person in policy.people:
        for address in (person.email, *person.aliases, *(account.name for account in person.accounts)):
            if "@" in address:
                found[address.lower()] = person.id
    return found


def _assets(value: object) -> Iterator[str]:
    """Every asset that a report speaks of."""
    if isinstance(value, tuple):
        for one in value:
            yield from _assets(one)
    elif is_dataclass(value) and not isinstance(value, type):
        for field in fields(value):
            held = getattr(value, field.name)
            if field.name == "asset" and isinstance(held, str):
                yield held
            else:
                yield from _assets(held)
