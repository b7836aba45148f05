"""docs/findings.md: each kind of finding, what it means, on whose word, what to do, and one as the sample company has it."""

import json
from collections.abc import Iterator
from pathlib import Path

from audit.check.catalogue import grounds
from audit.model.finding import FindingKind
from audit.saying import meaning, remedy, title
from policies.language import NeedKind
from policies.references import BUILT_IN as BUILT_IN_NAMES
from policies.wording import wording
from tests.docs import markdown

EXAMPLES = Path(__file__).parent / "examples.json"  # found on the sample company; tests/scenarios/test_docs.py looks
_SAY = wording("en")

_HEAD = """
What `toegang check` can find. Each finding has a fingerprint that stays the same from night to night, the whole path, the rule with its file and line, the articles of the GDPR and the controls of standards
that it touches. Decisions of authorities are cited as "cf.": most were read in summaries, and none of this is legal advice. [checks.md](checks.md) says what each decision and control asks that no check can tell.

A finding is a violation, an unknown (something that matters could not be read: exit code 3) or a notice. A built-in check is on unless `house_rules: off:` switches it off with a reason.
"""


def page() -> str:
    """The page."""
    examples: dict[str, str] = json.loads(EXAMPLES.read_text("utf-8"))
    lines = [*_HEAD.strip().split("\n"), "", *(f"- [`{kind}`](#{kind}): {title(kind, _SAY)}" for kind in FindingKind), ""]
    for kind in FindingKind:
        lines += _kind(kind, examples.get(kind, ""))
    rows = [(f"`{kind}`", *_sources(kind)) for kind in NeedKind]
    lines += ["## What a rule under `require:` can ask", "", *markdown.table(("need", "articles", "controls", "decisions"), rows)]
    return markdown.page("Findings", *lines)


def _kind(kind: FindingKind, example: str) -> Iterator[str]:
    articles, controls, decisions = _sources(kind)
    yield from (f"## {kind}", "", f"**{title(kind, _SAY)}.** {meaning(kind, _SAY)}", "")
    yield from (f"What to do: {remedy(kind, _SAY)}", "")
    if example:
        yield from (f"> {example}", "")
    yield f"- articles: {articles}"
    yield from (f"- {word}: {found}" for word, found in (("controls", controls), ("decisions", decisions)) if found)
    yield f"- can be switched off in `house_rules: off:`: {'yes' if kind in BUILT_IN_NAMES else 'no'}"
    yield ""


def _sources(kind: str) -> tuple[str, str, str]:
    found = grounds(kind)
    return ", ".join(found.law), ", ".join(found.controls), "; ".join(found.decisions)
