from collections.abc import Mapping
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from audit.model.facts import Grant, Verdict
from policies.levels import CONTENT, EVERYTHING, Level
from providers.microsoft365.normalise.app_limits import UNREAD, Limits, Policy, grants_on, let_in, memberships_of, policy, spread
from providers.microsoft365.normalise.app_permissions import reached
from providers.microsoft365.normalise.opened import Opens
from providers.microsoft_api.strangers import GROUPS
from tests.unit.providers.microsoft365.normalise.mail import AN, BO, SALES, app, directory, number, recipients

READS = Level.FIND | Level.READ
CRM = app(50, "Mail.Read", "MailboxItem.Read.All")
RESTRICTED, DENIED = "RestrictAccess", "DenyAccess"


def _policy(right: str = RESTRICTED, scope: str = "Sales", **more: Any) -> Policy:
    return policy({"AppId": CRM.app_id.upper(), "AccessRight": right, "ScopeIdentity": scope} | more, recipients())


def _limits(
    *policies: Policy, members: Mapping[str, frozenset[str]] | None = None, dark: frozenset[str] = frozenset(), readable: bool = True
) -> Limits:
    known = members if members is not None else {SALES.id: frozenset({AN.id})}
    return Limits(tuple(spread(one, known, dark) for one in policies), readable)


def _on(limits: Limits, owner: str) -> set[Grant]:
    return set(grants_on(owner, Opens.MAILBOXES, [(CRM, reached(CRM))], limits))


def test_a_row_of_a_policy():
    found = _policy()
    assert (found.app_id, found.scope, found.denies, found.doubt) == (CRM.app_id, SALES.id, False, "")


def test_a_scope_is_known_by_its_id_where_its_name_is_not():
    assert _policy(scope="Renamed", ScopeIdentityRaw=f"S-1-5-21;{number(20)}").scope == SALES.id


def test_a_policy_of_no_application_is_an_error():
    with pytest.raises(ValueError, match="no application"):
        _policy(AppId="")


def test_a_policy_leaves_those_in_its_scope():
    limits = _limits(_policy())
    assert _on(limits, AN.id) == {Grant(CRM.id, READS, "application-permission")}
    assert _on(limits, BO.id) == set()


def test_a_policy_takes_those_in_its_scope_away():
    limits = _limits(_policy(DENIED))
    assert _on(limits, AN.id) == set()
    assert _on(limits, BO.id) == {Grant(CRM.id, READS, "application-permission")}


def test_a_scope_may_be_one_mailbox():
    assert _on(_limits(_policy(scope="p02@sample.example")), BO.id) != set()


def test_groups_in_the_scope_count_and_may_go_round():
    other = "microsoft://group/other"
    members = {SALES.id: frozenset({other}), other: frozenset({SALES.id, AN.id})}
    assert _on(_limits(_policy(), members=members), AN.id) != set()


@pytest.mark.parametrize("right", [RESTRICTED, DENIED])
@pytest.mark.parametrize("dark", [SALES.id, GROUPS])
def test_a_group_that_nobody_could_read_leaves_a_doubt(right: str, dark: str):
    (found,) = _on(_limits(_policy(right), dark=frozenset({dark})), BO.id)
    assert found.verdict is Verdict.UNKNOWN
    assert SALES.id in found.condition


def test_a_group_in_a_group_that_nobody_could_read_leaves_a_doubt():
    members = {SALES.id: frozenset({"microsoft://group/hidden"})}
    (found,) = _on(_limits(_policy(), members=members, dark=frozenset({"microsoft://group/hidden"})), BO.id)
    assert found.verdict is Verdict.UNKNOWN


def test_a_right_that_is_not_known_leaves_a_doubt():
    (found,) = _on(_limits(_policy("Telepathy")), BO.id)
    assert found.condition == "what the right telepathy of a policy means is not known"


def test_only_what_a_policy_limits_is_limited():
    limits = _limits(_policy())
    assert [one.because for one in memberships_of(CRM, reached(CRM), limits)] == [
        "application permission MailboxItem.Read.All of Microsoft Graph"
    ]


