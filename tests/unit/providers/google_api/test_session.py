from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from datetime import timedelta
from email.utils import format_datetime

import pytest

from audit.errors import ReadOnlyError
from providers.google_api.failures import CallFailed, FailureKind
from providers.google_api.session import CLOUD, CLOUD_READ_ONLY, Sessions
from providers.pace import LONGEST_PAUSE
from tests.unit.providers.clock import AT
from tests.unit.providers.google_api.conftest import AUDIT, DRIVE, Asked, Google, Reply

AN = "an@kanaal.example"


def files(sessions: Sessions, **parameters: object) -> bytes:
    return sessions.call("drive.v3", "files.list", AN, parameters)


def after(failures: int, reply: Reply) -> Callable[[Asked], Reply]:
    """Fails so many times, and then works."""
    left = [reply] * failures
    return lambda _: left.pop() if left else (200, {"files": []})


def test_a_call_goes_out_signed_in_and_by_its_name(google: Google):
    assert files(google.sessions(), q="'me' in owners", pageSize=1000) == b"{}"
    (asked,) = google.asked
    assert (asked.verb, asked.path, asked.subject, asked.scope) == ("GET", "/www.googleapis.com/drive/v3/files", AN, DRIVE)
    assert asked.query == {"q": "'me' in owners", "pageSize": "1000", "alt": "json"}
    assert asked.headers["user-agent"].startswith("toegang")
    assert "gzip" in asked.headers["user-agent"]


def test_a_very_long_question_is_still_a_read(google: Google):
    files(google.sessions(), q="x" * 3000)
    assert (google.asked[0].verb, google.asked[0].headers["x-http-method-override"]) == ("POST", "GET")


def test_a_call_that_is_not_listed_does_not_leave(google: Google):
    sessions = google.sessions()
    with pytest.raises(ReadOnlyError, match=r"drive\.v3:drives\.list is not on the list"):
        sessions.call("drive.v3", "drives.list", AN, {})
    assert (google.asked, google.signed_in) == ([], [])


def test_a_listed_call_that_is_no_read_does_not_leave(google: Google):
    sessions = google.sessions()
    with pytest.raises(ReadOnlyError, match=r"drive\.v3:files\.delete is not a read"):
        sessions.call("drive.v3", "files.delete", AN, {"fileId": "f"})
    assert (google.asked, google.signed_in) == ([], [])


@pytest.mark.parametrize(
    ("call", "parameters", "sent"),
    [
        (("storage.v1", "buckets.list"), {"project": "p"}, ("GET", CLOUD_READ_ONLY)),
        (("storage.v1", "buckets.getIamPolicy"), {"bucket": "b"}, ("GET", CLOUD)),  # the document lists no read-only scope for it
        (("cloudresourcemanager.v3", "projects.getIamPolicy"), {"resource": "projects/p", "body": {}}, ("POST", CLOUD_READ_ONLY)),
    ],
)
def test_google_cloud_is_asked_with_the_narrowest_scope_that_the_call_takes(
    google: Google, call: tuple[str, str], parameters: dict[str, object], sent: tuple[str, str]
):
    google.sessions().call(*call, "", parameters)
    assert (google.asked[0].verb, google.asked[0].scope) == sent


def test_quota_is_charged_to_the_project_of_the_settings(google: Google):
    files(google.sessions(quota_project="p-quota"))
    assert google.asked[0].headers["x-goog-user-project"] == "p-quota"


@pytest.mark.parametrize(
    "reply",
    [
        (500, b"<html>"),
        (503, {"error": {"status": "UNAVAILABLE"}}),
        (429, {"error": {"status": "RESOURCE_EXHAUSTED"}}),
        (403, {"error": {"errors": [{"reason": "quotaExceeded"}]}}),
        None,
    ],
)
def test_what_may_pass_is_asked_again(google: Google, reply: Reply):
    google.answer = after(2, reply)
    assert files(google.sessions()) == b'{"files": []}'
    assert google.clock.waits


def test_attempts_come_to_an_end(google: Google):
    google.answer = lambda _: (503, {"error": {"status": "UNAVAILABLE", "message": "later"}})
    sessions = google.sessions()
    with pytest.raises(CallFailed, match="UNAVAILABLE later"):
        files(sessions)
    assert len(google.asked) == 3
    assert google.clock.waits == pytest.approx([0.5, 1.0])


@pytest.mark.parametrize("status", [400, 403, 404, 302])
def test_what_will_not_pass_is_asked_once(google: Google, status: int):
    google.answer = lambda _: (status, {"error": {}}, {"Location": "https://elsewhere.example/"})
    sessions = google.sessions()
    with pytest.raises(CallFailed):
        files(sessions)
    assert (len(google.asked), google.clock.waits) == (1, [])


