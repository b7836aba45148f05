"""Who a policy means: one principal or a set of them, however it is written.

IAM documentation, "Principal identifiers": the forms of allow policies (`user:an@shop.example`), of deny and boundary policies
(`principal://goog/subject/an@shop.example`) and of recently deleted principals. One principal has one `Member`, whatever its form.
"""

import re
from dataclasses import dataclass, field
from enum import StrEnum
from functools import lru_cache

from providers.google_api import names


class MemberKind(StrEnum):
    """What a member is: the first three one principal each, the others sets."""

    USER = "user"
    SERVICE_ACCOUNT = "serviceAccount"
    SUBJECT = "principal"  # of a workforce or workload identity pool
    GROUP = "group"
    DOMAIN = "domain"
    CUSTOMER = "customer"  # all of one Workspace or Cloud Identity account
    POOL = "pool"  # a pool's identities: all of them, a group, those with an attribute
    PLACE = "place"  # the principals of a project, folder or organisation
    ALL_USERS = "allUsers"
    ALL_AUTHENTICATED = "allAuthenticatedUsers"
    PROJECT_OWNER = "projectOwner"  # convenience values: who has the basic role on a project
    PROJECT_EDITOR = "projectEditor"
    PROJECT_VIEWER = "projectViewer"
    DELETED = "deleted"  # never the live principal of the same name
    UNKNOWN = "unknown"  # a form that is not known: kept, and never guessed


CONVENIENCE = {
    MemberKind.PROJECT_OWNER: "roles/owner",
    MemberKind.PROJECT_EDITOR: "roles/editor",
    MemberKind.PROJECT_VIEWER: "roles/viewer",
}
ONE = frozenset({MemberKind.USER, MemberKind.SERVICE_ACCOUNT, MemberKind.SUBJECT})


@dataclass(frozen=True, slots=True, order=True)
class Member:
    """A principal or a set of principals: addresses in lower case, pools and places by their names. `text` is how it was written."""

    kind: MemberKind
    name: str = ""
    text: str = field(default="", compare=False)

    @property
    def id(self) -> str:
        """The principal's id among the facts."""
        return names.member(self.text).id

    def __str__(self) -> str:
        return self.text or f"{self.kind}:{self.name}"


_EVERYBODY = {
    "allUsers": MemberKind.ALL_USERS,
    "principalSet://goog/public:all": MemberKind.ALL_USERS,
    "allAuthenticatedUsers": MemberKind.ALL_AUTHENTICATED,
}
_PREFIXED = {
    "user": MemberKind.USER,
    "serviceaccount": MemberKind.SERVICE_ACCOUNT,
    "group": MemberKind.GROUP,
    "domain": MemberKind.DOMAIN,
    "projectowner": MemberKind.PROJECT_OWNER,
    "projecteditor": MemberKind.PROJECT_EDITOR,
    "projectviewer": MemberKind.PROJECT_VIEWER,
}
_KUBERNETES = re.compile(r"serviceAccount:(?P<pool>[^\[\]]+\.svc\.id\.goog)\[(?P<space>[^/\]]+)/(?P<name>[^\]]+)\]")
_GOOGLE = {"subject": MemberKind.USER, "group": MemberKind.GROUP}
_ACCOUNT = re.compile(r"iam\.googleapis\.com/projects/[^/]+/serviceAccounts/(?P<name>.+)")
_IN_POOL = re.compile(r"iam\.googleapis\.com/(?P<pool>.*(?:workforcePools|workloadIdentityPools)/[^/]+)/(?P<rest>.+)")
_PLACE = re.compile(r"cloudresourcemanager\.googleapis\.com/(?P<name>(?:projects|folders|organizations)/[^/]+(?:/type/[^/]+|/\*)?)")
_CLUSTERS = re.compile(r".*/workloadIdentityPools/(?P<pool>[^/]+\.svc\.id\.goog)")


