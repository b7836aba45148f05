"""A message for a workflow of Teams that posts what a webhook brings: an Adaptive Card (page "Create incoming webhooks with Workflows").

The connectors of Office 365, and their message cards, are retired. A message may have about 28 KB (page "Limits and specifications for Microsoft
Teams"); others were refused from 21 KB. Texts are runs of a rich text block, in which Teams looks for no Markdown (page "TextRun").
"""

import json

from audit.model.paper import Paper
from policies.wording import Wording
from reports.notices.lines import Line, Weight, fitting, lines

MOST = 20_000  # bytes of JSON
_RUNS: dict[Weight, dict[str, object]] = {
    Weight.TITLE: {"weight": "bolder", "size": "large"},
    Weight.HEADING: {"weight": "bolder", "size": "medium"},
    Weight.TEXT: {},
    Weight.WARNING: {"color": "warning", "weight": "bolder"},
    Weight.NOTE: {"isSubtle": True},
    Weight.ITEM: {},
    Weight.DETAIL: {"isSubtle": True},
}
_MARKS = {Weight.ITEM: "• ", Weight.DETAIL: "   "}
_TIGHT = (Weight.DETAIL,)


def payload(paper: Paper, say: Wording) -> dict[str, object]:
    """The message with its one card."""
    told = fitting(lines(paper), MOST - _size(_message([])), lambda line: _size(_block(line)) + 2, say)
    return _message([_block(line) for line in told])


def _message(body: list[dict[str, object]]) -> dict[str, object]:
    card = {
        "$schema": "http://adaptivecards.io/schemas/adaptive-card.json",
        "type": "AdaptiveCard",
        "version": "1.4",
        "msteams": {"width": "Full"},
        "body": body,
    }
    return {
        "type": "message",
        "attachments": [{"contentType": "application/vnd.microsoft.card.adaptive", "contentUrl": None, "content": card}],
    }


def _block(line: Line) -> dict[str, object]:
    run = {"type": "TextRun", "text": f"{_MARKS.get(line.weight, '')}{line.text}", **_RUNS[line.weight]}
    spacing = "none" if line.weight in _TIGHT else "large" if line.weight is Weight.HEADING else "small"
    return {"type": "RichTextBlock", "spacing": spacing, "inlines": [run]}


def _size(value: object) -> int:
    return len(json.dumps(value, ensure_ascii=True))
