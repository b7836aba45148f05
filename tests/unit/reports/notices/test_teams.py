"""A digest for Teams: one card within its limit, of texts alone."""

import json
from typing import Any

from hypothesis import example, given, settings
from hypothesis import strategies as st

from policies.wording import wording
from reports.notices import teams
from reports.notices.lines import lines
from tests.unit.reports.notices.papers import paper

SAY = wording("nl")


def card(name: str = "An", many: int = 1) -> Any:
    made: Any = json.loads(json.dumps(teams.payload(paper(name, many), SAY)))
    assert made["type"] == "message"
    (attachment,) = made["attachments"]
    assert attachment["contentType"] == "application/vnd.microsoft.card.adaptive"
    return attachment["content"]


def test_it_is_an_adaptive_card_of_runs_of_text():
    made = card()
    assert (made["type"], made["version"]) == ("AdaptiveCard", "1.4")
    assert [run["text"] for block in made["body"] for run in block["inlines"]][:6] == [
        "Access: An",
        "About An.",
        "An has left",
        "New",
        "• An reads orders",
        "   stop An",
    ]


def test_a_long_one_is_cut_and_says_so():
    made = card("Zoë" * 30, 300)
    assert len(json.dumps(teams.payload(paper("Zoë" * 30, 300), SAY)).encode()) <= 28 * 1024
    assert "regels passen hier niet" in made["body"][-1]["inlines"][0]["text"]


@settings(max_examples=30, deadline=None)
@given(st.text(st.characters(), max_size=30))
@example("[click](https://x.example) <at>all</at> **x**")
@example("\ud800\n\n# x")
def test_a_name_is_nothing_but_text(name: str):
    blocks = card(name)["body"]
    assert {block["type"] for block in blocks} == {"RichTextBlock"}
    assert {run["type"] for block in blocks for run in block["inlines"]} == {"TextRun"}
    assert blocks[0]["inlines"][0]["text"] == lines(paper(name))[0].text
    assert all(run["text"].isprintable() for block in blocks for run in block["inlines"])
