"""The first step: who there is. Users and groups, in full or by what has changed since the last run; the facts are the same."""

from dataclasses import dataclass, field, replace

from audit.model.facts import Fact, Gap, MembershipKind, Principal
from providers.microsoft365.collect import directory as calls
from providers.microsoft365.collect.cursors import Cursor, kept, usable
from providers.microsoft365.collect.directory import State
from providers.microsoft365.collect.run import Run
from providers.microsoft365.directory import Directory, ServicePrincipal
from providers.microsoft365.kinds import DIRECTORY_ID, TENANT, Surface
from providers.microsoft365.normalise import crowds, groups, tenants, users
from providers.microsoft365.operations import HIDDEN_MEMBERS
from providers.microsoft_api import names
from providers.microsoft_api.reader import Reader
from providers.microsoft_api.strangers import GROUPS, STRANGERS
from providers.parts import Part, each, gathered, part


@dataclass(frozen=True, slots=True)
class Who:
    """The tenant, its users (those that were deleted too) and its groups with who is in them. `closing` is written when all else is."""

    tenant: str
    domains: tuple[str, ...]
    users: dict[str, Principal]
    groups: State
    hidden: bool
    closing: tuple[Fact, ...] = ()

    def directory(self, services: tuple[ServicePrincipal, ...], unread: tuple[Gap, ...]) -> Directory:
        """What everything that is read later must know."""
        people = (users.user(one) for one in self.users.values())
        teams = (groups.group(one) for one in self.groups.principals.values())
        return replace(Directory.of(self.tenant, self.domains, people, teams, services), unread=unread)


@dataclass(slots=True)
class _Then:
    """What the last run knew."""

    users: State = field(default_factory=State)
    groups: State = field(default_factory=State)
    deleted: set[str] = field(default_factory=set)
    cursors: dict[str, Cursor] = field(default_factory=dict)


def read(run: Run) -> Who:
    """Reads them."""
    tenant, domains = _tenant(run)
    hidden = HIDDEN_MEMBERS in run.roles
    then = _then(run, hidden=hidden)
    people, closing = _users(run, then)
    teams, more = _groups(run, then, people, hidden=hidden)
    gone = run.sources.reader(Surface.DELETED_USERS)
    removed = gathered(gone, calls.deleted(gone))
    run.take(part(gone))
    known = {one.id: one for one in removed} | people.principals
    run.progress(f"{len(people.principals)} users, {len(teams.principals)} groups")
    return Who(tenant, domains, known, teams, hidden, (*closing, *more))


def _tenant(run: Run) -> tuple[str, tuple[str, ...]]:
    reader = run.sources.reader(Surface.TENANT)
    found = gathered(reader, each(reader, [calls.organization(reader)], tenants.tenant))
    run.take(part(reader))
    told, domains = found[0] if found else ("", ())
    setting = run.sources.settings.tenant.lower()
    number, known = told or ("" if "." in setting else setting), domains or ((setting,) if "." in setting else ())
    if number and not known:
        crowds_ = (names.tenant(number), names.everybody(number), names.tenant_link(number))
        run.sink.add(*(replace(gap, scope=crowd.id) for gap in reader.gaps for crowd in crowds_))
    return number, known


def _users(run: Run, then: _Then) -> tuple[State, tuple[Fact, ...]]:
    reader = run.sources.reader(Surface.USERS)
    start = then.cursors.get(Surface.USERS)
    state = calls.users(reader, start.link if start else "", then.users)
    run.take(part(reader))
    if reader.failed:
        run.take(Part((*crowds.strangers(then.users.principals.values()), *(replace(gap, scope=STRANGERS) for gap in reader.gaps))))
    return state, _cursor(run, Surface.USERS, state, failed=reader.failed, hidden=False)


def _groups(run: Run, then: _Then, people: State, *, hidden: bool) -> tuple[State, tuple[Fact, ...]]:
    """A user who was restored comes back to his groups, and no page says that their delta tells so: then they are read in full."""
    reader = run.sources.reader(Surface.GROUPS)
    start = then.cursors.get(Surface.GROUPS)
    if then.deleted & people.principals.keys():
        start = None
    state = calls.groups(reader, start.link if start else "", then.groups)
    if start and people.link:
        _leave(state, then, people)
    if unlisted := [gap for gap in reader.gaps if gap.scope == TENANT]:
        run.take(Part((*crowds.unlisted(), *(replace(gap, scope=GROUPS) for gap in unlisted))))
    if not state.link:
        _in_the_dark(reader, state)
    run.take(part(reader))
    return state, _cursor(run, Surface.GROUPS, state, failed=reader.failed, hidden=hidden)


def _in_the_dark(reader: Reader, state: State) -> None:
    """Members of any group may stand on a page that did not come."""
    told = reader.gaps[-1] if reader.gaps else None
    for name in sorted(state.principals):
        reader.gap(
            told.operation if told else "", "not all members may be here", about=name, missing=told.missing_permission if told else ""
        )


def _leave(state: State, then: _Then, people: State) -> None:
    """Who is gone is in no group, whatever the groups' delta tells."""
    gone = then.users.principals.keys() - people.principals.keys()
    gone |= then.groups.principals.keys() - state.principals.keys()
    for related in state.related.values():
        for one in [one for one in related if one[1] in gone]:
            del related[one]


def _cursor(run: Run, surface: Surface, state: State, *, failed: bool, hidden: bool) -> tuple[Fact, ...]:
    if failed or not state.link:
        return ()
    return kept(surface, Cursor(state.link, run.scope.at.isoformat(), hidden))


def _then(run: Run, *, hidden: bool) -> _Then:
    previous = run.scope.previous
    found = _Then(cursors=usable(previous, run.scope.at, hidden=hidden) if previous else {})
    if previous is None or not found.cursors:
        return found
    for one in previous.principals():
        if not one.attribute(DIRECTORY_ID):
            continue
        if users.is_user(one) and one.status == "deleted":
            found.deleted.add(one.id)
        elif users.is_user(one):
            found.users.principals[one.id] = users.plain(one)
        elif groups.is_group(one):
            found.groups.principals[one.id] = one
    for step in previous.memberships():
        if step.container in found.groups.principals and step.kind in (MembershipKind.MEMBER, MembershipKind.OWNER):
            found.groups.related.setdefault(step.container, {})[step.kind, step.member] = None
    return found
