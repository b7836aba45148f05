"""Mail and calendars of one collection: which mailboxes there are → what holds for all of them → each of them → facts.

What Exchange's own commands alone tell (who opens a mailbox, who sends in its name, who sees its folders) is a gap on every mailbox where they are
not to be had: then nobody can say who reaches one, and it is never told that nobody does.
"""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field, replace
from functools import partial
from itertools import chain

from audit.model.facts import Acl, CoverageStatus, Fact, Gap, Grant, Membership, MembershipKind, Principal, PrincipalKind, Verdict
from providers.microsoft365.collect import exchange, outlook
from providers.microsoft365.collect.run import Run
from providers.microsoft365.directory import Directory, Group, ServicePrincipal, User
from providers.microsoft365.kinds import PROVIDER
from providers.microsoft365.mail_operations import Surface
from providers.microsoft365.normalise import app_limits, app_permissions, calendars, exchange_roles, mail_rules, mailboxes
from providers.microsoft365.normalise.app_limits import MAIL, Limits
from providers.microsoft365.normalise.app_permissions import Reach
from providers.microsoft365.normalise.mailboxes import Mailbox
from providers.microsoft365.normalise.opened import Opens
from providers.microsoft365.normalise.recipients import Recipients, listed
from providers.microsoft365.normalise.values import text
from providers.microsoft_api import names
from providers.microsoft_api.reader import Reader
from providers.parts import Part, each, gathered, joined, keeping, part
from providers.values import Answer

EVERY_MAILBOX, EVERY_CALENDAR = names.mailbox(""), names.calendar("")  # scopes of gaps that darken all of them
_OF_BOTH = (Surface.MAILBOXES, Surface.DELEGATION, Surface.FOLDERS)  # what they tell is about calendars too
_CLOSED = (CoverageStatus.DENIED, CoverageStatus.UNSUPPORTED)
_OF_EACH = (Surface.CALENDARS, Surface.FOLDERS, Surface.RULES)
_ORGANISATION = "microsoft://exchange"  # the scope of a gap about measures: who reaches a mailbox is not in it
_GONE = "microsoft://principal/s-1-"


@dataclass(frozen=True, slots=True)
class _Tenant:
    """What holds for every mailbox. `asked` are the surfaces that are asked about each of them."""

    directory: Directory
    whom: Recipients
    boxes: tuple[Mailbox, ...]
    asked: frozenset[Surface] = frozenset()
    send_as: Mapping[str, tuple[Answer, ...]] = field(default_factory=dict)
    everywhere: frozenset[Grant] = frozenset()
    limits: Limits = Limits()
    limited: tuple[tuple[ServicePrincipal, tuple[Reach, ...]], ...] = ()
    organisation: Answer | None = None


def collect_mail(run: Run, directory: Directory, memberships: Iterable[Membership]) -> None:
    """Reads mailboxes and calendars, and gives their facts and the coverage of their surfaces to the sink, in the same order every time.

    `memberships` are those of the tenant's groups, by which policies limit applications.
    """
    own = Run(run.sources, run.scope, run.sink, run.pool)
    tenant = _delegation(own, _mailboxes(own, directory))
    tenant = _roles(own, replace(tenant, everywhere=_routed(own, tenant.whom)))
    tenant = replace(_applications(own, tenant, memberships), organisation=_organisation(own))
    own.progress(f"mail and calendars of {len(tenant.boxes)} mailboxes")
    gone = set[str]()
    own.each(partial(_mailbox, own, tenant, gone), tenant.boxes)
    own.each(partial(_of_group, own, tenant), [group for group in directory.groups if group.unified and group.address])
    own.sink.add(*(Principal(name, PROVIDER, PrincipalKind.ACCOUNT, name.rpartition("/")[2], status="deleted") for name in sorted(gone)))
    own.sink.add(*own.tally.coverage())


def _mailboxes(run: Run, directory: Directory) -> _Tenant:
    """The mailboxes as Exchange lists them; where it does not list them all, those of the other users who have one."""
    reader = run.sources.reader(Surface.MAILBOXES, EVERY_MAILBOX)
    rows = exchange.mailboxes(reader)
    whole = not reader.failed
    named = chain(rows or (), exchange.recipients(reader) if rows is not None else ())
    whom = Recipients.of(gathered(reader, each(reader, named, lambda row: listed(row, directory))), directory)
    boxes = gathered(reader, each(reader, rows or (), lambda row: mailboxes.of_row(row, directory)))
    run.take(_both(part(reader)))
    if not whole:
        known = frozenset(box.owner for box in boxes)
        mail = (user for user in directory.users if user.status != "deleted" and not user.guest and user.address and user.directory_id)
        people = [user for user in mail if user.id not in known]
        boxes += _of_users(run, people) if _is_on(run, Surface.MAILBOXES) else map(mailboxes.of_user, people)
    return _Tenant(directory, whom, tuple(sorted(boxes, key=lambda box: box.address)))


