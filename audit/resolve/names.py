"""Names compared: how accounts, addresses and domains are written, and when two of them are the same."""

import re
from unicodedata import normalize

from audit.model.facts import Principal, PrincipalKind

_ALSO = {"gcp": "google", "azure": "microsoft", "entra": "microsoft"}
_WORD = re.compile(r"[\w.@:/+-]+")  # an address, an ARN, a number of a directory
_DIRECTORY_IDS = ("arn", "unique_id", "directory_id", "object_id", "app_id")


def normal(text: str) -> str:
    """The form in which two names are compared: composed (NFC), lower case. Characters that merely look alike stay different."""
    text = text.strip()
    return text.lower() if text.isascii() else normalize("NFC", text).lower()


def family(system: str) -> str:
    """The system behind a word: `google_workspace`, `gcp` and `google-admin` are one."""
    found = re.match(r"[a-z]+", system.lower())
    word = found[0] if found else system.lower()
    return _ALSO.get(word, word)


def domain_of(address: str) -> str:
    """The domain of an address, empty for what is none."""
    return normal(address).rpartition("@")[2] if "@" in address else ""


def within(domain: str, owned: str) -> bool:
    """Whether a domain is another or lies under it."""
    return domain == normal(owned) or domain.endswith("." + normal(owned))


def words_in(text: str) -> frozenset[str]:
    """The names in a document: as they are written, and without what Google (`user:`, `user-`) and sign-ins (`AROA…:`) put before them."""
    words = set(_WORD.findall(text.lower()))
    after = {word.rpartition(":")[2] for word in words}
    return frozenset(words | after | {word.removeprefix("user-") for word in after})


def home(principal_id: str) -> str:
    """The account, tenant or organisation that a principal lives in: `aws://999988887777/iam/role/x` → `aws://999988887777`."""
    scheme, _, rest = principal_id.partition("://")
    return f"{scheme}://{rest.split('/')[0]}"


def has_home(principal_id: str) -> bool:
    """Whether an id says in which account or tenant the principal lives; `google://group/…` only says what it is."""
    return principal_id.partition("://")[2].split("/")[0] not in _KINDS


def account_keys(name: str) -> frozenset[str]:
    """What an account's name in a policy is looked up by: itself and, for an ARN, the URI that stands for it in facts."""
    parts = name.split(":", 5)
    if parts[0] != "arn" or len(parts) != 6:
        return frozenset({normal(name)})
    path = "/".join(filter(None, (parts[4], parts[2], parts[3], parts[5].replace(":", "/"))))
    return frozenset({normal(name), normal(f"aws://{path}")})


def exact_keys(principal: Principal) -> frozenset[str]:
    """The names that are a principal's alone, wherever it lives: its id and its ids in directories."""
    ids = {principal.attribute(key) for key in _DIRECTORY_IDS}
    return frozenset(normal(text) for text in {principal.id, *ids} if text)


def keys(principal: Principal) -> frozenset[str]:
    """Every name by which a policy of its own organisation can mean a principal: exact ones, its address, the end of its id.

    `aws://1/iam/user/dev/p20` is `p20`, `user/p20` and `user/dev/p20`; a role is never meant by its bare name, as `p20` is a user's.
    """
    segments = principal.id.partition("://")[2].split("/")
    tails = {"/".join(segments[start:]) for start in range(len(segments) - 1)}
    kinds = {"role", "user", "group"} & set(segments)
    tails |= {f"{kind}/{segments[-1]}" for kind in kinds}
    bare = principal.kind in (PrincipalKind.ACCOUNT, PrincipalKind.SERVICE, PrincipalKind.DOMAIN) and "role" not in kinds
    named = {segments[-1], principal.email} if bare else {principal.email}
    return exact_keys(principal) | {normal(text) for text in tails | named if text}


def addresses(principal: Principal) -> frozenset[str]:
    """The addresses a principal goes by: its e-mail, and its name where that is one."""
    return frozenset(normal(text) for text in (principal.email, principal.name) if "@" in text)


def imagined(principal_id: str) -> Principal:
    """A principal that a grant names and nobody described, as far as its id tells."""
    scheme, _, rest = principal_id.partition("://")
    segments = rest.split("/")
    last = segments[-1]
    email = last if "@" in last else ""
    return Principal(principal_id, scheme, _kind(scheme, segments, email), last, email)


_KINDS = {
    "role": PrincipalKind.ROLE,
    "admin-role": PrincipalKind.ROLE,
    "directory-role": PrincipalKind.ROLE,
    "group": PrincipalKind.GROUP,
    "audience": PrincipalKind.GROUP,
    "site-group": PrincipalKind.GROUP,
    "applications": PrincipalKind.GROUP,
    "recipient": PrincipalKind.GROUP,
    "exchange-role-group": PrincipalKind.GROUP,
    "user": PrincipalKind.ACCOUNT,
    "service-account": PrincipalKind.SERVICE,
    "service": PrincipalKind.SERVICE,
    "service-principal": PrincipalKind.SERVICE,
    "application": PrincipalKind.SERVICE,
    "principal": PrincipalKind.SERVICE,
    "device": PrincipalKind.SERVICE,
    "app": PrincipalKind.SERVICE,
    "federation": PrincipalKind.SERVICE,
    "link": PrincipalKind.LINK,
    "domain": PrincipalKind.DOMAIN,
    "domain-link": PrincipalKind.DOMAIN,
    "customer": PrincipalKind.DOMAIN,
    "everybody": PrincipalKind.DOMAIN,
}  # the words before a name in a principal's id


def _kind(scheme: str, segments: list[str], email: str) -> PrincipalKind:
    found = next((_KINDS[segment] for segment in segments[:-1] if segment in _KINDS), None)
    if found:
        return found
    if scheme == "everyone":
        return PrincipalKind.EVERYONE
    if len(segments) == 1 and not email:
        return PrincipalKind.DOMAIN
    return PrincipalKind.ACCOUNT if email else PrincipalKind.SERVICE
