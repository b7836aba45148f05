import json
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from datetime import timedelta
from email.utils import format_datetime

import pytest

from audit.errors import ReadOnlyError
from providers.microsoft_api.batching import Step
from providers.microsoft_api.failures import CallFailed, FailureKind
from providers.microsoft_api.session import Sessions
from providers.pace import LONGEST_PAUSE
from providers.sandbox.microsoft.answers import Answer
from providers.sandbox.microsoft.faults import Kind
from providers.sandbox.requests import Request
from tests.unit.providers.clock import AT
from tests.unit.providers.microsoft_api.conftest import ARM, EXCHANGE, GRAPH, SHAREPOINT, TENANT, Microsoft, Reply, no

ROLE_ASSIGNMENTS = "{scope}/providers/Microsoft.Authorization/roleAssignments"
SITE_USERS = "sites/{name}/_api/web/sitegroups({group})/users"


def users(sessions: Sessions, **query: str) -> bytes:
    return sessions.call("graph", "users", {}, query)


def after(failures: int, reply: Reply) -> Callable[[Request], Reply]:
    """Fails so many times, and then works."""
    left = [reply] * failures
    return lambda _: left.pop() if left else Answer(200, {"value": []})


def test_a_call_goes_out_signed_in_and_by_its_name(microsoft: Microsoft):
    assert json.loads(users(microsoft.sessions(), **{"$select": "id,mail", "$top": "999"})) == {"value": []}
    (asked,) = microsoft.asked
    assert (asked.verb, asked.host, asked.path) == ("GET", GRAPH, "/v1.0/users")
    assert dict(asked.query) == {"$select": "id,mail", "$top": "999"}
    assert asked.headers["user-agent"].startswith("NONISV|")
    assert asked.headers["accept-encoding"] == "gzip"
    assert microsoft.forms[0]["scope"] == f"https://{GRAPH}/.default"


def test_each_service_has_a_token_of_its_own(microsoft: Microsoft):
    sessions = microsoft.sessions()
    users(sessions)
    sessions.call("arm", ROLE_ASSIGNMENTS, {"scope": "/subscriptions/s1/resourceGroups/a (1)"}, {"api-version": "2022-04-01"})
    sessions.call("sharepoint", SITE_USERS, {"name": "hr", "group": "7"}, {}, host=SHAREPOINT)
    sessions.invoke("Get-Mailbox", {"ResultSize": "Unlimited"})
    users(sessions)
    assert [asked.host for asked in microsoft.asked] == [GRAPH, ARM, SHAREPOINT, EXCHANGE, GRAPH]
    assert [form["scope"] for form in microsoft.forms] == [f"https://{host}/.default" for host in (GRAPH, ARM, SHAREPOINT, EXCHANGE)]
    arm, sharepoint = microsoft.asked[1:3]
    assert arm.path == "/subscriptions/s1/resourceGroups/a%20%281%29/providers/Microsoft.Authorization/roleAssignments"
    assert sharepoint.path == "/sites/hr/_api/web/sitegroups(7)/users"
    assert sharepoint.headers["accept"] == "application/json;odata=nometadata"


def test_exchange_is_sent_a_command(microsoft: Microsoft):
    microsoft.sessions().invoke("Get-Mailbox", {"ResultSize": "Unlimited"})
    (asked,) = microsoft.asked
    assert (asked.verb, asked.path) == ("POST", f"/adminapi/beta/{TENANT}/InvokeCommand")
    assert json.loads(asked.body) == {"CmdletInput": {"CmdletName": "Get-Mailbox", "Parameters": {"ResultSize": "Unlimited"}}}
    assert asked.headers["x-anchormailbox"] == f"APP:SystemMailbox{{bb558c35-97f1-4cb9-8ff7-d53741dc928c}}@{TENANT}"


def test_a_call_that_is_not_listed_does_not_leave(microsoft: Microsoft):
    sessions = microsoft.sessions()
    with pytest.raises(ReadOnlyError, match="graph:groups is not on the list"):
        sessions.call("graph", "groups", {}, {})
    with pytest.raises(ReadOnlyError, match="graph:groups is not on the list"):
        sessions.follow("graph", "groups", f"{microsoft.url}/{GRAPH}/v1.0/groups")
    with pytest.raises(ReadOnlyError, match="graph:groups is not on the list"):
        sessions.batch([Step("users"), Step("groups")])
    with pytest.raises(ReadOnlyError, match="exchange:Get-User is not on the list"):
        sessions.invoke("Get-User", {})
    assert (microsoft.asked, microsoft.forms) == ([], [])


def test_a_cmdlet_that_does_not_read_does_not_leave_even_when_it_is_listed(microsoft: Microsoft):
    sessions = microsoft.sessions()
    with pytest.raises(ReadOnlyError, match="Remove-Mailbox is not a read"):
        sessions.invoke("Remove-Mailbox", {"Identity": "p01"})
    assert (microsoft.asked, microsoft.forms) == ([], [])


@pytest.mark.parametrize(
    "reply",
    [
        Answer(500, b"<html>"),
        Answer(502, b""),
        Answer(504, b""),
        no(503, "serviceNotAvailable"),
        no(429, "TooManyRequests"),
        no(509, "activityLimitReached"),
        Answer(200, b"no gzip", (("Content-Encoding", "gzip"),)),
        Kind.RESET,
        Kind.CUT,
    ],
)
def test_what_may_pass_is_asked_again(microsoft: Microsoft, reply: Reply):
    microsoft.answer = after(2, reply)
    assert json.loads(users(microsoft.sessions())) == {"value": []}
    assert microsoft.clock.waits


