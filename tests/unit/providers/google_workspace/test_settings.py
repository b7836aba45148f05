import pytest

from audit.errors import ProviderError
from providers.google_workspace.settings import DelegatedClient, WorkspaceSettings, decode

DRIVE = "https://www.googleapis.com/auth/drive"


@pytest.mark.parametrize("text", ["{}", "null"])
def test_no_settings_are_the_defaults(text: str):
    settings = decode(text)
    assert settings == WorkspaceSettings()
    assert not any((settings.oauth_tokens, settings.app_passwords, settings.tenant_settings))


def test_a_policys_values_are_text():
    told = decode(
        '{"customer": "C01abc", "subject": "audit@shop.example", "workers": "4", "oauth_tokens": "true", "full_every": "14",'
        f' "delegated_clients": [{{"client_id": "110000000000000000001", "scopes": ["{DRIVE}"]}}]}}'
    )
    assert (told.customer, told.subject, told.workers, told.oauth_tokens, told.full_every) == ("C01abc", "audit@shop.example", 4, True, 14)
    assert told.delegated_clients == (DelegatedClient("110000000000000000001", (DRIVE,)),)


def test_no_clients_is_not_the_same_as_nobody_said():
    assert decode('{"delegated_clients": []}').delegated_clients == ()
    assert decode("{}").delegated_clients is None


@pytest.mark.parametrize(
    ("text", "named"),
    [
        ('{"customer": "shop.example"}', "customer"),
        ('{"subject": "the administrator"}', "subject"),
        ('{"full_every": "0"}', "full_every"),
        ('{"full_every": "91"}', "full_every"),
        ('{"activity_data": "dates"}', "activity_data"),
        ('{"key": "x"}', "key"),
        ('{"delegated_clients": [{"client_id": "1100000000", "scopes": []}]}', "scopes"),
        ('{"delegated_clients": [{"client_id": "1100000000", "scopes": ["drive"]}]}', "scopes"),
        (f'{{"delegated_clients": [{{"client_id": "etl", "scopes": ["{DRIVE}"]}}]}}', "client ID"),
        (f'{{"delegated_clients": [{{"client_id": "1100000000", "scopes": ["{DRIVE}"], "service_account": "etl"}}]}}', "service account"),
        ("[", "settings"),
    ],
)
def test_a_wrong_setting_is_named(text: str, named: str):
    with pytest.raises(ProviderError, match=named) as raised:
        decode(text)
    assert raised.value.remedy
