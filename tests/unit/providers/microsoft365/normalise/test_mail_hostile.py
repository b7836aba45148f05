"""Rows of forms that nobody documents: each is understood, or refused as malformed; nothing else happens."""

from collections.abc import Callable, Iterator
from typing import Any

from hypothesis import given
from hypothesis import strategies as st

from audit.model.facts import Grant
from providers.microsoft365.normalise import app_limits, calendars, exchange_roles, mail_rules, mailboxes
from providers.microsoft365.normalise.mailboxes import Mailbox
from providers.microsoft365.normalise.recipients import listed
from providers.values import MALFORMED, Answer
from tests.unit.providers.microsoft365.normalise.mail import AN, directory, recipients

_WORDS = (
    "p02@sample.example",
    "Twin",
    "NT AUTHORITY\\SELF",
    "S-1-5-21-1",
    "Default",
    "FullAccess",
    "Editor",
    "ServicePrincipal",
    "RoleGroup",
)
_WORDS += ("Application Mail.Read", "Mail Recipients", "MailContact", "read", "", "{x, y}", "smtp:box@out.example", "RGVmYXVsdA==")
_KEYS = (
    "User",
    "Trustee",
    "AccessRights",
    "Deny",
    "Identity",
    "ForwardingAddress",
    "GrantSendOnBehalfTo",
    "actions",
    "conditions",
    "emailAddress",
)
_KEYS += (
    "forwardTo",
    "address",
    "name",
    "role",
    "id",
    "Role",
    "RoleAssigneeType",
    "RoleAssignee",
    "RoleAssigneeName",
    "AppId",
    "ScopeIdentity",
)
_KEYS += (
    "ScopeIdentityRaw",
    "AccessRight",
    "BlindCopyTo",
    "State",
    "UserType",
    "Value",
    "RecipientPrincipal",
    "DisplayName",
    "EmailAddresses",
)
_KEYS += ("PrimarySmtpAddress", "ExternalDirectoryObjectId", "RecipientTypeDetails", "Name", "isEnabled", "exceptions")

values = st.recursive(
    st.none() | st.booleans() | st.integers(-2, 2) | st.sampled_from(_WORDS) | st.text(max_size=4),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.sampled_from(_KEYS), inner, max_size=4),
    max_leaves=8,
)
answers = st.dictionaries(st.sampled_from(_KEYS), values, max_size=8)
_BOX = Mailbox("p01@sample.example", AN.id)
_WHOM = recipients()


def _readings() -> Iterator[Callable[[Answer], Any]]:
    yield lambda row: listed(row, directory())
    yield lambda row: mailboxes.of_row(row, directory())
    yield lambda row: mailboxes.delegates([row], _WHOM)
    yield lambda row: mailboxes.folder([row], _WHOM)
    yield lambda row: mailboxes.settings(Mailbox(_BOX.address, _BOX.owner, row=row), [row], _WHOM)
    yield lambda row: tuple(mailboxes.mailbox(Mailbox(_BOX.address, _BOX.owner, row=row), frozenset(), _WHOM, {}))
    yield lambda row: mailboxes.audited(Mailbox(_BOX.address, _BOX.owner, row=row), row)
    yield lambda row: tuple(calendars.calendar(_BOX, [row], frozenset(), _WHOM))
    yield lambda row: tuple(mail_rules.transport_rule(row, _WHOM))
    yield lambda row: app_limits.policy(row, _WHOM)
    yield lambda row: tuple(app_limits.let_in(row, _WHOM))
    yield lambda row: tuple(exchange_roles.administers(row, _WHOM))
    yield lambda row: tuple(exchange_roles.member(row, "g", _WHOM))


@given(answers)
def test_rows_are_understood_or_malformed(row: Answer):
    for read in _readings():
        try:
            read(row)
        except MALFORMED:
            continue


@given(answers)
def test_grants_that_are_made_name_somebody_and_give_something(row: Answer):
    for read in (mailboxes.delegates, mailboxes.folder):
        try:
            found = read([row], _WHOM)
        except MALFORMED:
            continue
        assert all(isinstance(grant, Grant) and "://" in grant.principal and grant.levels for grant in found)
