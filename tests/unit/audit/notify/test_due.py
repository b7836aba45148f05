"""When a reader is told: at once of what is new, now and then of what stays."""

from dataclasses import replace
from datetime import date

import pytest

from audit.gdpr.agreements.endings import Ending, EndKind
from audit.notify.digest import Digest, LeftBehind
from audit.notify.due import is_due
from policies.errors import Place
from policies.language import Notify
from tests.unit.reports.notices.papers import digest

NOTIFY = Notify(Place("notify.yaml"))
QUIET = replace(digest(), open=(), new=(), new_counts=(), no_longer_read=(), as_of=date(2026, 11, 9))
TOLD = date(2026, 11, 8)
(GIVEN,) = digest().new[0].findings


def late(due: date) -> Digest:
    return replace(QUIET, overdue=(replace(GIVEN, due=due),))


def ends(on: date | None) -> Digest:
    return replace(QUIET, ends=(Ending(EndKind.ALLOW, "A1", on),))


def dark(*, new: bool) -> Digest:
    return replace(QUIET, dark=(replace(GIVEN, new=new),))


@pytest.mark.parametrize(
    ("told", "due"),
    [
        (QUIET, False),
        (replace(QUIET, open=(("high", 1),)), False),
        (replace(QUIET, gone=3), False),
        (replace(QUIET, new_counts=(("low", 1),)), True),
        (replace(QUIET, no_longer_read=("aws s3",)), True),
        (dark(new=True), True),
        (dark(new=False), False),
        (late(date(2026, 11, 8)), True),
        (late(date(2026, 11, 7)), False),
        (ends(date(2026, 12, 9)), True),  # within thirty days since today
        (ends(date(2026, 12, 8)), False),
        (ends(date(2026, 11, 8)), True),  # over since today
        (ends(date(2026, 11, 7)), False),
        (ends(None), False),
        (replace(QUIET, left_behind=(LeftBehind("p1", None, 1, date(2026, 11, 9)),)), True),
        (replace(QUIET, left_behind=(LeftBehind("p1", None, 1, date(2026, 11, 8)),)), False),
        (replace(QUIET, left_behind=(LeftBehind("p1", None, 1),)), False),
    ],
)
def test_at_once_of_what_is_new(told: Digest, due: bool):
    assert is_due(told, NOTIFY, TOLD, date(2026, 11, 8)) is due


@pytest.mark.parametrize("told", [dark(new=False), late(date(2026, 11, 1)), ends(None)])
@pytest.mark.parametrize(("sent", "due"), [(date(2026, 11, 3), False), (date(2026, 11, 2), True), (None, True)])
def test_once_a_week_of_what_stays(told: Digest, sent: date | None, due: bool):
    assert is_due(told, NOTIFY, TOLD, sent) is due


@pytest.mark.parametrize(("told", "due"), [(QUIET, False), (replace(QUIET, open=(("low", 1),)), True), (dark(new=True), True)])
def test_the_first_time_of_all_that_is_open(told: Digest, due: bool):
    assert is_due(told, NOTIFY, None, None) is due
