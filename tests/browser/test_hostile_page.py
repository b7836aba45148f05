"""A page in which every text that somebody else may have written is an attack: it is shown, and does nothing."""

from collections.abc import Callable
from dataclasses import fields, is_dataclass, replace
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Page

from audit.model.drift import Cause, CauseKind, Change
from audit.model.facts import Coverage, CoverageStatus, Gap
from audit.model.overview import MatrixCell, ShownEnd
from audit.model.report import CheckReport
from audit.plugins import renderer
from policies.levels import Level
from tests.browser.axe import axe
from tests.browser.large import NIGHT, large
from tests.turns import by_turns
from tests.unit.reports import samples

ATTACKS = (
    "<img src=x onerror=document.body.dataset.hit=1>",
    "</script><script>document.body.dataset.hit=1</script>",
    "{{constructor.constructor('document.body.dataset.hit=1')()}}",
    "javascript:document.body.dataset.hit=1",
    "{asset}{count}${document.body.dataset.hit=1}",
    "\u202egpj.exe\u200b\x1b[31m\x00\ud800",
    "__proto__",
    "a" * 5_000,
)
KEPT = {"fingerprint", "sensitivity", "findings", "findings_new", "since", "language"}  # made by us, of words that we know
VIEWS = ("", "findings", "assets", "subjects", "changes?at=0", "matrix", "trend", "blind", "search?q=a", "print")


def struck(value: Any, attack: str) -> Any:
    """The same value with the attack in each of its texts."""
    if type(value) is str:
        return f"{attack}{value}"
    if isinstance(value, tuple):
        return tuple(struck(one, attack) for one in value)
    if not is_dataclass(value) or isinstance(value, type):
        return value
    return replace(
        value, **{each.name: struck(getattr(value, each.name), attack) for each in fields(value) if each.name not in KEPT and each.init}
    )


def report() -> CheckReport:
    made = large(3, assets=2)
    assert made.overview
    gap = Gap("aws", "s3", "s3://b", "GetBucketPolicy", "denied", "s3:GetBucketPolicy")
    change = Change(Cause(CauseKind.GRANT, "drive://1", "is shared"), samples.change(2).reaches, (made.findings[0].fingerprint,), ())
    overview = replace(
        made.overview,
        before=samples.head("2026-10-15T02-00-00Z"),
        changes=(change,),
        matrix=(MatrixCell("sales", "asset-000", Level.READ, Level.CHANGE, 2, 1, unsure=True),),
        roles=(("sales", "Sales"),),
        ends=(ShownEnd(NIGHT.date(), "allow", "A1", ("sales",), "rules.yaml:1"),),
        assets=tuple(replace(each, gaps=(gap,)) for each in made.overview.assets),
    )
    head = replace(made.head, gaps=(gap,), coverage=(Coverage("aws", "s3", "aws://1", CoverageStatus.DENIED),), left_out=("google",))
    return replace(made, head=head, overview=overview)


@pytest.mark.parametrize("attack", by_turns(ATTACKS), ids=range(len(ATTACKS)))
def test_it_is_shown_and_does_nothing(new_page: Callable[..., Page], tmp_path: Path, attack: str):
    struck_report = struck(report(), attack)
    file = tmp_path / "page.html"
    file.write_text(renderer("html").render(struck_report), "utf-8")
    page = new_page(viewport={"width": 1280, "height": 800})
    page.goto(file.as_uri())
    ids = page.evaluate(
        "(told => [`finding/${told.findings[0].id}`, `asset/${encodeURIComponent(told.assets[0].id)}`, `subject/${encodeURIComponent(told.subjects[0].id)}`])"
        "(JSON.parse(document.getElementById('data').textContent))"
    )
    for view in (*VIEWS, *ids):
        page.evaluate("address => { location.hash = `#/${address}` }", view)
        page.locator("main h1").first.wait_for(state="attached")
        for unfold in page.locator("main summary:visible").all()[:3]:
            unfold.click()
        assert "There is nothing by this name" not in page.locator("main").inner_text(), view
        assert page.locator("main img, main iframe, main script, main form[action]").count() == 0, view
        assert page.locator("a:not([href^='#/'])").evaluate_all("all => all.filter(a => !a.classList.contains('skip')).length") == 0, view
        assert page.evaluate("document.documentElement.scrollWidth <= innerWidth"), view
    assert page.evaluate("document.body.dataset.hit") is None
    assert [sign for sign in page.locator("body").inner_text() if sign in "\u202e\u200b\x1b\x00"] == []
    assert axe(page) == ()
