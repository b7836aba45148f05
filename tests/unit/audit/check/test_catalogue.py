"""What stands behind each check."""

import pytest

from audit.check.catalogue import grounds
from audit.model.finding import FindingKind
from policies.language import NeedKind


@pytest.mark.parametrize("kind", [*FindingKind, *NeedKind])
def test_every_kind_has_its_articles(kind: str):
    assert all(article.startswith("A") for article in grounds(kind).law)
    assert grounds(kind).law
    assert all(decision.startswith("cf. ") for decision in grounds(kind).decisions)
