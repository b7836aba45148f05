"""What a shell may offer: what the policy, the store and the plugins have, and nothing at all where they can't be read."""

from collections.abc import Callable

import click
import pytest

from audit.cli import completing
from tests.unit.audit.cli.conftest import Office

ANY = click.Argument(["x"])


def offered(complete: Callable[..., list[click.shell_completion.CompletionItem]], typed: str = "", **params: object) -> list[str]:
    context = click.Context(click.Command("x"))
    context.params.update(params)
    return [str(item.value) for item in complete(context, ANY, typed)]


def test_ids_of_the_policy(office: Office) -> None:
    assert offered(completing.assets, policy=office.policy) == ["invoices"]
    assert offered(completing.people, "p02", policy=office.policy) == ["p02"]
    assert offered(completing.processors, policy=office.policy) == []


def test_a_policy_that_is_being_written_is_completed_too(office: Office) -> None:
    (office.policy / "more.yaml").write_text("assets: {half: }\nnonsense: [", "utf-8")
    (office.policy / "other.yaml").write_text("assets: {letters: }\nnonsense: 1", "utf-8")
    assert offered(completing.assets, policy=office.policy) == ["letters", "invoices"]


def test_runs_newest_first_and_the_two_words_for_them(office: Office) -> None:
    office.night(20, "fine")
    office.night(21, "fine")
    found = offered(completing.runs, policy=office.policy, store=str(office.store))
    assert found == ["latest", "previous", "2026-11-21T02-00-00Z", "2026-11-20T02-00-00Z"]


def test_what_plugs_in() -> None:
    assert "paper" in offered(completing.providers)
    assert offered(completing.formats, "js") == [name for name in offered(completing.formats) if name.startswith("js")]


@pytest.mark.parametrize("complete", [completing.assets, completing.people, completing.runs])
def test_nothing_is_said_where_nothing_can_be_read(complete: Callable[..., list[click.shell_completion.CompletionItem]]) -> None:
    assert offered(complete, policy="/nowhere/at/all") == []
