"""The tenant."""

import pytest

from providers.microsoft365.normalise.tenants import tenant

NUMBER = "0A000000-0000-4000-8000-000000000001"


def test_the_default_domain_comes_first() -> None:
    domains = [{"name": "A.example", "isDefault": False}, {"name": "b.example", "isDefault": True}, {"name": "c.example"}]
    assert tenant({"id": NUMBER, "verifiedDomains": domains}) == (NUMBER.lower(), ("b.example", "a.example", "c.example"))


def test_an_answer_that_was_not_given_tells_nothing() -> None:
    assert tenant({}) == ("", ())


@pytest.mark.parametrize("row", [{"id": "x"}, {"id": NUMBER, "verifiedDomains": {}}, {"id": NUMBER, "verifiedDomains": [7]}])
def test_one_of_another_form_is_refused(row: dict[str, object]) -> None:
    with pytest.raises((AttributeError, TypeError, ValueError)):
        tenant(row)
