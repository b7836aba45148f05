"""A request with its steps."""

from datetime import date

import pytest

from audit.errors import UsageError
from audit.gdpr.erasure.log import Extended, Log, Reason, Right
from tests.unit.audit.gdpr.shop import RECEIVED, asked, done, log, request, shop


def test_every_step_has_its_id():
    assert asked(shop()).steps == (
        "step:registered",
        "step:identity",
        "step:ground",
        "db",
        "invoices",
        "backups",
        "list",
        "paper",
        "told:carrier",
        "told:mailer",
        "step:answer",
    )


def test_access_needs_no_ground_and_asks_processors_alone():
    steps = asked(shop(), log(asked=request(Right.ACCESS))).steps
    assert "step:ground" not in steps
    assert [step for step in steps if step.startswith("told:")] == ["told:mailer"]


def test_what_is_done_is_not_left():
    found = asked(shop(), log(done("db"), done("list"), done("list", done=False)))
    assert "db" not in found.left
    assert "list" in found.left


@pytest.mark.parametrize(("today", "late"), [(date(2026, 11, 30), False), (date(2026, 12, 1), True)])
def test_steps_that_are_left_after_the_last_day_are_late(today: date, late: bool):
    assert asked(shop(), today=today).late is late


def test_an_extension_gives_two_months_more():
    extended = Log(request(), (), Extended(RECEIVED, "p01", Reason.COMPLEXITY))
    assert asked(shop(), extended, today=date(2026, 12, 1)).late is False
    assert asked(shop(), extended, today=date(2027, 2, 2)).late is True


def test_nothing_is_late_when_all_is_done():
    case = asked(shop())
    every = log(*(done(step) for step in case.steps))
    assert asked(shop(), every, today=date(2027, 6, 1)).late is False


@pytest.mark.parametrize(
    ("subject", "known_by", "remedy"),
    [
        ("custmer", "email", "did you mean customer?"),
        ("customer", "emial", "did you mean email?"),
        ("customer", "an@shop.example", "say the kind of it (email): the log holds no data of the person"),
        ("employee", "email", "known: staff_number"),
    ],
)
def test_what_the_inventory_does_not_know_is_refused(subject: str, known_by: str, remedy: str):
    with pytest.raises(UsageError) as raised:
        asked(shop(), log(asked=request(Right.ERASURE, subject, known_by)))
    assert raised.value.remedy == remedy
    assert "an@shop.example" not in str(raised.value)
