"""The facts of a run as an evaluation sees them: resources with what lies above them, the documents attached to them, roles, and who is in what."""

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import UTC, datetime
from functools import cached_property
from typing import Any

from audit.model.facts import Gap, PrincipalKind, Resource
from audit.ports import Facts
from providers.formula import TRUE
from providers.gcp import kinds
from providers.gcp.evaluate.belonging import Belonging
from providers.gcp.evaluate.member import Member, member, project_of_account
from providers.gcp.evaluate.roles import Role, Roles, read_role
from providers.gcp.kinds import HIERARCHY, PROVIDER, AttachmentKind, ResourceKind
from providers.google_api import names
from providers.kept import kept
from providers.world import below, decoded

_KINDS = frozenset(map(str, AttachmentKind))
_LONG_AGO = datetime(2000, 1, 1, tzinfo=UTC)


@dataclass(frozen=True, slots=True)
class Held:
    """A document that holds for something: its body, decoded, and its name there."""

    body: Mapping[str, Any]
    name: str
    holder: str
    document: str


class World:
    """Everything an evaluation asks for, indexed once. `answered` is what `kept` functions said of it.

    `at` is the latest moment that the facts tell of: the run is not older, so that what had begun or ended by then has. Whatever ends later has
    an end of its own.
    """

    def __init__(self, facts: Facts) -> None:
        self.answered: dict[tuple[object, ...], Any] = {}
        self.resources = {one.id: one for one in facts.resources() if one.provider == PROVIDER}
        self.principals = {one.id: one for one in facts.principals() if one.id.startswith(("google://", "everyone://"))}
        self.gaps = tuple(gap for gap in facts.gaps() if gap.provider == PROVIDER)
        unread = {gap.scope: gap for gap in facts.gaps() if gap.scope.startswith("google://group/")}
        self.belonging = Belonging(facts.memberships(), self.principals, unread, self.places)
        self._held, self.broken = _documents(facts)
        told = (one.attribute("created") for one in self.principals.values())
        self.at = max(map(_moment, (*told, *(one.modified for one in self.resources.values()))), default=_LONG_AGO)

    def held(self, holder: str, kind: AttachmentKind) -> tuple[Held, ...]:
        """The documents of a kind that something has."""
        return self._held.get((holder, kind), ())

    def holders(self, kind: AttachmentKind) -> Iterator[str]:
        """Whatever has documents of a kind."""
        return (holder for holder, of in self._held if of == kind)

    def documents(self, holder: str) -> tuple[str, ...]:
        """The ids of all documents that something has."""
        return tuple(one.document for kind in AttachmentKind for one in self.held(holder, kind))

    def chain(self, resource: str) -> tuple[str, ...]:
        """A resource and what lies above it, nearest first; the folders around a managed folder too."""
        return _chain(self, resource)

    def addressed(self, kind: str, address: str) -> Member:
        """Whom an address means that is told to be a user's, a group's or a domain's: a service account is a user to some lists."""
        met = f"google://service-account/{address.lower()}" in self.principals
        service = kind == "user" and (met or names.account(address).id.startswith("google://service"))
        return member(f"{'serviceAccount' if service else kind}:{address}")

    def project(self, resource: str) -> str:
        """The project that a resource lies in; empty when none is known."""
        return next((name for name in self.chain(resource) if name.startswith(f"{HIERARCHY}projects/")), "")

    def home(self, account: str) -> str:
        """The project of a service account, as a URI; empty when it is not known."""
        told = self.principals[account].attribute(kinds.PROJECT) if account in self.principals else ""
        return self.numbered.get(told or project_of_account(account.rpartition("/")[2]), "")

    def places(self, who: str) -> tuple[str, ...]:
        """The project of an account or pool and what lies above it, of a person his organisations: short names, projects by number too."""
        return _places(self, who)

    def number(self, project: str) -> str:
        """A project's number; empty when it is not known."""
        found = self.resources.get(project)
        return found.attribute(kinds.NUMBER) if found else ""

    @cached_property
    def numbered(self) -> Mapping[str, str]:
        """Projects by number and by id, as URIs."""
        projects = [one for one in self.resources.values() if one.kind == ResourceKind.PROJECT]
        by_number = {one.attribute(kinds.NUMBER): one.id for one in projects if one.attribute(kinds.NUMBER)}
        return by_number | {one.id.rpartition("/")[2]: one.id for one in projects}

    @cached_property
    def below(self) -> Mapping[str, tuple[Resource, ...]]:
        """The resources that lie directly in each."""
        return below(self.resources.values())

    @cached_property
    def roles(self) -> Roles:
        """The roles that were read, by name."""
        held = (one for (_, kind), found in self._held.items() if kind == AttachmentKind.ROLE for one in found)
        return Roles({one.name: role for one in held if (role := _role(one))})

    def unread_role(self, name: str) -> Gap:
        """Why it is not known what a role holds."""
        scope = f"google://iam.googleapis.com/{name}"
        told = next((gap for gap in self.gaps if gap.scope == scope), None)
        return told or Gap(PROVIDER, "roles", scope, "iam.roles.get", f"what {name} holds was not read", "iam.roles.get")

    def gaps_on(self, names: Iterable[str], *surfaces: str) -> tuple[Gap, ...]:
        """The gaps of some surfaces on some resources."""
        wanted = set(names)
        return tuple(gap for gap in self.gaps if gap.scope in wanted and gap.surface in surfaces)

    @cached_property
    def accounts(self) -> tuple[Resource, ...]:
        """The service accounts, sorted."""
        return tuple(sorted(one for one in self.resources.values() if one.kind == ResourceKind.SERVICE_ACCOUNT))

    @cached_property
    def pools(self) -> tuple[str, ...]:
        """The federated identities that the facts describe."""
        federated = (PrincipalKind.SERVICE, PrincipalKind.DOMAIN)
        return tuple(sorted(one.id for one in self.principals.values() if one.kind in federated and "/workloadIdentityPools/" in one.id))


