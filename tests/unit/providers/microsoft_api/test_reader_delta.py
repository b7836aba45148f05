from collections.abc import Callable

import msgspec
import pytest

from providers.sandbox.microsoft.answers import Answer
from providers.sandbox.requests import Request
from tests.unit.providers.microsoft_api.conftest import GRAPH, ODD_PAGES, Microsoft, Reply, no


class User(msgspec.Struct, frozen=True):
    id: str


def deltas(microsoft: Microsoft, *pages: Reply | dict[str, object]) -> Callable[[Request], Reply]:
    """Pages of changes; the last one has a link from which to go on."""

    def answer(asked: Request) -> Reply:
        number = int(dict(asked.query).get("$skiptoken", 0))
        page = pages[number]
        if not isinstance(page, dict):
            return page
        word, token = ("deltaLink", "$deltatoken=z") if number + 1 == len(pages) else ("nextLink", f"$skiptoken={number + 1}")
        return Answer(200, {f"@odata.{word}": f"{microsoft.url}/{GRAPH}/v1.0/users/delta?{token}"} | page)

    return answer


def test_a_delta_gives_everything_and_then_the_link(microsoft: Microsoft):
    microsoft.answer = deltas(microsoft, {"value": [{"id": "a"}]}, {"value": []}, {"value": [{"id": "b"}]})
    reader = microsoft.reader()
    told = reader.delta("graph", "users/delta", kind=User, select="id", prefer="x")
    items = iter(told.items)
    assert next(items) == User("a")
    assert told.link == ""
    assert list(items) == [User("b")]
    assert (told.link, told.expired) == (f"{microsoft.url}/{GRAPH}/v1.0/users/delta?$deltatoken=z", False)
    assert not reader.failed


def test_a_delta_goes_on_from_its_link_without_the_options(microsoft: Microsoft):
    microsoft.answer = deltas(microsoft, {"value": [{"id": "c"}]})
    told = microsoft.reader().delta("graph", "users/delta", start=f"{microsoft.url}/{GRAPH}/v1.0/users/delta?$deltatoken=y", prefer="x")
    assert list(told.items) == [{"id": "c"}]
    assert told.link
    (asked,) = microsoft.asked
    assert (dict(asked.query), asked.headers["prefer"]) == ({"$deltatoken": "y"}, "x")


@pytest.mark.parametrize("second", ODD_PAGES)
def test_a_delta_that_was_not_read_whole_has_no_link(microsoft: Microsoft, second: Reply):
    microsoft.answer = deltas(microsoft, {"value": [{"id": "a"}]}, second)
    reader = microsoft.reader()
    told = reader.delta("graph", "users/delta", kind=User)
    assert list(told.items) == [User("a")]
    assert (told.link, told.expired) == ("", False)
    assert reader.failed


def test_a_delta_whose_entry_does_not_fit_has_no_link(microsoft: Microsoft):
    microsoft.answer = deltas(microsoft, {"value": [{"id": "a"}, {"id": 7}]}, {"value": [{"id": "b"}]})
    reader = microsoft.reader()
    told = reader.delta("graph", "users/delta", kind=User)
    assert list(told.items) == [User("a"), User("b")]
    assert told.link == ""
    assert len(reader.gaps) == 1


def test_a_delta_that_does_not_say_how_to_go_on_has_no_link(microsoft: Microsoft):
    microsoft.answer = deltas(microsoft, {"value": [{"id": "a"}], "@odata.deltaLink": None})
    reader = microsoft.reader()
    told = reader.delta("graph", "users/delta")
    assert list(told.items) == [{"id": "a"}]
    assert told.link == ""
    assert "do not end with a link" in reader.gaps[0].reason


@pytest.mark.parametrize(
    "reply",
    [no(410, "syncStateNotFound"), no(410, "resyncChangesApplyDifferences", Location="https://x.example/"), no(400, "syncStateNotFound")],
)
@pytest.mark.parametrize("page", [0, 1])
def test_changes_that_can_not_be_told_any_more_are_no_gap_but_a_reason_to_start_over(microsoft: Microsoft, reply: Answer, page: int):
    microsoft.answer = deltas(microsoft, *([{"value": [{"id": "a"}]}] * page), reply)
    reader = microsoft.reader()
    told = reader.delta("graph", "users/delta", start=f"{microsoft.url}/{GRAPH}/v1.0/users/delta?$deltatoken=y")
    assert len(list(told.items)) == page
    assert (told.expired, told.link, reader.gaps) == (True, "", ())


@pytest.mark.parametrize(
    "start", ["https://127.0.0.1:1/graph.microsoft.com/v1.0/users/delta", "https://graph.microsoft.com/v1.0/users/delta", "x"]
)
def test_a_link_that_was_kept_of_another_place_is_over(microsoft: Microsoft, start: str):
    reader = microsoft.reader()
    told = reader.delta("graph", "users/delta", start=start)
    assert list(told.items) == []
    assert (told.expired, reader.gaps, microsoft.asked) == (True, (), [])


def test_a_link_that_the_service_does_not_know_is_over(microsoft: Microsoft):
    microsoft.answer = lambda _: no(400, "Request_BadRequest", "Badly formed token.")
    reader = microsoft.reader()
    told = reader.delta("graph", "users/delta", start=f"{microsoft.url}/{GRAPH}/v1.0/users/delta?$deltatoken=y")
    assert (list(told.items), told.expired, reader.gaps) == ([], True, ())


def test_a_full_reading_that_is_broken_off_is_a_gap(microsoft: Microsoft):
    microsoft.answer = deltas(microsoft, {"value": [{"id": "a"}]}, no(410, "resyncRequired"))
    reader = microsoft.reader()
    told = reader.delta("graph", "users/delta")
    assert list(told.items) == [{"id": "a"}]
    assert (told.expired, told.link, len(reader.gaps)) == (True, "", 1)


def test_a_failure_that_may_pass_does_not_end_a_link(microsoft: Microsoft):
    microsoft.answer = lambda _: no(500, "generalException")
    reader = microsoft.reader()
    told = reader.delta("graph", "users/delta", start=f"{microsoft.url}/{GRAPH}/v1.0/users/delta?$deltatoken=y")
    assert (list(told.items), told.expired, len(reader.gaps)) == ([], False, 1)
