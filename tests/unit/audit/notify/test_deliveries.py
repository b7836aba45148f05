"""What went out, for whoever runs the command."""

import pytest

from audit.errors import Exit
from audit.model.paper import Heading, Paper, Paragraph, Table
from audit.notify.deliveries import Deliveries, Delivery, State, deliveries_paper
from audit.notify.readers import Unreachable, Unreached
from policies.wording import wording
from tests.unit.reports.notices.papers import paper
from tests.unit.reports.samples import head


def made(*states: State, shown: tuple[Paper, ...] = (), unreached: tuple[Unreached, ...] = (), language: str = "en") -> Paper:
    told = tuple(Delivery("p17", "mail", "own", "smtp.shop.example", "nl", state, "why") for state in states)
    return deliveries_paper(Deliveries("2026-11-02T02-00-00Z", told, unreached), shown, head(), wording(language))


@pytest.mark.parametrize(
    ("states", "code"),
    [((), 0), ((State.SENT, State.BEFORE, State.NOTHING), 0), ((State.SENT, State.FAILED), 4), ((State.WOULD,), 0)],
)
def test_4_when_one_failed(states: tuple[State, ...], code: int):
    assert made(*states).exit == Exit(code)


def test_each_has_its_row():
    (table,) = made(State.SENT, State.FAILED, language="nl").parts
    assert isinstance(table, Table)
    assert [row[4:] for row in table.rows] == [("verzonden", "why"), ("MISLUKT", "why")]


def test_nobody():
    assert made().parts == (Paragraph("Nobody is to be told."),)


def test_whom_nobody_reaches_is_told():
    (_, warning) = made(State.SENT, unreached=(Unreached("p04", Unreachable.NO_ADDRESS),)).parts
    assert isinstance(warning, Paragraph)
    assert "p04 has no address" in warning.text


def test_a_digest_that_is_shown_stands_below():
    parts = made(State.WOULD, shown=(paper(),)).parts
    assert [(part.text, part.level) for part in parts if isinstance(part, Heading)] == [("Access: An", 2), ("New", 3)]