def test_attempts_come_to_an_end(microsoft: Microsoft):
    microsoft.answer = lambda _: no(500, "generalException", "later")
    sessions = microsoft.sessions()
    with pytest.raises(CallFailed, match="generalException later"):
        users(sessions)
    assert len(microsoft.asked) == 3
    assert microsoft.clock.waits == pytest.approx([0.5, 1.0])


@pytest.mark.parametrize("status", [400, 403, 404, 410, 302, 307])
def test_what_will_not_pass_is_asked_once_and_no_redirect_is_followed(microsoft: Microsoft, status: int):
    microsoft.answer = lambda _: no(status, "x", Location=f"{microsoft.url}/{GRAPH}/v1.0/elsewhere")
    sessions = microsoft.sessions()
    with pytest.raises(CallFailed):
        users(sessions)
    assert (len(microsoft.asked), microsoft.clock.waits) == (1, [])


@pytest.mark.parametrize(
    ("retry_after", "seconds"),
    [("20", 20.5), (format_datetime(AT + timedelta(seconds=20), usegmt=True), 20.5), ("2.5", 3.0), ("soon", 0.5), (None, 0.5)],
)
def test_microsoft_says_when_to_come_back(microsoft: Microsoft, retry_after: str | None, seconds: float):
    microsoft.answer = after(1, no(429, "TooManyRequests", **({"Retry_After": retry_after} if retry_after else {})))
    users(microsoft.sessions())
    assert microsoft.clock.seconds == pytest.approx(1000 + seconds, abs=0.1)


def test_who_asks_for_too_long_a_wait_is_not_waited_for(microsoft: Microsoft):
    microsoft.answer = lambda _: no(429, "TooManyRequests", Retry_After="3600")
    sessions = microsoft.sessions()
    with pytest.raises(CallFailed, match="the quota is used up"):
        users(sessions)
    assert len(microsoft.asked) == 1


def test_a_quota_that_is_used_up_holds_back_its_workload_alone(microsoft: Microsoft):
    microsoft.answer = lambda asked: no(429, "TooManyRequests") if asked.path.endswith("/users") else Answer(200, {})
    sessions = microsoft.sessions(max_attempts=1)
    with pytest.raises(CallFailed):
        users(sessions)
    sessions.call("graph", "drives/{drive}/root/delta", {"drive": "b!1"}, {})
    assert microsoft.clock.waits == []
    sessions.call("graph", "users/{id}", {"id": "u1"}, {})
    assert microsoft.clock.waits == pytest.approx([LONGEST_PAUSE], rel=0.01)


def test_a_token_that_is_over_is_replaced_without_a_wait(microsoft: Microsoft):
    sessions = microsoft.sessions()
    users(sessions)
    microsoft.expire()
    users(sessions)
    assert (len(microsoft.asked), len(microsoft.forms), microsoft.clock.waits) == (2, 2, [])


def test_a_token_that_never_worked_is_not_replaced(microsoft: Microsoft):
    microsoft.answer = lambda _: no(401, "unauthenticated", "Unsupported app only token.")
    sessions = microsoft.sessions()
    for _ in range(3):
        with pytest.raises(CallFailed, match="the token is not accepted") as raised:
            users(sessions)
        assert raised.value.failure.kind is FailureKind.EXPIRED
    assert (len(microsoft.asked), len(microsoft.forms)) == (3, 1)


def test_threads_share_one_token(microsoft: Microsoft):
    sessions = microsoft.sessions()
    with ThreadPoolExecutor(8) as pool:
        assert len(list(pool.map(lambda _: users(sessions), range(40)))) == 40
    assert (len(microsoft.asked), len(microsoft.forms)) == (40, 1)


def test_threads_replace_a_token_once(microsoft: Microsoft):
    sessions = microsoft.sessions()
    users(sessions)
    microsoft.expire()
    with ThreadPoolExecutor(8) as pool:
        assert len(list(pool.map(lambda _: users(sessions), range(40)))) == 40
    assert len(microsoft.forms) == 2


def test_links_lead_on_with_the_same_headers(microsoft: Microsoft):
    sessions = microsoft.sessions()
    link = f"{microsoft.url}/{GRAPH}/v1.0/users?$skiptoken=a%2Bb"
    sessions.follow("graph", "users", link, headers={"ConsistencyLevel": "eventual"})
    (asked,) = microsoft.asked
    assert (asked.path, dict(asked.query), asked.headers["consistencylevel"]) == ("/v1.0/users", {"$skiptoken": "a+b"}, "eventual")


def test_a_link_to_another_place_is_not_followed(microsoft: Microsoft):
    sessions = microsoft.sessions()
    with pytest.raises(CallFailed, match="leads to another place"):
        sessions.follow("graph", "users", f"{microsoft.url}/{ARM}/v1.0/users")
    assert (microsoft.asked, microsoft.forms) == ([], [])


def test_the_roles_of_a_token_are_told(microsoft: Microsoft):
    microsoft.roles = ("User.Read.All", "Sites.FullControl.All")
    sessions = microsoft.sessions()
    assert sessions.roles("graph") == {"User.Read.All", "Sites.FullControl.All"}
    assert sessions.roles("sharepoint") == frozenset()  # a host is missing
    microsoft.login = lambda _: Answer(400, {"error": "invalid_resource"})
    assert sessions.roles("exchange") == frozenset()


def test_settings_tell_who_signs_in_and_what_a_call_needs(microsoft: Microsoft):
    sessions = microsoft.sessions()
    assert (sessions.tenant, sessions.by_certificate) == (TENANT, False)
    assert sessions.permission("graph", "users") == "User.Read.All"
    assert sessions.permission("graph", "groups") == ""
