"""What was worked out is kept, and worked out once."""

from threading import Barrier, RLock, Thread

import pytest

from reports.serve.shelf import Shelf


def test_however_many_ask_at_once_it_is_made_once():
    made, given, start = [], [], Barrier(8)

    def make(key: str) -> str:
        made.append(key)
        return key.upper()

    shelf = Shelf(make, 2, RLock())

    def ask() -> None:
        start.wait()
        given.append(shelf("a"))

    threads = [Thread(target=ask) for _ in range(8)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert made == ["a"]
    assert given == ["A"] * 8


def test_what_was_asked_for_longest_ago_goes_first():
    made: list[int] = []
    shelf = Shelf(lambda key: made.append(key) or key, 2, RLock())
    for key in (1, 2, 1, 3, 1, 2):
        assert shelf(key) == key
    assert made == [1, 2, 3, 2]


def test_nothing_is_a_value_too():
    made: list[int] = []
    shelf = Shelf(made.append, 2, RLock())
    assert shelf(1) is shelf(1) is None
    assert made == [1]


def test_a_failure_is_told_and_tried_again():
    tries: list[int] = []

    def make(key: int) -> int:
        tries.append(key)
        if len(tries) == 1:
            raise ValueError("not now")
        return key

    shelf = Shelf(make, 2, RLock())
    with pytest.raises(ValueError, match="not now"):
        shelf(1)
    assert shelf(1) == 1


def test_one_shelf_may_ask_another_of_the_same_work():
    work = RLock()
    lower = Shelf(lambda key: key + 1, 2, work)
    assert Shelf(lambda key: lower(key) * 10, 2, work)(1) == 20
