"""The log of a request: one line of JSON for each thing that happened, only ever added to. No content and no name has a place in it (Art. 5(2), 5(1)(c))."""

import re
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from secrets import randbelow

import msgspec

from audit.errors import UsageError

_NUMBER = re.compile(r"(?=.*\d)[0-9][0-9./-]{0,39}")


class Right(StrEnum):
    """What the person asks."""

    ERASURE = "erasure"  # Art. 17
    ACCESS = "access"  # Art. 15
    OBJECTION = "objection"  # Art. 21


class Reason(StrEnum):
    """Why the answer takes longer: Art. 12(3) knows no third."""

    COMPLEXITY = "complexity"
    NUMBER = "number"


class Request(msgspec.Struct, frozen=True, forbid_unknown_fields=True, tag="request", tag_field="kind"):
    """What was asked, about which kind of people, when, and by what the person is known (words such as `email`, never the address)."""

    number: str
    right: Right
    subject: str
    received: date
    known_by: tuple[str, ...] = ()


class Recorded(msgspec.Struct, frozen=True, forbid_unknown_fields=True, omit_defaults=True, tag="step", tag_field="kind"):
    """A step that somebody did, or took back (`done` false). With an exception the data stay; `ground` goes with the step that decides it."""

    step: str
    on: date
    by: str
    done: bool = True
    count: int | None = None
    exception: str = ""
    ground: str = ""


class Extended(msgspec.Struct, frozen=True, forbid_unknown_fields=True, tag="extension", tag_field="kind"):
    """That the person was told that the answer takes longer, and why."""

    on: date
    by: str
    reason: Reason


Line = Request | Recorded | Extended


@dataclass(frozen=True, slots=True)
class Log:
    """A request with what happened since."""

    request: Request
    steps: tuple[Recorded, ...] = ()
    extension: Extended | None = None

    def done(self, step: str) -> Recorded | None:
        """How a step was last recorded, if it stands as done."""
        last = next((each for each in reversed(self.steps) if each.step == step), None)
        return last if last and last.done else None

    def with_line(self, line: Recorded | Extended) -> "Log":
        """The log with one thing more."""
        if isinstance(line, Extended):
            return Log(self.request, self.steps, line)
        return Log(self.request, (*self.steps, line), self.extension)


def written(line: Line) -> str:
    """A line of the log, with its line break."""
    return msgspec.json.encode(line).decode() + "\n"


def read(text: str, name: str) -> Log:
    """The log in a text. Raises UsageError, with the line, for what is none."""
    lines = [(number, line) for number, line in enumerate(text.split("\n"), 1) if line.strip()]
    found = [_line(line, f"{name}:{number}") for number, line in lines]
    if not found or not isinstance(found[0], Request) or any(isinstance(each, Request) for each in found[1:]):
        raise UsageError(f"{name} is no log of one request", "name a file that --log made, or a new one")
    log = Log(found[0])
    for each in found[1:]:
        assert not isinstance(each, Request)
        log = log.with_line(each)
    return log


def new_number(received: date) -> str:
    """A number for a request: digits alone, so that it can hold no name."""
    return f"{received:%Y%m%d}-{randbelow(10_000):04}"


def is_number(text: str) -> bool:
    """Whether a number of one's own will do: digits with `-`, `/` or `.`, and no letter."""
    return bool(_NUMBER.fullmatch(text))


def _line(text: str, place: str) -> Line:
    try:
        line: Line = msgspec.json.decode(text, type=Line)
    except msgspec.MsgspecError as error:
        raise UsageError(f"{place}: {error}", "mend or remove that line; a log holds what --log and --done write") from error
    if isinstance(line, Request) and not is_number(line.number):
        raise UsageError(f"{place}: the number of a request has digits alone", "a number holds no name")
    return line
