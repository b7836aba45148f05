"""All that a run says of some accounts, gathered in one pass over each table, however many they are."""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from datetime import date

from audit.engine.carriers import carriers
from audit.model.facts import Acl, Attachment, Document, Grant, Membership, MembershipKind, Principal
from audit.model.residual import UNLISTED, Carried, Holding, Traces
from audit.ports import Facts
from audit.resolve.names import imagined, words_in
from policies.levels import Level

_NAMES = ("arn", "directory_id", "unique_id", "user_principal_name")  # attributes by which documents name an account
_LET_IN = frozenset({MembershipKind.DELEGATE, MembershipKind.IMPERSONATE, MembershipKind.ESCALATE})  # steps that end at an account
_OWNING = frozenset({"owner", "drive role owner"})  # sources of the grants of who owns a mailbox, a calendar, a file

_Held = tuple[Grant, Carried]
_Told = Mapping[str, list[tuple[Attachment, Document]]]


@dataclass(frozen=True, slots=True)
class Gathered:
    """The facts about many accounts, by account."""

    principals: dict[str, Principal]
    steps: Mapping[str, list[Membership]]
    let_in: Mapping[str, list[Membership]]
    holdings: Mapping[str, tuple[_Held, ...]]
    acls: Mapping[str, Acl]
    sources: Mapping[str, frozenset[tuple[str, str]]]  # of each acl: who is granted something by which source
    held: _Told
    named: _Told
    guests: Mapping[str, list[Principal]]

    def of(self, accounts: Iterable[str]) -> Traces:
        """What concerns some of them."""
        mine = tuple(sorted(set(accounts)))
        own = {account: frozenset(self._own(account)) for account in mine}
        things = {account: {carried for _, carried in held} for account, held in own.items()}
        held = [(account, one) for account in mine for one in self.holdings.get(account, ())]
        return Traces(
            tuple(self.principals[name] for name in mine if name in self.principals),
            self.principals,
            tuple(step for name in mine for step in self.steps.get(name, ())),
            tuple(step for name in mine for step in self.let_in.get(name, ())),
            tuple(self._holding(*one) for account, one in held if one in own[account]),
            tuple(self._holding(*one) for account, one in held if not _is_own(account, one[1], things)),
            tuple(self._shared([(account, one[1]) for account, one in held if one in own[account]], frozenset(mine))),
            tuple(each for name in mine for each in self.held.get(name, ())),
            tuple((name, *each) for name in mine for each in self.named.get(name, ())),
            tuple((name, guest) for name in mine for guest in self.guests.get(name, ())),
        )

    def _own(self, account: str) -> Iterator[_Held]:
        """What is the account's own: it says so, it is called as the account is, or it lies in what is and is owned in the same way."""
        called, within = names_of(self.principals[account]), defaultdict[str, list[_Held]](list)
        waiting = list[_Held]()
        for one in self.holdings.get(account, ()):
            grant, carried = one
            if Level.SHARE in grant.levels and (grant.source in _OWNING or not called.isdisjoint(carried.called)):
                waiting.append(one)
            elif Level.SHARE in grant.levels and self._inside(grant, carried):
                within[carried.above].append(one)
        while waiting:
            one = waiting.pop()
            yield one
            waiting += within.pop(one[1].acl, ())

    def _shared(self, own: Iterable[tuple[str, Carried]], mine: frozenset[str]) -> Iterator[Holding]:
        for account, carried in dict.fromkeys(own):
            for grant in self.acls[carried.acl].grants:
                if grant.principal not in mine:
                    yield self._holding(grant, carried, account)

    def _holding(self, grant: Grant, carried: Carried, owner: str = "") -> Holding:
        return Holding(grant, carried, owner, self._inside(grant, carried))

    def _inside(self, grant: Grant, carried: Carried) -> bool:
        return bool(carried.above) and (grant.principal, grant.source) in self.sources[carried.above]


def _is_own(account: str, carried: Carried, things: Mapping[str, set[Carried]]) -> bool:
    """Whether a thing is the account's, or that of another account of the same person."""
    others = {(one.acl, one.kind) for name, held in things.items() if name != account for one in held}
    return carried in things[account] or (carried.acl, carried.kind) in others


