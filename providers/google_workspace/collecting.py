"""One collection of Google Workspace: settings → sessions → directory → each user's mail and calendars → Drive → facts."""

from collections.abc import Callable, Iterable, Iterator, Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from functools import partial
from itertools import chain
from typing import TypeVar

from audit.counting import counted
from audit.model.facts import CoverageStatus, Fact, Gap, Membership, MembershipKind
from audit.ports import Scope, Sink
from providers.google_api import names
from providers.google_api.reader import Answer, Reader
from providers.google_api.session import Sessions
from providers.google_api.strangers import STRANGERS
from providers.google_workspace import settings as workspace_settings
from providers.google_workspace.collect import admin_roles as roles_api
from providers.google_workspace.collect import calendar, gmail, records
from providers.google_workspace.collect import directory as directory_api
from providers.google_workspace.collect import groups as groups_api
from providers.google_workspace.collect.sources import Sources
from providers.google_workspace.directory import Directory, Group, User
from providers.google_workspace.drive.crawling import crawl
from providers.google_workspace.kinds import APP_PASSWORDS, PROVIDER, TENANT
from providers.google_workspace.normalise import admin_roles, calendars, crowds, delegation, documents, groups, mailboxes, privileges, users
from providers.google_workspace.operations import OPERATIONS
from providers.parts import Part, Tally, each, gathered, in_order, joined, keeping, part

T = TypeVar("T")

_WHO = ("users", "groups")  # surfaces that say who there is
_AHEAD = 4  # tasks a worker may be ahead of the slowest one
_NOT_ACTIVE = "Google lets nobody act as a suspended or archived account, so that its {} can't be read"
_NO_ADDRESS = "Google did not tell the address of the account, so that nobody can act as it, and its {} can't be read"


def collect(scope: Scope, sink: Sink) -> None:
    """Reads Google Workspace and gives its facts to the sink, in the same order every time.

    Raises:
        ProviderError: the settings are wrong, or there are no credentials.
    """
    settings = workspace_settings.decode(scope.settings)
    sources = Sources(Sessions(settings, OPERATIONS), settings)
    with ThreadPoolExecutor(settings.workers) as pool:
        collection = _Collection(sources, scope, sink, pool)
        directory, memberships = collection.directory()
        directory = collection.administrators(directory)
        collection.delegation(directory)
        collection.belongings(directory)
        collection.records(directory)
    sink.add(*collection.tally.coverage())
    crawl(sources.sessions, settings, directory, scope, sink, memberships=memberships)


