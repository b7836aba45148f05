"""Posting to a real server that is busy, slow, gone, false or moved."""

import socket
import time

import pytest

from reports.notices.failing import DeliveryError, Patience
from reports.notices.post import host_of, post
from tests.unit.reports.notices.receivers import Answer, Certificates, Receiver, receiver

QUICK = Patience(attempts=4, first=0.01, longest=2.0, connect=1.0, answer=0.2)
SECRET = "/services/T0/B0/s3cr3t"


def send(hook: Receiver, *, twice_is_once: bool = True, url: str = "") -> None:
    post(url or hook.url + SECRET, b"{}", lambda: {"x-made": str(time.monotonic_ns())}, QUICK, twice_is_once=twice_is_once)


@pytest.mark.parametrize("status", [200, 202, 204])
def test_what_is_taken_is_sent_once(status: int, hook: Receiver):
    hook.answers[SECRET] = [Answer(status, body="" if status == 204 else "ok")]
    send(hook)
    (request,) = hook.requests
    assert (request.body, request.headers["content-type"]) == (b"{}", "application/json; charset=utf-8")


@pytest.mark.parametrize("status", [429, 500, 503])
def test_what_may_pass_is_tried_again_with_new_headers(status: int, hook: Receiver):
    hook.answers[SECRET] = [Answer(status), Answer(status)]
    send(hook)
    assert len({request.headers["x-made"] for request in hook.requests}) == 3


def test_a_receiver_says_how_long_to_wait(hook: Receiver):
    hook.answers[SECRET] = [Answer(429, {"Retry-After": "1"})]
    begun = time.monotonic()
    send(hook)
    assert time.monotonic() - begun >= 1
    assert len(hook.requests) == 2


def test_who_asks_for_more_than_our_patience_is_left_for_the_next_run(hook: Receiver):
    hook.answers[SECRET] = [Answer(429, {"Retry-After": "3600"})]
    with pytest.raises(DeliveryError, match="answered 429"):
        send(hook)
    assert len(hook.requests) == 1


@pytest.mark.parametrize("header", ["soon", "-5", ""])
def test_a_wait_that_is_none_is_not_heeded(header: str, hook: Receiver):
    hook.answers[SECRET] = [Answer(503, {"Retry-After": header})]
    send(hook)
    assert len(hook.requests) == 2


def test_attempts_are_bounded(hook: Receiver):
    hook.answers[SECRET] = [Answer(500)] * 9
    with pytest.raises(DeliveryError, match="answered 500"):
        send(hook)
    assert len(hook.requests) == QUICK.attempts


@pytest.mark.parametrize(("body", "told"), [("no_service", "answered 404 (no_service)"), ("<html>s3cr3t</html>", "answered 404")])
def test_what_is_refused_is_not_tried_again(body: str, told: str, hook: Receiver):
    hook.answers[SECRET] = [Answer(404, body=body)]
    with pytest.raises(DeliveryError) as failed:
        send(hook)
    assert failed.value.message == f"127.0.0.1 {told}"
    assert len(hook.requests) == 1


@pytest.mark.parametrize(("twice_is_once", "times"), [(True, QUICK.attempts), (False, 2)])
@pytest.mark.parametrize("answer", [Answer(reset=True), Answer(wait=0.4)], ids=["reset", "slow"])
def test_what_may_have_arrived_is_sent_again_as_often_as_does_no_harm(answer: Answer, twice_is_once: bool, times: int, hook: Receiver):
    hook.answers[SECRET] = [answer] * 9
    with pytest.raises(DeliveryError):
        send(hook, twice_is_once=twice_is_once)
    assert len(hook.requests) == times


def test_a_message_goes_nowhere_else(hook: Receiver):
    with receiver() as other:
        hook.answers[SECRET] = [Answer(308, {"Location": other.url + "/theirs"})]
        with pytest.raises(DeliveryError, match="goes nowhere but where the policy says"):
            send(hook)
        assert other.requests == []


def test_nobody_there():
    with socket.create_server(("127.0.0.1", 0)) as free:
        port = free.getsockname()[1]
    with pytest.raises(DeliveryError, match="can't be reached"):
        post(f"http://127.0.0.1:{port}{SECRET}", b"{}", dict, QUICK, twice_is_once=True)


def test_a_certificate_is_looked_at(shown: Certificates):
    with receiver(shown.context) as hook:
        with pytest.raises(DeliveryError, match="can't be trusted"):
            send(hook)
        assert hook.requests == []


def test_over_tls(trusted: Certificates):
    with receiver(trusted.context) as hook:
        send(hook)
        assert len(hook.requests) == 1


@pytest.mark.parametrize(
    "url", ["http://hooks.example/s3cr3t", "ftp://127.0.0.1/s3cr3t", "s3cr3t", "https://", "https://[s3cr3t", "https://x.example:s3cr3t/"]
)
def test_where_nothing_may_go(url: str):
    with pytest.raises(DeliveryError) as failed:
        host_of(url)
    assert "s3cr3t" not in failed.value.message


@pytest.mark.parametrize("answers", [[Answer(404, body="s3cr3t")], [Answer(308)], [Answer(500)] * 9, [Answer(reset=True)] * 9])
def test_an_address_is_never_told(answers: list[Answer], hook: Receiver, capfd: pytest.CaptureFixture[str]):
    hook.answers[SECRET] = answers
    with pytest.raises(DeliveryError) as failed:
        send(hook)
    whole = [str(failed.value), *(str(each) for each in (failed.value.__cause__,))]
    assert failed.value.__suppress_context__ or failed.value.__context__ is None
    assert "s3cr3t" not in "".join((*whole, *capfd.readouterr()))