def _of_users(run: Run, people: list[User]) -> Iterator[Mailbox]:
    for box, read in run.pool.map(partial(_of_user, run), people):
        run.take(read)
        if box:
            yield box


def _of_user(run: Run, user: User) -> tuple[Mailbox | None, Part]:
    reader = run.sources.reader(Surface.MAILBOXES, names.mailbox(user.address))
    told = outlook.purpose(reader, user.directory_id)
    return (None if told is None else mailboxes.of_user(user, told)), part(reader)


def _delegation(run: Run, tenant: _Tenant) -> _Tenant:
    """Who sends in whose name, by the owner's id. Where that is refused, so is what Exchange tells of each mailbox, and it is not asked."""
    reader = run.sources.reader(Surface.DELEGATION, EVERY_MAILBOX)
    rows = exchange.send_as(reader)
    found = defaultdict[str, list[Answer]](list)
    for owner, row in each(reader, rows or (), lambda row: (tenant.whom.whom(text(row, "Identity")), row)):
        if owner is not None:
            found[owner.id].append(row)
            if owner.doubt:
                reader.gap(f"read {Surface.DELEGATION}", f"a right to send could not be tied to a mailbox: {owner.doubt}")
    run.take(_both(part(reader)))
    refused = rows is None and reader.coverage().status in _CLOSED
    held = {owner: tuple(told) for owner, told in found.items()}
    return replace(tenant, send_as=held, asked=frozenset(_asked(run, reader if refused else None)))


def _asked(run: Run, refused: Reader | None) -> Iterator[Surface]:
    """The surfaces that each mailbox is asked about; that the others are switched off, or refused as delegation is, is told once."""
    for surface in _OF_EACH:
        if not _is_on(run, surface):
            run.take(_both(part(run.sources.reader(surface, EVERY_CALENDAR if surface is Surface.CALENDARS else EVERY_MAILBOX))))
        elif surface is Surface.FOLDERS and refused and _is_on(run, Surface.DELEGATION):
            told = tuple(replace(gap, surface=surface) for gap in refused.gaps)
            run.take(_both(Part(told, ((surface, refused.coverage().status),))))
        else:
            yield surface
    if not refused:
        yield Surface.DELEGATION


def _is_on(run: Run, surface: Surface) -> bool:
    return surface not in run.sources.settings.without


def _routed(run: Run, whom: Recipients) -> frozenset[Grant]:
    """Whom rules of the tenant send mail to."""
    reader = run.sources.reader(Surface.TRANSPORT, EVERY_MAILBOX)
    found = gathered(reader, each(reader, exchange.transport_rules(reader), lambda row: tuple(mail_rules.transport_rule(row, whom))))
    run.take(part(reader))
    return frozenset(chain.from_iterable(found))


def _applications(run: Run, tenant: _Tenant, memberships: Iterable[Membership]) -> _Tenant:
    """Applications that reach every mailbox, and what keeps some of them from some."""
    reader = run.sources.reader(Surface.APP_POLICIES, app_limits.POLICIES)
    rows = exchange.app_policies(reader)
    readable = not reader.failed
    policies = gathered(reader, each(reader, rows or (), lambda row: app_limits.policy(row, tenant.whom)))
    members, dark = _members(memberships, tenant.directory) if policies else ({}, frozenset())
    limits = Limits(tuple(app_limits.spread(one, members, dark) for one in policies), readable)
    run.take(part(reader, app_permissions.crowds(MAIL)))
    limited = []
    for service in tenant.directory.services:
        reaches = tuple(one for one in app_permissions.reached(service) if one.opens in MAIL)
        run.sink.add(*app_permissions.members(service, app_limits.memberships_of(service, reaches, limits)))
        if reaches and readable and limits.named(service):
            limited.append((service, reaches))
    return replace(tenant, limits=limits, limited=tuple(limited))


def _roles(run: Run, tenant: _Tenant) -> _Tenant:
    """Roles of Exchange's own. Where they can't be read, nobody knows whom they let in: people, and applications."""
    reader = run.sources.reader(Surface.ROLES, exchange_roles.UNREAD)
    rows = exchange.roles(reader)
    apps = gathered(reader, each(reader, rows, lambda row: tuple(app_limits.let_in(row, tenant.whom))))
    people = sorted(
        set(chain.from_iterable(gathered(reader, each(reader, rows, lambda row: tuple(exchange_roles.administers(row, tenant.whom))))))
    )
    dark = tuple(replace(gap, scope=app_permissions.crowd(opens)) for gap in reader.gaps for opens in MAIL)
    unseen = exchange_roles.unseen() if reader.failed else ()
    granted = exchange_roles.grants(people, complete=not reader.failed)
    held = (fact for group in exchange_roles.groups(people) for fact in _group_of_roles(reader, group, tenant))
    run.take(part(reader, chain(chain.from_iterable(apps), dark, unseen, held)))
    return replace(tenant, everywhere=tenant.everywhere | granted)


