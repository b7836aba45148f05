"""How far a long piece of work is."""

from audit.counting import counted, nobody


def test_it_is_told_before_the_first_and_after_each() -> None:
    said: list[tuple[int, int]] = []
    assert list(counted(iter("ab"), 2, lambda done, total: said.append((done, total)))) == ["a", "b"]
    assert said == [(0, 2), (1, 2), (2, 2)]
    assert list(counted((), 0, nobody)) == []
