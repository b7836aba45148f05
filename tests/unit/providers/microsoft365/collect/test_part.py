"""What one task read, and how much of each surface that makes."""

from concurrent.futures import ThreadPoolExecutor
from time import sleep

from audit.model.facts import CoverageStatus
from providers.microsoft365.collect.part import Tally, in_order, together


def test_results_come_in_the_order_of_the_items() -> None:
    def task(number: int) -> int:
        sleep(0.02 if number % 2 else 0)
        return number

    with ThreadPoolExecutor(4) as pool:
        assert list(in_order(pool, task, range(9), 3)) == list(range(9))


def test_a_surface_is_denied_when_every_task_found_it_so() -> None:
    tally = Tally()
    tally.add(("a", CoverageStatus.DENIED), ("b", CoverageStatus.DENIED))
    tally.add(("a", CoverageStatus.DENIED), ("b", CoverageStatus.COMPLETE))
    assert {row.surface: row.status for row in tally.coverage()} == {"a": CoverageStatus.DENIED, "b": CoverageStatus.PARTIAL}


def test_items_are_asked_for_together_and_none_is_lost() -> None:
    items = list(range(250))
    assert [one for some in together(items) for one in some] == items
    assert len(together(items)) == 3
    assert together([]) == []
