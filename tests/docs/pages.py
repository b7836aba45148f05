"""Every page that is made from the code, by its path."""

from pathlib import Path

from tests.docs import commands, findings, policy, providers

ROOT = Path(__file__).parents[2]


def pages() -> dict[str, str]:
    """The text of each page."""
    return {
        "docs/commands.md": commands.page(),
        "docs/findings.md": findings.page(),
        "docs/policy.md": policy.page(),
        **{f"docs/providers/{name}.md": providers.page(name) for name in providers.NAMES},
    }
