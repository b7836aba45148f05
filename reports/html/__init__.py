"""HTML: one file that needs nothing else, for reading, printing and keeping: a page to search and follow for a check, a paper for the rest."""

from collections.abc import Mapping
from dataclasses import dataclass
from importlib.resources import files
from typing import TYPE_CHECKING

from audit.cli.text import safe
from audit.model.paper import Report
from audit.model.report import CheckReport
from audit.renaming import renamed
from policies.wording import wording
from reports.html.csp import source
from reports.papers import paper_of

if TYPE_CHECKING:
    from jinja2 import Environment

_FOLDER = files("reports") / "html"
_SCRIPTS = ("base", "pieces", "graph", "list", "findings", "overview", "inventory", "plans", "main")  # in this order: one script


@dataclass(frozen=True, slots=True)
class Html:
    """The renderer. Every name is escaped; a page's own script and style are the only ones that its Content-Security-Policy lets run."""

    name: str = "html"
    extension: str = "html"
    whole: bool = True

    def render(self, report: Report) -> str:
        """The whole file."""
        if isinstance(report, CheckReport):
            return _page(renamed(report, report.head.names))
        return _templates().from_string(_text("paper.html.j2")).render(paper=paper_of(report), style=_text("paper.css"))

    def schemas(self) -> Mapping[str, str]:
        """None: people need no schema."""
        return {}


def _page(report: CheckReport) -> str:
    from markupsafe import Markup  # noqa: PLC0415 - only where a page is made
    from msgspec.json import encode  # noqa: PLC0415 - as above

    from reports.html.data import page_data  # noqa: PLC0415 - as above
    from reports.html.words import page_words  # noqa: PLC0415 - as above

    say = wording(report.head.language)
    words = page_words(say)
    style = _text("page.css")
    script = "\n".join(('"use strict"; {', *(_text(f"page/{name}.js") for name in _SCRIPTS), "}"))
    return (
        _templates()
        .from_string(_text("page.html.j2"))
        .render(
            language=say.language,
            policy=Markup(_policy(style, script)),  # noqa: S704 - made here, of digests alone
            title=f"{safe(report.head.organisation)} · {say('Who can reach which personal data')}",
            skip=say("Skip to the content"),
            no_script=say(
                "This page shows its content by a script that stands in it. Allow scripts for this file, or read another format."
            ),
            style=Markup(style),  # noqa: S704 - ours
            script=Markup(script),  # noqa: S704 - ours
            words=Markup(_inert(encode(words))),  # noqa: S704 - has no sign that ends a script
            data=Markup(_inert(encode(page_data(report)))),  # noqa: S704 - as above
        )
    )


def _policy(style: str, script: str) -> str:
    """What the page may do: run its own script, use its own style, and nothing else; no text becomes markup (Trusted Types)."""
    return "; ".join(
        (
            "default-src 'none'",
            f"script-src {source(script)}",
            f"style-src {source(style)}",
            "base-uri 'none'",
            "form-action 'none'",
            "require-trusted-types-for 'script'",
            "trusted-types 'none'",
        )
    )


def _inert(told: bytes) -> str:
    """JSON that nothing in it can end early, or be taken for markup (HTML Standard, "Restrictions for contents of script elements")."""
    return told.decode().replace("<", "\\u003c").replace(">", "\\u003e").replace("&", "\\u0026")


def _text(name: str) -> str:
    return (_FOLDER / name).read_text("utf-8")


def _templates() -> "Environment":
    from jinja2 import Environment, StrictUndefined  # noqa: PLC0415 - only where a page is made

    made = Environment(autoescape=True, undefined=StrictUndefined, trim_blocks=True, lstrip_blocks=True)
    made.filters["safe_text"] = safe
    made.filters["source"] = source
    return made


renderer = Html()
