from concurrent.futures import ThreadPoolExecutor
from threading import Event, Lock
from time import sleep

from audit.model.facts import Coverage, CoverageStatus, Gap
from providers.google_api.names import user
from providers.google_workspace.collect.sources import Sources
from providers.google_workspace.kinds import PROVIDER, TENANT
from providers.google_workspace.settings import WorkspaceSettings
from providers.parts import Part, Tally, each, gathered, in_order, joined, part

COMPLETE, PARTIAL, DENIED = CoverageStatus.COMPLETE, CoverageStatus.PARTIAL, CoverageStatus.DENIED
AN = user("p01@shop.example").principal(PROVIDER)


def _reader():
    return Sources(None, WorkspaceSettings(subject="p03@shop.example")).administrator("users")


def _named(row: dict[str, str]) -> str:
    return row["name"]


def test_an_entry_of_another_form_is_a_gap_and_the_others_stand():
    reader = _reader()
    assert list(each(reader, [{"name": "a"}, {}, "text", None, {"name": "b"}], _named)) == ["a", "b"]
    assert [(gap.surface, gap.scope) for gap in reader.gaps] == [("users", "google://")] * 3


def test_a_listing_that_breaks_off_keeps_what_came_before():
    def listing():
        yield AN
        yield from None

    reader = _reader()
    assert gathered(reader, listing()) == [AN]
    read = part(reader, [AN])
    assert read.facts[0] == AN
    assert isinstance(read.facts[1], Gap)
    assert read.read == (("users", PARTIAL),)


def test_parts_add_up():
    assert joined(Part((AN,), (("users", COMPLETE),)), Part((), (("gmail", DENIED),))) == Part(
        (AN,), (("users", COMPLETE), ("gmail", DENIED))
    )


def test_a_surface_is_as_complete_as_all_of_its_parts():
    tally = Tally(PROVIDER, TENANT)
    tally.add(("gmail", COMPLETE), ("gmail", DENIED), ("calendar", DENIED), ("calendar", DENIED), ("users", COMPLETE))
    assert list(tally.coverage()) == [
        Coverage(PROVIDER, "calendar", "google://", DENIED),
        Coverage(PROVIDER, "gmail", "google://", PARTIAL),
        Coverage(PROVIDER, "users", "google://", COMPLETE),
    ]


def test_a_surface_is_denied_when_every_task_found_it_so() -> None:
    tally = Tally(PROVIDER, TENANT)
    tally.add(("a", CoverageStatus.DENIED), ("b", CoverageStatus.DENIED))
    tally.add(("a", CoverageStatus.DENIED), ("b", CoverageStatus.COMPLETE))
    assert {row.surface: row.status for row in tally.coverage()} == {"a": CoverageStatus.DENIED, "b": CoverageStatus.PARTIAL}


def test_slow_and_quick_tasks_keep_the_order_of_the_items() -> None:
    def task(number: int) -> int:
        sleep(0.02 if number % 2 else 0)
        return number

    with ThreadPoolExecutor(4) as pool:
        assert list(in_order(pool, task, range(9), 3)) == list(range(9))


def test_results_come_in_the_order_of_the_items():
    first_may_end = Event()

    def task(number: int) -> int:
        if number == 0:
            first_may_end.wait(5)
        else:
            first_may_end.set()
        return number

    with ThreadPoolExecutor(2) as pool:
        assert list(in_order(pool, task, range(5), 4)) == [0, 1, 2, 3, 4]


def test_no_more_results_wait_than_allowed():
    lock, waiting, most = Lock(), 0, 0

    def task(number: int) -> int:
        nonlocal waiting, most
        with lock:
            waiting += 1
            most = max(most, waiting)
        return number

    with ThreadPoolExecutor(4) as pool:
        for _ in in_order(pool, task, range(50), 6):
            with lock:
                waiting -= 1
    assert most <= 6 + 1  # one more is started when one is taken


def test_no_items_no_results():
    with ThreadPoolExecutor(1) as pool:
        assert list(in_order(pool, str, [], 3)) == []
