"""rules.yaml: proposals, and questions by asset and reason."""

from audit.proposal.questions import Question
from audit.proposal.rules import Rules
from audit.proposal.rules_page import rules_page
from tests.unit.audit.proposal.test_pages import RULE, seen


def test_questions_stand_together_by_asset_and_reason() -> None:
    asked = (
        Question("a", "open to the public", "anyone", "read"),
        Question("b", "latent", "p1", "manage"),
        Question("b", "latent", "p2", "manage"),
    )
    lines = rules_page(seen(), Rules((), (RULE,), asked))
    end = lines[lines.index("# a") :]
    assert end == [
        "# a",
        "#   open to the public:",
        "#     - anyone: read",
        "#",
        "# b",
        "#   latent:",
        "#     - p1: manage",
        "#     - p2: manage",
    ]
    assert "allow: []" in lines
