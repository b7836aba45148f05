from datetime import timedelta
from email.utils import format_datetime

import pytest

from providers.google_api.discovery import document
from providers.google_api.pace import Pace
from providers.google_api.quotas import QUOTAS, Quota, quota
from providers.pace import LONGEST_PAUSE, SystemClock
from tests.unit.providers.clock import AT, Clock

SLOW = Quota(60, "a page", per_user_minute=6, cost={"list": 2, "files.get": 5})


def paced(clock: Clock) -> Pace:
    return Pace(clock, lambda _: SLOW)


def test_methods_cost_what_the_table_says():
    clock = Clock()
    pace = paced(clock)
    pace.enter("drive.v3", "files.get", "")
    pace.enter("drive.v3", "permissions.list", "")
    pace.enter("drive.v3", "about.get", "")
    assert clock.waits == []
    pace.enter("drive.v3", "files.list", "")  # ten units are gone with this one
    pace.enter("drive.v3", "about.get", "")
    assert clock.waits == pytest.approx([1])


def test_a_user_has_a_bucket_of_his_own_and_apis_do_not_share():
    clock = Clock()
    pace = paced(clock)
    pace.enter("drive.v3", "about.get", "an@x.example")
    assert clock.waits == []
    pace.enter("drive.v3", "about.get", "an@x.example")
    assert clock.waits == pytest.approx([10])
    pace.enter("drive.v3", "about.get", "bo@x.example")
    pace.enter("gmail.v1", "about.get", "an@x.example")
    assert len(clock.waits) == 1


def test_draining_for_one_user_leaves_the_others_alone_and_for_all_does_not():
    clock = Clock()
    pace = paced(clock)
    pace.drain("drive.v3", "an@x.example", 100)
    pace.enter("drive.v3", "about.get", "bo@x.example")
    assert clock.waits == []
    pace.drain("drive.v3", "", 100)
    pace.enter("drive.v3", "about.get", "cy@x.example")
    assert clock.seconds >= 1100


@pytest.mark.parametrize(
    ("attempt", "retry_after", "seconds"),
    [
        (0, "", 0.5),
        (3, "", 4),
        (12, "", LONGEST_PAUSE / 2),
        (0, "7", 7.5),
        (0, " 7 ", 7.5),
        (0, format_datetime(AT + timedelta(seconds=20), usegmt=True), 20.5),
        (0, format_datetime(AT - timedelta(seconds=20), usegmt=True), 0.5),
        (0, "soon", 0.5),
        (0, "601", None),
    ],
)
def test_how_long_a_retry_waits(attempt: int, retry_after: str, seconds: float | None):
    assert paced(Clock()).pause(attempt, retry_after) == (None if seconds is None else pytest.approx(seconds))


def test_the_jitter_is_full():
    assert paced(Clock(throw=0.0)).pause(5, "") == 0
    assert paced(Clock(throw=1.0)).pause(5, "") == 32


def test_every_quota_names_its_page_and_unknown_apis_go_slowly():
    assert all(document(api) and one.page and one.per_minute > 0 for api, one in QUOTAS.items())
    assert quota("drive.v3").units("files.list") == pytest.approx(1.2)
    assert quota("drive.v3").units("files.get") == 1
    assert quota("pubsub.v1").per_minute == 600


def test_the_machines_clock_goes_on():
    clock = SystemClock()
    before = clock.now()
    clock.sleep(0.01)
    assert clock.now() > before
    assert 0 <= clock.dice() < 1
    assert clock.today().tzinfo is not None
