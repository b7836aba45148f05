import pytest

from audit.errors import ProviderError
from providers.gcp.settings import decode


def test_without_settings_everything_that_is_found_is_read():
    settings = decode("null")
    assert (settings.organization, settings.projects, settings.object_acls, settings.workers) == ("", (), False, 8)


def test_a_policys_words_are_texts():
    settings = decode(
        '{"organization": "organizations/123", "projects": ["shop-prod", "kanaal.example:old-app"], "object_acls": "true", "workers": "4"}'
    )
    assert settings.organization == "organizations/123"
    assert settings.projects == ("shop-prod", "kanaal.example:old-app")
    assert (settings.object_acls, settings.workers) == (True, 4)


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ('{"organization": "123"}', "organizations/ and its number"),
        ('{"projects": ["My Project"]}', "a project's id"),
        ('{"projects": ["12345"]}', "a project's id"),
        ('{"organisation": "organizations/1"}', "known settings"),
        ('{"object_acls": "perhaps"}', "known settings"),
    ],
)
def test_what_is_wrong_is_named_with_what_is_expected(text, said):
    with pytest.raises(ProviderError) as raised:
        decode(text)
    assert said in f"{raised.value} {raised.value.remedy}"
    assert "gcp" in str(raised.value)
