"""HTML: one file that needs nothing else, for reading, printing and keeping. Every name in it is escaped."""

from collections.abc import Mapping
from dataclasses import dataclass
from importlib.resources import files

from audit.cli.text import safe
from audit.model.paper import Report
from reports.papers import paper_of


@dataclass(frozen=True, slots=True)
class Html:
    """The renderer."""

    name: str = "html"
    extension: str = "html"
    whole: bool = True

    def render(self, report: Report) -> str:
        """The whole paper."""
        from jinja2 import Environment, StrictUndefined  # noqa: PLC0415 - only where a page is made

        folder = files("reports") / "html"
        made = Environment(autoescape=True, undefined=StrictUndefined, trim_blocks=True, lstrip_blocks=True)
        made.filters["safe_text"] = safe
        page = made.from_string((folder / "paper.html.j2").read_text("utf-8"))
        return page.render(paper=paper_of(report), style=(folder / "paper.css").read_text("utf-8"))

    def schemas(self) -> Mapping[str, str]:
        """None: people need no schema."""
        return {}


renderer = Html()