@lru_cache(maxsize=65536)
def member(text: str) -> Member:
    """The member that a text means. A form that is not known is kept as UNKNOWN."""
    if text in _EVERYBODY:
        return Member(_EVERYBODY[text], "", text)
    if text.startswith("deleted:"):
        return Member(MemberKind.DELETED, text.removeprefix("deleted:"), text)
    cluster = _KUBERNETES.fullmatch(text)
    if cluster:
        return Member(MemberKind.SUBJECT, f"{cluster['pool']}/subject/ns/{cluster['space']}/sa/{cluster['name']}", text)
    scheme, _, name = text.partition(":")
    if scheme in ("principal", "principalSet") and name.startswith("//"):
        return _identifier(name[2:], text)
    kind = _PREFIXED.get(scheme.lower(), MemberKind.UNKNOWN) if name else MemberKind.UNKNOWN
    if kind is MemberKind.USER and name.lower().endswith(".gserviceaccount.com"):
        kind = MemberKind.SERVICE_ACCOUNT
    return Member(kind, name if kind in CONVENIENCE else text if kind is MemberKind.UNKNOWN else name.lower(), text)


def _identifier(name: str, text: str) -> Member:
    """A principal or set as deny and boundary policies write it."""
    authority, _, rest = name.partition("/")
    sort, _, whom = rest.partition("/")
    if authority == "goog" and sort in _GOOGLE and whom:
        return Member(_GOOGLE[sort], whom.lower(), text)
    if authority == "goog" and sort == "cloudIdentityCustomerId" and whom:
        return Member(MemberKind.CUSTOMER, whom, text)
    account = _ACCOUNT.fullmatch(name)
    if account:
        return Member(MemberKind.SERVICE_ACCOUNT, account["name"].lower(), text)
    place = _PLACE.fullmatch(name)
    if place:
        return Member(MemberKind.PLACE, place["name"].removesuffix("/*"), text)
    inside = _IN_POOL.fullmatch(name)
    if not inside:
        return Member(MemberKind.UNKNOWN, name, text)
    cluster = _CLUSTERS.fullmatch(inside["pool"])
    pool = cluster["pool"] if cluster else inside["pool"]
    one = inside["rest"].startswith("subject/")
    return Member(MemberKind.SUBJECT if one else MemberKind.POOL, f"{pool}/{inside['rest']}", text)


def pool_of(identity: Member) -> Member:
    """All of the pool that one of its identities, or a set of them, lies in."""
    found = re.match(r"(.*?(?:(?:workforcePools|workloadIdentityPools)/[^/]+|\.svc\.id\.goog))/", identity.name)
    pool = f"{found[1] if found else identity.name}/*"
    return Member(MemberKind.POOL, pool, f"principalSet://iam.googleapis.com/{pool}")


def domain_of(address: str) -> str:
    """The domain of an address."""
    return address.rpartition("@")[2]


def project_of_account(address: str) -> str:
    """The id or number of the project that a service account is of, as its address tells; empty where it does not."""
    name, _, domain = address.partition("@")
    found = re.fullmatch(r"(?:(?P<project>.+)\.iam|(?P<app>appspot)|[\w-]+)\.gserviceaccount\.\w+", domain)
    if not found:
        return ""
    number = re.fullmatch(r"(\d+)(-compute)?", name)
    return found["project"] or (name if found["app"] else number[1] if number else "")


def home(one: Member) -> str:
    """The project (`projects/p`) that a principal's own name tells it is of: an account's address, a workload's pool; empty where it does not."""
    if one.kind is MemberKind.SERVICE_ACCOUNT:
        project = project_of_account(one.name)
    else:
        found = re.match(r"projects/([^/]+)/|([^/]+)\.svc\.id\.goog/", one.name)
        project = (found[1] or found[2]) if found else ""
    return f"projects/{project}" if project else ""


def is_service_agent(account: Member) -> bool:
    """Whether an account is that of a service of Google itself (IAM documentation, "Service agents")."""
    return account.id.startswith("google://service/")
