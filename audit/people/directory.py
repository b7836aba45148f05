"""The directory as the roster: each account of a human of ours in one system is a person, in the roles of the groups that the policy names."""

from collections import defaultdict
from collections.abc import Iterator
from dataclasses import replace
from datetime import date
from itertools import chain

from audit.model.facts import MembershipKind, Principal, PrincipalKind
from audit.ports import Facts
from audit.resolve.names import domain_of, within
from policies.language import Directory, Person, Policy, RoleSpan

_LISTED = "directory_id"  # the attribute of who a directory lists
_SCHEMES = {"google": "google://user/", "microsoft": "microsoft://user/", "aws": "aws://"}


def with_directory(policy: Policy, facts: Facts) -> Policy:
    """The policy with the people of the directory that it names; what it says of somebody itself stands, and fills in nothing else.

    Whoever is off or deleted there has left. Raises RunError for a run that can't be read.
    """
    if policy.directory is None:
        return policy
    said = {person.id.lower(): person for person in policy.people}
    found = {person.id.lower(): person for person in _people(policy, policy.directory, facts)}
    merged = [_merged(person, found.get(name)) for name, person in said.items()]
    return replace(policy, people=(*merged, *(person for name, person in sorted(found.items()) if name not in said)))


def _merged(person: Person, listed: Person | None) -> Person:
    if listed is None:
        return person
    return replace(
        listed,
        at=person.at,
        kind=person.kind,
        of=person.of,
        roles=person.roles or listed.roles,
        starts=person.starts or listed.starts,
        ends=person.ends or listed.ends,
        status=person.status or listed.status,
        email=person.email or listed.email,
        aliases=tuple(dict.fromkeys((*person.aliases, *listed.aliases, *([listed.email] if person.email else [])))),
        accounts=person.accounts,
    )


def _people(policy: Policy, directory: Directory, facts: Facts) -> Iterator[Person]:
    domains = policy.organisation.domains if policy.organisation else ()
    named = chain(*(each.accounts for each in policy.services), *(each.accounts for each in policy.emergency))
    taken = {account.name.lower() for account in named}
    roles = _roles(directory, facts)
    for one in facts.principals():
        if _is_human(one, directory.system) and one.email.lower() not in taken:
            ours = any(within(domain_of(one.email), domain) for domain in domains)
            if ours and one.attribute("guest") != "true":
                yield _person(one, directory, roles.get(one.id, ()))


def _is_human(one: Principal, system: str) -> bool:
    return one.kind is PrincipalKind.ACCOUNT and one.id.startswith(_SCHEMES[system]) and bool(one.email) and bool(one.attribute(_LISTED))


def _person(one: Principal, directory: Directory, roles: tuple[str, ...]) -> Person:
    created = one.attribute("created")[:10]
    return Person(
        id=one.email.partition("@")[0].lower(),
        at=directory.at,
        roles=tuple(map(RoleSpan, roles)),
        starts=date.fromisoformat(created) if created else None,
        status="active" if one.status == "active" else "left",
        email=one.email,
        aliases=tuple(one.attribute("aliases").split()),
    )


def _roles(directory: Directory, facts: Facts) -> dict[str, tuple[str, ...]]:
    """The roles of each account: those of the groups that it is in, over any number of groups between."""
    names = {key.lower(): role for key, role in directory.roles}
    groups = {
        one.id: names[name] for one in facts.principals() for name in _called(one) if one.kind is PrincipalKind.GROUP and name in names
    }
    above = defaultdict[str, set[str]](set)
    for step in facts.memberships():
        if step.kind is MembershipKind.MEMBER:
            above[step.member].add(step.container)
    return {member: tuple(sorted({groups[name] for name in _all_above(member, above) if name in groups} - {""})) for member in list(above)}


def _called(one: Principal) -> set[str]:
    return {text.lower() for text in (one.email, one.name, one.id) if text}


def _all_above(member: str, above: dict[str, set[str]]) -> set[str]:
    seen: set[str] = set()
    left = [member]
    while left:
        new = above.get(left.pop(), set()) - seen
        seen |= new
        left += new
    return seen
