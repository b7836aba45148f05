"""Delegated consents → facts: an application acts as the user who let it in, or as each user where an administrator did so for all.

Fields after the page "oAuth2PermissionGrant resource type". An application that was let in for everybody acts through two crowds of users, so that
no application is told once more for each of them: one acts as them in all that they reach, the other in their own mailbox and calendar.
"""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, replace

from audit.model.facts import Fact, Membership, MembershipKind, Principal, PrincipalKind, Verdict
from policies.levels import EVERYTHING
from providers.microsoft365.directory import Directory, User
from providers.microsoft365.kinds import PROVIDER
from providers.microsoft365.normalise.scopes import LETS_IN, Opening, opened
from providers.microsoft365.normalise.values import guid, text
from providers.microsoft_api import names
from providers.values import Answer, kept

_GRANT = ("clientId", "consentType", "principalId", "resourceId", "scope")
_UNTOLD = "whether the user administers something is not known"
_ASSIGNED = "the user is assigned to the application"
_KIND = MembershipKind.DELEGATE


@dataclass(frozen=True, slots=True)
class Consent:
    """A consent: which application, for whom (empty: for everybody; `unknown`: of a kind that is not known), to which API, and its words."""

    app: str
    user: str
    api: str
    scope: str
    evidence: str
    unknown: str = ""


def crowd(directory: Directory) -> str:
    """The users, each acting in all that he reaches."""
    return f"microsoft://users/{directory.tenant}"


def crowd_of_own(directory: Directory) -> str:
    """The users, each acting in his own mailbox and calendar."""
    return f"{crowd(directory)}/own"


def consent(row: Answer, directory: Directory, apis: Mapping[str, str]) -> Consent:
    """A consent. `apis`: application ids by the directory ids of their service principals."""
    app, kind, who = guid(row, "clientId"), text(row, "consentType"), guid(row, "principalId") if row.get("principalId") else ""
    api = apis.get(guid(row, "resourceId"), "")
    known = kind.lower() in ("allprincipals", "principal") and (bool(who) or kind.lower() == "allprincipals")
    user = (directory.holder(who) or names.user(who).id) if kind.lower() == "principal" and who else ""
    name = directory.holder(app) or names.service_principal(app).id
    return Consent(
        name,
        user,
        api,
        text(row, "scope"),
        kept(row, _GRANT),
        "" if known else f"for whom a consent of the kind {kind} counts is not known",
    )


@dataclass(frozen=True, slots=True)
class People:
    """Users by their id, and those of them who administer something. `in_doubt`: any other may do so, too."""

    users: Mapping[str, User]
    administrators: frozenset[str] = frozenset()
    in_doubt: bool = False


def memberships(one: Consent, directory: Directory, people: People, *, assigned: bool) -> Iterator[Membership]:
    """How the application comes to act as a user, on what and how far. `assigned`: it is open to users that were assigned to it alone."""
    told = opened(one.scope, one.api)
    narrowed = _ASSIGNED if assigned and not one.user else ""
    because = "let in by the user" if one.user else "let in for everybody by an administrator"
    for opening, words in told.content:
        whom, only = _whom(one, opening, directory, people)
        step = _step(one, whom, _KIND, (narrowed, opening.condition), f"{because}: {', '.join(words)}")
        yield replace(step, only=only, levels=opening.levels)
    for word in told.lets_in:
        whom, only = _whom(one, Opening(LETS_IN[word.lower()], EVERYTHING, own=True), directory, people)
        yield replace(_step(one, whom, MembershipKind.ESCALATE, (narrowed,), f"{because}: {word}"), only=only)
    if told.administers:
        within = f"what {', '.join(told.administers)} allow is enough"
        for name in sorted({one.user} & people.administrators if one.user else people.administrators):
            yield _step(one, name, MembershipKind.ESCALATE, (narrowed, within), because)
        if people.in_doubt and one.user not in people.administrators:
            doubtful = replace(one, unknown=_UNTOLD)
            yield _step(doubtful, one.user or crowd(directory), MembershipKind.ESCALATE, (narrowed, within), because)
    if told.unknown:
        doubt = f"what {', '.join(told.unknown)} open is not known"
        yield _step(replace(one, unknown=doubt), one.user or crowd(directory), _KIND, (), because)


def crowds(directory: Directory, found: Iterable[Membership]) -> Iterator[Fact]:
    """The crowds that some application acts through, and whom they act as."""
    used = {one.container for one in found}
    active = [user for user in directory.users if user.active]
    if (name := crowd(directory)) in used:
        yield Principal(name, PROVIDER, PrincipalKind.GROUP, "each user of the tenant")
        for user in active:
            yield Membership(name, user.id, _KIND, because="is a user of the tenant")
    if (name := crowd_of_own(directory)) in used:
        yield Principal(name, PROVIDER, PrincipalKind.GROUP, "each user of the tenant, in what is his own")
        for user in active:
            if own := _own(user):
                yield Membership(name, user.id, _KIND, because="is a user of the tenant", only=own)


def _step(one: Consent, whom: str, kind: MembershipKind, conditions: tuple[str, ...], because: str) -> Membership:
    condition = " and ".join(filter(None, (one.unknown, *conditions)))
    verdict = Verdict.UNKNOWN if one.unknown else Verdict.IF if condition else Verdict.YES
    return Membership(one.app, whom, kind, condition, None, verdict, because, one.evidence)


def _whom(one: Consent, opening: Opening, directory: Directory, people: People) -> tuple[str, tuple[str, ...]]:
    """Whom the application acts as, and on what."""
    if not opening.own:
        return one.user or crowd(directory), opening.only
    if not one.user:
        return crowd_of_own(directory), opening.only
    user = people.users.get(one.user)
    own = tuple(name for name in _own(user) if name.startswith(opening.only)) if user else ()
    return one.user, own or opening.only


def _own(user: User) -> tuple[str, ...]:
    return (names.calendar(user.address), names.mailbox(user.address)) if user.address else ()
