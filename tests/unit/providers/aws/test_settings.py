import pytest

from audit.errors import ProviderError
from providers.aws.settings import AwsSettings, decode


@pytest.mark.parametrize("text", ["{}", "null"])
def test_no_settings_are_the_defaults(text: str):
    assert decode(text) == AwsSettings()


def test_a_policys_numbers_are_text():
    told = decode('{"accounts": ["123456789012"], "regions": ["eu-west-1"], "audit_role": "audit", "workers": "4"}')
    assert told == AwsSettings(accounts=("123456789012",), regions=("eu-west-1",), audit_role="audit", workers=4)


@pytest.mark.parametrize(
    ("text", "named"),
    [
        ('{"accounts": ["12345"]}', "accounts"),
        ('{"regions": ["eu-west-1; drop"]}', "regions"),
        ('{"audit_role": "arn:aws:iam::123456789012:role/audit"}', "audit_role"),
        ('{"endpoint_url": "file:///etc/passwd"}', "endpoint_url"),
        ('{"workers": "0"}', "workers"),
        ('{"activity_data": "dates"}', "activity_data"),
        ('{"access_key": "x"}', "access_key"),
        ("[", "settings"),
    ],
)
def test_a_wrong_setting_is_named(text: str, named: str):
    with pytest.raises(ProviderError, match=named) as raised:
        decode(text)
    assert raised.value.remedy
