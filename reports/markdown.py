"""Markdown: for a repository, a ticket or a wiki. Names are hostile input: what Markdown or HTML would act on is escaped."""

from collections.abc import Mapping
from dataclasses import dataclass

from audit.model.paper import Report
from reports.marks import marked
from reports.papers import paper_of


@dataclass(frozen=True, slots=True)
class Markdown:
    """The renderer."""

    name: str = "markdown"
    extension: str = "md"
    whole: bool = False

    def render(self, report: Report) -> str:
        """The whole report as a paper."""
        return "\n".join(marked(paper_of(report))).rstrip() + "\n"

    def schemas(self) -> Mapping[str, str]:
        """None: people need no schema."""
        return {}


renderer = Markdown()