def _group_of_roles(reader: Reader, group: Principal, tenant: _Tenant) -> Iterator[Fact]:
    yield group
    for row in exchange.role_members(reader, group.name, group.id):
        yield from chain.from_iterable(
            each(reader, [row], lambda one: tuple(exchange_roles.member(one, group.name, tenant.whom)), about=group.id)
        )


def _organisation(run: Run) -> Answer | None:
    reader = run.sources.reader(Surface.AUDITING, _ORGANISATION)
    told = exchange.organization(reader)
    run.take(part(reader))
    return told


def _members(memberships: Iterable[Membership], directory: Directory) -> tuple[Mapping[str, frozenset[str]], frozenset[str]]:
    """Who is in which group for certain, and the groups of which nobody can say who all is."""
    found = defaultdict[str, set[str]](set)
    dark = {gap.scope for gap in directory.unread} | {group.id for group in directory.groups if group.hidden}
    for one in memberships:
        if one.kind is MembershipKind.MEMBER and one.verdict is Verdict.YES and not one.until:
            found[one.container].add(one.member)
        elif one.kind is MembershipKind.MEMBER:
            dark.add(one.container)
    return {group: frozenset(held) for group, held in found.items()}, frozenset(dark)


def _mailbox(run: Run, tenant: _Tenant, gone: set[str], box: Mailbox) -> Part:
    """One mailbox and its calendars."""
    read = {surface: _reader(run, surface, box) for surface in sorted(tenant.asked)}
    making = Reader(run.sources.sessions, PROVIDER, Surface.MAILBOXES, box.id)
    dates, whom, made = read.get(Surface.CALENDARS), tenant.whom, keeping(making)
    full: tuple[Answer, ...] = ()
    seen: list[tuple[bool, Answer]] = []
    if delegation := read.get(Surface.DELEGATION):
        full = exchange.full_access(delegation, box.address)
    if folders := read.get(Surface.FOLDERS):
        seen = list(exchange.folders(folders, box.address))
    opened = mailboxes.delegates(full, whom, made)
    apps = {opens: frozenset(app_limits.grants_on(box.owner, opens, tenant.limited, tenant.limits)) for opens in MAIL}
    named = mailboxes.delegates(tenant.send_as.get(box.owner, ()), whom, made, source="send-as")
    inside = mailboxes.folder((row for calendar, row in seen if not calendar), whom, made)
    shown = mailboxes.folder((row for calendar, row in seen if calendar), whom, made, source="calendar")
    administered = frozenset(grant for grant in tenant.everywhere if grant.source == exchange_roles.SOURCE)
    rules = outlook.rules(read[Surface.RULES], box) if Surface.RULES in read else ()
    permissions = tuple(outlook.calendar_permissions(dates, box, tenant.directory)) if dates else ()
    own = mailboxes.settings(box, rules, whom, made)
    whole = box.row is not None and Surface.RULES in read and not read[Surface.RULES].failed and not making.failed
    measures = {**mailboxes.audited(box, tenant.organisation), mailboxes.NO_AUTO_FORWARD: mail_rules.no_auto_forward(own, whole=whole)}
    facts = (
        *mailboxes.mailbox(box, own | opened | named | inside | tenant.everywhere | apps[Opens.MAILBOXES], whom, measures),
        *calendars.calendar(box, permissions, opened | shown | apps[Opens.CALENDARS] | administered, whom, made),
    )
    gone.update(grant.principal for fact in facts if isinstance(fact, Acl) for grant in fact.grants if grant.principal.startswith(_GONE))
    return _both(joined(Part(facts), *(part(reader) for reader in read.values()), *([part(making)] if making.failed else [])))


def _both(read: Part) -> Part:
    """What was read, with a gap on the calendars for each gap on the mailbox that hides who sees them."""
    hiding = (fact for fact in read.facts if isinstance(fact, Gap) and fact.surface in _OF_BOTH and fact.scope.startswith(EVERY_MAILBOX))
    dark = (replace(gap, scope=names.calendar(gap.scope.removeprefix(EVERY_MAILBOX))) for gap in hiding)
    return Part((*read.facts, *dark), read.read)


def _reader(run: Run, surface: Surface, box: Mailbox) -> Reader:
    return run.sources.reader(surface, names.calendar(box.address) if surface is Surface.CALENDARS else box.id)


def _of_group(run: Run, tenant: _Tenant, group: Group) -> Part:
    """The mailbox of a Microsoft 365 group."""
    box = mailboxes.of_group(group)
    making = Reader(run.sources.sessions, PROVIDER, Surface.MAILBOXES, box.id)
    apps = frozenset(app_limits.grants_on(group.id, Opens.MAILBOXES, tenant.limited, tenant.limits))
    named = mailboxes.delegates(tenant.send_as.get(group.id, ()), tenant.whom, keeping(making), source="send-as")
    facts = tuple(
        mailboxes.of_members(box, group, named | apps | tenant.everywhere, tenant.whom, mailboxes.audited(box, tenant.organisation))
    )
    return joined(Part(facts), *([part(making)] if making.failed else []))
