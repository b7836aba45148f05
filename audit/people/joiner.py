"""Who joins: what the role gives and is missing, what must come with it, and whatever is more than the role (ISO 27001 A.5.18, SOC 2 CC6.2)."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date

from audit.check.world import World, see
from audit.errors import Exit
from audit.model.facts import Gap, PrincipalKind, Verdict
from audit.model.finding import Finding, FindingKind, Outcome
from audit.model.reach import Subject, SubjectKind
from audit.people.accounts import Accounts, Joined, accounts_of
from audit.people.missing import Missing, Reached, called, missing, rules_for
from audit.people.opens import Opened, opened
from audit.pipeline import Held
from policies.language import Allow, NeedKind, Person, Require, Who
from policies.levels import Level

_MORE = frozenset({FindingKind.UNEXPLAINED, FindingKind.TOO_MUCH, FindingKind.FORBIDDEN, FindingKind.NOT_STARTED, FindingKind.LEAVER})
_PROVED = (NeedKind.SIGNED, NeedKind.TRAINED)


@dataclass(frozen=True, slots=True, order=True)
class Condition:
    """What must hold before the access counts: an agreement, a training, a second factor. `known` is false where nobody can tell."""

    rule: str
    need: str
    words: str
    remedy: str
    known: bool = True


@dataclass(frozen=True, slots=True, order=True)
class More:
    """What is reached beyond the role: the finding that says so, by its fingerprint, and what to do."""

    rule: str
    asset: str
    sentence: str
    remedy: str
    outcome: Outcome
    fingerprint: str
    waived_by: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Joiner:
    """Somebody beside the role: `early` is what is reached before the first day, `more` what no rule of the role gives.

    `waits`: the first day is still to come, so that nothing that is missing is late.
    """

    person: str
    starts: date | None
    waits: bool
    roles: tuple[str, ...]
    accounts: Accounts
    missing: tuple[Missing, ...]
    conditions: tuple[Condition, ...]
    early: tuple[Opened, ...]
    more: tuple[More, ...]
    gaps: tuple[Gap, ...]

    @property
    def exit(self) -> Exit:
        """1 while something is missing or is too much, 3 where that can't be told, else 0."""
        missing = {each.known for each in self.missing} if not self.waits else set[bool]()
        conditions = {each.known for each in self.conditions}
        wrong = [each for each in self.more if each.outcome is Outcome.VIOLATION and not each.waived_by]
        if True in missing | conditions or wrong or any(each.verdict != Verdict.UNKNOWN for each in self.early):
            return Exit.VIOLATIONS
        untold = [each for each in self.more if each.outcome is Outcome.UNKNOWN and not each.waived_by]
        return Exit.CANNOT_TELL if missing or conditions or untold or self.early or self.gaps else Exit.COMPLIES


def joiners(held: Held, people: tuple[Person, ...]) -> tuple[Joiner, ...]:
    """Each beside the role, as on the day; one whose first day is still to come as on that day. Raises RunError for a run that can't be read."""
    world = see(held.plan.policy, held.run, held.resolved, held.as_of, held.providers)
    accounts, reached = accounts_of(held, people), Reached.on(held)
    return tuple(_joiner(held, world, person, accounts[person.id], reached) for person in people)


def _joiner(held: Held, world: World, person: Person, accounts: Accounts, reached: Reached) -> Joiner:
    day = max(held.as_of, person.starts or held.as_of)
    subject = Subject(SubjectKind.PERSON, person.id)
    rules = tuple(rules_for(world, person, day))
    asked = tuple(_conditions(world, person, rules, day))
    waits = person.not_yet_started(held.as_of)
    early = [(reach, reach.levels) for reach in reached.by_person.get(person.id, ()) if waits]
    return Joiner(
        person=person.id,
        starts=person.starts,
        waits=waits,
        roles=tuple(sorted(person.roles_on(day))),
        accounts=accounts,
        missing=tuple(sorted(missing(world, reached.of(person), person, day))),
        conditions=tuple(sorted({*_proofs(world, person, asked, day), *_second_factor(held, accounts, asked)})),
        early=opened(held, early),
        more=tuple(_more(each) for each in held.findings if each.subject == subject and each.kind in _MORE and not early),
        gaps=tuple(sorted({gap for asset, gap in world.gaps if any(asset in rule.which for rule in rules)})),
    )


def _conditions(world: World, person: Person, rules: tuple[Allow, ...], day: date) -> Iterator[Require]:
    """The requirements on what the rules give."""
    words_ = called(world, person, day)
    starred = words_ | {Who(word.kind, "*") for word in words_ if word.name}
    found = {
        need.id: need
        for rule in rules
        for asset in rule.which
        for need in world.rules.access.speaking_of(asset, starred)
        if need.level is Level.MANAGE or need.level <= rule.may
    }
    yield from (found[name] for name in sorted(found))


def _proofs(world: World, person: Person, asked: Iterable[Require], day: date) -> Iterator[Condition]:
    for rule in asked:
        if rule.need.kind not in _PROVED:
            continue
        signing = rule.need.kind is NeedKind.SIGNED
        proofs = world.roster.signed if signing else world.roster.trained
        days = proofs.get((rule.need.document, person.id), ())
        earliest = rule.need.within.before(day) if rule.need.within else date.min
        if not any(earliest <= each <= day for each in days):
            todo = f"{'sign' if signing else 'follow the training'} {rule.need.document}"
            last = f", last on {max(days)}" if days else ""
            yield Condition(rule.id, str(rule.need.kind), f"has to {todo}{last}", f"have {person.id} {todo}, and record it")


def _second_factor(held: Held, accounts: Accounts, asked: Iterable[Require]) -> Iterator[Condition]:
    for rule in asked:
        if rule.need.kind is NeedKind.MFA:
            for each in accounts.joined:
                yield from _mfa(held, rule, each)


def _mfa(held: Held, rule: Require, account: Joined) -> Iterator[Condition]:
    principal = held.resolved.identities.principal(account.account)
    state = principal.attribute("mfa")
    if principal.kind is not PrincipalKind.ACCOUNT or state == "true" or account.status != "active":
        return
    known = state == "false"
    told = (
        f"{account.name} ({account.provider}) has no second factor"
        if known
        else f"nobody can tell whether {account.name} ({account.provider}) has a second factor"
    )
    yield Condition(rule.id, str(rule.need.kind), told, f"turn it on for {account.name}" if known else "let the audit read it", known)


def _more(finding: Finding) -> More:
    return More(finding.rule, finding.asset, finding.sentence, finding.remedy, finding.outcome, finding.fingerprint, finding.waived_by)
