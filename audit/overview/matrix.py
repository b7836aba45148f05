"""Roles and assets, as it should be and as it is."""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date

from audit.check.who import working_roles
from audit.model.facts import Verdict
from audit.model.finding import Finding, Outcome
from audit.model.overview import MatrixCell
from audit.model.reach import Reach, SubjectKind
from policies.language import Policy, Who, WhoKind
from policies.levels import Level, up_to
from policies.permits import forbidden, in_force, names


@dataclass(frozen=True, slots=True)
class _Seen:
    """What was found: what each person can do with each asset, of whom that breaks a rule or is not certain, and what was not read whole."""

    does: Mapping[tuple[str, str], Level]
    wrong: frozenset[tuple[str, str]]
    unsure: frozenset[tuple[str, str]]
    dark: frozenset[str]


def matrix(policy: Policy, reaches: Iterable[Reach], findings: Iterable[Finding], dark: frozenset[str], on: date) -> tuple[MatrixCell, ...]:
    """A cell for each role and asset of which there is something to say. `dark` are the assets that were not read whole."""
    holders = _holders(policy, on)
    does, unsure = _does(reaches)
    seen = _Seen(does, frozenset(_wrong(findings)), unsure, dark)
    cells = (
        _cell(role.id, asset.id, _should(policy, role.id, asset.id, on), holders.get(role.id, ()), seen)
        for role in policy.roles
        for asset in policy.assets
    )
    return tuple(cell for cell in cells if cell.should or cell.does or cell.unsure)


def _holders(policy: Policy, on: date) -> Mapping[str, list[str]]:
    found: defaultdict[str, list[str]] = defaultdict(list)
    for person in policy.people:
        for role in working_roles(person, on):
            found[role].append(person.id)
    return found


def _does(reaches: Iterable[Reach]) -> tuple[Mapping[tuple[str, str], Level], frozenset[tuple[str, str]]]:
    """What each person can do with each asset, and where that is not certain."""
    does: defaultdict[tuple[str, str], Level] = defaultdict(lambda: Level.NONE)
    sure: set[tuple[str, str]] = set()
    for reach in reaches:
        if reach.subject.kind is SubjectKind.PERSON:
            does[reach.asset, reach.subject.id] |= reach.levels
            if reach.verdict is Verdict.YES:
                sure.add((reach.asset, reach.subject.id))
    return does, frozenset(does.keys() - sure)


def _should(policy: Policy, role: str, asset: str, on: date) -> Level:
    """The most that the rules in force give somebody with this role on any part of the asset."""
    words = frozenset({Who(WhoKind.ROLE, role), Who(WhoKind.PEOPLE), Who(WhoKind.ALL)})
    levels = Level.NONE
    for rule in policy.allow:
        if asset in rule.which and in_force(rule, on) and names(rule.who, words):
            levels |= up_to(rule.may)
    return levels & ~forbidden(policy, words, asset)


def _wrong(findings: Iterable[Finding]) -> Iterator[tuple[str, str]]:
    for each in findings:
        wrong = each.outcome is Outcome.VIOLATION and not each.waived_by and bool(each.levels)
        if wrong and each.subject and each.subject.kind is SubjectKind.PERSON:
            yield each.asset, each.subject.id


def _cell(role: str, asset: str, should: Level, people: Iterable[str], seen: _Seen) -> MatrixCell:
    reaching = [(asset, person) for person in people if (asset, person) in seen.does]
    levels = Level.NONE
    for pair in reaching:
        levels |= seen.does[pair]
    unsure = asset in seen.dark or not seen.unsure.isdisjoint(reaching)
    return MatrixCell(role, asset, should, levels, len(reaching), sum(pair in seen.wrong for pair in reaching), unsure)
