"""Tells people where they work: one comment on the pull request, or one issue for what drifted; the same is never told twice.

POST: `comment`, `issue` or `none`. KEY tells several policies of one repository apart. A message is found again by a hidden mark that holds the
digest of what changed: with the same digest nothing is posted; with another the message is written anew, and an open issue gets one line besides.
"""

import json
import os
import sys
from collections.abc import Iterator
from dataclasses import dataclass
from hashlib import sha256
from pathlib import Path
from typing import Any

from forges import Forge, Posted, github, gitlab


@dataclass(frozen=True, slots=True)
class Message:
    """What is told. `mark` says whose it is, `digest` what it says; `news`: there is something to tell where nothing was told before."""

    mark: str
    digest: str
    title: str
    text: str
    news: bool


def main() -> int:
    """Posts as asked. Gives 4 when the forge refuses: who relies on a message must know that it was not sent."""
    kind = os.environ.get("INPUT_POST") or "none"
    folder = Path(os.environ.get("INPUT_FOLDER") or "toegang-report")
    if kind not in ("comment", "issue", "none"):
        print(f"post is comment, issue or none, and not {kind}")
        return 2
    try:
        print(_posted(kind, folder) if kind != "none" else "nothing is to be posted")
    except KeyError as error:
        print(f"{error.args[0]} is not set: nothing can be posted")
        return 2
    except OSError as error:  # refused by the forge, or no report to post
        print(f"posting failed: {error}")
        return 4
    return 0


def _posted(kind: str, folder: Path) -> str:
    forge = _forge()
    if kind == "comment" and not forge.number:
        return "the job is about no pull or merge request: no comment is posted"
    message = read(folder, os.environ.get("INPUT_POLICY") or "toegang", forge.longest)
    return (comment if kind == "comment" else issue)(forge, message)


def _forge() -> Any:
    if os.environ.get("GITLAB_CI"):
        return gitlab()
    event = Path(os.environ.get("GITHUB_EVENT_PATH") or "/nowhere")
    return github(json.loads(event.read_text("utf-8")) if event.is_file() else {})


def comment(forge: Forge, message: Message) -> str:
    """Writes the one comment, or writes it anew."""
    there = next((each for each in forge.comments() if message.mark in each.body), None)
    if there is None:
        if not message.news:
            return "nothing is new: no comment"
        forge.comment(message.text)
        return "a comment was posted"
    if _digest(message) in there.body:
        return "the comment says it already"
    forge.rewrite(there, message.text)
    return "the comment was written anew"


def issue(forge: Forge, message: Message) -> str:
    """Opens the one issue, or writes the open one anew with a line for what is new in it."""
    if not message.news:
        return "nothing is new: nothing is posted"
    there = next((each for each in forge.issues() if message.mark in each.body), None)
    if there is not None and _digest(message) in there.body:
        return "it was told already"
    if there is None or not there.is_open:
        forge.issue(message.title, message.text)
        return "an issue was opened"
    _again(forge, there, message)
    return "the issue was written anew"


def _again(forge: Forge, there: Posted, message: Message) -> None:
    forge.rewrite(there, message.text)
    forge.answer(there, f"{message.title}. The text above is of the last night.")


def _digest(message: Message) -> str:
    return f"digest:{message.digest} -->"


def read(folder: Path, key: str, longest: int) -> Message:
    """The message of a report."""
    verdict = json.loads((folder / "verdict.json").read_text("utf-8"))
    report = verdict["command"].rpartition("+")[2]
    told = _json(folder / f"{report}.json")
    mark = f"<!-- toegang:{report}:{sha256(key.encode()).hexdigest()[:12]} "
    digest = sha256(json.dumps([verdict["codes"], _content(report, told, folder)], sort_keys=True).encode()).hexdigest()
    title = f"Toegang: {report}: {verdict['verdict']}; {verdict['new']} new violations, {verdict['unknown']} that nobody can tell"
    text = "\n".join(_text(folder, report, verdict))
    return Message(mark, digest, title, cut(f"{mark}digest:{digest} -->", text, longest), _is_news(report, told, verdict))


def _json(path: Path) -> dict[str, Any]:
    found: dict[str, Any] = json.loads(path.read_text("utf-8")) if path.is_file() else {}
    return found


def _content(report: str, told: dict[str, Any], folder: Path) -> object:
    """What a message is about, without what differs each time: runs, days, the order of things."""
    if report == "preview":
        return told.get("preview") or _logs(folder)
    if report == "drift":
        return sorted(json.dumps(each, sort_keys=True) for each in told.get("changes", ()))
    return sorted(f"{each['fingerprint']} {each['outcome']} {each['waived_by']}" for each in told.get("findings", ()))


def _is_news(report: str, told: dict[str, Any], verdict: dict[str, Any]) -> bool:
    if report == "preview":
        return bool((told.get("preview") or {}).get("changes")) or verdict["exit_code"] in (1, 2, 4)
    return bool(told.get("changes")) if report == "drift" else verdict["exit_code"] != 0


def _text(folder: Path, report: str, verdict: dict[str, Any]) -> Iterator[str]:
    for name, code in verdict["codes"].items():
        if name != report and code:
            yield f"**toegang {name}** ended with exit code {code}.\n"
    yield from (f"```text\n{log}\n```\n" for log in _logs(folder))
    made = next((path for ending in ("md", "summary.md") if (path := folder / f"{report}.{ending}").is_file()), None)
    yield made.read_text("utf-8") if made else ""
    yield f"\nExit code {verdict['exit_code']}: {verdict['verdict']}."


def _logs(folder: Path) -> list[str]:
    """What validate and test said, as text that no markup can leave."""
    logs = [folder / f"{name}.log" for name in ("validate", "test")]
    return [path.read_text("utf-8").replace("`", "'") for path in logs if path.is_file()]


def cut(mark: str, text: str, longest: int) -> str:
    """Whole lines, as many as the forge takes; what is left out is counted."""
    whole = f"{mark}\n{text}\n"
    if len(whole) <= longest:
        return whole
    kept, room = [], longest - len(mark) - 200
    lines = text.splitlines()
    for line in lines:
        room -= len(line) + 1
        if room < 0:
            break
        kept.append(line)
    return "\n".join((mark, *kept, "", f"… and {len(lines) - len(kept)} more lines: the whole report is kept with the job.", ""))


if __name__ == "__main__":
    sys.exit(main())
