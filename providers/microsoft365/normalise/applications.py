"""Applications, who owns them, how they sign in and what they may do by themselves → facts.

An application stands for itself as its service principal, the form in which the tenant knows it; its registration adds owners, secrets, certificates
and federations. Fields after the pages "servicePrincipal", "application", "passwordCredential", "keyCredential", "federatedIdentityCredential" and
"appRoleAssignment resource type". Never a secret: Graph gives none, and a certificate's key is not asked for.
"""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date

from audit.model.facts import Attachment, Fact, Membership, MembershipKind, Principal, document, pairs
from providers.microsoft365 import kinds
from providers.microsoft365.directory import AppPermission, Directory, ServicePrincipal
from providers.microsoft365.kinds import PROVIDER, AttachmentKind
from providers.microsoft365.normalise.values import day, guid, text
from providers.microsoft_api import names
from providers.values import Answer, canonical, entries, present

FIELDS = "id,appId,displayName,accountEnabled,servicePrincipalType,appOwnerOrganizationId,appRoleAssignmentRequired,passwordCredentials,keyCredentials"
REGISTRATION = "id,appId,displayName,passwordCredentials,keyCredentials"
MICROSOFT = frozenset({"f8cdef31-a31e-4b4a-93e4-5f571e91255a", "72f988bf-86f1-41af-91ab-2d7cd011db47"})  # whose tenant is no customer's
_CREDENTIAL = ("displayName", "endDateTime", "keyId", "startDateTime", "type", "usage")
_FEDERATION = ("audiences", "issuer", "name", "subject")
_MOST_OWNERS = 20  # what `$expand` gives at most (page "Get a list of directoryObjects", `$expand`)


@dataclass(frozen=True, slots=True)
class Credential:
    """A secret, a certificate or a federation, with the day on which it ends (None: never)."""

    kind: str
    name: str
    until: date | None
    body: str


@dataclass(frozen=True, slots=True)
class App:
    """A service principal, or with `registration` an application's registration. `more_owners`: perhaps not all of its owners are here."""

    id: str
    app_id: str
    name: str
    active: bool = True
    type: str = ""
    tenant: str = ""
    assigned: bool = False
    owners: tuple[str, ...] = ()
    credentials: tuple[Credential, ...] = ()
    more_owners: bool = False

    @property
    def takes_secrets(self) -> bool:
        """Whether a secret can be added to it: not to a managed identity, nor to one of Microsoft's own."""
        return self.type.lower() not in ("managedidentity", "socialidp") and self.tenant not in MICROSOFT


def app(row: Answer, directory: Directory) -> App:
    """A service principal or a registration."""
    number = guid(row, "id")
    owners = entries(row, "owners")
    found = (*_credentials(row, "passwordCredentials", "secret"), *_credentials(row, "keyCredentials", "certificate"))
    return App(
        number,
        guid(row, "appId"),
        text(row, "displayName") or number,
        row.get("accountEnabled") is not False,
        text(row, "servicePrincipalType"),
        text(row, "appOwnerOrganizationId").lower(),
        row.get("appRoleAssignmentRequired") is True,
        tuple(sorted(owner(one, directory) for one in owners)),
        found,
        row.get("owners") is None or len(owners) >= _MOST_OWNERS,
    )


def owner(row: Answer, directory: Directory) -> str:
    """Who owns it."""
    number, word = guid(row, "id"), text(row, "@odata.type").rpartition(".")[2]
    return directory.holder(number) or names.of_type(word, number).id


def with_owners(one: App, owners: Iterable[str]) -> App:
    """An application with these owners besides."""
    return replace(one, owners=tuple(sorted({*one.owners, *owners})), more_owners=False)


def federation(row: Answer) -> Credential:
    """A foreign identity that signs in as an application."""
    return Credential("federation", text(row, "name"), None, canonical({key: row[key] for key in _FEDERATION if key in row}))


def registered(principal: App, registration: App | None, federations: Sequence[Credential] = ()) -> App:
    """A service principal with what its registration adds."""
    if registration is None:
        return principal
    owners = tuple(sorted({*principal.owners, *registration.owners}))
    return replace(principal, owners=owners, credentials=(*principal.credentials, *registration.credentials, *federations))


def service(one: App, permissions: Iterable[AppPermission] = ()) -> ServicePrincipal:
    """What everything that is read later must know of an application."""
    name = names.service_principal(one.id).id
    return ServicePrincipal(name, one.app_id, one.id, one.name, active=one.active, permissions=tuple(sorted(set(permissions))))


def facts(one: App, as_of: date) -> Iterator[Fact]:
    """An application, its owners and its credentials."""
    good = [each for each in one.credentials if each.until is None or each.until >= as_of]
    last = max((each.until for each in good if each.until), default=None)
    known = {
        kinds.DIRECTORY_ID: one.id,
        kinds.APP_ID: one.app_id,
        kinds.TYPE: one.type,
        kinds.OWNER_TENANT: one.tenant,
        kinds.CREDENTIALS: str(len(good)) if one.credentials else "",
        kinds.CREDENTIALS_END: last.isoformat() if last else "",
    }
    made = names.service_principal(one.id)
    status = "active" if one.active else "disabled"
    yield Principal(made.id, PROVIDER, made.kind, one.name, "", status, pairs(present(known)))
    if one.takes_secrets:
        for each in one.owners:
            yield Membership(each, made.id, MembershipKind.OWNER, because=f"owner of application {one.name}, adds a secret to it")
    for credential in one.credentials:
        body = document(AttachmentKind.CREDENTIAL, credential.body)
        yield body
        yield Attachment(made.id, body.id, AttachmentKind.CREDENTIAL, f"{credential.kind} {credential.name}".strip())


@dataclass(frozen=True, slots=True)
class Assigned:
    """What an application was given to do by itself: to whom, and what, as one row tells."""

    who: str
    permission: AppPermission
    evidence: str


def assigned(row: Answer, api: str, words: Mapping[str, str], directory: Directory) -> Assigned:
    """A permission that was given. `words`: what the API's permissions are called, by their ids."""
    number, role = guid(row, "principalId"), guid(row, "appRoleId")
    kept = canonical({key: row[key] for key in ("appRoleId", "createdDateTime", "principalId", "resourceId") if key in row})
    who = directory.holder(number) or names.of_type(text(row, "principalType"), number).id
    return Assigned(who, AppPermission(api, words.get(role, ""), role), kept)


def words(row: Answer) -> dict[str, str]:
    """What an API's permissions for applications are called, by their ids."""
    return {guid(one, "id"): text(one, "value") for one in entries(row, "appRoles") if text(one, "value")}


def permission(one: Assigned) -> Iterator[Fact]:
    """A permission as a document on who has it."""
    body = document(AttachmentKind.APP_PERMISSION, one.evidence)
    yield body
    yield Attachment(one.who, body.id, AttachmentKind.APP_PERMISSION, one.permission.value or one.permission.role)


def _credentials(row: Answer, key: str, kind: str) -> Iterator[Credential]:
    for one in entries(row, key):
        body = canonical({name: one[name] for name in _CREDENTIAL if name in one})
        yield Credential(kind, text(one, "displayName"), day(one.get("endDateTime")), body)
