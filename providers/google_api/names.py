"""Ids of Google's principals and resources, and what kind of principal an address or an IAM member string is.

Member strings after the pages "Principal identifiers" and "Policy binding" (IAM documentation); service agents after "Service agents".
Addresses are lower-cased: Google does not tell them apart by case.
"""

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass

from audit.model.facts import AUTHENTICATED, PUBLIC, Principal, PrincipalKind, pairs

ANYONE_WITH_LINK = "google://link/anyone"
EVERYTHING = "google://"  # the scope of a gap that darkens all of it

# the sample company's addresses end in `.example`
_AGENT = re.compile(r"[\w.-]+@(gcp-sa-[\w-]+\.iam|cloudservices|system)\.gserviceaccount\.(com|example)")
_SERVICE_ACCOUNT = re.compile(r"[^@\s]+@([\w.-]+\.)?gserviceaccount\.(com|example)|[^@\s]+\.svc\.id\.goog\[.+\]")


@dataclass(frozen=True, slots=True, order=True)
class Name:
    """A principal as a grant names it. `name` is for people; `deleted` when Google says that it is gone."""

    id: str
    kind: PrincipalKind
    name: str
    email: str = ""
    deleted: bool = False

    def principal(self, provider: str, *, status: str = "active", **attributes: str) -> Principal:
        """The fact; a deleted one is so whatever `status` says."""
        return Principal(self.id, provider, self.kind, self.name, self.email, "deleted" if self.deleted else status, pairs(attributes))


def user(address: str) -> Name:
    """An account that a human signs in with, of the company or foreign."""
    return _addressed("user", address, PrincipalKind.ACCOUNT)


def group(address: str) -> Name:
    """A group."""
    return _addressed("group", address, PrincipalKind.GROUP)


def service_account(address: str) -> Name:
    """A service account; one that Google itself manages is a service of the platform."""
    address = address.lower()
    return _addressed("service" if _AGENT.fullmatch(address) else "service-account", address, PrincipalKind.SERVICE)


def account(address: str) -> Name:
    """Who signs in with an address, when nothing says whether it is a human."""
    return service_account(address) if _SERVICE_ACCOUNT.fullmatch(address.lower()) else user(address)


def domain(name: str) -> Name:
    """Everyone of a Workspace domain."""
    return Name(f"google://domain/{name.lower()}", PrincipalKind.DOMAIN, name.lower())


def customer(number: str, primary_domain: str = "") -> Name:
    """Everybody of a tenant."""
    return Name(f"google://customer/{number}", PrincipalKind.DOMAIN, primary_domain.lower() or number)


def audience(number: str, name: str = "") -> Name:
    """A target audience of Drive; who is in it can't be read."""
    return Name(f"google://audience/{number}", PrincipalKind.GROUP, name or number)


def anyone() -> Name:
    """Anyone, without signing in."""
    return Name(PUBLIC, PrincipalKind.EVERYONE, "anyone")


def anyone_signed_in() -> Name:
    """Anyone who has any Google account."""
    return Name(AUTHENTICATED, PrincipalKind.EVERYONE, "anyone with a Google account")


def link() -> Name:
    """Anyone who has the link."""
    return Name(ANYONE_WITH_LINK, PrincipalKind.LINK, "anyone with the link")


def domain_link(name: str) -> Name:
    """Anyone of a domain who has the link."""
    return Name(f"google://domain-link/{name.lower()}", PrincipalKind.DOMAIN, name.lower())


def admin_role(number: str, name: str = "") -> Name:
    """A Workspace administrator's role."""
    return Name(f"google://admin-role/{number}", PrincipalKind.ROLE, name or number)


def app(client_id: str, name: str = "") -> Name:
    """An OAuth client."""
    return Name(f"google://app/{client_id}", PrincipalKind.SERVICE, name or client_id)


def member(text: str) -> Name:
    """The principal of an IAM member string (`user:an@x`, `principalSet://…`, `deleted:group:g@x?uid=1`, `allUsers`).

    A form that is not known is kept as it is written: `google://member/…`.
    """
    if text.lower().startswith("deleted:"):
        return _deleted(text[len("deleted:") :])
    kind, _, rest = text.partition(":")
    known = _MEMBERS.get(kind.lower())
    return known(rest) if known else Name(f"google://member/{text}", PrincipalKind.SERVICE, text)


