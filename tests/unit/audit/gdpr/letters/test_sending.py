"""The sending of a letter as an entry of the communications log."""

from datetime import date

import pytest

from audit.errors import UsageError
from audit.gdpr.letters.sending import Sending, appended, entry
from policies.load import load_text
from tests.unit.audit.gdpr.shop import SHOP, shop

SENT = Sending("p01", date(2026, 11, 5), "what you can reach (run 1)")


def test_an_entry_is_one_line():
    assert entry(shop(), SENT) == (
        "- {id: L-2026-11-05-p01, date: '2026-11-05', subject: what you can reach (run 1), people: [p01], how: letter}"
    )


def test_an_id_that_is_taken_is_not_used_again():
    policy = shop("communications: [{id: L-2026-11-05-p01, date: 2026-11-05}]\n")
    assert "id: L-2026-11-05-p01-2," in entry(policy, SENT)
    assert "id: L-2026-11-05-p01-3," in entry(policy, SENT, frozenset({"L-2026-11-05-p01-2"}))


def test_a_new_file_and_more_of_it_is_part_of_a_policy():
    text = ""
    for _ in range(3):
        text = appended(text, "sent.yaml", shop(), SENT)
    policy = load_text({"shop.yaml": SHOP, "sent.yaml": text})
    assert [(each.id, each.date, each.people) for each in policy.communications] == [
        ("L-2026-11-05-p01", date(2026, 11, 5), ("p01",)),
        ("L-2026-11-05-p01-2", date(2026, 11, 5), ("p01",)),
        ("L-2026-11-05-p01-3", date(2026, 11, 5), ("p01",)),
    ]


@pytest.mark.parametrize(
    "text",
    [
        "communications:\n  - {id: C1, date: 2026-01-01}   # a meeting\n",
        "version: 1\ncommunications:\n- id: C1\n  date: 2026-01-01",
        "communications:\n    - id: C1\n      date: 2026-01-01\n\n\n",
    ],
)
def test_what_somebody_wrote_stays_as_it_is(text: str):
    made = appended(text, "sent.yaml", shop(), SENT)
    assert made.startswith(text.rstrip())
    assert [each.id for each in load_text({"shop.yaml": SHOP, "sent.yaml": made}).communications] == ["C1", "L-2026-11-05-p01"]


@pytest.mark.parametrize(
    "text",
    [
        "version: 1\npeople: {}\ncommunications:\n  - {id: C1, date: 2026-01-01}\n",
        "communications: []\n",
        "communications: [{id: C1, date: 2026-01-01}]\n",
        "communications:\n  - {id: C1, date: 2026-01-01}\nversion: 1\n",
        "not a policy",
        "communications: {",
    ],
)
def test_a_file_that_holds_something_else_is_left_alone(text: str):
    with pytest.raises(UsageError, match=r"sent\.yaml"):
        appended(text, "sent.yaml", shop(), SENT)


def test_a_subject_that_is_no_plain_text_is_quoted():
    odd = Sending("p01", date(2026, 11, 5), "a: b # {c}, 'd' é")
    made = appended("", "sent.yaml", shop(), odd)
    (found,) = load_text({"shop.yaml": SHOP, "sent.yaml": made}).communications
    assert found.subject == odd.about
