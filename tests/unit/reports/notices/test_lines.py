"""A paper as lines."""

from policies.wording import wording
from reports.notices.lines import LONGEST, Line, Weight, fitting, lines
from tests.unit.reports.notices.papers import paper

SAY = wording("en")


def test_every_part_has_its_lines():
    assert [(line.weight, line.text) for line in lines(paper())] == [
        (Weight.TITLE, "Access: An"),
        (Weight.TEXT, "About An."),
        (Weight.WARNING, "An has left"),
        (Weight.HEADING, "New"),
        (Weight.ITEM, "An reads orders"),
        (Weight.DETAIL, "stop An"),
        (Weight.ITEM, "An ends"),
        (Weight.ITEM, "An"),
        (Weight.ITEM, "x · An"),
        (Weight.NOTE, "From a run."),
    ]


def test_a_line_is_one_line_of_bounded_length():
    assert all(len(line.text) <= LONGEST for line in lines(paper("x" * 2000)))
    assert lines(paper("a\nb\x1b"))[1].text == "About a\\nb\\x1b."


def told(*weights: Weight) -> tuple[Line, ...]:
    return tuple(Line(weight, "x" * 100) for weight in weights)


def test_what_fits_stays_as_it_is():
    assert fitting(told(Weight.TEXT), 100, lambda line: len(line.text), SAY) == told(Weight.TEXT)


def test_what_does_not_fit_is_counted_and_no_heading_stands_alone():
    made = fitting(told(Weight.TEXT, Weight.HEADING, Weight.ITEM, Weight.ITEM), 300, lambda line: len(line.text), SAY)
    assert [line.weight for line in made] == [Weight.TEXT, Weight.WARNING]
    assert made[-1].text.startswith("3 lines do not fit here")
