"""A CSV export of HR → entries of `people:`, each value with its place, so that the schema speaks of a line of the file.

Only the columns that are named are read. A person on several lines had several contracts or jobs: each line is a span of its role.
"""

import csv
import io
import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import date

from policies.errors import Place, Problem
from policies.yaml_nodes import Map, Node, Scalar, Seq, at
from policies.yaml_text import shown

FORMS = {
    "y-m-d": r"(?P<y>\d{4})-(?P<m>\d{1,2})-(?P<d>\d{1,2})",
    "d/m/y": r"(?P<d>\d{1,2})/(?P<m>\d{1,2})/(?P<y>\d{4})",
    "d-m-y": r"(?P<d>\d{1,2})-(?P<m>\d{1,2})-(?P<y>\d{4})",
    "d.m.y": r"(?P<d>\d{1,2})\.(?P<m>\d{1,2})\.(?P<y>\d{4})",
    "m/d/y": r"(?P<m>\d{1,2})/(?P<d>\d{1,2})/(?P<y>\d{4})",
}
_MIDNIGHT = r"(?:[ T]00:00(?::00(?:\.0+)?)?)?"  # spreadsheets write days as moments
_NEVER = 9999  # the year by which exports say: no end
_SEPARATORS = (";", ",", "\t", "|")


@dataclass(frozen=True, slots=True)
class Setting:
    """What `roster:` says of a file."""

    file: str
    columns: dict[str, str]
    place: Place
    separator: str = ""
    dates: str = "y-m-d"
    prefix: str = ""
    roles: dict[str, str] = field(default_factory=dict)
    kinds: dict[str, str] = field(default_factory=dict)
    statuses: dict[str, str] = field(default_factory=dict)

    @property
    def name(self) -> str:
        """What the file is called in problems, and beside the policy in a run."""
        return self.file.replace("\\", "/").rpartition("/")[2]


@dataclass(slots=True)
class _Lines:
    """The lines of a file: of each the wanted columns, with their number."""

    header: list[str]
    rows: list[tuple[int, dict[str, str]]]
    problems: list[Problem]


def people(text: str, said: Setting) -> tuple[Map, tuple[Problem, ...]]:
    """The entries of `people:` that the file makes, and what is wrong with it."""
    lines = _lines(text, said)
    found: dict[str, list[tuple[int, dict[str, str]]]] = {}
    for number, row in lines.rows:
        found.setdefault(f"{said.prefix}{row['id']}", []).append((number, row))
    reading = _Reading(said, lines)
    entries = at(Map(), Place(said.name))
    entries.flow = False
    for name, rows in found.items():
        place = Place(said.name, rows[0][0])
        entries[scalar(name, place)] = reading.entry(rows, place)
    return entries, tuple(lines.problems)


def reduced(text: str, said: Setting) -> str:
    """The file with nothing in it but the columns that are read: what is kept with a run. Of what is reduced already, the same."""
    lines, written = _lines(text, said), io.StringIO()
    columns = [said.columns[key] for key in sorted(said.columns) if said.columns[key] in lines.header]
    out = csv.writer(written, delimiter=";", lineterminator="\n")
    out.writerow(columns)
    for _, row in lines.rows:
        out.writerow([row[key] for key in sorted(said.columns) if said.columns[key] in lines.header])
    return written.getvalue()


def _lines(text: str, said: Setting) -> _Lines:
    first = text.split("\n", 1)[0]
    separator = said.separator if said.separator and said.separator in first else max(_SEPARATORS, key=first.count)
    reader = csv.reader(io.StringIO(text.removeprefix("\ufeff"), newline=""), delimiter=separator, strict=True)
    found = _Lines([], [], [])
    try:
        found.header = [each.strip() for each in next(reader, [])]
        lacking = [name for name in said.columns.values() if name not in found.header]
        for name in lacking:
            remedy = f"name one of: {', '.join(filter(None, found.header))}"
            found.problems.append(Problem(said.place, f"{said.name} has no column {shown(name)!r}", shown(name), remedy))
        before = reader.line_num
        for row in [] if lacking else reader:
            number, before = before + 1, reader.line_num
            _keep(found, said, row, number)
    except csv.Error as error:
        found.problems.append(Problem(Place(said.name, reader.line_num), f"not CSV: {error}", "", "export it again, or mend the line"))
    return found


