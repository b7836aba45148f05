"""Whatever Google answers, a normaliser gives facts or one of the errors that become a gap."""

from collections.abc import Callable, Iterable
from dataclasses import fields
from datetime import date

from hypothesis import given, settings
from hypothesis import strategies as st

from audit.runs.memory import MemorySink
from providers.google_workspace.normalise import admin_roles, calendars, delegation, documents, groups, mailboxes, privileges, users
from providers.values import MALFORMED
from tests.unit.providers.google_workspace.tenant import AN, DIRECTORY, TEAM

_FIELDS = (
    "id primaryEmail name fullName isAdmin suspended archived deletionTime creationTime lastLoginTime aliases guestAccountInfo primaryGuestEmail "
    "email role status type whoCanJoin allowExternalMembers groupKey labels roleId roleName rolePrivileges serviceId privilegeName childPrivileges "
    "isSuperAdminRole assignedTo assigneeType scopeType orgUnitId orgUnitPath condition expirationDetails expireTime events parameters value "
    "multiValue time clientId displayText scopes delegateEmail verificationStatus forwardingEmail action forward criteria size enabled emailAddress "
    "sendAsEmail scope summary dataOwner primary oldOwnerUserId newOwnerUserId setting domainName domainAliases domainAliasName isPrimary"
)
WORDS = _FIELDS.split()
TEXTS = st.one_of(
    st.sampled_from(["", "user", "GROUP", "p01@shop.example", "101", "owner", "accepted", "true", "2026-02-31T00:00:00Z"]),
    st.text(max_size=8),
)
LEAVES = st.one_of(st.none(), st.booleans(), st.integers(-9, 9), TEXTS)
JSON = st.recursive(
    LEAVES, lambda inner: st.one_of(st.lists(inner, max_size=3), st.dictionaries(st.sampled_from(WORDS), inner, max_size=5)), max_leaves=12
)
ROWS = st.dictionaries(st.sampled_from(WORDS), JSON, max_size=8)
AS_OF = date(2026, 11, 23)
NO_ROLES = admin_roles.Roles({}, {})


def _roles(row: dict[str, object]) -> Iterable[object]:
    role = admin_roles.role(row, dict(privileges.contained(row)))
    roles = admin_roles.Roles({role.id: role}, {})
    held = admin_roles.Held(role.id, "u1")
    return [role.principal(), *admin_roles.opened(held, roles, DIRECTORY)]


NORMALISERS: tuple[Callable[[dict[str, object]], Iterable[object]], ...] = (
    lambda row: [users.principal(row, AS_OF, activity=True)],
    lambda row: users.user(row) and [],
    lambda row: users.tenant([users.domain(row)], "C01abc"),
    lambda row: groups.group(row) and [groups.principal(row, groups.labels(row)[1], row)],
    lambda row: groups.membership(row, TEAM, row, DIRECTORY),
    lambda row: groups.joining(TEAM, row, DIRECTORY),
    _roles,
    lambda row: admin_roles.assignment(row, NO_ROLES, DIRECTORY),
    lambda row: [fact for client in delegation.authorised([row]) for fact in delegation.seen(client, DIRECTORY)],
    lambda row: delegation.token(row, AN),
    lambda row: mailboxes.mailbox(AN, mailboxes.MailSettings((row,), (row,), row, (row,), (row,)), DIRECTORY),
    lambda row: calendars.calendar(row, [row], DIRECTORY),
    lambda row: documents.data_transfer(row, DIRECTORY),
    lambda row: documents.tenant_setting(row, DIRECTORY),
)


@settings(max_examples=150, deadline=None)
@given(ROWS)
def test_facts_or_an_error_that_becomes_a_gap(row: dict[str, object]):
    sink = MemorySink()
    for normaliser in NORMALISERS:
        try:
            facts = tuple(normaliser(row))
        except MALFORMED:
            continue
        assert all(isinstance(getattr(fact, field.name), field.type) for fact in facts for field in fields(fact) if field.type is str)
        sink.add(*facts)
    for table in ("principals", "memberships", "resources", "acls", "gaps", "attachments"):
        list(getattr(sink.facts(), table)())  # sorts, so that every value has the type that facts have
