from dataclasses import dataclass, replace
from datetime import date

import msgspec
import pyarrow as pa
import pytest

from audit.model.facts import Membership, MembershipKind, Pairs, Verdict
from audit.runs.columns import PAIRS, from_arrow, schema, to_arrow
from policies.levels import Level


@dataclass(frozen=True, slots=True)
class Row:
    name: str
    levels: Level
    verdict: Verdict
    until: date | None
    pairs: Pairs
    laws: tuple[str, ...]
    deep: tuple[tuple[int, str], ...]


ROWS = [
    Row("\ud800", Level.READ | Level.MANAGE, Verdict.IF, None, (("k", "v"),), ("A", "B"), ((1, "\udfff"),)),
    Row("", Level.NONE, Verdict.YES, date.max, (), (), ()),
]


def test_each_field_is_a_column_and_comes_back():
    assert schema(Row).field("levels").type == pa.uint8()
    assert schema(Row).field("until").type == pa.date32()
    assert schema(Row).field("deep").type == pa.string()
    assert list(from_arrow(Row, to_arrow(Row, ROWS))) == ROWS


@pytest.mark.parametrize(("column", "values"), [("name", [1, 2]), ("name", ["a", None]), ("levels", [1.5, 2.0]), ("laws", ["A", "B"])])
def test_another_type_or_a_missing_value_is_refused(column: str, values: list[object]):
    table = to_arrow(Row, ROWS)
    with pytest.raises(pa.ArrowInvalid, match=column):
        list(from_arrow(Row, table.set_column(table.column_names.index(column), column, pa.array(values))))


def test_a_word_that_is_no_verdict_is_refused():
    table = to_arrow(Row, ROWS)
    with pytest.raises(msgspec.ValidationError):
        list(from_arrow(Row, table.set_column(2, "verdict", pa.array(["yes", "perhaps"]))))


def test_a_part_of_a_table_gives_its_own_rows():
    table = to_arrow(Row, ROWS * 3)
    assert list(from_arrow(Row, table.slice(3, 2))) == [ROWS[1], ROWS[0]]
    assert list(from_arrow(Row, table.to_batches(max_chunksize=2)[1])) == ROWS
    assert list(from_arrow(Row, pa.concat_tables([table.slice(5), table.slice(0, 1)]))) == [ROWS[1], ROWS[0]]
    assert list(from_arrow(Row, table.slice(6))) == []


@pytest.mark.parametrize("pair", [None, {"key": "k", "value": None}])
def test_a_pair_that_is_not_whole_is_refused(pair: dict[str, str] | None):
    table = to_arrow(Row, ROWS)
    with pytest.raises(pa.ArrowInvalid, match="a text is missing"):
        list(from_arrow(Row, table.set_column(4, "pairs", pa.array([[pair], []], PAIRS))))


def test_a_table_of_an_earlier_version_lacks_the_fields_added_since():
    member = Membership("a", "b", MembershipKind.MEMBER, only=("drive://",))
    table = to_arrow(Membership, [member])
    assert list(from_arrow(Membership, table.drop_columns(["only", "levels"]))) == [replace(member, only=())]
    with pytest.raises(KeyError):
        list(from_arrow(Membership, table.drop_columns(["because"])))
