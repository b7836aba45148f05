"""The settings of Azure."""

import pytest

from audit.errors import ProviderError
from providers.azure.settings import decode


def test_subscriptions_are_named_by_their_ids():
    assert decode('{"subscriptions": ["00000000-0000-0000-0000-0000000000A1"]}').subscriptions == ("00000000-0000-0000-0000-0000000000A1",)
    assert decode("{}").subscriptions == ()


@pytest.mark.parametrize("text", ['{"subscriptions": ["shop"]}', '{"subscription": "x"}', '{"workers": "0"}'])
def test_anything_else_is_told(text: str):
    with pytest.raises(ProviderError, match="azure"):
        decode(text)
