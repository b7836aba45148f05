"""A digest for Slack: within its limits, and no name does anything there."""

import json
import re

from hypothesis import example, given, settings
from hypothesis import strategies as st

from policies.wording import wording
from reports.notices import slack
from tests.unit.reports.notices.papers import paper

SAY = wording("en")
HOSTILE = st.text(st.characters(), max_size=30)


def texts(name: str = "An", many: int = 1) -> list[str]:
    made = slack.payload(paper(name, many), SAY)
    blocks = made["blocks"]
    assert isinstance(blocks, list)
    assert len(blocks) <= 50
    return [block["text"]["text"] for block in blocks]


def test_a_short_one_is_one_block():
    assert texts() == [
        "*Access: An*\nAbout An.\n:warning: An has left\n\n*New*\n• An reads orders\n      stop An\n• An ends\n• An\n• x · An\n_From a run._"
    ]


def test_a_long_one_is_cut_and_says_so():
    found = texts("An " * 20, 400)
    assert all(len(text) <= 3000 for text in found)
    assert sum(map(len, found)) <= slack.MOST_TOGETHER
    left = re.search(r"(\d+) lines do not fit here: toegang notify --dry-run shows them\.$", found[-1])
    assert left
    assert int(left[1]) + sum(text.count("\n") + 1 - text.count("\n\n") for text in found) - 1 == 400 * 2 + 8


def test_a_line_is_never_longer_than_a_text_may_be():
    assert all(len(text) <= 3000 for text in texts("&" * 5000))


@settings(max_examples=40, deadline=None)
@given(HOSTILE)
@example("<!channel> <https://x.example|click> <@U1>")
@example("*bold* _it_ ~no~ `code` ```x")
@example("\n> quote\u2028* x")
@example("&lt;!here&gt;")
def test_a_name_mentions_nobody_links_nowhere_and_brings_no_style(name: str):
    made = json.loads(json.dumps(slack.payload(paper(name), SAY)))
    told = "".join(block["text"]["text"] for block in made["blocks"]) + made["text"]
    assert "<" not in told
    assert ">" not in told
    assert re.sub(r"&(amp|lt|gt);", "", told).count("&") == 0
    plain = "".join(block["text"]["text"] for block in slack.payload(paper("x"), SAY)["blocks"])  # type: ignore[attr-defined]
    assert [sign for sign in told.removesuffix(made["text"]) if sign in "*`~\n"] == [sign for sign in plain if sign in "*`~\n"]
    assert all(block["text"]["verbatim"] for block in made["blocks"])


def test_an_id_stays_legible():
    assert slack.harmless("s3://gw_orders/a_b/*") == "s3://gw_orders/a_b/\N{ASTERISK OPERATOR}"
