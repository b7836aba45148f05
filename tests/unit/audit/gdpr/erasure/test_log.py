"""The log of a request."""

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from audit.errors import UsageError
from audit.gdpr.erasure.log import Extended, Log, Reason, Recorded, Request, Right, is_number, new_number, read, written

DAY = date(2026, 11, 3)
REQUEST = Request("20261031-0001", Right.ERASURE, "customer", date(2026, 10, 31), ("email",))
HEADER = written(REQUEST)


def test_a_line_holds_only_what_was_said():
    assert written(Recorded("db", DAY, "p12", count=1)) == '{"kind":"step","step":"db","on":"2026-11-03","by":"p12","count":1}\n'
    assert written(Extended(DAY, "p01", Reason.NUMBER)) == '{"kind":"extension","on":"2026-11-03","by":"p01","reason":"number"}\n'


@given(
    st.lists(
        st.builds(
            Recorded,
            st.sampled_from(("db", "told:carrier")),
            st.dates(),
            st.just("p12"),
            st.booleans(),
            st.none() | st.integers(0, 9),
            st.sampled_from(("", "A17-3-e")),
        )
        | st.builds(Extended, st.dates(), st.just("p01"), st.sampled_from(Reason))
    )
)
def test_what_is_written_is_read_again(lines: list[Recorded | Extended]):
    found = read("".join(map(written, (REQUEST, *lines))), "a.jsonl")
    wanted = Log(REQUEST)
    for line in lines:
        wanted = wanted.with_line(line)
    assert found == wanted


def test_the_last_word_on_a_step_counts():
    first, back, again = Recorded("db", DAY, "p12", count=1), Recorded("db", DAY, "p12", done=False), Recorded("db", DAY, "p13")
    assert Log(REQUEST, (first,)).done("db") == first
    assert Log(REQUEST, (first, back)).done("db") is None
    assert Log(REQUEST, (first, back, again)).done("db") == again
    assert Log(REQUEST, (first,)).done("mail") is None


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("", "is no log of one request"),
        (HEADER + HEADER, "is no log of one request"),
        (written(Recorded("db", DAY, "p12")), "is no log of one request"),
        (HEADER + "{", "a.jsonl:2"),
        (HEADER + '{"kind":"step","step":"db","on":"2026-11-31","by":"p12"}', "a.jsonl:2"),
        (HEADER + '{"kind":"step","step":"db","on":"2026-11-03","by":"p12","name":"somebody"}', "a.jsonl:2"),
        (HEADER + '{"kind":"note","text":"she wrote"}', "a.jsonl:2"),
        (HEADER.replace("20261031-0001", "somebody-1"), "digits alone"),
    ],
)
def test_what_is_no_log_is_refused_with_its_line(text: str, said: str):
    with pytest.raises(UsageError, match=said) as raised:
        read(text, "a.jsonl")
    assert raised.value.remedy


def test_empty_lines_are_no_matter():
    assert read(f"\n{HEADER}\n\n", "a.jsonl") == Log(REQUEST)


@pytest.mark.parametrize(
    ("text", "fits"),
    [("2026-014", True), ("14/2026", True), ("14", True), ("AN-1", False), ("1-an", False), ("", False), ("-", False), ("1" * 41, False)],
)
def test_a_number_has_no_letters(text: str, fits: bool):
    assert is_number(text) is fits


def test_a_new_number_has_none_either():
    assert is_number(new_number(DAY))
    assert new_number(DAY).startswith("20261103-")
