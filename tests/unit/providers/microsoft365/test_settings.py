"""The settings under `providers: microsoft365:` of a policy."""

import pytest

from audit.errors import ProviderError
from providers.microsoft365.settings import Microsoft365Settings, decode


@pytest.mark.parametrize("text", ["{}", "null"])
def test_no_settings_are_the_defaults(text: str) -> None:
    assert decode(text) == Microsoft365Settings()


def test_a_policys_values_are_text() -> None:
    told = decode('{"tenant": "sample.example", "workers": "4", "full_every": "14", "without": ["group-eligibility", "mail-rules"]}')
    assert (told.tenant, told.workers, told.full_every, told.without) == ("sample.example", 4, 14, ("group-eligibility", "mail-rules"))


@pytest.mark.parametrize(
    ("text", "named"),
    [
        ('{"full_every": "0"}', "full_every"),
        ('{"full_every": "91"}', "full_every"),
        ('{"activity_data": "dates"}', "dates"),
        ('{"without": ["group-eligibilities"]}', "group-eligibilities"),
        ('{"without": ["files"]}', "files"),
        ('{"secret": "x"}', "secret"),
        ('{"tenant": "two words"}', "tenant"),
    ],
)
def test_what_is_wrong_is_named(text: str, named: str) -> None:
    with pytest.raises(ProviderError, match=named):
        decode(text)
