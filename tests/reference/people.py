"""What a run says of somebody, found by looking at every resource, every grant, every step and every document, one by one: slow and obvious.

`audit.people.traces` does the same by acls, for many at once.
"""

import re
from collections.abc import Iterator
from dataclasses import replace
from datetime import date

from audit.model.facts import Acl, Grant, MembershipKind, Principal, Resource
from audit.model.residual import UNLISTED, Carried, Holding, Traces
from audit.resolve.names import imagined
from audit.runs.memory import MemoryFacts
from policies.levels import Level

OWNING = ("owner", "drive role owner")
ENDING_AT_SOMEBODY = (MembershipKind.DELEGATE, MembershipKind.IMPERSONATE, MembershipKind.ESCALATE)


class World:
    """The facts, by their ids."""

    def __init__(self, facts: MemoryFacts, on: date) -> None:
        self.facts, self.on = facts, on
        self.resources = {one.id: one for one in facts.resources()}
        self.acls = {one.id: one for one in facts.acls()}
        self.principals = {one.id: one for one in facts.principals()}

    def principal(self, name: str) -> Principal:
        return self.principals.get(name) or replace(imagined(name), status=UNLISTED)

    def grants(self, resource: Resource | None) -> list[Grant]:
        held: Acl | None = self.acls.get(resource.acl) if resource else None
        return [one for one in held.grants if one.until is None or one.until >= self.on] if held else []

    def above(self, resource: Resource) -> Resource | None:
        return self.resources.get(resource.parent) if resource.parent else None

    def has_above(self, resource: Resource, account: str) -> bool:
        return any(one.principal == account for one in self.grants(self.above(resource)))

    def inside(self, resource: Resource, grant: Grant, account: str) -> bool:
        """Whether what the thing lies in is open to an account, and to the grantee by the same source."""
        over = self.grants(self.above(resource))
        same = any((one.principal, one.source) == (grant.principal, grant.source) for one in over)
        return self.has_above(resource, account) and same

    def called(self, resource: Resource, account: str) -> tuple[str, ...]:
        one = self.principal(account)
        names = {one.id, one.email, one.attribute("user_principal_name"), *one.attribute("aliases").split()} - {""}
        told = {resource.id.rpartition("/")[2]} | {text for key, text in resource.attributes if key in ("owner", "data_owner")}
        return tuple(sorted({name.lower() for name in names} & told))

    def carried(self, resource: Resource, account: str) -> Carried:
        """A thing as it looks to an account, alone."""
        over = self.above(resource)
        above = over.acl if over is not None and self.has_above(resource, account) else ""
        return Carried(resource.acl, resource.provider, resource.kind, 1, resource.id, resource.name, above, self.called(resource, account))

    def own(self, account: str) -> set[tuple[str, Grant]]:
        """The account's own things, each with the grant that says so, until no more is found."""
        found: set[tuple[str, Grant]] = set()
        while True:
            acls = {self.resources[name].acl for name, _ in found}
            more = {
                (one.id, grant)
                for one in self.resources.values()
                for grant in self.grants(one)
                if grant.principal == account and grant.levels & Level.SHARE
                if grant.source in OWNING
                or self.called(one, account)
                or (self.inside(one, grant, account) and self.carried(one, account).above in acls)
            }
            if more == found:
                return found
            found = more


def traces(facts: MemoryFacts, accounts: tuple[str, ...], on: date) -> Traces:
    """All that the facts say of some accounts."""
    world = World(facts, on)
    mine = tuple(sorted(set(accounts)))
    own = {account: world.own(account) for account in mine}
    steps = [one for one in facts.memberships() if one.until is None or one.until >= on]
    return Traces(
        tuple(map(world.principal, mine)),
        {},
        tuple(one for name in mine for one in steps if one.member == name),
        tuple(one for name in mine for one in steps if one.container == name and one.kind in ENDING_AT_SOMEBODY),
        _told(_own(world, own)),
        _told(_given(world, own)),
        _told(_shared(world, own)),
        tuple((held, document) for name in mine for held, document in _documents(facts) if held.holder == name),
        tuple(
            (name, held, document)
            for name in mine
            for held, document in _documents(facts)
            if held.holder != name and _names(document.body, world.principal(name))
        ),
        tuple(
            (name, one)
            for name in mine
            for one in facts.principals()
            if one.status != "deleted" and name in one.attribute("sponsors").split()
        ),
    )


def _own(world: World, own: dict[str, set[tuple[str, Grant]]]) -> Iterator[Holding]:
    for account, things in own.items():
        for name, grant in things:
            one = world.resources[name]
            yield Holding(grant, world.carried(one, account), "", world.inside(one, grant, account))


def _given(world: World, own: dict[str, set[tuple[str, Grant]]]) -> Iterator[Holding]:
    for account, things in own.items():
        mine = {_without(world.carried(world.resources[name], account)) for name, _ in things}
        others = {
            (world.resources[name].acl, world.resources[name].kind) for other, held in own.items() if other != account for name, _ in held
        }
        for one in world.resources.values():
            for grant in world.grants(one):
                carried = world.carried(one, account)
                if grant.principal == account and _without(carried) not in mine and (one.acl, one.kind) not in others:
                    yield Holding(grant, carried, "", world.inside(one, grant, account))


def _shared(world: World, own: dict[str, set[tuple[str, Grant]]]) -> Iterator[Holding]:
    for account, things in own.items():
        for name in {name for name, _ in things}:
            one = world.resources[name]
            for grant in world.grants(one):
                if grant.principal not in own:
                    yield Holding(grant, world.carried(one, account), account, world.inside(one, grant, account))


def _without(carried: Carried) -> Carried:
    return replace(carried, count=0, resource="", name="")


def _told(holdings: Iterator[Holding]) -> tuple[Holding, ...]:
    """Alike things as one, with their number and the first of them."""
    found: dict[Holding, list[Carried]] = {}
    for one in holdings:
        found.setdefault(replace(one, carried=_without(one.carried)), []).append(one.carried)
    firsts = ((key, min(held, key=lambda each: each.resource), len(held)) for key, held in found.items())
    return tuple(sorted((replace(key, carried=replace(first, count=count)) for key, first, count in firsts), key=repr))


def _documents(facts: MemoryFacts):
    for document in facts.documents():
        for held in facts.attachments():
            if held.document == document.id:
                yield held, document


def _names(body: str, one: Principal) -> bool:
    keys = ("arn", "directory_id", "unique_id", "user_principal_name")
    names = {one.email, *one.attribute("aliases").split(), *(one.attribute(key) for key in keys)} - {""}
    words = re.split(r"[^\w.@:/+-]+", body.lower())
    return any(name.lower() in (word, word.split(":")[-1], word.split(":")[-1].removeprefix("user-")) for name in names for word in words)
