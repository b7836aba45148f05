"""All that a run says of some accounts, gathered in one pass over each table, however many they are."""

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass

from audit.engine.carriers import carriers
from audit.model.facts import Acl, Attachment, Document, Grant, Membership, MembershipKind, Principal
from audit.model.residual import Carried, Holding, Traces
from audit.ports import Facts
from policies.levels import Level

_WORD = re.compile(r"[\w.@:/+-]+")  # an address, an ARN, a number of a directory
_NAMES = ("arn", "directory_id", "unique_id", "user_principal_name")  # attributes by which documents name an account
_LET_IN = frozenset({MembershipKind.DELEGATE})  # a person lets an application in; what administers or federates holds for everybody
_OWNING = frozenset({"owner", "drive role owner"})  # sources of the grants of who owns a mailbox, a calendar, a file


@dataclass(frozen=True, slots=True)
class Gathered:
    """The facts about many accounts, by account."""

    principals: dict[str, Principal]
    steps: Mapping[str, list[Membership]]
    let_in: Mapping[str, list[Membership]]
    holdings: Mapping[str, list[tuple[Grant, Carried]]]
    acls: Mapping[str, Acl]
    held: Mapping[str, list[tuple[Attachment, Document]]]
    named: Mapping[str, list[tuple[Attachment, Document]]]

    def of(self, accounts: Iterable[str]) -> Traces:
        """What concerns some of them."""
        mine = tuple(sorted(set(accounts)))
        held = [(account, grant, carried) for account in mine for grant, carried in self.holdings.get(account, ())]
        own = [(account, Holding(grant, carried)) for account, grant, carried in held if self._owns(account, grant, carried)]
        theirs = {(holding.carried.acl, holding.carried.kind) for _, holding in own}
        return Traces(
            tuple(self.principals[name] for name in mine if name in self.principals),
            self.principals,
            tuple(step for name in mine for step in self.steps.get(name, ())),
            tuple(step for name in mine for step in self.let_in.get(name, ())),
            tuple(holding for _, holding in own),
            tuple(Holding(grant, carried) for _, grant, carried in held if (carried.acl, carried.kind) not in theirs),
            tuple(self._shared(own, frozenset(mine))),
            tuple(each for name in mine for each in self.held.get(name, ())),
            tuple((name, *each) for name in mine for each in self.named.get(name, ())),
        )

    def _owns(self, account: str, grant: Grant, carried: Carried) -> bool:
        """Whether a thing is the account's own: it says so, or it is called as the account is."""
        address = self.principals[account].email if account in self.principals else ""
        return Level.SHARE in grant.levels and (grant.source in _OWNING or bool(address and carried.resource.endswith(f"/{address}")))

    def _shared(self, own: Iterable[tuple[str, Holding]], mine: frozenset[str]) -> Iterator[Holding]:
        for account, holding in own:
            for grant in self.acls[holding.carried.acl].grants:
                if grant.principal not in mine:
                    yield Holding(grant, holding.carried, account)


def gather(facts: Facts, accounts: Iterable[str]) -> Gathered:
    """Everything about the accounts. Raises RunError for a run that can't be read."""
    principals = {one.id: one for one in facts.principals()}
    wanted = frozenset(accounts)
    steps, let_in = defaultdict[str, list[Membership]](list), defaultdict[str, list[Membership]](list)
    for step in facts.memberships():
        if step.member in wanted:
            steps[step.member].append(step)
        if step.container in wanted and step.kind in _LET_IN:
            let_in[step.container].append(step)
    acls = {one.id: one for one in facts.acls() if any(grant.principal in wanted for grant in one.grants)}
    holdings = defaultdict[str, list[tuple[Grant, Carried]]](list)
    for carried in carriers(facts, acls):
        for grant in acls[carried.acl].grants:
            if grant.principal in wanted:
                holdings[grant.principal].append((grant, carried))
    held, named = _documents(facts, {name: principals[name] for name in wanted & principals.keys()})
    return Gathered(principals, steps, let_in, holdings, acls, held, named)


_Told = Mapping[str, list[tuple[Attachment, Document]]]


def _documents(facts: Facts, accounts: Mapping[str, Principal]) -> tuple[_Told, _Told]:
    """The documents that hold for each account, and those of others that name it."""
    called = defaultdict[str, set[str]](set)
    for name, one in accounts.items():
        for text in (one.email, *(one.attribute(key) for key in _NAMES)):
            if text:
                called[text.lower()].add(name)
    attached = defaultdict[str, list[Attachment]](list)
    for attachment in facts.attachments():
        attached[attachment.document].append(attachment)
    held, named = defaultdict[str, list[tuple[Attachment, Document]]](list), defaultdict[str, list[tuple[Attachment, Document]]](list)
    for document in facts.documents():
        words = set(_WORD.findall(document.body.lower()))
        found = {name for word in words | {word.rpartition(":")[2] for word in words} for name in called.get(word, ())}
        for attachment in attached[document.id]:
            if attachment.holder in accounts:
                held[attachment.holder].append((attachment, document))
            for name in sorted(found - {attachment.holder}):
                named[name].append((attachment, document))
    return held, named