def _addressed(word: str, address: str, kind: PrincipalKind) -> Name:
    address = address.lower()
    return Name(f"google://{word}/{address}", kind, address, address)


def _deleted(text: str) -> Name:
    """Google keeps the address and adds a number, since the address may be given to another (page "Policies with deleted principals").

    One that is told without a number is not the living one of that name either.
    """
    written, _, uid = text.partition("?uid=")
    alive = member(written)
    return Name(f"{alive.id}?uid={uid}", alive.kind, alive.name, alive.email, deleted=True)


def _one(rest: str) -> Name:
    """`principal://…`, in policies that allow, deny or bound."""
    for form, named in _ONES:
        if found := form.fullmatch(rest):
            return named(found[1])
    return _federated(rest, PrincipalKind.SERVICE)


def _many(rest: str) -> Name:
    """`principalSet://…`."""
    if rest.lower() == "//goog/public:all":
        return anyone()
    for form, named in _SETS:
        if found := form.fullmatch(rest):
            return named(found[1])
    return _federated(rest, PrincipalKind.DOMAIN)


def _federated(rest: str, kind: PrincipalKind) -> Name:
    kept = re.sub(r"(?i)^//(iam\.googleapis\.com/)?", "", rest)
    return Name(f"google://federation/{kept}", kind, kept)


def _project_role(word: str) -> Callable[[str], Name]:
    """Whoever has a basic role on a project ("convenience values" of Cloud Storage and BigQuery)."""
    return lambda project: Name(f"google://project-{word}/{project}", PrincipalKind.GROUP, f"{word}s of project {project}")


_ONES: tuple[tuple[re.Pattern[str], Callable[[str], Name]], ...] = (
    (re.compile(r"(?i)//goog/subject/(.+)"), account),
    (re.compile(r"(?i)//iam\.googleapis\.com/projects/[^/]+/serviceaccounts/(.+@.+)"), service_account),
)
_SETS: tuple[tuple[re.Pattern[str], Callable[[str], Name]], ...] = (
    (re.compile(r"(?i)//goog/group/(.+)"), group),
    (re.compile(r"(?i)//goog/cloudidentitycustomerid/(.+)"), customer),
)
_MEMBERS: Mapping[str, Callable[[str], Name]] = {
    "allusers": lambda _: anyone(),
    "allauthenticatedusers": lambda _: anyone_signed_in(),
    "user": account,
    "serviceaccount": service_account,
    "group": group,
    "domain": domain,
    "projectowner": _project_role("owner"),
    "projecteditor": _project_role("editor"),
    "projectviewer": _project_role("viewer"),
    "principal": _one,
    "principalset": _many,
}


def drive_item(number: str) -> str:
    """The id of a file, a folder, a shared drive or the root of a My Drive."""
    return f"drive://{number}"


def mailbox(address: str) -> str:
    """The id of a mailbox."""
    return f"google://mailbox/{address.lower()}"


def calendar(number: str) -> str:
    """The id of a calendar."""
    return f"google://calendar/{number}"


def bucket(name: str, key: str = "") -> str:
    """The id of a bucket, or of an object or managed folder in it."""
    return f"gs://{name}/{key}" if key else f"gs://{name}"


def bigquery(project: str, dataset: str, table: str = "") -> str:
    """The id of a dataset, or of a table in it."""
    return f"bigquery://{project}/{dataset}" + (f"/{table}" if table else "")


def resource(full_name: str) -> str:
    """The id of any resource of Google Cloud, from its full resource name (page "Full resource names"). Buckets and BigQuery's have their own form."""
    path = full_name.removeprefix("//")
    found = re.fullmatch(r"bigquery\.googleapis\.com/projects/([^/]+)/datasets/([^/]+)(?:/tables/([^/]+))?", path)
    if found:
        return bigquery(found[1], found[2], found[3] or "")
    if path.startswith("storage.googleapis.com/"):
        return "gs://" + re.sub(r"^projects/_/buckets/", "", path.removeprefix("storage.googleapis.com/"))
    return f"google://{path}"


def project(name: str) -> str:
    """The id of a project, from its id or `projects/…`; `folders/1` and `organizations/1` likewise."""
    return f"google://cloudresourcemanager.googleapis.com/{name if '/' in name else 'projects/' + name}"