def test_without_a_policy_an_application_reaches_all():
    other = app(60, "Mail.Read")
    assert list(memberships_of(other, reached(other), _limits(_policy()))) == list(reached(other))


def test_policies_that_could_not_be_read_leave_a_doubt():
    found = {(one.verdict, one.condition) for one in memberships_of(CRM, reached(CRM), _limits(readable=False))}
    assert found == {(Verdict.YES, ""), (Verdict.UNKNOWN, UNREAD)}


@given(st.lists(st.tuples(st.booleans(), st.sampled_from([AN.id, BO.id]))))
def test_policies_add_up_in_any_order(told: list[tuple[bool, str]]):
    limits = _limits(*(Policy(CRM.app_id, scope, denies, inside=frozenset({scope})) for denies, scope in told))
    denied, allowed = {scope for denies, scope in told if denies}, {scope for denies, scope in told if not denies}
    for owner in (AN.id, BO.id):
        reaches = owner not in denied and (not allowed or owner in allowed)
        assert (limits.doubt(CRM, owner) == "") is reaches


def _assignment(role: str, **more: Any) -> Mapping[str, Any]:
    told = {"Role": role, "RoleAssigneeType": "ServicePrincipal", "RoleAssignee": CRM.directory_id, "RecipientWriteScope": "Organization"}
    return told | more


def _let_in(row: Mapping[str, Any]) -> set[tuple[str, Level, str, Verdict]]:
    found = list(let_in(row, recipients(directory(CRM))))
    assert {one.member for one in found} <= {CRM.id}
    return {(one.container.rpartition("/")[2], one.levels, one.condition, one.verdict) for one in found}


@pytest.mark.parametrize(
    ("role", "found"),
    [
        ("Application Mail.Read", {("mailboxes", READS, "", Verdict.YES)}),
        ("Application Mail Full Access", {("mailboxes", READS | Level.CHANGE, "", Verdict.YES)}),
        ("Application EWS.AccessAsApp", {("mailboxes", CONTENT, "", Verdict.YES), ("calendars", CONTENT, "", Verdict.YES)}),
        ("Application Contacts.Read", {("mailboxes", READS, "the item is a contact", Verdict.IF)}),
        ("View-Only Recipients", set()),
    ],
)
def test_a_role_of_exchange_lets_an_application_in(role: str, found: set[tuple[str, Level, str, Verdict]]):
    assert _let_in(_assignment(role)) == found


def test_a_role_may_be_for_some_mailboxes():
    condition = "the mailbox is in the scope Canada of Exchange"
    assert _let_in(_assignment("Application Mail.Read", CustomResourceScope="Canada")) == {("mailboxes", READS, condition, Verdict.IF)}


def test_a_role_that_is_not_known_may_open_anything():
    doubt = "what the role Application Telepathy opens is not known"
    found = _let_in(_assignment("Application Telepathy", CustomResourceScope="Canada"))
    assert {(name, levels, verdict) for name, levels, _, verdict in found} == {
        (name, EVERYTHING, Verdict.UNKNOWN) for name in ("mailboxes", "calendars")
    }
    assert all(condition.startswith(doubt) for _, _, condition, _ in found)


@pytest.mark.parametrize("more", [{"RoleAssigneeType": "User"}, {"Enabled": False}])
def test_roles_that_let_no_application_in(more: Mapping[str, Any]):
    assert _let_in(_assignment("Application Mail.Read") | more) == set()


def test_an_application_that_nobody_knows_leaves_a_doubt():
    (found,) = let_in(_assignment("Application Mail.Read", RoleAssignee="Ghost"), recipients())
    assert found.verdict is Verdict.UNKNOWN


def test_a_role_that_was_given_to_nobody_is_an_error():
    with pytest.raises(ValueError, match="nobody"):
        list(let_in(_assignment("Application Mail.Read", RoleAssignee=""), recipients()))
