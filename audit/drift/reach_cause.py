"""Why a reach differs: the first step on its path that the other night does not have."""

from collections.abc import Iterator
from dataclasses import dataclass, field

from audit.check.stores import touches
from audit.drift.difference import Difference
from audit.drift.fact import Fact, Reason
from audit.drift.night import Key, Night
from audit.model.drift import CauseKind
from audit.model.facts import Gap, Resource
from audit.model.reach import Path, Step, StepKind, Subject, SubjectKind
from audit.resolve.names import home
from audit.saying import subject_in_short
from policies.wording import Wording

_MEMBERSHIPS = frozenset(StepKind) - {StepKind.JOINED, StepKind.GRANT, StepKind.HOLDS}


@dataclass(frozen=True, slots=True)
class Causes:
    """Finds causes between two nights."""

    before: Night
    after: Night
    differs: Difference
    _inside: dict[str, str] = field(default_factory=dict, repr=False, compare=False)
    _dark: dict[str, Reason | None] = field(default_factory=dict, repr=False, compare=False)  # by asset

    def of_reach(self, key: Key, path: Path, *, gone: bool = False) -> Reason:
        """The cause of a difference in reach, found along the path of the night that has it.

        What is gone from an asset of which less was read proves nothing: any step of the path may be what was not seen.
        """
        asset, _, subject = key
        if subject.kind is SubjectKind.NOT_READ:
            return self._coverage(asset) or Reason(CauseKind.COVERAGE, asset, lambda say: say("what could not be read differs"))
        unseen = self._darkened(asset) if gone and not self._is_new_to_inventory(asset) else None
        return unseen or next(self._along(asset, subject, path))

    def _along(self, asset: str, subject: Subject, path: Path) -> Iterator[Reason]:
        if self._is_new_to_inventory(asset):
            yield Reason(CauseKind.INVENTORY, asset, lambda say: say("{asset} is in the inventory of one night only", asset=asset))
        for step in path:  # what is reached is new: nothing on the way to it needs to differ
            if step.kind is StepKind.HOLDS and (said := self.differs.came_or_went(step.source)):
                yield self.seen(CauseKind.RESOURCE, step.source, said)
        for step in path:
            yield from self._at(step, subject)
        yield from self._around(path)
        yield from self._otherwise(asset)

    def _at(self, step: Step, subject: Subject) -> Iterator[Reason]:
        match step.kind:
            case StepKind.JOINED:
                yield from self._joined(step, subject)
            case kind if kind in _MEMBERSHIPS:
                yield from self._member((step.source, step.target))
            case _:
                yield from self._granted(step)

    def _joined(self, step: Step, subject: Subject) -> Iterator[Reason]:
        account = step.target
        if said := self.differs.principals.get(account):
            yield self.seen(CauseKind.PERSON, account, _of_subject(said, subject))
        old, new = (night.resolved.identities.subject(account) for night in (self.before, self.after))
        if old != new:
            kind = CauseKind.PERSON if SubjectKind.PERSON in (old.kind, new.kind) else CauseKind.POLICY
            yield Reason(kind, account, _was(account, old, new))

    def _member(self, pair: tuple[str, str]) -> Iterator[Reason]:
        if said := self.differs.memberships.get(pair):
            member, container = pair
            read = self.differs.was_read(member)
            yield self.seen(CauseKind.MEMBERSHIP, container if read else member, said)

    def _granted(self, step: Step) -> Iterator[Reason]:
        for name in (step.target, step.source):
            if said := self.differs.came_or_went(name):
                yield self.seen(CauseKind.RESOURCE, name, said)
        for name in (step.source, step.target):
            if policies := self.differs.attachments.get(name):
                yield self.seen(CauseKind.GRANT, name, policies)
        if shared := self.differs.shared(step.target):
            yield self.seen(CauseKind.GRANT, step.target, shared)

    def _around(self, path: Path) -> Iterator[Reason]:
        """Groups whose grants are united into their members, ceilings on accounts and units above, an account switched on or off."""
        ids = list(dict.fromkeys(name for step in path for name in (step.source, step.target)))
        for name in ids:
            for pair in self.differs.by_member.get(name, ()):
                yield from self._member(pair)
        for name in self._with_above(ids):
            if said := self.differs.attachments.get(name):
                yield self.seen(CauseKind.GRANT, name, said)
        for name in ids:
            if said := self.differs.accounts.get(name):
                yield self.seen(CauseKind.PERSON, name, said)

    def _with_above(self, ids: list[str]) -> Iterator[str]:
        queue = [*ids, *map(home, ids)]
        seen: set[str] = set()
        while queue:
            name = queue.pop(0)
            if name not in seen:
                seen.add(name)
                yield name
                queue += self.differs.above.get(name, ())

    def _otherwise(self, asset: str) -> Iterator[Reason]:
        old, new = self.before.asset(asset), self.after.asset(asset)
        if old and new and [where.ref for where in old.where] != [where.ref for where in new.where]:
            yield Reason(CauseKind.INVENTORY, asset, lambda say: say("where {asset} lies is written down differently", asset=asset))
        if coverage := self._coverage(asset):
            yield coverage
        yield from self.tool()
        yield Reason(CauseKind.GRANT, asset, unproven)

    def tool(self) -> Iterator[Reason]:
        """That another version of the tool took the run."""
        old, new = self.before.tool_version, self.after.tool_version
        if old != new:
            yield Reason(CauseKind.TOOL_VERSION, new, lambda say: say("Toegang {old} became {new}", old=old, new=new))

    def first_inside(self, asset: str) -> str:
        """The first resource that differs and lies in an asset or holds a part of it; empty when there is none."""
        if asset not in self._inside:
            self._inside[asset] = next(self._differing_in(asset), "")
        return self._inside[asset]

    def _differing_in(self, asset: str) -> Iterator[str]:
        nights = [[cell.location for cell in night.resolved.cells if cell.asset == asset] for night in (self.before, self.after)]
        for name, found in self.differs.resources.items():
            for locations, terms in zip(nights, (found.old, found.new), strict=True):
                if terms and any(touches(location, Resource(name, "", "", "", labels=terms.labels)) for location in locations):
                    yield name

    def _is_new_to_inventory(self, asset: str) -> bool:
        return (self.before.asset(asset) is None) != (self.after.asset(asset) is None)

    def _coverage(self, asset: str) -> Reason | None:
        """That more of an asset could be read in one night than in the other."""
        return self._darkened(asset) or self._lit(asset)

    def _darkened(self, asset: str) -> Reason | None:
        if asset not in self._dark:
            gaps = self._gaps(asset, self.after) - self._gaps(asset, self.before)
            self._dark[asset] = min((Reason(CauseKind.COVERAGE, gap.scope, _darker(gap)) for gap in gaps), key=Reason.order, default=None)
        return self._dark[asset]

    def _lit(self, asset: str) -> Reason | None:
        gaps = self._gaps(asset, self.before) - self._gaps(asset, self.after)
        return min((Reason(CauseKind.COVERAGE, gap.scope, _lighter(gap)) for gap in gaps), key=Reason.order, default=None)

    @staticmethod
    def _gaps(asset: str, night: Night) -> frozenset[Gap]:
        return frozenset(gap for name, _, gap in night.resolved.gaps if name == asset)

    def seen(self, kind: CauseKind, name: str, said: Fact) -> Reason:
        """The cause, unless one night could not see there: then nobody knows more than that."""
        if self.differs.was_read(name):
            return Reason(kind, name, said)
        return Reason(CauseKind.COVERAGE, name, lambda say: say("{name} was not read in both nights", name=name))


def unproven(say: Wording) -> str:
    """What is said where nothing else can be."""
    return say("the facts of the two nights do not show why")


def _of_subject(said: Fact, subject: Subject) -> Fact:
    return lambda say: say("{fact}, an account of {subject}", fact=said(say), subject=subject_in_short(subject, say))


def _was(account: str, old: Subject, new: Subject) -> Fact:
    return lambda say: say("{name} was {old}, and is {new}", name=account, old=subject_in_short(old, say), new=subject_in_short(new, say))


def _darker(gap: Gap) -> Fact:
    words = {"operation": gap.operation or gap.surface, "scope": gap.scope, "reason": gap.reason}
    return lambda say: say("{operation} on {scope} can no longer be read: {reason}", **words)


def _lighter(gap: Gap) -> Fact:
    words = {"operation": gap.operation or gap.surface, "scope": gap.scope}
    return lambda say: say("{operation} on {scope} can be read again", **words)