@kept
def _chain(world: World, name: str) -> tuple[str, ...]:
    found = [name]
    resource = world.resources.get(name)
    if resource and resource.kind == ResourceKind.MANAGED_FOLDER:
        around = (one.id for one in world.below.get(resource.parent, ()) if one.kind == resource.kind)
        found += sorted((one for one in around if one != name and name.startswith(one)), key=len, reverse=True)
    above = resource.parent if resource else kinds.project_of(name)  # something else that has a policy, such as a Cloud Run service
    while above and above not in found:
        found.append(above)
        above = world.resources[above].parent if above in world.resources else ""
    return tuple(found)


@kept
def _places(world: World, who: str) -> tuple[str, ...]:
    if who.startswith("google://user/"):
        organisations = (one for one in world.resources.values() if one.kind == ResourceKind.ORGANIZATION)
        tenants = {one.id: f"google://customer/{one.attribute(kinds.CUSTOMER)}" for one in organisations}
        above = tuple(name for name, tenant in tenants.items() if world.belonging.within(who, tenant) is TRUE)
    else:
        pool = re.search(r"/projects/(\d+)/locations/", who)
        project = world.numbered.get(pool[1], "") if pool else world.home(who)
        above = world.chain(project) if project else ()
    numbers = (f"projects/{world.number(name)}" for name in above if world.number(name))
    return (*(name.removeprefix(HIERARCHY) for name in above), *numbers)


def _role(held: Held) -> Role | None:
    try:
        return read_role(held.body)
    except ValueError:
        return None


def _moment(text: str) -> datetime:
    try:
        found = datetime.fromisoformat(text)
    except ValueError:
        return _LONG_AGO
    return found if found.tzinfo else found.replace(tzinfo=UTC)


def _documents(facts: Facts) -> tuple[Mapping[tuple[str, str], tuple[Held, ...]], tuple[Gap, ...]]:
    bodies = {one.id: one.body for one in facts.documents() if one.kind in _KINDS}
    read = {name: decoded(body) for name, body in bodies.items()}
    found: dict[tuple[str, str], list[Held]] = defaultdict(list)
    broken: list[Gap] = []
    for one in facts.attachments():
        if one.kind not in _KINDS or one.document not in read:  # of another provider
            continue
        body = read[one.document]
        if body is None:
            broken.append(Gap(PROVIDER, "documents", one.holder, f"parse {one.kind}", f"the {one.kind} {one.name} is not understood"))
        else:
            found[one.holder, one.kind].append(Held(body, one.name, one.holder, one.document))
    return {key: tuple(held) for key, held in found.items()}, tuple(broken)


def rows(value: object) -> Iterator[Mapping[str, Any]]:
    """The mappings in a list that a document holds; none for what is no list."""
    yield from (row for row in value if isinstance(row, dict)) if isinstance(value, list) else ()


def word(row: Mapping[str, Any], key: str) -> str:
    """The text or number that a row of a document holds; empty for what is neither."""
    found = row.get(key)
    return str(found) if isinstance(found, str | int) and not isinstance(found, bool) else ""


def expression(row: Mapping[str, Any]) -> tuple[str, bool]:
    """The condition of a row in CEL, empty where it has none; and whether it has one that is not understood."""
    told = row.get("condition")
    found = word(told, "expression") if isinstance(told, dict) else ""
    return found, told is not None and not found


def texts(value: object) -> tuple[str, ...]:
    """The texts in a list that a document holds."""
    return tuple(str(one) for one in value) if isinstance(value, list) else ()
