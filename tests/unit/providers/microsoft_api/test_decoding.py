from typing import Any

import msgspec
import pytest
from hypothesis import given
from hypothesis import strategies as st

from providers.microsoft_api.decoding import Links, decoded, entries
from providers.microsoft_api.failures import CallFailed


class Row(msgspec.Struct, frozen=True):
    id: str


def read(body: bytes, kind: Any = Row) -> tuple[tuple[Any, ...], Links, list[str]]:
    odd: list[str] = []
    found, links = entries(body, kind, "value", odd.append)
    return found, links, odd


def test_a_page_of_entries_and_where_it_goes_on():
    found, links, odd = read(b'{"@odata.context": "c", "value": [{"id": "a", "more": 1}], "@odata.nextLink": "n", "@odata.deltaLink": "d"}')
    assert (found, links.next, links.delta, odd) == ((Row("a"),), "n", "d", [])


@pytest.mark.parametrize("name", ["@odata.nextLink", "nextLink", "odata.nextLink"])
def test_each_service_has_a_word_for_the_next_page(name: str):
    assert read(b'{"value": [], "%s": "n"}' % name.encode())[1].next == "n"


@pytest.mark.parametrize("end", [b"", b', "nextLink": null', b', "@odata.nextLink": ""'])
def test_the_last_page_has_no_next(end: bytes):
    assert read(b'{"value": []%s}' % end)[1].next == ""


@pytest.mark.parametrize("body", [b"", b"<", b"[]", b"null", b'{"value": [], "nextLink": 7}', b"[" * 100_000, b'"\xff"'])
def test_where_it_goes_on_must_be_said(body: bytes):
    odd: list[str] = []
    with pytest.raises(CallFailed):
        entries(body, Row, "value", odd.append)
    assert odd == []


@pytest.mark.parametrize("value", [b"", b', "value": null', b', "value": {}', b', "value": 7'])
def test_what_has_no_list_is_no_empty_one(value: bytes):
    found, links, odd = read(b'{"nextLink": "n"%s}' % value)
    assert (found, links.next, len(odd)) == ((), "n", 1)


json_values = st.recursive(
    st.none() | st.booleans() | st.integers(-9, 9) | st.text(max_size=3),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.sampled_from(["id", "value", "x"]), inner, max_size=3),
    max_leaves=8,
)


@given(st.lists(json_values | st.builds(lambda name: {"id": name}, st.text(max_size=3)), max_size=6))
def test_of_any_entries_those_that_fit_stand_and_each_of_the_others_is_told(rows: list[Any]):
    found, _, odd = read(msgspec.json.encode({"value": rows}))
    fitting = [row["id"] for row in rows if isinstance(row, dict) and isinstance(row.get("id"), str)]
    assert [row.id for row in found] == fitting
    assert len(odd) == len(rows) - len(fitting)


def test_a_type_is_decoded_or_the_reason_told():
    assert decoded(b'{"id": "a"}', Row) == Row("a")
    with pytest.raises(CallFailed, match=r"not the documented form: .*id"):
        decoded(b"{}", Row)
    with pytest.raises(CallFailed, match="is no JSON"):
        decoded(b"{", Row)
