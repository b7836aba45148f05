"""The second step: who administers what, and who could."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from functools import partial

from audit.model.facts import Fact, Gap
from providers.microsoft365.collect import roles as calls
from providers.microsoft365.collect.listings import listings, together
from providers.microsoft365.collect.run import Run
from providers.microsoft365.directory import Directory, Group
from providers.microsoft365.kinds import TENANT, Surface
from providers.microsoft365.normalise import crowds, pim_groups, roles, units
from providers.microsoft365.normalise.groups import Related
from providers.microsoft365.normalise.privileges import GLOBAL_ADMINISTRATOR
from providers.microsoft365.normalise.roles import Given, Held, Role, Roles
from providers.microsoft365.normalise.units import Unit, Units
from providers.microsoft_api.reader import Answer, Reader
from providers.parts import Part, each, gathered, in_order, part


@dataclass(frozen=True, slots=True)
class Administration:
    """Roles, who has or may activate them, and administrative units; `unread` are the crowds that may have any of them."""

    roles: Roles
    given: tuple[Given, ...]
    units: Units
    unread: tuple[str, ...] = ()

    @property
    def held(self) -> tuple[Held, ...]:
        """The roles that somebody has or may activate."""
        return tuple(sorted({one.held for one in self.given}))


@dataclass(frozen=True, slots=True)
class Activations:
    """By group: until when somebody is in it."""

    ends: Mapping[str, Mapping[Related, date]] = field(default_factory=dict)


def read(run: Run, directory: Directory) -> Administration:
    """Reads roles and administrative units, and writes who has what."""
    grouped = _units(run, directory)
    run.take(Part(tuple(unit.principal() for _, unit in sorted(grouped.units.items()))))
    reader = run.sources.reader(Surface.ROLES, crowds.ADMINISTRATORS)
    definitions = dict(gathered(reader, each(reader, calls.definitions(reader), _definition)))
    listed = {role.id: role for role in definitions.values()}
    known = Roles(listed, grouped.names)
    given = _given(reader, calls.assignments(reader), definitions, directory, eligible=False)
    waiting = run.sources.reader(Surface.ROLE_ELIGIBILITY, crowds.ELIGIBLE)
    may = _given(waiting, calls.eligibilities(waiting), definitions, directory, eligible=True)
    timed = run.sources.reader(Surface.ROLE_ELIGIBILITY)  # without it, ends are not known, and who has a role still is
    ends = roles.ends(_given(timed, calls.activations(timed), definitions, directory, eligible=False))
    run.take(part(reader, [roles.membership(one, known, ends) for one in given]))
    run.take(part(waiting, [roles.membership(one, known, {}) for one in may]), part(timed))
    unread = tuple(crowds.ADMINISTRATORS for _ in (1,) if reader.failed) + tuple(crowds.ELIGIBLE for _ in (1,) if waiting.failed)
    everything = Administration(known, (*given, *may), grouped, unread)
    _unseen(run, directory, everything)
    named = {Held(GLOBAL_ADMINISTRATOR), *everything.held, *map(Held, listed)}
    run.sink.add(*(known.principal(held) for held in sorted(named)))
    run.progress(f"{len(listed)} directory roles, {len(given)} assignments, {len(may)} who may activate one")
    return everything


def _unseen(run: Run, directory: Directory, found: Administration) -> None:
    if crowds.ADMINISTRATORS in found.unread:
        run.sink.add(*crowds.administrators(directory))
    if crowds.ELIGIBLE in found.unread:
        run.sink.add(*crowds.eligible(directory, (held.id for held in found.held)))


def groups(run: Run, directory: Directory) -> Activations:
    """Reads who may activate the membership of which group, and writes it; gives until when members are in it."""
    ends: dict[str, Mapping[Related, date]] = {}
    managed = [group for group in directory.groups if not group.dynamic and not group.synced]
    some = together(managed)
    for read_, until in in_order(run.pool, partial(_activators, run, directory), some, run.sources.settings.workers):
        run.take(read_)
        ends |= until
    return Activations(ends)


def _activators(run: Run, directory: Directory, some: Sequence[Group]) -> tuple[Part, Mapping[str, Mapping[Related, date]]]:
    reader = run.sources.reader(Surface.GROUP_ELIGIBILITY, crowds.activators_of(TENANT.rstrip("/")))
    about = {group.id: crowds.activators_of(group.id) for group in some}
    asked = [calls.group_eligibilities(group.directory_id, about[group.id]) for group in some]
    found: list[Fact] = []
    for group, rows in zip(some, listings(reader, asked), strict=True):
        found += each(reader, rows, partial(pim_groups.eligible, of=group, directory=directory), about=about[group.id])
    again = [calls.group_activations(group.directory_id, about[group.id]) for group in some]
    ends: dict[str, Mapping[Related, date]] = {}
    for group, rows in zip(some, listings(reader, again), strict=True):
        until = each(reader, rows, partial(pim_groups.end, directory=directory), about=about[group.id])
        if told := {who: day for who, day in pim_groups.ends(until).items() if day}:
            ends[group.id] = told
    unread = {gap.scope for gap in reader.gaps}
    for group in some:
        if about[group.id] in unread:
            found += crowds.activators(group.id, group.name)
    return part(reader, found), ends


def _units(run: Run, directory: Directory) -> Units:
    reader = run.sources.reader(Surface.UNITS)
    listed = gathered(reader, each(reader, calls.units(reader), units.unit))
    run.take(part(reader))
    members: dict[str, list[str]] = {}
    unread: list[str] = []
    for unit, (read_, found) in zip(
        listed, in_order(run.pool, partial(_unit, run, directory), listed, run.sources.settings.workers), strict=True
    ):
        run.take(read_)
        members[unit.id] = found
        unread += [unit.id] if any(isinstance(fact, Gap) for fact in read_.facts) else []
    return units.of(listed, members, unread)


def _unit(run: Run, directory: Directory, unit: Unit) -> tuple[Part, list[str]]:
    reader = run.sources.reader(Surface.UNITS, units.PREFIX + unit.id)
    found = gathered(reader, each(reader, calls.unit_members(reader, unit.id), partial(units.member, directory=directory)))
    return part(reader), found


def _definition(row: Answer) -> tuple[str, Role]:
    return roles.by_definition(row, roles.role(row))


def _given(reader: Reader, rows: Iterable[Answer], definitions: Mapping[str, Role], directory: Directory, *, eligible: bool) -> list[Given]:
    made = partial(roles.given, roles=definitions, directory=directory, eligible=eligible)
    found = gathered(reader, each(reader, rows, made))
    if any(one.held.role not in {role.id for role in definitions.values()} for one in found):
        reader.gap(*roles.UNLISTED)
    return found
