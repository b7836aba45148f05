"""Names in place of numbers, everywhere in a report."""

from dataclasses import dataclass
from enum import StrEnum

from audit.renaming import renamed

NAMES = (("m://user/1", "an@shop.example"), ("m://user/1/x", "“x”"))


class Kind(StrEnum):
    M = "m://user/1"


@dataclass(frozen=True)
class Part:
    text: str
    kind: Kind = Kind.M
    parts: tuple[object, ...] = ()


def test_every_text_is_renamed_and_nothing_else():
    told = Part("m://user/1 and m://user/1/x, not m://user/12", parts=(Part("orphan:m://user/1"), 7, None))
    said = renamed(told, NAMES)
    assert said == Part("an@shop.example and “x”, not m://user/12", parts=(Part("orphan:an@shop.example"), 7, None))
    assert type(said.kind) is Kind


def test_without_names_it_is_the_same():
    told = Part("m://user/1")
    assert renamed(told, ()) is told
    assert renamed(told, (("m://user/2", "x"),)) is told


def test_an_address_is_renamed_where_it_stands_whole():
    names = (("an@shop.example", "p14"), ("g://user/an@shop.example", "p14 (google)"))
    said = renamed(Part("g://user/an@shop.example, an@shop.example. g://mailbox/an@shop.example"), names)
    assert said.text == "p14 (google), p14. g://mailbox/p14"
    other = Part("jan@shop.example, x.an@shop.example, an@shop.example.org")
    assert renamed(other, names) == other
