"""What may be written into a log."""

from datetime import date

import pytest

from audit.errors import UsageError
from audit.gdpr.erasure.log import Extended, Reason, Recorded, Right
from audit.gdpr.erasure.recording import Wish, lines
from tests.unit.audit.gdpr.shop import TODAY, asked, log, request, shop

DAY = date(2026, 11, 3)


def test_steps_are_written_with_day_and_who():
    wish = Wish(done=("db", "told:carrier"), by="p01", on=DAY, count=2)
    assert lines(asked(shop()), wish) == (Recorded("db", DAY, "p01", True, 2), Recorded("told:carrier", DAY, "p01", True, 2))


def test_without_a_day_it_is_today():
    assert lines(asked(shop()), Wish(done=("db",), by="app")) == (Recorded("db", TODAY, "app"),)


def test_a_step_is_taken_back():
    assert lines(asked(shop()), Wish(not_done=("db",), by="p01", count=3)) == (Recorded("db", TODAY, "p01", done=False),)


def test_the_ground_goes_with_its_step_alone():
    found = lines(asked(shop()), Wish(done=("step:ground", "db"), by="p01", ground="A17-1-b"))
    assert [each.ground for each in found if isinstance(each, Recorded)] == ["A17-1-b", ""]


def test_nothing_is_nothing():
    assert lines(asked(shop(), kept=False), Wish()) == ()


def test_an_extension_is_told_within_the_month():
    assert lines(asked(shop()), Wish(extend="complexity", by="p01", on=DAY)) == (Extended(DAY, "p01", Reason.COMPLEXITY),)
    late = asked(shop(), today=date(2026, 12, 1))
    with pytest.raises(UsageError, match="had to hear by 2026-11-30"):
        lines(late, Wish(extend="complexity", by="p01"))


@pytest.mark.parametrize(
    ("wish", "said"),
    [
        (Wish(by="p01"), "nothing says what was done"),
        (Wish(count=1), "nothing says what was done"),
        (Wish(done=("dbs",), by="p01"), "no step dbs"),
        (Wish(done=("staff",), by="p01"), "no step staff"),
        (Wish(done=("db",)), "nobody is said"),
        (Wish(done=("db",), by="p99"), "nobody with the id p99"),
        (Wish(done=("db",), by="p01", on=date(2026, 11, 6)), "does not lie between"),
        (Wish(done=("db",), by="p01", on=date(2026, 10, 30)), "does not lie between"),
        (Wish(done=("step:ground",), by="p01"), "the ground is not said"),
        (Wish(done=("step:ground",), by="p01", ground="A17-3-b"), "no ground here"),
        (Wish(done=("db",), by="p01", ground="A17-1-b"), "no ground here"),
        (Wish(done=("db",), by="p01", exception="A15-4"), "no exception to this right"),
    ],
)
def test_what_cannot_be_is_refused(wish: Wish, said: str):
    with pytest.raises(UsageError, match=said) as raised:
        lines(asked(shop()), wish)
    assert raised.value.remedy


@pytest.mark.parametrize(("right", "exception"), [(Right.ACCESS, "A15-4"), (Right.OBJECTION, "A21-1"), (Right.ERASURE, "A17-3-e")])
def test_each_right_has_its_exceptions(right: Right, exception: str):
    found = lines(asked(shop(), log(asked=request(right))), Wish(done=("db",), by="p01", exception=exception))
    assert found == (Recorded("db", TODAY, "p01", exception=exception),)


def test_without_a_log_nothing_is_written():
    with pytest.raises(UsageError, match="no log"):
        lines(asked(shop(), kept=False), Wish(done=("db",), by="p01"))
