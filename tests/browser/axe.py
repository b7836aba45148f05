"""The rules of WCAG 2.2, levels A and AA, in a page as it is shown."""

from functools import cache

from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Page

RULES = ("wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa")


@cache
def _axe() -> Axe:
    return Axe()


def axe(page: Page, within: str = "") -> tuple[str, ...]:
    """What the page, or the elements that a selector names, does not do: for each element the rule, how bad it is, and what is wrong with it."""
    found = _axe().run(
        page, context=within or None, options={"runOnly": {"type": "tag", "values": list(RULES)}, "resultTypes": ["violations"]}
    )
    return tuple(
        f"{rule['id']} ({rule['impact']}): {' '.join(map(str, node['target']))}: {node['failureSummary']}: {node['html']}"
        for rule in found.response["violations"]
        for node in rule["nodes"]
    )
