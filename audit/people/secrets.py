"""Secrets that somebody could read: whoever knows one needs no account any more, until it is changed."""

from collections import defaultdict
from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from audit.engine.candidates import Sought, candidates
from audit.model.facts import CoverageStatus, Grant, Resource, Verdict
from audit.model.reach import SubjectKind
from audit.model.residual import Residual, ResidualKind, Unseen
from audit.pipeline import Held
from audit.resolve.closure import standing, worst
from audit.resolve.resources import described
from policies.language import Person
from policies.levels import Level

_SECRETS = frozenset({"secret", "key-vault", "storage-account"})  # kinds of resource whose content is a secret or that give one
_SURE = (Verdict.YES, Verdict.IF, Verdict.UNKNOWN)
_Knowing = Mapping[str, Mapping[str, Verdict]]  # by resource, by person: how sure it is that the secret could be read


@dataclass(frozen=True, slots=True)
class Before:
    """What people could read in the last run before they left: pairs of person and resource; `unknown` are those of whom no such run tells."""

    read: frozenset[tuple[str, str]] = frozenset()
    unknown: frozenset[str] = frozenset()

    def unseen(self, person: Person, systems: Collection[str]) -> tuple[Unseen, ...]:
        """That nobody can tell which secrets somebody knew, while there is an account that could have read them."""
        if person.id not in self.unknown or not systems:
            return ()
        shows = "secrets that they could read before they left: no run of that time was checked"
        return (Unseen("runs", "", CoverageStatus.UNSUPPORTED, shows, "whoever worked with them"),)


def known_secrets(held: Held, people: Sequence[Person], before: Before) -> Mapping[str, tuple[Residual, ...]]:
    """For each person the secrets of the inventory that their accounts are let in to tonight, on or off, or were before they left.

    One that was changed after the last day is known no more; where nobody can tell whether it was, the verdict is unknown. Raises RunError for a run
    that can't be read.
    """
    wanted = {person.id: person for person in people}
    knowing = _tonight(held, wanted)
    for person, name in before.read:
        if person in wanted:
            knowing.setdefault(name, {}).setdefault(person, Verdict.YES)
    found = defaultdict[str, list[Residual]](list)
    for resource in described(held.run, knowing):
        for name, verdict in sorted(knowing[resource.id].items()) if resource.kind in _SECRETS else ():
            found[name] += _residual(wanted[name], resource, verdict, held.as_of)
    return {person: tuple(each) for person, each in found.items()}


def _residual(person: Person, resource: Resource, verdict: Verdict, on: date) -> Iterator[Residual]:
    changed, doubt = resource.modified[:10], ""
    if person.has_left(on):
        if person.ends and changed > person.ends.isoformat():
            return
        if not (person.ends and changed):
            verdict, doubt = Verdict.UNKNOWN, "nobody can tell whether it was changed since they left"
    named = f"the {resource.kind.replace('-', ' ')} {resource.name or resource.id}"
    yield Residual(
        kind=ResidualKind.KNOWN_SECRET,
        provider=resource.provider,
        account=person.id,
        what=resource.id,
        words=f"could read {named}" + (f", last changed on {changed}" if changed else ""),
        end=f"change {named} ({resource.id})",
        verdict=verdict,
        condition=doubt,
    )


def _tonight(held: Held, people: Collection[str]) -> dict[str, dict[str, Verdict]]:
    """Who is let in to which secret. An account that is off was on: what it is let in to, it could read."""
    secrets = {each.id for each in candidates(held.run, Sought(kinds=_SECRETS)) if each.kind in _SECRETS}
    found = defaultdict[str, dict[str, Verdict]](dict)
    for evaluated in held.resolved.evaluated.values():
        for acl in evaluated.acls:
            for grant in acl.grants if acl.resource in secrets else ():
                for person, verdict in _readers(held, grant, acl.resource):
                    if person in people:
                        found[acl.resource][person] = min(verdict, found[acl.resource].get(person, verdict), key=_SURE.index)
    return dict(found)


def _readers(held: Held, grant: Grant, resource: str) -> Iterator[tuple[str, Verdict]]:
    if not grant.levels & Level.READ or (grant.until is not None and grant.until < held.as_of):
        return
    for entry in held.resolved.closure.entries_of(grant.principal, resource, Level.READ):
        subject = held.resolved.identities.subject(entry.principal)
        if subject.kind is SubjectKind.PERSON and not entry.latent:
            yield subject.id, worst((standing(grant.verdict, grant.condition), entry.verdict))
