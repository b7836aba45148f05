import json
from collections.abc import Callable

import pytest

from audit.errors import ReadOnlyError
from providers.microsoft_api.batching import Step
from providers.microsoft_api.failures import Failure, FailureKind
from providers.sandbox.microsoft.answers import Answer
from providers.sandbox.requests import Request
from tests.unit.providers.microsoft_api.conftest import Microsoft, Reply, no


def batched(reply: Callable[[str, int], dict[str, object] | None]) -> Callable[[Request], Reply]:
    """Answers a batch, the last step first; `reply` is given a path and how often it was asked before."""
    seen: dict[str, int] = {}

    def answer(request: Request) -> Reply:
        told = []
        for one in reversed(json.loads(request.body)["requests"]):
            path = one["url"]
            found = reply(path, seen.get(path, 0))
            seen[path] = seen.get(path, 0) + 1
            if found is not None:
                told.append({"id": one["id"], "status": 200, "headers": {}, "body": {"path": path}} | found)
        return Answer(200, {"responses": told})

    return answer


def steps(count: int) -> list[Step]:
    return [Step("users/{id}", {"id": f"u{number}"}, {"$select": "id"}) for number in range(count)]


def paths(microsoft: Microsoft) -> list[list[str]]:
    return [[one["url"] for one in json.loads(asked.body)["requests"]] for asked in microsoft.asked]


def test_answers_of_a_batch_come_in_the_order_of_its_steps_twenty_at_a_time(microsoft: Microsoft):
    microsoft.answer = batched(lambda _path, _before: {})
    told = microsoft.sessions().batch(steps(45))
    assert [json.loads(one)["path"] for one in told if isinstance(one, bytes)] == [f"/users/u{number}?$select=id" for number in range(45)]
    assert [len(one) for one in paths(microsoft)] == [20, 20, 5]
    assert {(asked.verb, asked.path) for asked in microsoft.asked} == {("POST", "/v1.0/$batch")}


def test_of_a_batch_what_is_throttled_is_asked_again_and_nothing_else(microsoft: Microsoft):
    def reply(path: str, before: int) -> dict[str, object]:
        if path.startswith("/users/u1?") and before < 2:
            return {"status": 429, "headers": {"retry-after": "7"}, "body": {"error": {"code": "TooManyRequests"}}}
        return {"status": 404, "body": {"error": {"code": "Request_ResourceNotFound"}}} if path.startswith("/users/u2?") else {}

    microsoft.answer = batched(reply)
    told = microsoft.sessions().batch(steps(4))
    assert [len(one) for one in paths(microsoft)] == [4, 1, 1]
    assert [isinstance(one, Failure) for one in told] == [False, False, True, False]
    assert isinstance(told[2], Failure)
    assert told[2].kind is FailureKind.GONE
    assert microsoft.clock.seconds >= 1014


@pytest.mark.parametrize("odd", [None, {"status": "fine"}, {"id": 7}, {"status": 503, "headers": {"Retry-After": "soon"}}])
def test_a_step_that_a_batch_leaves_out_is_asked_again_and_is_a_failure_in_the_end(microsoft: Microsoft, odd: dict[str, object] | None):
    microsoft.answer = batched(lambda path, _: odd if "u1?" in path else {})
    told = microsoft.sessions().batch(steps(3))
    assert [isinstance(one, Failure) for one in told] == [False, True, False]
    assert [len(one) for one in paths(microsoft)] == [3, 1, 1]


@pytest.mark.parametrize(
    ("reply", "times"),
    [
        (Answer(200, b"{}"), 1),
        (Answer(200, b'{"responses": 7}'), 1),
        (Answer(200, b"<"), 1),
        (no(403, "accessDenied"), 1),
        (no(500, "x"), 3),
    ],
)
def test_a_batch_that_fails_as_a_whole_is_a_failure_of_each_step(microsoft: Microsoft, reply: Answer, times: int):
    microsoft.answer = lambda _: reply
    told = microsoft.sessions().batch(steps(3))
    assert [isinstance(one, Failure) for one in told] == [True, True, True]
    assert len(microsoft.asked) == times


def test_a_step_that_can_not_be_made_leaves_the_others_alone(microsoft: Microsoft):
    microsoft.answer = batched(lambda _path, _before: {})
    told = microsoft.sessions().batch([Step("users/{id}", {"id": ".."}), *steps(1)])
    assert isinstance(told[0], Failure)
    assert isinstance(told[1], bytes)
    assert microsoft.sessions().batch([Step("users/{id}", {"id": ""})])[0] == Failure(
        FailureKind.BROKEN, "the call could not be made: '' is no id"
    )


def test_what_is_asked_for_ahead_is_found_once_by_the_call_that_it_is_for(microsoft: Microsoft):
    microsoft.answer = batched(lambda _path, _before: {})
    sessions = microsoft.sessions()
    sessions.ahead(steps(25))
    assert [len(one) for one in paths(microsoft)] == [20, 5]
    found = [sessions.call("graph", "users/{id}", {"id": f"u{number}"}, {"$select": "id"}) for number in range(25)]
    assert [json.loads(one)["path"] for one in found] == [f"/users/u{number}?$select=id" for number in range(25)]
    assert len(microsoft.asked) == 2
    microsoft.answer = lambda _: Answer(200, {"path": "now"})
    assert json.loads(sessions.call("graph", "users/{id}", {"id": "u3"}, {"$select": "id"})) == {"path": "now"}


def test_a_link_is_followed_ahead_where_it_leads_to_graph(microsoft: Microsoft):
    link = f"{microsoft.url}/graph.microsoft.com/v1.0/drives/d1/root/delta?token=t%20one"
    name, prefer = "drives/{drive}/root/delta", {"Prefer": "hierarchicalsharing"}
    microsoft.answer = batched(lambda _path, _before: {})
    sessions = microsoft.sessions()
    sessions.ahead([Step(name, headers=prefer, link=link), Step(name, link="https://collector.example/v1.0/drives/d1/root/delta")])
    assert [one["headers"] for one in json.loads(microsoft.asked[0].body)["requests"]] == [prefer]
    assert paths(microsoft) == [["/drives/d1/root/delta?token=t%20one"]]
    microsoft.answer = lambda _: Answer(200, {"path": "asked by itself"})
    assert json.loads(sessions.follow("graph", name, link)) == {"path": "asked by itself"}  # it prefers something else
    assert json.loads(sessions.follow("graph", name, link, headers=prefer)) == {"path": "/drives/d1/root/delta?token=t%20one"}
    assert len(microsoft.asked) == 2


def test_what_is_refused_ahead_is_asked_by_itself_when_its_turn_comes(microsoft: Microsoft):
    microsoft.answer = batched(lambda path, _: {"status": 404, "body": {"error": {"code": "itemNotFound"}}} if "u1?" in path else {})
    sessions = microsoft.sessions()
    sessions.ahead([*steps(2), Step("users/{id}", {"id": ".."})])
    assert [len(one) for one in paths(microsoft)] == [2]
    microsoft.answer = lambda _: Answer(200, {"path": "there after all"})
    assert json.loads(sessions.call("graph", "users/{id}", {"id": "u1"}, {"$select": "id"})) == {"path": "there after all"}


def test_a_call_that_is_not_listed_is_not_asked_ahead(microsoft: Microsoft):
    with pytest.raises(ReadOnlyError):
        microsoft.sessions().ahead([*steps(1), Step("groups")])
    assert microsoft.asked == []