def test_a_quota_of_a_day_is_not_waited_for(google: Google):
    google.answer = lambda _: (403, {"error": {"errors": [{"reason": "dailyLimitExceeded"}]}})
    sessions = google.sessions()
    with pytest.raises(CallFailed) as raised:
        files(sessions)
    assert (raised.value.failure.kind, len(google.asked)) == (FailureKind.THROTTLED, 1)


@pytest.mark.parametrize("retry_after", ["20", format_datetime(AT + timedelta(seconds=20), usegmt=True)])
def test_google_says_when_to_come_back(google: Google, retry_after: str):
    google.answer = after(1, (429, {"error": {}}, {"Retry-After": retry_after}))
    files(google.sessions())
    assert google.clock.seconds == pytest.approx(1020.5, abs=0.1)


def test_who_asks_for_too_long_a_wait_is_not_waited_for(google: Google):
    google.answer = lambda _: (429, {"error": {}}, {"Retry-After": "3600"})
    sessions = google.sessions()
    with pytest.raises(CallFailed, match="the quota is used up"):
        files(sessions)
    assert len(google.asked) == 1


def test_a_quota_that_is_used_up_holds_back_every_other_call_of_that_api(google: Google):
    google.answer = lambda asked: (429, {"error": {}}) if asked.subject == AN else (200, {})
    sessions = google.sessions(max_attempts=1)
    with pytest.raises(CallFailed):
        files(sessions)
    assert google.clock.waits == []
    sessions.call("storage.v1", "buckets.list", "", {"project": "p"})
    assert google.clock.waits == []
    sessions.call("drive.v3", "files.list", "bo@kanaal.example", {})
    assert google.clock.waits == pytest.approx([LONGEST_PAUSE], rel=0.01)


def test_a_quota_of_one_user_holds_back_that_user_alone(google: Google):
    google.answer = after(1, (403, {"error": {"errors": [{"reason": "userRateLimitExceeded"}]}}))
    sessions = google.sessions(max_attempts=1)
    with pytest.raises(CallFailed):
        files(sessions)
    sessions.call("drive.v3", "files.list", "bo@kanaal.example", {})
    assert google.clock.waits == []
    files(sessions)
    assert google.clock.waits == pytest.approx([LONGEST_PAUSE], rel=0.01)


def test_a_token_that_was_revoked_is_fetched_anew(google: Google):
    sessions = google.sessions()
    files(sessions)
    google.revoke()
    files(sessions)
    assert google.signed_in == [(AN, DRIVE), (AN, DRIVE)]


def test_a_token_that_is_never_accepted_is_a_failure(google: Google):
    google.answer = lambda _: (401, {"error": {"status": "UNAUTHENTICATED"}})
    sessions = google.sessions()
    with pytest.raises(CallFailed) as raised:
        files(sessions)
    assert raised.value.failure.kind is FailureKind.EXPIRED


def test_a_value_that_does_not_fit_its_parameter_is_a_failure(google: Google):
    sessions = google.sessions()
    with pytest.raises(CallFailed, match="could not be made"):
        sessions.call("cloudresourcemanager.v3", "projects.getIamPolicy", "", {"resource": "../secrets", "body": {}})
    with pytest.raises(CallFailed, match="could not be made"):
        files(sessions, pageSize="many")
    assert google.asked == []


def test_a_server_that_is_not_there_is_a_failure(google: Google):
    sessions = Sessions(google.settings(endpoint_url="http://127.0.0.1:9"), (), google.clock)
    assert sessions.identity() == AUDIT
    assert sessions.permission("drive.v3", "files.list") == ""
    listed = google.sessions(endpoint_url="http://127.0.0.1:9")
    with pytest.raises(CallFailed, match="the call failed"):
        files(listed)
    assert len(google.clock.waits) == 2


def test_many_threads_ask_at_once(google: Google):
    google.answer = lambda asked: (200, {"user": asked.subject, "q": asked.query["q"]})
    sessions = google.sessions()

    def ask(number: int) -> tuple[bytes, bytes]:
        subject = f"p{number % 7:02}@kanaal.example"
        expected = f'{{"user": "{subject}", "q": "{number}"}}'.encode()
        return sessions.call("drive.v3", "files.list", subject, {"q": str(number)}), expected

    with ThreadPoolExecutor(8) as pool:
        assert all(given == expected for given, expected in pool.map(ask, range(120)))
    assert len(google.signed_in) == 7


def test_nothing_is_said_on_the_way(google: Google, capfd: pytest.CaptureFixture[str]):
    google.answer = after(1, (403, {"error": {"errors": [{"reason": "rateLimitExceeded"}]}}))
    files(google.sessions())
    assert capfd.readouterr() == ("", "")
