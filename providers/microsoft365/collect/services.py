"""The step on applications: which there are, who owns them, how they sign in, what they may do by themselves, and who let them in."""

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from functools import partial

from audit.model.facts import Fact, Gap, Membership
from providers.microsoft365.collect import applications as calls
from providers.microsoft365.collect.listings import listings, together
from providers.microsoft365.collect.run import Run
from providers.microsoft365.directory import AppPermission, Directory, ServicePrincipal
from providers.microsoft365.kinds import Surface
from providers.microsoft365.normalise import applications, consents, crowds, scopes
from providers.microsoft365.normalise.applications import App, Assigned, Credential
from providers.microsoft365.normalise.consents import People
from providers.microsoft_api import names
from providers.microsoft_api.reader import Answer, Reader
from providers.microsoft_api.strangers import OWNERS
from providers.parts import Part, each, gathered, in_order, malformed, part

_APIS = (scopes.GRAPH, scopes.EXCHANGE, scopes.SHAREPOINT)


@dataclass(frozen=True, slots=True)
class Services:
    """Applications as the tenant knows them, each with what its registration adds; `registrations`: object ids by application ids."""

    apps: tuple[App, ...] = ()
    registrations: Mapping[str, str] = field(default_factory=dict)
    assigned: tuple[Assigned, ...] = ()
    unread: tuple[str, ...] = ()

    def principals(self) -> tuple[ServicePrincipal, ...]:
        """What everything that is read later must know of them."""
        held: dict[str, list[AppPermission]] = {}
        for one in self.assigned:
            held.setdefault(one.who, []).append(one.permission)
        return tuple(applications.service(app, held.get(names.service_principal(app.id).id, ())) for app in self.apps)

    def secrets(self) -> dict[str, str]:
        """The service principals to which a secret can be added, by the directory ids of both their objects."""
        found: dict[str, str] = {}
        for app in self.apps:
            if app.takes_secrets:
                name = names.service_principal(app.id).id
                found[app.id] = name
                if registration := self.registrations.get(app.app_id):
                    found[registration] = name
        return found


def read(run: Run, directory: Directory) -> Services:
    """Reads applications and what they may do by themselves, and writes it."""
    reader = run.sources.reader(Surface.APPLICATIONS, OWNERS)
    made = partial(applications.app, directory=directory)
    principals = [_owned(reader, one, directory) for one in gathered(reader, each(reader, calls.principals(reader), made))]
    known = [_owned(reader, one, directory, registration=True) for one in gathered(reader, each(reader, calls.registrations(reader), made))]
    by_app = {one.app_id: one for one in known}
    federations = dict(_federations(run, known))
    apps = tuple(
        sorted(
            (applications.registered(one, by_app.get(one.app_id), federations.get(one.app_id, ())) for one in principals),
            key=lambda app: app.id,
        )
    )
    as_of = run.scope.at.date()
    run.take(part(reader, (fact for app in apps for fact in applications.facts(app, as_of))))
    assigned, failed = _permissions(run, apps, directory, reader.gaps)
    unread = (*((OWNERS,) if reader.failed else ()), *((crowds.APPLICATIONS,) if failed else ()))
    run.progress(f"{len(apps)} applications, {len(assigned)} permissions of their own")
    return Services(apps, {one.app_id: one.id for one in known}, assigned, unread)


def crowds_of(found: Services, directory: Directory) -> Iterator[Fact]:
    """Whoever may own an application, or applications that may change the directory, where that was not read."""
    if OWNERS in found.unread:
        yield from crowds.owners(app.id for app in directory.services)
    if crowds.APPLICATIONS in found.unread:
        yield from crowds.applications(directory)


def let_in(run: Run, directory: Directory, found: Services, people: People) -> None:
    """Reads delegated consents, and writes whom applications act as."""
    reader = run.sources.reader(Surface.CONSENTS, crowds.CONSENTS)
    apis = {app.id: app.app_id for app in found.apps}
    assigned = {names.service_principal(app.id).id for app in found.apps if app.assigned}
    rows = each(reader, calls.consents(reader), partial(consents.consent, directory=directory, apis=apis))
    steps: list[Membership] = []
    for one in gathered(reader, rows):
        steps += consents.memberships(one, directory, people, assigned=one.app in assigned)
    run.take(part(reader, (*steps, *consents.crowds(directory, steps))))
    if reader.failed:
        run.sink.add(*crowds.consents(directory))


def _owned(reader: Reader, app: App, directory: Directory, *, registration: bool = False) -> App:
    """An application with all its owners, where the listing may have left some out."""
    if not app.more_owners:
        return app
    rows = calls.owners(reader, app.id, registration=registration)
    return applications.with_owners(app, gathered(reader, each(reader, rows, partial(applications.owner, directory=directory))))


def _federations(run: Run, known: Sequence[App]) -> Iterator[tuple[str, tuple[Credential, ...]]]:
    some = together(known)
    for read_, found in in_order(run.pool, partial(_federated, run), some, run.sources.settings.workers):
        run.take(read_)
        yield from found


def _federated(run: Run, some: Sequence[App]) -> tuple[Part, list[tuple[str, tuple[Credential, ...]]]]:
    reader = run.sources.reader(Surface.APPLICATIONS)
    told = listings(reader, [calls.federations(app.id) for app in some])
    found = [
        (app.app_id, tuple(gathered(reader, each(reader, rows, applications.federation)))) for app, rows in zip(some, told, strict=True)
    ]
    return part(reader), found


def _permissions(run: Run, apps: Sequence[App], directory: Directory, unlisted: Sequence[Gap]) -> tuple[tuple[Assigned, ...], bool]:
    reader = run.sources.reader(Surface.APP_PERMISSIONS, crowds.APPLICATIONS)
    found: list[Assigned] = []
    for api in [app for app in apps if app.app_id in _APIS]:
        answer = calls.api(reader, api.id)
        if answer is not None and "appRoles" not in answer:
            malformed(reader, KeyError("appRoles"))
        words = gathered(reader, each(reader, [answer] if answer else [], applications.words))
        made: Callable[[Answer], Assigned] = partial(
            applications.assigned, api=api.app_id, words=words[0] if words else {}, directory=directory
        )
        found += gathered(reader, each(reader, calls.assigned(reader, api.id), made))
    if unlisted:
        missing = next((gap.missing_permission for gap in unlisted if gap.missing_permission), "")
        reader.gap(f"read {Surface.APP_PERMISSIONS}", "not every application was listed, so that an API may be missing", missing=missing)
    run.take(part(reader, (fact for one in found for fact in applications.permission(one))))
    return tuple(found), reader.failed
