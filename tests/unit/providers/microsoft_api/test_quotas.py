import pytest

from providers.microsoft365.operations import OPERATIONS as MICROSOFT365
from providers.microsoft_api import quotas
from providers.microsoft_api.quotas import Workload, unhurried, units, workload


@pytest.mark.parametrize(
    ("service", "name", "found"),
    [
        ("graph", "users", quotas.IDENTITY),
        ("graph", "users/{id}", quotas.IDENTITY),
        ("graph", "users/{id}/memberOf", quotas.IDENTITY),
        ("graph", "policies/identitySecurityDefaultsEnforcementPolicy", quotas.IDENTITY),
        ("graph", "identityGovernance/privilegedAccess/group/eligibilityScheduleInstances", quotas.IDENTITY),
        ("graph", "users/{id}/mailFolders/inbox/messageRules", quotas.OUTLOOK),
        ("graph", "users/{id}/calendars/{calendar}/calendarPermissions", quotas.OUTLOOK),
        ("graph", "users/{id}/mailboxSettings", quotas.OUTLOOK),
        ("graph", "users/{id}/drive", quotas.SHAREPOINT),
        ("graph", "drives/{drive}/root/delta", quotas.SHAREPOINT),
        ("graph", "sites/getAllSites", quotas.SHAREPOINT),
        ("graph", "teams", quotas.TEAMS),
        ("graph", "teams/{team}/channels", quotas.TEAMS),
        ("graph", "reports/authenticationMethods/userRegistrationDetails", quotas.REPORTS),
        ("graph", "auditLogs/directoryAudits", quotas.REPORTS),
        ("graph", "identity/conditionalAccess/policies", quotas.CONDITIONAL_ACCESS),
        ("arm", "subscriptions", quotas.ARM),
        ("sharepoint", "_api/web/siteusers", quotas.SHAREPOINT),
        ("exchange", "Get-Mailbox", quotas.EXCHANGE),
    ],
)
def test_each_call_is_counted_for_its_workload(service: str, name: str, found: Workload):
    assert workload(service, name) is found


@pytest.mark.parametrize(
    ("service", "name", "query", "cost"),
    [
        ("graph", "users", {}, 2),
        ("graph", "users", {"$select": "id"}, 1),
        ("graph", "users/{id}", {"$select": "id"}, 1),
        ("graph", "servicePrincipals", {"$expand": "owners"}, 2),
        ("graph", "groups/{id}/members", {}, 3),
        ("graph", "drives/{drive}/root/delta", {}, 2),
        ("graph", "drives/{drive}/root/delta", {"token": "a"}, 1),
        ("graph", "drives/{drive}/root/delta", {"$skiptoken": "a"}, 1),
        ("graph", "drives/{drive}/items/{item}/permissions", {}, 5),
        ("graph", "sites/{site}/permissions", {}, 5),
        ("graph", "sites/{site}", {}, 1),
        ("graph", "sites/getAllSites", {}, 2),
        ("graph", "sites/getAllSites", {"$skiptoken": "a"}, 2),
        ("sharepoint", "_api/web/sitegroups({group})/users", {}, 2),
        ("graph", "teams", {}, 1),
        ("arm", "subscriptions", {}, 1),
    ],
)
def test_calls_cost_what_the_pages_say(service: str, name: str, query: dict[str, str], cost: float):
    assert units(service, name, query) == cost


def test_every_call_that_is_made_has_a_workload_whose_page_is_named():
    found = {workload(operation.service, operation.name) for operation in MICROSOFT365}
    assert all(one.page and (one.per_second or one.each_per_second) for one in found)
    assert {"identity", "sharepoint", "teams", "reports", "conditional-access"} <= {one.name for one in found}


def test_a_sandbox_has_the_same_workloads_without_limits():
    free = unhurried(quotas.OUTLOOK)
    assert (free.name, free.per_second, free.each_per_second, free.at_once) == ("outlook", 0, 0, 0)
