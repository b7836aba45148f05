"""Who asks, and who is in which set of principals, a step at a time.

Source: "Principal identifiers", "IAM principals", "Principal access boundary policies" ("Supported principal sets"), "Service accounts overview".
"""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache

from tests.reference.guessing import Guess

ACCOUNTS = "principal://iam.googleapis.com/projects/-/serviceAccounts/"
PLACE = r"cloudresourcemanager\.googleapis\.com/((?:projects|folders|organizations)/[^/]+)"
POOL = r"iam\.googleapis\.com/((?:projects/[^/]+/)?locations/global/work(?:force|loadIdentity)Pools/[^/]+)"
FORMS = (  # how a principal may be written, its kind; the groups that matter are its name
    (r"user:(.+)", "user"),
    (r"principal://goog/subject/(.+)", "user"),
    (r"serviceAccount:(.+)", "account"),
    (rf"{ACCOUNTS}(.+)", "account"),
    (r"group:(.+)", "group"),
    (r"principalSet://goog/group/(.+)", "group"),
    (r"domain:(.+)", "domain"),
    (r"principalSet://goog/cloudIdentityCustomerId/(.+)", "customer"),
    (r"//iam\.googleapis\.com/locations/global/workspace/(.+)", "customer"),
    (r"allUsers()", "everyone"),
    (r"principalSet://goog/public:all()", "everyone"),
    (r"allAuthenticatedUsers()", "authenticated"),
    (rf"principal://{POOL}/subject/(.+)", "federated"),
    (rf"principalSet://{POOL}/\*", "pool"),
    (rf"//{POOL}", "pool"),
    (rf"principalSet://{POOL}/(.+)", "part of a pool"),
    (rf"principalSet://{PLACE}/type/ServiceAccount", "accounts of"),
    (rf"principalSet://{PLACE}/type/ServiceAgent", "agents of"),
    (rf"//{PLACE}", "principals of"),
)
NOBODY = ("nobody", ("",))  # deleted principals; convenience values, which stand for roles
IN_ANY_CASE = ("user", "account", "group", "domain")  # addresses are not told apart by case
TYPES = {"user": "WorkspaceIdentity", "account": "ServiceAccount"}


@lru_cache(maxsize=1 << 12)
def kind_and_name(text: str) -> tuple[str, tuple[str, ...]]:
    """What a principal is, the same for every way of writing it."""
    for form, kind in FORMS:
        if found := re.fullmatch(form, text):
            return kind, tuple(one.lower() if kind in IN_ANY_CASE else one for one in found.groups())
    return NOBODY


@dataclass(frozen=True)
class Asker:
    kind: str
    name: tuple[str, ...]

    @property
    def attributes(self) -> Mapping[str, str]:
        """What conditions may ask of the principal."""
        kind = TYPES.get(self.kind)
        if self.kind == "federated":
            kind = "WorkforcePoolIdentity" if "/workforcePools/" in f"/{self.name[0]}" else "WorkloadPoolIdentity"
        return {"principal.type": f"iam.googleapis.com/{kind}", "principal.subject": self.name[-1]} if kind else {}

    @property
    def project(self) -> str:
        """The project that the address of a service account, or the pool of a workload, names."""
        if self.kind == "federated":
            return self.name[0].partition("/locations/")[0] if self.name[0].startswith("projects/") else ""
        found = re.fullmatch(r"[^@]+@([^.]+)\.iam\.gserviceaccount\.com|([^@]+)@appspot\.gserviceaccount\.com", self.name[0])
        return f"projects/{found[1] or found[2]}" if self.kind == "account" and found else ""


def asker(text: str) -> Asker:
    return Asker(*kind_and_name(text))


class Sets:
    """In which sets of principals the asker is. A set that is described holds who it is said to hold, and what follows from its own name."""

    def __init__(self, who: Asker, groups: Mapping[str, Sequence[str]], chain: Sequence[str], guess: Guess, *, open_context: bool) -> None:
        self.who, self.guess, self.open_context = who, guess, open_context
        self.described = {kind_and_name(name if ":" in name else f"group:{name}"): held for name, held in groups.items()}
        self.chain = [found[1] for name in chain if (found := re.fullmatch(rf"//{PLACE}", name))]

    def include(self, text: str, seen: tuple[object, ...] = ()) -> bool:
        """Whether the asker is meant by, or is in, what a policy names."""
        kind, name = one = kind_and_name(text)
        if one in seen:
            return False
        if kind == "everyone" or one == (self.who.kind, self.who.name):
            return True
        return any(self.include(held, (*seen, one)) for held in self.described.get(one, ())) or self._lies_in(kind, name)

    def _lies_in(self, kind: str, name: tuple[str, ...]) -> bool:
        """Whether the asker is in a set by what it is, or perhaps, as nobody said."""
        match kind:
            case "authenticated":
                return self.who.kind in ("user", "account", "group")
            case "pool" | "part of a pool":
                return self._in_pool(kind, name)
            case "accounts of" | "principals of":
                return self._at(kind, name[0])
            case _:
                return self._in_company(kind, name)

    def _in_company(self, kind: str, name: tuple[str, ...]) -> bool:
        """Groups, and domains and customers: who is in those has an account of Google."""
        is_described = (kind, name) in self.described
        match kind, self.who.kind:
            case "group", "user" | "account" | "group" | "federated":
                return not is_described and self.open_context and self._guessed(kind, name)
            case "domain", "user" | "group":
                fits = self.who.kind == "user" and self.who.name[0].endswith(f"@{name[0]}")
                return fits or (not is_described and self.open_context and self._guessed(kind, name))
            case "customer", "user" | "group":
                return not is_described and self._guessed(kind, name)
            case _:
                return False

    def _in_pool(self, kind: str, name: tuple[str, ...]) -> bool:
        if self.who.kind != "federated" or self.who.name[0] != name[0]:
            return False
        return kind == "pool" or ((kind, name) not in self.described and self._guessed(kind, name))

    def _at(self, kind: str, place: str) -> bool:
        """Of a project, folder or organization: its accounts, or all that a boundary binds there."""
        own = self.who.project
        if self.who.kind == "account" or (own and kind == "principals of"):
            return self._project_is_in(place, own)
        is_of_organization = kind == "principals of" and place.startswith("organizations/") and self.who.kind in ("user", "federated")
        return is_of_organization and self._guessed(kind, (place,))

    def _project_is_in(self, place: str, own: str) -> bool:
        if own == place:
            return True
        is_named_alike = not place.startswith("projects/") or is_number(place) is is_number(own)
        if is_named_alike and (own in self.chain or place.startswith("projects/")):
            return own in self.chain and place in self.chain[self.chain.index(own) :]
        return self._guessed("at", (place,))

    def _guessed(self, kind: str, name: tuple[str, ...]) -> bool:
        return self.guess(f"{self.who} is in {kind} {name}")


def is_number(place: str) -> bool:
    """Whether a project goes by its number, which tells nothing of its id."""
    kind, _, name = place.partition("/")
    return kind == "projects" and name.isdecimal()
