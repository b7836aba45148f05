from hypothesis import example, given
from hypothesis import strategies as st

from audit.runs.text import HIGHEST, escape, escape_all, escape_each, unescape, unescape_all, unescape_each
from tests.strategies import texts


@given(texts)
@example("\ud800\udfff\U0010fffe00d800\U0010ffff")
def test_every_text_comes_back_and_is_utf8_between(text: str):
    stored = escape(text)
    assert stored.encode("utf-8").decode("utf-8") == stored
    assert HIGHEST not in stored
    assert unescape(stored) == text


def test_ordinary_text_stays_as_it_is():
    assert escape("s3://bucket/é*") == "s3://bucket/é*"


@given(st.lists(texts))
def test_many_texts_are_each_as_one(many: list[str]):
    assert list(escape_each(many)) == list(map(escape, many))
    assert list(unescape_each(escape_each(many))) == many


def test_texts_deep_inside_plain_data():
    value = {"\ud800": ["\udfff", 1, None, {"a": "\U0010fffe"}]}
    assert escape_all(value) != value
    assert unescape_all(escape_all(value)) == value
