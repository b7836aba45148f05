"""Accounts held against people: those that have a role's access against those who work in the role, and those of a system against its people."""

from collections import defaultdict
from collections.abc import Collection, Iterable, Iterator, Mapping
from dataclasses import dataclass

from audit.check.access import Access, Entry
from audit.check.accounts import is_live
from audit.check.found import Fault, Found, on_subject
from audit.check.sign_in import is_admin_account
from audit.check.who import working_roles
from audit.check.world import World
from audit.model.facts import Verdict
from audit.model.finding import FindingKind, Outcome
from audit.model.reach import SubjectKind
from audit.resolve.names import family
from policies.errors import Place
from policies.language import Severity, Who, WhoKind
from policies.levels import CONTENT, Level
from policies.permits import names
from policies.wording import Wording

_COUNTED = frozenset({SubjectKind.PERSON, SubjectKind.ORPHAN, SubjectKind.SHARED})
_Way = tuple[str, str]  # the asset and the group or role by which it is reached


@dataclass(frozen=True, slots=True)
class _Count:
    """Accounts, and the people of whom they are. Beyond these: `twice` are those of somebody who has several, `strangers` those of nobody who should have one."""

    accounts: int
    people: int
    twice: Mapping[str, tuple[str, ...]]  # by person
    strangers: tuple[str, ...]

    def too_many(self, say: Wording) -> str:
        """What is too much, in words."""
        twice = [say("{person} has {accounts}", person=person, accounts=say.both(several)) for person, several in self.twice.items()]
        return say.both((*twice, *self.strangers))


def check(world: World) -> Iterable[Found]:
    """For each role and system in which somebody has the role's access by several accounts one finding; a notice for several without that.

    The sentence counts all that come the same way. Accounts of nobody, of several, and of people who have left have findings of their own, so
    that a count that is too high by them alone has none. Separate accounts for administration don't count, nor those of services.
    """
    say, accounts, told = world.say, _everyday(world), set[tuple[str, tuple[str, ...]]]()
    for role in world.policy.roles:
        people = {person.id for person in world.policy.people if role.id in working_roles(person, world.as_of)}
        for system, held in _by_system(_having(world, role.id), accounts).items():
            found = _count(held, people)
            if found.twice:
                told.update(found.twice.items())
                too_many = found.too_many(say)
                said = say.many(
                    "{accounts} accounts in {system} have the access of the role {role}, for {count} person: {too_many}",
                    "{accounts} accounts in {system} have the access of the role {role}, for {count} people: {too_many}",
                    found.people,
                    accounts=found.accounts,
                    system=system,
                    role=role.id,
                    too_many=too_many,
                )
                yield _found(said, f"role:{role.id}|{system}", role.at, Outcome.VIOLATION, say)
    working = {person.id for person in world.policy.people if not (person.has_left(world.as_of) or person.not_yet_started(world.as_of))}
    for system, held in _by_system(accounts, accounts).items():
        found = _count(held, working)
        if not told.issuperset(found.twice.items()):
            too_many = found.too_many(say)
            said = say.many(
                "{accounts} accounts in {system}, for {count} person: {too_many}",
                "{accounts} accounts in {system}, for {count} people: {too_many}",
                found.people,
                accounts=found.accounts,
                system=system,
                too_many=too_many,
            )
            yield _found(said, f"system:{system}", None, Outcome.NOTICE, say)


def _everyday(world: World) -> Mapping[str, str]:
    """The accounts that people sign in with, each with the person it is of; empty for one that is nobody's."""
    found: dict[str, str] = {}
    for principal, subject in world.subjects.items():
        if subject.kind in _COUNTED and is_live(world, principal) and not is_admin_account(world, subject, principal):
            found[principal] = subject.id if subject.kind is SubjectKind.PERSON else ""
    return found


def _having(world: World, role: str) -> frozenset[str]:
    """The accounts with a role's access to content: those that a rule for the role lets in, and those that come the same way though no rule lets them."""
    allowed, ways = set[str](), set[_Way]()
    for access, entry in _entries(world):
        if _by_role(entry, role) and entry.reach.levels & CONTENT:
            allowed.add(entry.reach.account)
            ways |= {_way(access, entry)} if entry.reach.principal != entry.reach.account else set()
    return frozenset(
        entry.reach.account
        for access, entry in _entries(world)
        if entry.reach.account in allowed or (_way(access, entry) in ways and _is_stranger(entry))
    )


def _is_stranger(entry: Entry) -> bool:
    """Whether no rule lets it in and it surely reads; what hangs on a condition or a gap is no account too many yet."""
    return bool(entry.reach.levels & CONTENT) and entry.reach.levels & entry.allowed == Level.NONE and entry.reach.verdict is Verdict.YES


def _by_role(entry: Entry, role: str) -> bool:
    word = Who(WhoKind.ROLE, role)
    return word in entry.words and any(names(rule.who, frozenset({word})) for rule in entry.allows)


def _entries(world: World) -> Iterator[tuple[Access, Entry]]:
    return ((access, entry) for access in world.access for entry in access.entries)


def _way(access: Access, entry: Entry) -> _Way:
    return access.asset.id, entry.reach.principal


def _by_system(chosen: Collection[str], accounts: Mapping[str, str]) -> Mapping[str, Mapping[str, str]]:
    """The chosen ones of the accounts, by the system that they are in."""
    found: defaultdict[str, dict[str, str]] = defaultdict(dict)
    for account in sorted(chosen):
        if account in accounts:
            found[family(account.partition("://")[0])][account] = accounts[account]
    return found


def _count(held: Mapping[str, str], people: Collection[str]) -> _Count:
    by_person: defaultdict[str, list[str]] = defaultdict(list)
    for account, person in held.items():
        by_person[person if person in people else ""].append(account)
    strangers = tuple(by_person.pop("", ()))
    twice = {person: tuple(several) for person, several in sorted(by_person.items()) if len(several) > 1}
    return _Count(len(held), len(by_person), twice, strangers)


def _found(said: str, scope: str, place: Place | None, outcome: Outcome, say: Wording) -> Found:
    remedy = say("keep one everyday account for each person, and take the access from the others")
    fault = Fault(kind=FindingKind.ACCOUNT_COUNT, remedy=remedy, severity=Severity.MEDIUM, place=place, scope=scope)
    return on_subject(None, None, fault, said, outcome)
