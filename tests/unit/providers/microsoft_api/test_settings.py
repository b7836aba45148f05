import re

import pytest

from audit.errors import ProviderError
from providers.microsoft_api.settings import MicrosoftSettings, decode

GUID = "10000000-0000-4000-8000-000000000001"


class Settings(MicrosoftSettings, frozen=True, forbid_unknown_fields=True):
    subscriptions: tuple[str, ...] = ()


SHAPES = (("subscriptions", re.compile("[0-9a-f-]+"), "a subscription's id"),)


def test_without_anything_the_defaults_hold():
    assert decode("null", Settings, "azure") == Settings()
    assert decode("{}", Settings, "azure").cloud == "public"


def test_a_policys_numbers_are_text():
    assert decode('{"workers": "3", "timeout": "5"}', Settings, "azure") == Settings(workers=3, timeout=5)


@pytest.mark.parametrize("address", ["https://127.0.0.1:8080", "https://localhost:1", "https://[::1]:8080", ""])
def test_a_sandbox_stands_on_loopback(address: str):
    assert decode(f'{{"endpoint_url": "{address}"}}', Settings, "azure").endpoint_url == address


@pytest.mark.parametrize("tenant", [GUID, GUID.upper(), "company.example", "sample.onmicrosoft.com", ""])
def test_a_tenant_is_an_id_or_a_domain(tenant: str):
    assert decode(f'{{"tenant": "{tenant}"}}', Settings, "azure").tenant == tenant


@pytest.mark.parametrize(
    ("text", "wrong"),
    [
        ('{"key": "x"}', "settings of provider azure are wrong"),
        ('{"client_secret": "x"}', "settings of provider azure are wrong"),
        ('{"workers": "many"}', "settings of provider azure are wrong"),
        ('{"cloud": "germany"}', "settings of provider azure are wrong"),
        ('{"workers": 0}', "workers of provider azure is out of range"),
        ('{"max_attempts": 21}', "max_attempts of provider azure is out of range"),
        ('{"tenant": "company"}', "tenant of provider azure is wrong: 'company'"),
        ('{"tenant": "common/../x.example"}', "tenant of provider azure is wrong"),
        ('{"client_id": "audit"}', "client_id of provider azure is wrong: 'audit'"),
        ('{"endpoint_url": "http://127.0.0.1:8080"}', "endpoint_url of provider azure is wrong"),
        ('{"endpoint_url": "https://127.0.0.1.collector.example"}', "endpoint_url of provider azure is wrong"),
        ('{"endpoint_url": "https://127.0.0.1:80@collector.example"}', "endpoint_url of provider azure is wrong"),
        ('{"subscriptions": ["1a", "Shop"]}', "subscriptions of provider azure is wrong: 'Shop'"),
        ('{"secret_variable": "A", "certificate_file": "b"}', "certificate_file and secret_variable of provider azure exclude each other"),
    ],
)
def test_what_is_wrong_is_named(text: str, wrong: str):
    with pytest.raises(ProviderError, match=re.escape(wrong)) as raised:
        decode(text, Settings, "azure", SHAPES)
    assert raised.value.remedy


def test_a_secret_that_was_written_for_its_variable_is_not_repeated():
    with pytest.raises(ProviderError) as raised:
        decode('{"secret_variable": "abc~8Q.very-secret"}', Settings, "azure")
    assert "secret_variable" in str(raised.value)
    assert "8Q" not in str(raised.value)


def test_the_known_settings_are_told():
    with pytest.raises(ProviderError) as raised:
        decode('{"certificate": "x"}', Settings, "azure", SHAPES)
    assert "certificate_file, secret_variable" in raised.value.remedy
    assert "subscriptions" in raised.value.remedy
