"""Names that come from providers: harmless in a table, whole in JSON, whatever they hold."""

import json
import re

from hypothesis import example, given, settings
from hypothesis import strategies as st

from audit.cli.text import safe
from audit.model.paper import Report
from reports.json_report import renderer as as_json
from reports.table import Table
from tests.unit.reports import samples
from tests.unit.reports.papers import paper

HOSTILE = st.text(st.characters(), max_size=40)  # lone surrogates and control characters among them
OWN_STYLES = re.compile(r"\x1b\[[0-9;]*m")


def every_report(text: str) -> tuple[Report, ...]:
    finding = samples.violation(text=text or "-")
    return (
        samples.check(finding, samples.unknown(text or "-"), told=samples.head(text, text=text)),
        samples.drift(samples.change(text=text, new=(finding,)), findings=(finding,)),
        samples.reaches((samples.reach(text), (text,)), text=text),
        samples.why((samples.reach(text), samples.path(text)), findings=(finding,)),
        paper(text),
    )


@settings(max_examples=40, deadline=None)
@given(HOSTILE)
@example("\x1b]0;owned\x07\x1b[2J")
@example("\u202egnp.exe\u2066")
@example("a\r\nCOMPLIES: nothing differs from the policy")
@example("\x9b31m\u2028\u200b\ud800")
@example("\x1b[31m")
def test_a_table_holds_no_control_but_the_line_break_and_its_own_styles(text: str) -> None:
    for report in every_report(text):
        shown = OWN_STYLES.sub("", Table(columns=120).render(report))
        assert all(sign == "\n" or sign.isprintable() for sign in shown)


@settings(max_examples=40, deadline=None)
@given(HOSTILE)
@example("\x1b[31m")
def test_a_name_brings_no_style_and_no_line_of_its_own(text: str) -> None:
    """Byte for byte the report of the name as it is shown."""
    for report, harmless in zip(every_report(text), every_report(safe(text)), strict=True):
        assert Table(columns=120).render(report) == Table(columns=120).render(harmless)


@settings(max_examples=40, deadline=None)
@given(HOSTILE)
@example("\x1b[31m\u202e\ud800")
@example("=HYPERLINK(1)")
def test_json_gives_a_name_back_as_it_was_and_is_plain_ascii(text: str) -> None:
    written = as_json.render(every_report(text)[2])
    assert written.isascii()
    assert all(sign == "\n" or sign.isprintable() for sign in written)
    assert json.loads(written)["question"] == text
    assert json.loads(written)["reaches"][0]["condition"] == text
