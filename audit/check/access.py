"""Reach beside the rules: for each subject and asset what is reached, in the policy's words, and what the allow rules cover of it."""

from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date

from audit.check.rules import Index
from audit.check.who import Roster, words_of
from audit.model.facts import Principal
from audit.model.reach import Reach, Subject, SubjectKind
from policies.language import Allow, Asset, Who
from policies.levels import Level, up_to
from policies.permits import holds, in_force


@dataclass(frozen=True, slots=True)
class Entry:
    """One reach, the policy's words for who has it, the allow rules in force that cover some of it, and the levels they cover."""

    reach: Reach
    words: frozenset[Who]
    allows: tuple[Allow, ...]
    allowed: Level


@dataclass(frozen=True, slots=True)
class Access:
    """Everything one subject can do with one asset."""

    asset: Asset
    subject: Subject
    entries: tuple[Entry, ...]


Permitted = tuple[tuple[Allow, ...], Level]


@dataclass(frozen=True, slots=True)
class Desk:
    """Answers who somebody is and what the allow rules give him; each distinct question is worked out once and kept."""

    roster: Roster
    allow: Index[Allow]
    principal: Callable[[str], Principal]  # as it was read, or as its id tells
    on: date

    def entries(self, reaches: Iterable[Reach]) -> Iterator[Entry]:
        """Each reach with its answers; where nobody can say who reaches, the gap speaks instead."""
        words: dict[tuple[Subject, str], frozenset[Who]] = {}
        permitted: dict[tuple[str, str, frozenset[Who], str], Permitted] = {}
        for reach in reaches:
            if reach.subject.kind is SubjectKind.NOT_READ:
                continue
            person = (reach.subject, reach.account)
            if person not in words:
                words[person] = words_of(self.roster, reach.subject, self.principal(reach.account), self.on)
            question = (reach.asset, reach.part, words[person], reach.principal)
            if question not in permitted:
                permitted[question] = self.permitted(*question)
            yield Entry(reach, words[person], *permitted[question])

    def permitted(self, asset: str, part: str, words: frozenset[Who], grantee: str) -> Permitted:
        """The allow rules in force for these words on a part, by this way, and every level they cover."""
        found = tuple(
            rule
            for rule in self.allow.speaking_of(asset, words)
            if holds(rule.part, part) and in_force(rule, self.on) and is_via(rule, self.principal(grantee), grantee)
        )
        levels = Level.NONE
        for rule in found:
            levels |= up_to(rule.may)
        return found, levels


def grouped(assets: Sequence[Asset], entries: Iterable[Entry]) -> tuple[Access, ...]:
    """The entries of each subject on each of the assets, sorted."""
    by_id = {asset.id: asset for asset in assets}
    groups: defaultdict[tuple[str, Subject], list[Entry]] = defaultdict(list)
    for entry in entries:
        if entry.reach.asset in by_id:
            groups[entry.reach.asset, entry.reach.subject].append(entry)
    return tuple(Access(by_id[asset], subject, tuple(sorted(groups[asset, subject], key=_order))) for asset, subject in sorted(groups))


def is_via(allow: Allow, grantee: Principal, name: str) -> bool:
    """Whether the reach comes the way an allow asks: `via` names the grantee by its id, its name or the end of its id."""
    named = {name, grantee.name}
    return not allow.via or any(way in named or name.endswith(f"/{way}") for way in allow.via)


def _order(entry: Entry) -> Reach:
    return entry.reach
