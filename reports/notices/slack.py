"""A message for Slack's incoming webhooks, in Block Kit (pages "Sending messages using incoming webhooks", "Blocks", "Formatting message text").

A message may have 50 blocks and a text 3,000 characters. All texts together are held well below what `msg_blocks_too_long` answers to, which no page
tells (cf. slackapi/bolt-js issues 2509 and 2867: refused from about 11,000 characters).
"""

import re

from audit.model.paper import Paper
from policies.wording import Wording
from reports.notices.lines import Line, Weight, fitting, lines

MOST_TEXT = 3000  # of a section
MOST_TOGETHER = 8000
MOST_LINE = 2900
_FORMAT = str.maketrans({"*": "\N{ASTERISK OPERATOR}", "`": "\N{MODIFIER LETTER GRAVE ACCENT}", "~": "\N{TILDE OPERATOR}"})
_EDGE = re.compile(r"(?<![^\W_])_|_(?![^\W_])")  # within a word an underscore is no markup
_MARKS = {
    Weight.TITLE: "*{}*",
    Weight.HEADING: "\n*{}*",
    Weight.TEXT: "{}",
    Weight.WARNING: ":warning: {}",
    Weight.NOTE: "_{}_",
    Weight.ITEM: "• {}",
    Weight.DETAIL: "      {}",
}


def payload(paper: Paper, say: Wording) -> dict[str, object]:
    """The message: a text for the notification, and the blocks."""
    told = fitting(lines(paper), MOST_TOGETHER, lambda line: len(_line(line)) + 1, say)
    texts, current = list[str](), ""
    for line in map(_line, told):
        if len(current) + len(line) + 1 > MOST_TEXT:
            texts.append(current)
            current = ""
        current = f"{current}\n{line}" if current else line.lstrip("\n")
    blocks = [{"type": "section", "text": {"type": "mrkdwn", "text": text, "verbatim": True}} for text in (*texts, current)]
    return {"text": harmless(told[0].text), "blocks": blocks, "unfurl_links": False, "unfurl_media": False}


def harmless(text: str) -> str:
    """A text that mentions nobody, links nowhere and brings no style: signs of control as their entities, those of style as others that look like them."""
    plain = _EDGE.sub("\N{MODIFIER LETTER LOW MACRON}", text.translate(_FORMAT))
    return plain.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;")


def _line(line: Line) -> str:
    """A line as Slack is sent it; one that its entities make too long for a text is cut."""
    told = harmless(line.text)
    if len(told) > MOST_LINE:
        told = f"{harmless(line.text[: MOST_LINE // len('&amp;')])}…"
    return _MARKS[line.weight].format(told)
