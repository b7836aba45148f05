"""Markdown, for whatever is written in it: a text of which nothing is markup, and a paper line by line."""

import re
from collections.abc import Iterator
from typing import assert_never

from audit.cli.text import safe
from audit.model.paper import Bullets, Checklist, Heading, Paper, Paragraph, Part, Table, Tone
from policies.wording import wording

_ACTIVE = re.compile(
    r"(?P<sign>[\\`*{}\[\]#|~$]|(?<![^\W_])_|_(?![^\W_])|(?<!\w)@(?=\w))"  # emphasis, code, links, tables, mathematics; a mention calls somebody
    r"|^(?P<space>\s*)(?P<start>[-+=>]|\d+[.)](?=\s|$))"  # lists, rules and quotes
    r"|(?P<entity><|&(?=#?\w+;)|(?i:(?<=http)|(?<=https)|(?<=ftp)|(?<=mailto)|(?<=xmpp)):|(?i:(?<=\bwww))\.)"  # tags; links that a forge makes of addresses
)


def escaped(text: str) -> str:
    """A text of which nothing is markup, on one line."""
    return _ACTIVE.sub(_harmless, safe(text))


def _harmless(found: re.Match[str]) -> str:
    if found["start"]:
        return f"{found['space']}{found['start'][:-1]}\\{found['start'][-1]}"
    return f"&#{ord(found['entity'])};" if found["entity"] else f"\\{found['sign']}"


def marked(paper: Paper) -> Iterator[str]:
    """The whole paper, a line at a time; each row of a table is one."""
    yield from (f"# {escaped(paper.title)}", "", *_run(paper))
    for part in paper.parts:
        yield from _part(part)
        yield ""


def _run(paper: Paper) -> list[str]:
    if paper.head is None:
        return []
    head, say = paper.head, wording(paper.language)
    told = (
        head.organisation,
        say("run {run}", run=head.run),
        say("as on {day}", day=head.as_of),
        say("policy {digest}", digest=head.policy_digest[:8]),
    )
    dark = [f"- ? {escaped(gap.scope)}: {escaped(gap.reason)}" for gap in sorted(head.gaps)]
    return [" · ".join(escaped(text) for text in told if text), "", *dark, *([""] if dark else [])]


def _part(part: Part) -> Iterator[str]:
    match part:
        case Heading():
            yield f"{'#' * part.level} {escaped(part.text)}"
        case Paragraph():
            yield f"> {escaped(part.text)}" if part.tone is not Tone.PLAIN else escaped(part.text)
        case Bullets():
            yield from (f"- {escaped(item)}" for item in part.items)
        case Checklist():
            for item in part.items:
                yield f"- [{'x' if item.done else ' '}] {escaped(item.text)}"
                yield from (f"  - {escaped(detail)}" for detail in item.details)
        case Table():
            yield _row(f"{column} *" if index in part.required else column for index, column in enumerate(part.columns))
            yield "|" + " --- |" * len(part.columns)
            yield from (_row(row) for row in part.rows)
        case _:
            assert_never(part)


def _row(cells: Iterator[str] | tuple[str, ...]) -> str:
    return "| " + " | ".join(escaped(cell) for cell in cells) + " |"
