"""Secrets that somebody could read: whoever knows one needs no account any more, until it is changed."""

from collections import defaultdict
from collections.abc import Collection, Iterator, Mapping

from audit.model.facts import Resource
from audit.model.reach import SubjectKind
from audit.model.residual import Residual, ResidualKind
from audit.pipeline import Held
from audit.resolve.resources import described
from policies.levels import Level

_SECRETS = frozenset({"secret", "key-vault", "storage-account"})  # kinds of resource whose content is a secret or that give one


def known_secrets(held: Held, people: Collection[str], knew: Collection[tuple[str, str]] = ()) -> Mapping[str, tuple[Residual, ...]]:
    """For each person the secrets that they can read tonight or could before they left (`knew`: person and resource), and that were not changed since.

    Raises RunError for a run that can't be read.
    """
    readers = defaultdict[str, set[str]](set)
    for person, name in (*_tonight(held, people), *knew):
        if person in people:
            readers[name].add(person)
    ends = {person.id: person.ends for person in held.plan.policy.people}
    found = defaultdict[str, list[Residual]](list)
    for resource in described(held.run, readers):
        for person in sorted(readers[resource.id]) if resource.kind in _SECRETS else ():
            day = ends.get(person)
            if day is None or resource.modified[:10] <= day.isoformat():  # else it was changed since
                found[person].append(_residual(person, resource))
    return {person: tuple(each) for person, each in found.items()}


def _residual(person: str, resource: Resource) -> Residual:
    named = f"the {resource.kind.replace('-', ' ')} {resource.name or resource.id}"
    return Residual(
        kind=ResidualKind.KNOWN_SECRET,
        provider=resource.provider,
        account=person,
        what=resource.id,
        words=f"could read {named}, {_changed(resource.modified)}",
        end=f"change {named} ({resource.id})",
    )


def _tonight(held: Held, people: Collection[str]) -> Iterator[tuple[str, str]]:
    for reach in held.resolved.reaches:
        if reach.subject.kind is SubjectKind.PERSON and reach.subject.id in people and reach.levels & Level.READ:
            yield reach.subject.id, reach.resource


def _changed(modified: str) -> str:
    return f"last changed on {modified[:10]}" if modified else "changed nobody knows when"
