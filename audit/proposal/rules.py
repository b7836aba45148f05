"""Present access as rules to decide about: who surely has it, through which group or role, at which level."""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from audit.model.facts import PrincipalKind, Verdict
from audit.model.reach import Reach, SubjectKind
from audit.proposal.questions import Question, questions_of
from audit.proposal.yaml_lines import slug, visible
from audit.resolve import Resolved
from audit.resolve.identities import Identities
from policies.language import Policy
from policies.levels import CONTENT, Level, highest, up_to, words

_FEW = 3  # people that a reason names; more are counted
_SHARED_WAYS = (PrincipalKind.GROUP, PrincipalKind.ROLE)  # what several people come by together


@dataclass(frozen=True, slots=True)
class ProposedRole:
    """A group that gives access, as a role: its id, the group's name and id, and the people in it today."""

    id: str
    name: str
    group: str
    people: tuple[str, ...]


@dataclass(frozen=True, slots=True, order=True)
class ProposedRule:
    """Access that people have today, surely and by themselves. It allows nothing until somebody decides."""

    asset: str
    who: tuple[str, ...]
    may: Level
    because: str
    id: str = ""


@dataclass(frozen=True, slots=True)
class Rules:
    """Roles, rules that wait, questions."""

    roles: tuple[ProposedRole, ...]
    rules: tuple[ProposedRule, ...]
    questions: tuple[Question, ...]


def rules(policy: Policy, resolved: Resolved, as_of: date) -> Rules:
    """What present access to the first inventory, by the people of the first roster, asks somebody to decide."""
    identities = resolved.identities
    gone = frozenset(person.id for person in policy.people if person.has_left(as_of))
    sure: defaultdict[tuple[str, str], dict[str, Level]] = defaultdict(dict)
    questions: set[Question] = set()
    for reach in resolved.reaches:
        content = reach.levels & CONTENT
        if content and _is_sure(reach, gone):
            having = sure[reach.asset, reach.principal if identities.principal(reach.principal).kind in _SHARED_WAYS else ""]
            having[reach.subject.id] = having.get(reach.subject.id, Level.NONE) | content
        questions.update(questions_of(reach, gone, identities))
    groups = {way for _, way in sure if identities.principal(way).kind is PrincipalKind.GROUP}
    roles = _roles(groups, identities, gone)
    proposed: list[ProposedRule] = []
    for (asset, way), people in sorted(sure.items()):
        proposed += _proposed(asset, roles.get(way), _through(way, identities), people)
    return Rules(tuple(roles.values()), tuple(_numbered(proposed)), tuple(sorted(questions)))


def _is_sure(reach: Reach, gone: frozenset[str]) -> bool:
    """A person of the roster who has not left, without a condition or a gap."""
    return reach.subject.kind is SubjectKind.PERSON and reach.subject.id not in gone and reach.verdict is Verdict.YES


def _roles(groups: Iterable[str], identities: Identities, gone: frozenset[str]) -> dict[str, ProposedRole]:
    roles: dict[str, ProposedRole] = {}
    for group in sorted(groups):
        name = visible(identities.principal(group).name) or visible(group)
        people = {
            identities.subject(entry.principal).id
            for entry in identities.closure.entries_of(group)
            if not entry.latent and entry.verdict is Verdict.YES and identities.enters(entry.principal)
            if identities.subject(entry.principal).kind is SubjectKind.PERSON
        }
        taken = (each.id for each in roles.values())
        roles[group] = ProposedRole(slug(name.partition("@")[0], "group", taken), name, group, tuple(sorted(people - gone)))
    return roles


def _through(way: str, identities: Identities) -> str:
    """How access comes about, in words."""
    if not way:
        return "by a grant to the account itself"
    principal = identities.principal(way)
    return f"through the {principal.kind} “{visible(principal.name or way)}”"


def _proposed(asset: str, role: ProposedRole | None, through: str, people: Mapping[str, Level]) -> Iterator[ProposedRule]:
    """One rule for a group at the level that all of it has; who has more, or comes without a group, is named one by one."""
    tops = {person: highest(levels) for person, levels in people.items()}
    shared = min(tops.values()) if role and set(role.people) == set(tops) else Level.NONE
    if role and shared:
        yield ProposedRule(asset, (f"role:{role.id}",), shared, _because(people, through, up_to(shared)))
    for level in sorted(set(tops.values()) - {shared}):
        named = {person: people[person] for person in sorted(tops) if tops[person] == level}
        yield ProposedRule(asset, tuple(f"person:{person}" for person in named), level, _because(named, through, up_to(level)))


def counted(people: Iterable[str]) -> str:
    """The people by number while they are few, else how many."""
    told = sorted(people)
    return ", ".join(told) if 0 < len(told) <= _FEW else f"{len(told)} people"


def _because(people: Mapping[str, Level], through: str, covered: Level) -> str:
    """On what it is proposed: how many have it today, through what, and what it would add to that."""
    lacking = covered & ~min(people.values(), key=lambda levels: levels & covered)
    beyond = f"; it would add {words(lacking)}" if lacking else ""
    return f"{counted(people)} {'has' if len(people) == 1 else 'have'} it today {through}{beyond}"


def _numbered(made: Sequence[ProposedRule]) -> Iterator[ProposedRule]:
    digits = max(len(str(len(made))), 2)
    for number, rule in enumerate(made, 1):
        yield ProposedRule(rule.asset, rule.who, rule.may, rule.because, f"P{number:0{digits}}")