class _Collection:
    """The steps of one collection. Facts go to the sink as they come; what later steps must know is kept."""

    def __init__(self, sources: Sources, scope: Scope, sink: Sink, pool: ThreadPoolExecutor) -> None:
        self.tally = Tally(PROVIDER, TENANT)
        self._sources, self._settings, self._customer = sources, sources.settings, sources.settings.customer
        self._scope, self._sink, self._pool = scope, sink, pool
        self._unread: list[Gap] = []

    def directory(self) -> tuple[Directory, tuple[Membership, ...]]:
        """Domains, users and groups; with them the memberships of groups, which Drive needs once more."""
        people = self._people()
        reader = self._sources.administrator("groups")
        teams = gathered(reader, each(reader, groups_api.groups(reader, self._customer), lambda row: (row, groups.group(row))))
        self._take(part(reader))
        number = next((str(row["customerId"]) for row, _ in people if row.get("customerId")), self._customer.replace("my_customer", ""))
        domains = self._domains(number)
        services = {client.client_id: client.service_account for client in self._settings.delegated_clients or () if client.service_account}
        directory = Directory.of(number, domains, (user for _, user in people), (group for _, group in teams), services)
        directory = replace(directory, unread=tuple(self._unread))
        self._progress(f"{len(directory.users)} users, {len(directory.groups)} groups")
        self._each(self._person, people)
        memberships = tuple(self._teams(teams, directory))
        return replace(directory, unread=tuple(self._unread)), memberships

    def administrators(self, directory: Directory) -> Directory:
        """Admin roles, who has them and what they open; the directory with those that open drives, mailboxes and calendars."""
        reader, units = self._sources.administrator("admin-roles", crowds.ADMINISTRATORS), self._sources.administrator("org-units")
        paths = gathered(units, each(units, directory_api.org_units(units, self._customer), admin_roles.unit))
        tree = gathered(reader, each(reader, roles_api.privileges(reader, self._customer), privileges.contained))
        contained = dict(chain.from_iterable(tree))
        made = partial(admin_roles.role, contained=contained)
        listed = gathered(reader, each(reader, roles_api.roles(reader, self._customer), made))
        roles = admin_roles.Roles({role.id: role for role in listed}, dict(paths))
        rows = gathered(reader, roles_api.assignments(reader, self._customer))
        given = sorted(set(gathered(reader, each(reader, rows, admin_roles.held))))
        for one in given:
            if one.role not in roles.roles:
                reader.gap(*admin_roles.UNLISTED)
        found: Iterator[Fact] = chain(
            (role.principal() for role in listed),
            each(reader, rows, lambda row: admin_roles.assignment(row, roles, directory)),
        )
        self._take(joined(part(reader, found), part(units)))
        for one in given:
            self._sink.add(*admin_roles.opened(one, roles, directory))
        if reader.failed:
            self._sink.add(*crowds.administrators(directory))
        self._progress(f"{len(listed)} admin roles, {len(rows)} assignments")
        unread = (crowds.ADMINISTRATORS,) if reader.failed else ()
        return replace(directory, administrators=admin_roles.administrators(given, roles, unread))

    def delegation(self, directory: Directory) -> None:
        """Clients with domain-wide delegation: those that the settings name, and others that the admin log tells of."""
        named = self._settings.delegated_clients
        for client in named or ():
            self._sink.add(*delegation.declared(client, directory))
        self.tally.add(("domain-wide-delegation", CoverageStatus.UNSUPPORTED if named is None else CoverageStatus.COMPLETE))
        reader = self._sources.administrator("admin-log", crowds.CLIENTS)
        known = {client.client_id for client in named or ()}
        events = gathered(reader, records.delegations(reader, self._customer))
        self._take(part(reader, _unnamed(delegation.authorised(events, keeping(reader)), known, directory)))
        if reader.failed and named is None:  # who names them all needs no log
            self._sink.add(*crowds.clients(directory))

    def belongings(self, directory: Directory) -> None:
        """Each user's mailbox and calendars."""
        people = [user for user in directory.users if user.status != "deleted"]
        self._progress(f"mail and calendars of {len(people)} users")
        self._each(partial(self._belongings, directory), people)

    def records(self, directory: Directory) -> None:
        """What was transferred, and what the tenant allows."""
        reader = self._sources.administrator("data-transfers")
        found = each(reader, records.data_transfers(reader, self._customer), lambda row: tuple(documents.data_transfer(row, directory)))
        self._take(part(reader, _flat(found)))
        if self._settings.tenant_settings:
            reader = self._sources.administrator("tenant-settings")
            told = each(
                reader, records.tenant_settings(reader, self._customer), lambda row: tuple(documents.tenant_setting(row, directory))
            )
            self._take(part(reader, _flat(told)))

    def _people(self) -> list[tuple[Answer, User]]:
        reader = self._sources.administrator("users")
        activity = self._settings.activity_data == "last_used_bucket"
        rows = directory_api.users(reader, self._customer, activity=activity)
        people = gathered(reader, each(reader, rows, lambda row: (row, users.user(row))))
        self._take(part(reader))
        if reader.failed:
            self._unlisted(reader)
        return people

    def _unlisted(self, users: Reader) -> None:
        """What users that were not listed have is in the dark, and who acts as them."""
        missing = next((gap.missing_permission for gap in users.gaps if gap.missing_permission), "")
        for surface in ("gmail", "calendar"):
            unread = self._sources.administrator(surface)
            unread.gap(f"read {surface}", "not every user could be listed", missing=missing)
            self._take(part(unread))
        self._sink.add(*crowds.strangers(), *(replace(gap, scope=STRANGERS) for gap in users.gaps))

    def _domains(self, customer: str) -> tuple[str, ...]:
        reader = self._sources.administrator("domains")
        domains = sorted(gathered(reader, each(reader, directory_api.domains(reader, self._customer), users.domain)))
        if reader.failed and not domains and "@" in self._settings.subject:  # the administrator's is one of them
            domains = [users.Domain(secondary=False, name=self._settings.subject.rpartition("@")[2].lower())]
        self._take(part(reader, users.tenant(domains, customer)))
        return tuple(domain.name for domain in domains)

    def _person(self, pair: tuple[Answer, User]) -> Part:
        row, user = pair
        parts, more = [], dict[str, str]()
        if self._settings.app_passwords and user.status != "deleted":
            reader = self._sources.administrator("app-passwords", user.id)
            number = directory_api.app_passwords(reader, user.address or user.directory_id)
            more = {} if number is None else {APP_PASSWORDS: str(number)}
            parts.append(part(reader))
        if self._settings.oauth_tokens and user.status != "deleted":
            reader = self._sources.administrator("oauth-tokens", crowds.apps_of(user))
            told = each(
                reader, directory_api.tokens(reader, user.address or user.directory_id), lambda row: tuple(delegation.token(row, user))
            )
            parts += [part(reader, _flat(told)), *([Part(tuple(crowds.apps(user)))] if reader.failed else [])]
        activity = self._settings.activity_data == "last_used_bucket"
        return joined(Part((users.principal(row, self._scope.at.date(), activity=activity, more=more),)), *parts)

    def _teams(self, teams: list[tuple[Answer, Group]], directory: Directory) -> Iterator[Membership]:
        reader = self._sources.administrator("dynamic-groups")
        marks = dict(gathered(reader, each(reader, groups_api.marked(reader, directory.customer), groups.labels)))
        self._take(part(reader))
        for read in in_order(self._pool, partial(self._team, marks, directory), teams, self._settings.workers * _AHEAD):
            self._take(read)
            yield from (fact for fact in read.facts if isinstance(fact, Membership) and fact.kind is MembershipKind.MEMBER)

    def _team(self, marks: dict[str, Answer], directory: Directory, pair: tuple[Answer, Group]) -> Part:
        row, group = pair
        asking, reader = self._sources.itself("group-settings", crowds.joiners_of(group)), self._sources.administrator("groups", group.id)
        told = groups_api.settings(asking, group.address or group.directory_id)
        members = groups_api.members(reader, group.directory_id or group.address)
        found: Iterator[Fact] = chain(
            [groups.principal(row, marks.get(group.address, {}), told)],
            crowds.joiners(group) if asking.failed else groups.joining(group, told, directory),
            _flat(each(reader, members, lambda member: tuple(groups.membership(member, group, told, directory)))),
        )
        return joined(part(reader, found), part(asking))

    def _belongings(self, directory: Directory, user: User) -> Part:
        mail, dates = self._sources.user("gmail", user), self._sources.user("calendar", user)
        if not user.active:
            reason = _NOT_ACTIVE if user.address else _NO_ADDRESS
            mail.gap("read gmail", reason.format("mail settings"))
            dates.gap("read calendar", reason.format("calendars"))
        box = _mailbox(mail, user, directory) if user.mailbox and user.address else ()
        return joined(part(mail, box), part(dates, _calendars(dates, user, directory) if user.active else ()))

    def _each(self, task: Callable[[T], Part], items: Sequence[T]) -> None:
        found = in_order(self._pool, task, items, self._settings.workers * _AHEAD)
        for read in counted(found, len(items), self._scope.counted):
            self._take(read)

    def _take(self, read: Part) -> None:
        self._sink.add(*read.facts)
        self._unread += [fact for fact in read.facts if isinstance(fact, Gap) and fact.surface in _WHO]
        self.tally.add(*read.read)

    def _progress(self, text: str) -> None:
        self._scope.progress(f"{PROVIDER}: {text}")


def _mailbox(reader: Reader, user: User, directory: Directory) -> Iterator[Fact]:
    settings = gmail.settings(reader) if user.active else mailboxes.MailSettings()
    if settings is not None:
        yield from mailboxes.mailbox(user, settings, directory, keeping(reader, names.mailbox(user.address)))


def _calendars(reader: Reader, user: User, directory: Directory) -> Iterator[Fact]:
    owned = calendar.calendars(reader, user, directory)
    yield from _flat(each(reader, owned, partial(_calendar, reader, directory)))


def _calendar(reader: Reader, directory: Directory, pair: tuple[Answer, tuple[Answer, ...]]) -> tuple[Fact, ...]:
    entry, rules = pair
    return tuple(calendars.calendar(entry, rules, directory, keeping(reader, names.calendar(str(entry["id"])))))


def _unnamed(clients: Iterable[delegation.Authorised], named: set[str], directory: Directory) -> Iterator[Fact]:
    for client in clients:
        if client.client_id not in named:
            yield from delegation.seen(client, directory)


def _flat(parts: Iterable[tuple[Fact, ...]]) -> Iterator[Fact]:
    return chain.from_iterable(parts)
