"""The pages around the reports: values in, HTML out. Every name in them is escaped, and none has a script."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from importlib.resources import files

from jinja2 import Environment, PackageLoader, StrictUndefined

from audit.cli.text import safe
from audit.model.overview import NightFigures
from policies.language import Severity
from policies.wording import Wording
from reports.serve.chart import BLIND, UNKNOWN, chart
from reports.serve.guard import Refusal
from reports.serve.history import Night
from reports.serve.search import SHORTEST, Found
from reports.serve.words import why_refused, words

_FOLDER = "templates"
_OTHERS = ("new", UNKNOWN, "gaps", "waived", "persons")  # beside the violations by severity
_COLUMNS = (*Severity, *_OTHERS)
_NOTHING = "–"  # noqa: RUF001 - as people write nothing in a table


@dataclass(frozen=True, slots=True)
class Link:
    """A link of the bar; `to` is a path under the place of the pages."""

    to: str
    text: str


@dataclass(frozen=True, slots=True)
class Bar:
    """What stands on top of a page: where it is, the run that a search looks in, links and notes of its own."""

    here: str = ""
    run: str = ""
    links: tuple[Link, ...] = ()
    notes: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class _Row:
    """One night of the table: a text for each column, or why there are none."""

    run: str
    night: str
    cells: tuple[str, ...]
    problem: str
    before: str


class Pages:
    """Makes pages in one language; `base` is the path that they lie under."""

    def __init__(self, say: Wording, base: str, organisation: str) -> None:
        self.say = say
        self.base = base
        self._common: Mapping[str, object] = {"language": say.language, "base": base, "t": words(say), "organisation": organisation}
        self._templates = Environment(
            loader=PackageLoader("reports.serve", _FOLDER), autoescape=True, undefined=StrictUndefined, trim_blocks=True, lstrip_blocks=True
        )
        self._templates.filters["safe_text"] = safe

    def history(self, nights: Sequence[Night], older: str, remarks: Sequence[str]) -> str:
        """All nights, newest first, with what each had; `older` is the night that the next page ends with."""
        befores = [*(night.run for night in nights[1:]), older]
        return self._page(
            "history",
            Bar("history"),
            title=self.say("All nights"),
            remarks=remarks,
            chart=chart(nights),
            kinds=(*Severity, UNKNOWN, BLIND),
            severities=tuple(Severity),
            others=_OTHERS,
            rows=[self._row(night, before) for night, before in zip(nights, befores, strict=True)],
            older=older,
        )

    def compare(self, runs: Sequence[str], before: str, after: str, remarks: Sequence[str] = ()) -> str:
        """Which two nights to compare."""
        return self._page(
            "compare",
            Bar("compare"),
            title=self.say("Compare two nights"),
            remarks=remarks,
            runs=self._named(runs),
            before=before,
            after=after,
        )

    def search(self, word: str, found: Found | None, runs: Sequence[str], run: str, inventory: Sequence[str]) -> str:
        """What a word finds in a run; nothing was looked for where it is too short."""
        return self._page(
            "search",
            Bar(run=run),
            title=self.say("Search"),
            remarks=self._remarks(word, found),
            asked=word,
            found=found or Found(),
            runs=self._named(runs),
            page=f"{self.base}/runs/{run}",
            inventory=inventory,
        )

    def text(self, title: str, text: str, bar: Bar) -> str:
        """A report as a terminal shows it."""
        return self._page("text", bar, title=title, remarks=(), text=text)

    def message(self, title: str, text: str, remedy: str) -> str:
        """What went wrong, as the command line would say it."""
        return self._page("message", Bar(), title=title, remarks=(), text=text, remedy=remedy)

    def welcome(self) -> str:
        """The first page, which leads on to the others."""
        return self._door(f"{self.base}/", self.say("On to the reports"))

    def refused(self, refusal: Refusal) -> str:
        """What somebody sees who is not let in: nothing of the rest, not even where it is."""
        return self._door("", why_refused(refusal, self.say))

    def bar(self, bar: Bar) -> str:
        """The bar alone, to put on top of a report's own page."""
        return self._templates.get_template("bar.html.j2").render({**self._common, **_of(bar)})

    def night(self, run: str) -> str:
        """A night as people say it: 16 October 2026, 02:00 UTC."""
        at = datetime.strptime(run, "%Y-%m-%dT%H-%M-%SZ")  # noqa: DTZ007 - its name says UTC, and so does the text
        return f"{self.say.day(at.date())}, {at:%H:%M} UTC"

    def _page(self, template: str, bar: Bar, **values: object) -> str:
        return self._templates.get_template(f"{template}.html.j2").render({**self._common, **_of(bar), **values})

    def _door(self, leads_to: str, text: str) -> str:
        return self._templates.get_template("door.html.j2").render(language=self.say.language, leads_to=leads_to, text=text)

    def _named(self, runs: Sequence[str]) -> list[tuple[str, str]]:
        return [(run, self.night(run)) for run in reversed(runs)]

    def _row(self, night: Night, before: str) -> _Row:
        return _Row(night.run, self.night(night.run), _cells(night.figures, night.new) if night.figures else (), night.problem, before)

    def _remarks(self, word: str, found: Found | None) -> list[str]:
        if found is None:
            return [self.say("Give at least {count} letters.", count=SHORTEST)] if word else []
        told = []
        if not found.assets and not found.subjects:
            told.append(self.say("Nothing is called so in this run: {word}", word=word))
        if found.left_out:
            told.append(self.say("There is more than a page can show, left out: {count}", count=found.left_out))
        if found.gaps:
            told.append(self.say("Not everything could be read that night: what is not found here may be there all the same."))
        return told


def style(name: str) -> str:
    """A style sheet of the pages."""
    return (files("reports.serve") / _FOLDER / name).read_text("utf-8")


def _of(bar: Bar) -> dict[str, object]:
    return {"here": bar.here, "links": bar.links, "notes": bar.notes, "run": bar.run}


def _cells(figures: NightFigures, new: int | None) -> tuple[str, ...]:
    """A text for each column. What nobody counted is a dash: it is not nought."""
    if figures.violations is None:
        return tuple(str(figures.gaps) if name == "gaps" else _NOTHING for name in _COLUMNS)
    counted = dict(figures.violations)
    others = (_NOTHING if new is None else new, figures.unknown, figures.gaps, figures.waived, figures.persons)
    return (*(str(counted.get(severity, 0)) for severity in Severity), *map(str, others))
