import re

import pytest

from audit.errors import ProviderError
from providers.google_api.settings import GoogleSettings, decode


class Settings(GoogleSettings, frozen=True, forbid_unknown_fields=True):
    projects: tuple[str, ...] = ()


SHAPES = (("projects", re.compile("[a-z-]+"), "a project's id"),)


def test_without_anything_the_defaults_hold():
    assert decode("null", Settings, "gcp") == Settings()
    assert decode("{}", Settings, "gcp").max_attempts == 8


def test_a_policys_numbers_are_text():
    assert decode('{"workers": "3", "timeout": "5"}', Settings, "gcp") == Settings(workers=3, timeout=5)


@pytest.mark.parametrize("address", ["http://127.0.0.1:8080", "http://localhost:1", "http://[::1]:8080", ""])
def test_a_sandbox_stands_on_loopback(address: str):
    assert decode(f'{{"endpoint_url": "{address}"}}', Settings, "gcp").endpoint_url == address


@pytest.mark.parametrize(
    ("text", "wrong"),
    [
        ('{"key": "x"}', "settings of provider gcp are wrong"),
        ('{"workers": "many"}', "settings of provider gcp are wrong"),
        ('{"workers": 0}', "workers of provider gcp is out of range"),
        ('{"max_attempts": 21}', "max_attempts of provider gcp is out of range"),
        ('{"subject": "an"}', "subject of provider gcp is wrong: 'an'"),
        ('{"endpoint_url": "https://127.0.0.1.collector.example"}', "endpoint_url of provider gcp is wrong"),
        ('{"endpoint_url": "http://127.0.0.1.collector.example"}', "endpoint_url of provider gcp is wrong"),
        ('{"endpoint_url": "http://127.0.0.1:80@collector.example"}', "endpoint_url of provider gcp is wrong"),
        ('{"quota_project": "Nr 1"}', "quota_project of provider gcp is wrong"),
        ('{"projects": ["shop", "Shop"]}', "projects of provider gcp is wrong: 'Shop'"),
    ],
)
def test_what_is_wrong_is_named(text: str, wrong: str):
    with pytest.raises(ProviderError, match=re.escape(wrong)) as raised:
        decode(text, Settings, "gcp", SHAPES)
    assert raised.value.remedy


def test_the_known_settings_are_told():
    with pytest.raises(ProviderError) as raised:
        decode('{"keyfile": "x"}', Settings, "gcp", SHAPES)
    assert "key_file, subject" in raised.value.remedy
    assert "projects" in raised.value.remedy