def gather(facts: Facts, accounts: Iterable[str], on: date) -> Gathered:
    """Everything about the accounts on a day. Raises RunError for a run that can't be read."""
    wanted = frozenset(accounts)
    principals = {one.id: one for one in facts.principals()}
    principals |= {name: replace(imagined(name), status=UNLISTED) for name in wanted - principals.keys()}
    steps, let_in = defaultdict[str, list[Membership]](list), defaultdict[str, list[Membership]](list)
    for step in facts.memberships():
        if step.until is None or step.until >= on:
            if step.member in wanted:
                steps[step.member].append(step)
            if step.container in wanted and step.kind in _LET_IN:
                let_in[step.container].append(step)
    acls = {one.id: _in_force(one, on) for one in facts.acls() if any(grant.principal in wanted for grant in one.grants)}
    mine = {name: principals[name] for name in wanted}
    holdings = _holdings(acls, carriers(facts, acls, {word for one in mine.values() for word in names_of(one)}), mine)
    sources = {name: frozenset((grant.principal, grant.source) for grant in acl.grants) for name, acl in acls.items()}
    return Gathered(principals, steps, let_in, holdings, acls, sources, *_documents(facts, mine), _guests(principals.values(), wanted))


def names_of(account: Principal) -> frozenset[str]:
    """By what resources say whose they are: the account's id, and its addresses."""
    told = (account.id, account.email, account.attribute("user_principal_name"), *account.attribute("aliases").split())
    return frozenset(text.lower() for text in told if text)


def _in_force(acl: Acl, on: date) -> Acl:
    return replace(acl, grants=tuple(grant for grant in acl.grants if grant.until is None or grant.until >= on))


def _holdings(acls: Mapping[str, Acl], carried: Iterable[Carried], accounts: Mapping[str, Principal]) -> Mapping[str, tuple[_Held, ...]]:
    """What each account is granted, each thing told as it looks to that account alone: what others have does not part it."""
    called = {name: names_of(one) for name, one in accounts.items()}
    holders = {name: frozenset(grant.principal for grant in acl.grants) & accounts.keys() for name, acl in acls.items()}
    found = defaultdict[str, dict[_Held, _Held]](dict)
    for each in carried:
        for account in holders[each.acl]:
            above = each.above if each.above and account in holders[each.above] else ""
            seen = replace(each, above=above, called=tuple(word for word in each.called if word in called[account]))
            for grant in acls[each.acl].grants:
                if grant.principal == account:
                    key = grant, replace(seen, count=0, resource="", name="")
                    before = found[account].get(key)
                    found[account][key] = grant, seen if before is None else _both(before[1], seen)
    return {account: tuple(held.values()) for account, held in found.items()}


def _both(one: Carried, other: Carried) -> Carried:
    first = min(one, other, key=lambda each: each.resource)
    return replace(first, count=one.count + other.count)


def _guests(principals: Iterable[Principal], accounts: frozenset[str]) -> Mapping[str, list[Principal]]:
    """Whom each account answers for: the attribute `sponsors` of a guest names who does."""
    found = defaultdict[str, list[Principal]](list)
    for one in principals:
        if one.status != "deleted":
            for sponsor in accounts.intersection(one.attribute("sponsors").split()):
                found[sponsor].append(one)
    return found


def _documents(facts: Facts, accounts: Mapping[str, Principal]) -> tuple[_Told, _Told]:
    """The documents that hold for each account, and those of others that name it."""
    called = defaultdict[str, set[str]](set)
    for name, one in accounts.items():
        for text in (one.email, *one.attribute("aliases").split(), *(one.attribute(key) for key in _NAMES)):
            if text:
                called[text.lower()].add(name)
    attached = defaultdict[str, list[Attachment]](list)
    for attachment in facts.attachments():
        attached[attachment.document].append(attachment)
    held, named = defaultdict[str, list[tuple[Attachment, Document]]](list), defaultdict[str, list[tuple[Attachment, Document]]](list)
    for document in facts.documents():
        found = {name for word in words_in(document.body) for name in called.get(word, ())}
        for attachment in attached[document.id]:
            if attachment.holder in accounts:
                held[attachment.holder].append((attachment, document))
            for name in sorted(found - {attachment.holder}):
                named[name].append((attachment, document))
    return held, named
