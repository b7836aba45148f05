"""All of Entra ID: who there is, applications, roles and who could let himself in; with it the directory that mail and files need."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace

from audit.model.facts import CoverageStatus, Membership
from providers.microsoft365 import kinds
from providers.microsoft365.collect import administration, identities, services
from providers.microsoft365.collect import directory as directory_api
from providers.microsoft365.collect import roles as roles_api
from providers.microsoft365.collect.administration import Administration
from providers.microsoft365.collect.identities import Who
from providers.microsoft365.collect.listings import listings, together
from providers.microsoft365.collect.run import Run
from providers.microsoft365.collect.services import Services
from providers.microsoft365.directory import Directory, User
from providers.microsoft365.kinds import Surface
from providers.microsoft365.normalise import app_permissions, crowds, demands, groups, openings, privileges, roles, users
from providers.microsoft365.normalise.applications import MICROSOFT
from providers.microsoft365.normalise.consents import People
from providers.microsoft365.normalise.demands import Demands
from providers.microsoft365.normalise.opened import Opens
from providers.microsoft365.normalise.openings import Realm
from providers.microsoft365.normalise.scopes import GRAPH
from providers.microsoft365.normalise.standing import Standing, standing
from providers.microsoft365.normalise.values import span
from providers.parts import each, gathered, part

_EVERYWHERE = (Opens.FILES, Opens.SITES, Opens.CHANNELS)  # of mail, what applications reach is told with mail


@dataclass(frozen=True, slots=True)
class _Tenant:
    """What was read of the directory."""

    who: Who
    directory: Directory
    services: Services
    administration: Administration
    memberships: tuple[Membership, ...]
    standing: Standing


def read(run: Run) -> tuple[Directory, tuple[Membership, ...]]:
    """All of the directory; with it the memberships of groups, which files need once more."""
    who = identities.read(run)
    found = services.read(run, who.directory((), run.unread))
    directory = who.directory(found.principals(), run.unread)
    administered = administration.read(run, directory)
    memberships = tuple(_teams(run, who, directory))
    dark = {*administered.unread, *(gap.scope for gap in run.unread)} | {
        group.id for group in directory.groups if group.hidden and not who.hidden
    }
    stands = standing(memberships, administered.given, directory, dark)
    directory = replace(
        directory,
        unread=run.unread,
        administrators=roles.administrators(administered.held, administered.roles, administered.unread),
    )
    tenant = _Tenant(who, directory, found, administered, memberships, stands)
    _people(run, tenant)
    _openings(run, tenant)
    admins = frozenset(user.id for user in directory.users if user.active and stands.is_admin(user.id))
    services.let_in(run, directory, found, People({user.id: user for user in directory.users}, admins, stands.in_doubt))
    run.sink.add(*services.crowds_of(found, directory), *crowds.everybody(directory), *who.closing)
    run.sink.add(*app_permissions.facts(directory, _EVERYWHERE))
    return directory, memberships


def _teams(run: Run, who: Who, directory: Directory) -> Iterator[Membership]:
    """Groups, with members and owners; a gap for each that does not tell its members."""
    ends = administration.groups(run, directory).ends
    if any(group.hidden for group in directory.groups):
        run.tally.add((Surface.HIDDEN_MEMBERS, CoverageStatus.COMPLETE if who.hidden else CoverageStatus.DENIED))
    listed = {group.id for group in directory.groups}
    for group in directory.groups:
        related = sorted(who.groups.related.get(group.id, ()))
        found = tuple(groups.memberships(group, related, ends.get(group.id, {})))
        run.sink.add(who.groups.principals[group.id], *found, *groups.joining(group, directory.tenant))
        if group.hidden and not who.hidden:
            run.sink.add(groups.hidden(group))
        for name in sorted({one.member for one in found if one.member.startswith(groups.PREFIX)} - listed):
            run.sink.add(groups.unlisted(name, directory.missing))
        yield from found


def _people(run: Run, tenant: _Tenant) -> None:
    """Users, with what the night adds: multifactor authentication, activity, whether they administer something."""
    reader = run.sources.reader(Surface.MFA)
    registered = dict(gathered(reader, directory_api.registered(reader)))
    run.take(part(reader))
    asked = _demands(run)
    active = _activity(run)
    answering = _sponsors(run, [user for user in tenant.directory.users if user.guest and user.status != "deleted"])
    for user in tenant.directory.users:
        added: Mapping[str, str] = {}
        if user.status != "deleted":
            added = {
                **users.mfa(registered.get(user.directory_id), asked.of(user, tenant.standing)),
                kinds.LAST_USED: "" if active is None else _last_used(active, user, run),
                kinds.ADMIN: "true" if tenant.standing.is_admin(user.id) else "",
                kinds.SPONSORS: answering.get(user.id, ""),
            }
        run.sink.add(users.adorned(tenant.who.users[user.id], added))


def _last_used(active: Mapping[str, Mapping[str, object]], user: User, run: Run) -> str:
    """How long ago; nothing for one whom the listing left out."""
    told = active.get(user.directory_id)
    return "" if told is None else span((told.get(key) for key in directory_api.SIGN_INS), run.scope.at.date())


def _demands(run: Run) -> Demands:
    reader = run.sources.reader(Surface.CONDITIONAL_ACCESS)
    told = gathered(reader, each(reader, roles_api.access_policies(reader), demands.policy))
    answer = roles_api.security_defaults(reader)
    on = gathered(reader, each(reader, [answer] if answer is not None else [], demands.defaults))
    run.take(part(reader))
    return Demands(demands.policies(told), any(on), whole=not reader.failed)


def _activity(run: Run) -> Mapping[str, Mapping[str, object]] | None:
    if run.sources.settings.activity_data == "none":
        return None
    reader = run.sources.reader(Surface.SIGN_IN_ACTIVITY)
    found = dict(gathered(reader, directory_api.activity(reader)))
    run.take(part(reader))
    return found


def _sponsors(run: Run, guests: Sequence[User]) -> Mapping[str, str]:
    """By guest: the ids of those who answer for them, parted by spaces."""
    found: dict[str, str] = {}
    for some in together(guests):
        reader = run.sources.reader(Surface.SPONSORS)
        asked = [directory_api.sponsors(guest.directory_id) for guest in some]
        for guest, rows in zip(some, listings(reader, asked), strict=True):
            found[guest.id] = " ".join(sorted(each(reader, rows, directory_api.sponsor, about=guest.id)))
        run.take(part(reader))
    return found


def _openings(run: Run, tenant: _Tenant) -> None:
    """What directory roles and applications lead to."""
    realm = Realm(tenant.directory, tenant.administration.roles, tenant.standing, tenant.administration.units, tenant.services.secrets())
    everything = roles.Held(privileges.GLOBAL_ADMINISTRATOR)
    for held in sorted({*tenant.administration.held, everything}):
        run.sink.add(*openings.of_role(held, realm))
    own = {app.app_id: app for app in tenant.services.apps if app.tenant not in MICROSOFT}
    for service in tenant.directory.services:
        given = [permission.value for permission in service.permissions if permission.resource == GRAPH]
        if given and service.app_id in own:
            run.sink.add(*openings.of_application(service.id, privileges.of_application(given), realm))
