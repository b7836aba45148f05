from concurrent.futures import ThreadPoolExecutor
from threading import Barrier, Lock

import pytest

from providers.microsoft_api.pacing import Fare, Pace, place
from providers.microsoft_api.quotas import SHAREPOINT, Workload
from tests.unit.providers.clock import Clock

SLOW = Workload("slow", "a page", 1)
EACH = Workload("each", "a page", 100, 1)
ALONE = Workload("alone", "a page", each_per_second=1)
FREE = Workload("free", "a page")


def go(pace: Pace, found: Workload, units: float = 1, where: str = "") -> None:
    with pace.inside(Fare(found, where, units)):
        pass


def test_calls_take_their_units_from_their_workload():
    clock = Clock()
    pace = Pace(clock)
    go(pace, SLOW, 5)
    go(pace, SLOW, 5)
    assert clock.waits == []
    go(pace, SLOW, 3)
    go(pace, FREE, 1000)
    assert clock.waits == pytest.approx([3])


@pytest.mark.parametrize("found", [EACH, ALONE])
def test_a_place_with_a_limit_of_its_own_does_not_hold_back_another(found: Workload):
    clock = Clock()
    pace = Pace(clock)
    go(pace, found, 10, "s1")
    go(pace, found, 10, "s2")
    assert clock.waits == []
    go(pace, found, 1, "s1")
    assert clock.waits == pytest.approx([1])


@pytest.mark.parametrize(("found", "waits"), [(EACH, []), (SLOW, [100])])
def test_a_refusal_holds_back_the_place_or_else_the_workload(found: Workload, waits: list[float]):
    clock = Clock()
    pace = Pace(clock)
    pace.drain(Fare(found, "s1", 1), 100)
    go(pace, FREE)
    go(pace, found, 0, "s2")
    assert clock.waits == pytest.approx(waits)


def test_no_more_are_under_way_than_are_let_in_at_once():
    pace, lock, inside = Pace(Clock()), Lock(), [0, 0]
    four, barrier = Workload("four", "a page", at_once=4), Barrier(4)

    def call(_: int) -> None:
        with pace.inside(Fare(four, "", 1)):
            with lock:
                inside[0] += 1
                inside[1] = max(inside)
            barrier.wait(5)
            with lock:
                inside[0] -= 1

    with ThreadPoolExecutor(12) as pool:
        list(pool.map(call, range(12)))
    assert inside == [0, 4]


def test_what_sharepoint_says_of_its_limit_is_kept_to():
    clock = Clock()
    pace = Pace(clock)
    fare = Fare(SHAREPOINT, "", 1)
    go(pace, SHAREPOINT, SHAREPOINT.per_second * 10)
    pace.learn(fare, {"RateLimit-Limit": "1200"})
    clock.waits.clear()
    go(pace, SHAREPOINT, 14)
    assert clock.waits == pytest.approx([1])  # 70 % of 1,200 a minute


@pytest.mark.parametrize("told", ["", "0", "-5", "many", "1200, 300;w=60"])
def test_a_limit_that_is_not_understood_changes_nothing(told: str):
    clock = Clock()
    pace = Pace(clock)
    pace.learn(Fare(SLOW, "", 1), {"RateLimit-Limit": told} if told else {})
    go(pace, SLOW, 10)
    go(pace, SLOW, 1)
    assert clock.waits == pytest.approx([1])


@pytest.mark.parametrize(
    ("url", "found"),
    [
        ("https://management.azure.com/subscriptions/AB-1/providers/x?api-version=1", "ab-1"),
        ("https://management.azure.com/subscriptions?api-version=1", ""),
        ("https://graph.microsoft.com/v1.0/teams/T1/channels", "t1"),
        ("https://graph.microsoft.com/v1.0/users?$filter=x eq '/teams/a'", ""),
        ("https://127.0.0.1:1/management.azure.com/subscriptions/s/x", "s"),
    ],
)
def test_an_address_says_what_it_is_about(url: str, found: str):
    assert place(url) == found
