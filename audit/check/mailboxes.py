"""The mailboxes of people, and who else opens them or receives what comes in."""

from collections.abc import Mapping
from dataclasses import dataclass

from audit.engine.candidates import Sought, candidates
from audit.model.facts import Grant, Resource
from audit.ports import Facts
from policies.levels import CONTENT

MAILBOXES = frozenset({"mailbox", "shared-mailbox"})  # a leaver's mailbox is often made a shared one
_OWNER = "owner"  # the source of the grant of whom a mailbox belongs to
_NOBODY_IN_PARTICULAR = frozenset({_OWNER, "application-permission"})  # what every mailbox of the tenant has is no matter of this one


@dataclass(frozen=True, slots=True)
class Mailbox:
    """A mailbox, the person it belongs to, and the grants by which others open it or receive its mail.

    `unread` says why nobody can tell all of these; empty when all were read.
    """

    resource: Resource
    person: str
    others: tuple[Grant, ...]
    unread: str = ""


def mailboxes_of(facts: Facts, owners: Mapping[str, str]) -> tuple[Mailbox, ...]:
    """The mailboxes that belong to these accounts (account to person), by id. Raises RunError for a run that can't be read."""
    if not owners:
        return ()
    found = {each.id: each for each in candidates(facts, Sought(kinds=MAILBOXES)) if each.kind in MAILBOXES and each.acl}
    wanted = {each.acl for each in found.values()}
    grants = {acl.id: acl.grants for acl in facts.acls() if acl.id in wanted}
    gaps = {gap.scope: gap.reason for gap in facts.gaps() if gap.scope in found or gap.scope.endswith("://mailbox/")}
    boxes = (_mailbox(each, grants.get(each.acl, ()), owners, gaps) for _, each in sorted(found.items()))
    return tuple(box for box in boxes if box is not None)


def _mailbox(resource: Resource, grants: tuple[Grant, ...], owners: Mapping[str, str], gaps: Mapping[str, str]) -> Mailbox | None:
    owned_by = sorted({owners[grant.principal] for grant in grants if grant.source == _OWNER and grant.principal in owners})
    if not owned_by:
        return None
    mine = {account for account, person in owners.items() if person == owned_by[0]}
    others = (each for each in grants if each.source not in _NOBODY_IN_PARTICULAR and each.levels & CONTENT and each.principal not in mine)
    unread = gaps.get(resource.id) or gaps.get(f"{resource.id.partition('://')[0]}://mailbox/", "")
    return Mailbox(resource, owned_by[0], tuple(sorted(others)), unread)
