"""Crowds that nobody saw: whoever acts as somebody by what could not be read → facts.

Each is a group whose members are not known, and its id the scope of the gap that says why. What it leads to is in the dark, and nothing else.
"""

from collections.abc import Iterable, Iterator

from audit.model.facts import Fact, Membership, MembershipKind, Principal, PrincipalKind
from providers.microsoft365.directory import Directory
from providers.microsoft365.kinds import PROVIDER
from providers.microsoft365.normalise import app_permissions
from providers.microsoft365.normalise.privileges import GLOBAL_ADMINISTRATOR
from providers.microsoft_api import names
from providers.microsoft_api.strangers import GROUPS, OWNERS, STRANGERS

ADMINISTRATORS = "microsoft://directory-role/unread"  # who has which directory role
ELIGIBLE = "microsoft://directory-role/unread/eligible"  # who may activate which
APPLICATIONS = "microsoft://application/unread"  # what applications may do by themselves
CONSENTS = "microsoft://application/unread/consents"  # which applications were let in
_EVERYTHING = names.directory_role(GLOBAL_ADMINISTRATOR).id


def activators_of(group: str) -> str:
    """Who may activate the membership of a group."""
    return f"{group}/eligible"


def administrators(directory: Directory) -> Iterator[Fact]:
    """A directory role may lead to every user, every group and every application; a Global Administrator comes to Azure, too."""
    yield _crowd(ADMINISTRATORS, "the administrators")
    yield Membership(ADMINISTRATORS, _EVERYTHING, MembershipKind.ASSUME, because="may have the role")
    yield from _leading(ADMINISTRATORS, _all(directory), "may have a directory role that leads there")


def eligible(directory: Directory, held: Iterable[str]) -> Iterator[Fact]:
    """Who may activate a role may lead himself wherever a role leads; `held` are the roles that are known."""
    yield _crowd(ELIGIBLE, "those who may activate a directory role")
    for name in sorted({_EVERYTHING, *held}):
        yield Membership(ELIGIBLE, name, MembershipKind.ELIGIBLE, because="may be allowed to activate the role")
    yield from _leading(ELIGIBLE, _all(directory), "may be allowed to activate a directory role that leads there")


def strangers(known: Iterable[Principal]) -> Iterator[Fact]:
    """Who acts as users that were not listed; which those are is worked out once everything is named.

    `known` are users of the last run: one that could not be used then may have been enabled since.
    """
    yield _crowd(STRANGERS, "whoever acts as users that were not listed")
    for user in known:
        if user.status != "active":
            yield Membership(STRANGERS, user.id, MembershipKind.IMPERSONATE, because="may have been enabled since it was last read")


def unlisted() -> Iterator[Fact]:
    """Who is in groups that were not listed; which those are is worked out once everything is named."""
    yield _crowd(GROUPS, "whoever is in groups that were not listed")


def activators(group: str, name: str) -> Iterator[Fact]:
    """Who may activate the membership of a group."""
    yield _crowd(activators_of(group), f"those who may activate the membership of {name}")
    yield Membership(activators_of(group), group, MembershipKind.ELIGIBLE, because="may be allowed to activate the membership")


def owners(applications: Iterable[str]) -> Iterator[Fact]:
    """An owner adds a secret to an application."""
    yield _crowd(OWNERS, "the owners of applications")
    yield from _leading(OWNERS, sorted(set(applications)), "may own the application")


def applications(directory: Directory) -> Iterator[Fact]:
    """An application may have permissions that change the directory."""
    yield _crowd(APPLICATIONS, "applications with permissions of their own")
    yield from _leading(APPLICATIONS, _all(directory), "may have a permission that leads there")
    yield from app_permissions.unseen(APPLICATIONS)


def consents(directory: Directory) -> Iterator[Fact]:
    """An application acts as a user who let it in, or for whom an administrator did."""
    yield _crowd(CONSENTS, "applications that were let in")
    for user in directory.users:
        if user.active:
            yield Membership(CONSENTS, user.id, MembershipKind.DELEGATE, because="may have been let in")


def _all(directory: Directory) -> Iterator[str]:
    yield from (user.id for user in directory.users if user.status != "deleted")
    yield from (group.id for group in directory.groups)
    yield from (app.id for app in directory.services)


def _leading(crowd: str, names_: Iterable[str], because: str) -> Iterator[Fact]:
    for name in names_:
        yield Membership(crowd, name, MembershipKind.ESCALATE, because=because)


def _crowd(name: str, words: str) -> Principal:
    return Principal(name, PROVIDER, PrincipalKind.GROUP, words)


def everybody(directory: Directory) -> Iterator[Fact]:
    """Everybody of the tenant, with and without guests. Guests are other people's: they enter by themselves."""
    if not directory.tenant:
        return
    yield from (of_tenant(directory, made) for made in (names.tenant(directory.tenant), names.everybody(directory.tenant)))
    for user in directory.users:
        if user.guest and user.status != "deleted":
            yield Membership(user.id, directory.everybody(), MembershipKind.MEMBER, because="is a guest of the tenant")


def of_tenant(directory: Directory, made: names.Name) -> Principal:
    """Many people of the tenant as one principal, by its domain; a crowd that nobody saw where the domains could not be read."""
    kind, name = (made.kind, directory.domains[0]) if directory.domains else (PrincipalKind.GROUP, made.name)
    return Principal(made.id, PROVIDER, kind, name)
