"""The facts of a run as an evaluation sees them: resources with what lies above them, the documents attached to them, roles, and who is in what."""

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from functools import cached_property
from typing import Any

from audit.model.facts import Gap, Resource
from audit.ports import Facts
from providers.azure import kinds
from providers.azure.evaluate.belonging import GROUP, Belonging
from providers.azure.evaluate.scopes import ancestors
from providers.azure.kinds import PROVIDER, ROOT, AttachmentKind, ResourceKind, arm_id, uri
from providers.kept import kept
from providers.microsoft_api import names
from providers.world import below, decoded

_KINDS = frozenset(map(str, AttachmentKind))
_OURS = ("microsoft://", "everyone://")
_TYPES = {"user": names.user, "group": names.group, "service-principal": names.service_principal}


@dataclass(frozen=True, slots=True)
class Held:
    """A document that holds for something: its body, decoded and as text, and its name there."""

    body: Mapping[str, Any]
    name: str
    holder: str
    text: str

    @property
    def properties(self) -> Mapping[str, Any]:
        """What an entry of Azure Resource Manager says; empty where it has another form."""
        found = self.body.get("properties")
        return found if isinstance(found, dict) else {}


class World:
    """Everything an evaluation asks for, indexed once. `answered` is what `kept` functions said of it."""

    def __init__(self, facts: Facts) -> None:
        self.answered: dict[tuple[object, ...], Any] = {}
        self.resources = {one.id: one for one in facts.resources() if one.provider == PROVIDER}
        self.principals = {one.id: one for one in facts.principals() if one.id.startswith(_OURS)}
        self.gaps = tuple(gap for gap in facts.gaps() if gap.provider == PROVIDER)
        self.unread_groups = tuple(gap for gap in facts.gaps() if gap.scope.startswith(GROUP))
        unread = {gap.scope: gap for gap in facts.gaps() if gap.scope.startswith(GROUP)}
        self.belonging = Belonging(facts.memberships(), self.principals, unread)
        self._held, self.broken = _documents(facts)

    def held(self, holder: str, kind: AttachmentKind) -> tuple[Held, ...]:
        """The documents of a kind that something has."""
        return self._held.get((holder, kind), ())

    def every(self, kind: AttachmentKind) -> Iterator[Held]:
        """All documents of a kind."""
        return (one for (_, of), found in self._held.items() if of == kind for one in found)

    def chain(self, resource: str) -> tuple[str, ...]:
        """A resource and the scopes above it, nearest first: segment by segment, management groups, the root."""
        return _chain(self, resource)

    def around(self, resource: Resource) -> Resource:
        """The account, vault or server that a resource lies in; itself for what lies in a subscription."""
        above = self.resources.get(resource.parent)
        return resource if above is None or above.kind in _PLACES else self.around(above)

    def who(self, told: str, kind: str = "") -> str:
        """The id of a principal that Azure names by its object id; where it does not say of which kind, as the directory says."""
        if kind:
            return names.of_type(kind, told).id
        known = (word(told).id for word in _TYPES.values())
        return next((one for one in known if one in self.principals), names.of_type("", told).id)

    def addressed(self, address: str) -> str:
        """The id of an account by its address."""
        return self._by_address.get(address.lower()) or names.user(address).id

    @cached_property
    def below(self) -> Mapping[str, tuple[Resource, ...]]:
        """The resources that lie directly in each."""
        return below(self.resources.values())

    @cached_property
    def scopes(self) -> frozenset[str]:
        """Where something is said about who may, or could not be read."""
        return frozenset((*(holder for holder, _ in self._held), *(gap.scope for gap in (*self.gaps, *self.broken))))

    def tells_apart(self, holder: str) -> bool:
        """Whether what is said at a scope may hold for one thing below it and not for another: a condition there asks which it is."""
        return _tells_apart(self, holder)

    @cached_property
    def parents(self) -> Mapping[str, str]:
        """What lies above each subscription and management group, by ARM ids in lower case."""
        return {arm_id(one.id): arm_id(one.parent) for one in self.resources.values() if one.kind in _PLACES and one.parent}

    @cached_property
    def ends(self) -> Mapping[str, date]:
        """When role assignments end, by their ARM ids."""
        found: dict[str, date] = {}
        for one in self.every(AttachmentKind.ACTIVATION):
            origin, end = one.properties.get("originRoleAssignmentId"), one.properties.get("endDateTime")
            if isinstance(origin, str) and isinstance(end, str) and (day := day_of(end)):
                found[origin.lower()] = day
        return found

    @cached_property
    def _by_address(self) -> Mapping[str, str]:
        return {one.email.lower(): one.id for one in self.principals.values() if one.email}

    def gaps_on(self, names: Iterable[str], *surfaces: str) -> tuple[Gap, ...]:
        """The gaps of some surfaces on some resources or scopes."""
        wanted = set(names)
        return tuple(gap for gap in self.gaps if gap.scope in wanted and gap.surface in surfaces)


def day_of(moment: str) -> date | None:
    """The day of a moment as Azure writes it; None for what is none."""
    try:
        return date.fromisoformat(moment[:10])
    except ValueError:
        return None


_CONDITION = re.compile(r'"condition":\s*"(?:[^"\\]|\\.)*(?:resource\s*\[|blobs:)', re.IGNORECASE)  # on what is asked about
_ASSIGNING = (AttachmentKind.ROLE_ASSIGNMENT, AttachmentKind.ELIGIBILITY, AttachmentKind.DENY_ASSIGNMENT)
_PLACES = frozenset({ResourceKind.SUBSCRIPTION, ResourceKind.MANAGEMENT_GROUP})


@kept
def _tells_apart(world: World, holder: str) -> bool:
    held = [one for kind in _ASSIGNING for one in world.held(holder, kind)]
    named = {str(one.properties.get("roleDefinitionId")).rpartition("/")[2].lower() for one in held}
    roles = (one for one in world.held(ROOT, AttachmentKind.ROLE_DEFINITION) if one.name in named)
    return any(_CONDITION.search(one.text) for one in (*held, *roles))


@kept
def _chain(world: World, resource: str) -> tuple[str, ...]:
    found = world.resources.get(resource)
    arm = (found.attribute(kinds.ARM) if found else "") or arm_id(resource)
    scopes = [uri(one) for one in ancestors(arm, world.parents)]
    told = (one for place in scopes if (one := world.resources.get(place)))
    above = [group for one in told for group in one.attribute(kinds.ABOVE).split()]  # as a subscription's own lists tell
    return tuple(dict.fromkeys((resource, *scopes[:-1], *above, ROOT)))


def _documents(facts: Facts) -> tuple[Mapping[tuple[str, str], tuple[Held, ...]], tuple[Gap, ...]]:
    bodies = {one.id: one.body for one in facts.documents() if one.kind in _KINDS}
    read = {name: decoded(body) for name, body in bodies.items()}
    found: dict[tuple[str, str], list[Held]] = defaultdict(list)
    broken: list[Gap] = []
    for one in sorted(set(facts.attachments())):
        if one.kind not in _KINDS or one.document not in read:  # of another provider
            continue
        body = read[one.document]
        if body is None:
            broken.append(Gap(PROVIDER, "documents", one.holder, f"parse {one.kind}", f"the {one.kind} {one.name} is not understood"))
        else:
            found[one.holder, one.kind].append(Held(body, one.name, one.holder, bodies[one.document]))
    return {key: tuple(held) for key, held in found.items()}, tuple(broken)
