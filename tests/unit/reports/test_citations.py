"""Articles and standards."""

import pytest

from audit.check.catalogue import _GROUNDS
from reports.citations import article, is_decision, standards


@pytest.mark.parametrize(
    ("code", "text"),
    [("A5-1-f", "GDPR Art. 5(1)(f)"), ("A32", "GDPR Art. 32"), ("A28-3", "GDPR Art. 28(3)"), ("cf. x", "cf. x"), ("AI-1", "AI-1")],
)
def test_an_article_as_it_is_cited(code: str, text: str):
    assert article(code) == text


def test_the_standard_of_every_control_of_the_catalogue_is_known():
    for ground in _GROUNDS.values():
        assert all(standards((), (control,)) for control in ground.controls)
        assert all(is_decision(each) for each in ground.decisions)


def test_each_is_named_once():
    assert standards(("A5-1-f", "A32", "cf. x"), ("SOC 2 CC6.1", "SOC 2 CC6.3")) == ("GDPR", "SOC 2")
