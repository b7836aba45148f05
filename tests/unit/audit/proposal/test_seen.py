"""What a first policy was made from."""

from audit.proposal.seen import listed, partial
from tests.unit.audit.proposal.test_pages import GAP, seen


def test_long_lists_are_cut_and_counted() -> None:
    lines = listed([str(number) for number in range(50)])
    assert len(lines) == 41
    assert lines[-1] == "# … and 10 more"


def test_a_whole_view_says_nothing_of_it() -> None:
    assert partial(seen()) == []
    assert "access was denied" in partial(seen(gaps=(GAP,)))[-1]