def _keep(found: _Lines, said: Setting, row: list[str], number: int) -> None:
    if not any(cell.strip() for cell in row):
        return
    if len(row) != len(found.header):
        message = f"{len(row)} values under {len(found.header)} columns"
        found.problems.append(Problem(Place(said.name, number), message, "", "quote the value that has the separator in it"))
        return
    cells = dict(zip(found.header, (cell.strip() for cell in row), strict=True))
    wanted = {key: cells[name] for key, name in said.columns.items()}
    if not wanted["id"]:
        found.problems.append(Problem(Place(said.name, number), "a line without a number of a person", "", f"fill in {said.columns['id']}"))
        return
    found.rows.append((number, wanted))


@dataclass(slots=True)
class _Reading:
    said: Setting
    lines: _Lines

    def entry(self, rows: list[tuple[int, dict[str, str]]], place: Place) -> Map:
        """One person, of one or several lines."""
        made = at(Map(), place)
        made.flow = False
        days = [(self._day(number, row.get("starts", "")), self._day(number, row.get("ends", ""))) for number, row in rows]
        starts, ends = [start for start, _ in days if start], [end for _, end in days]
        self._put(made, "starts", str(min(starts)) if starts else "", place)
        self._put(made, "ends", "" if None in ends else str(max(end for end in ends if end)), place)
        last = max(range(len(rows)), key=lambda index: (days[index][0] or date.min, index))
        number, row = rows[last]
        at_last = Place(self.said.name, number)
        self._put(made, "email", row.get("email", ""), at_last)
        self._put(made, "kind", self._word("kinds", self.said.kinds, row.get("kind", ""), number), at_last)
        self._put(made, "status", self._word("statuses", self.said.statuses, row.get("status", ""), number), at_last)
        if roles := list(self._roles(rows, days)):
            made[scalar("roles", place)] = at(Seq(roles), place)
        return made

    def _roles(self, rows: list[tuple[int, dict[str, str]]], days: list[tuple[date | None, date | None]]) -> Iterator[Node]:
        """A role for always on one line; on several each with its days."""
        for (number, row), (start, end) in zip(rows, days, strict=True):
            place = Place(self.said.name, number)
            role = self._word("roles", self.said.roles, row.get("roles", ""), number)
            if not role:
                continue
            if len(rows) == 1:
                yield scalar(role, place)
                continue
            span = at(Map(), place)
            span.flow = False
            self._put(span, "role", role, place)
            self._put(span, "from", str(start or ""), place)
            self._put(span, "until", str(end or ""), place)
            yield span

    def _put(self, made: Map, key: str, value: str, place: Place) -> None:
        if value:
            made[scalar(key, place)] = scalar(value, place)

    def _word(self, key: str, known: dict[str, str], text: str, number: int) -> str:
        """What the policy calls a word of the file; itself where the policy has no table for it."""
        if not text or not known:
            return text
        if text in known:
            return known[text]
        problem = Problem(
            Place(self.said.name, number), f"{shown(text)!r} is not among `roster.{key}`", shown(text), f"add it: {shown(text)}: …"
        )
        self.lines.problems.append(problem)
        return ""

    def _day(self, number: int, text: str) -> date | None:
        if not text:
            return None
        found = re.fullmatch(FORMS[self.said.dates] + _MIDNIGHT, text)
        day = _date(found) if found else None
        if day is None and not (found and int(found["y"]) == _NEVER):
            other = next((form for form, like in FORMS.items() if (met := re.fullmatch(like, text)) and _date(met)), "")
            remedy = f"say `dates: {other}`" if other else f"write it as {self.said.dates}"
            self.lines.problems.append(
                Problem(Place(self.said.name, number), f"no day as {self.said.dates} writes it", shown(text), remedy)
            )
        return day


def _date(found: re.Match[str]) -> date | None:
    """The day; None for one that does not exist, and for the end that never comes."""
    try:
        return date(int(found["y"]), int(found["m"]), int(found["d"])) if int(found["y"]) != _NEVER else None
    except ValueError:
        return None


def scalar(text: str, place: Place) -> Scalar:
    """A text that is never anything but text, at its place."""
    made = at(Scalar(text), place)
    made.plain = False
    return made
