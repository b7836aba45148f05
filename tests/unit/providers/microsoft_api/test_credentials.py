from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
from cryptography import x509
from cryptography.hazmat.primitives import hashes, serialization
from cryptography.hazmat.primitives.asymmetric import ec, rsa
from cryptography.x509.oid import NameOID

from audit.errors import ProviderError
from providers.microsoft_api.credentials import credentials
from providers.microsoft_api.settings import MicrosoftSettings
from providers.sandbox.microsoft.certificates import PrivateKey
from tests.unit.providers.microsoft_api.conftest import CLIENT, TENANT

SETTINGS = {"tenant": TENANT, "client_id": CLIENT}
KEY = rsa.generate_private_key(public_exponent=65537, key_size=2048)
OTHER = rsa.generate_private_key(public_exponent=65537, key_size=2048)


def certificate(key: PrivateKey, ends: timedelta = timedelta(days=1)) -> bytes:
    name = x509.Name([x509.NameAttribute(NameOID.COMMON_NAME, "audit")])
    now = datetime.now(UTC)
    builder = x509.CertificateBuilder().subject_name(name).issuer_name(name).public_key(key.public_key())
    builder = builder.serial_number(7).not_valid_before(now - timedelta(days=9)).not_valid_after(now + ends)
    return builder.sign(key, hashes.SHA256()).public_bytes(serialization.Encoding.PEM)


def pem(key: PrivateKey, password: bytes = b"") -> bytes:
    kept = serialization.BestAvailableEncryption(password) if password else serialization.NoEncryption()
    return key.private_bytes(serialization.Encoding.PEM, serialization.PrivateFormat.PKCS8, kept)


def written(folder: Path, *parts: bytes) -> str:
    (folder / "audit.pem").write_bytes(b"".join(parts))
    return str(folder / "audit.pem")


def test_a_certificate_and_its_key_in_any_order_beside_others(tmp_path: Path):
    file = written(tmp_path, certificate(OTHER), certificate(KEY), pem(KEY))
    found = credentials(MicrosoftSettings(**SETTINGS, certificate_file=file), {})
    assert (found.tenant, found.client_id, found.by_certificate) == (TENANT, CLIENT, True)
    assert isinstance(found.proof, dict)
    own = x509.load_pem_x509_certificate(found.proof["public_certificate"].encode())
    assert own.public_key() == KEY.public_key()
    assert "PRIVATE KEY" in found.proof["private_key"]


def test_the_password_of_a_key_stands_in_the_environment(tmp_path: Path):
    settings = MicrosoftSettings(**SETTINGS, certificate_file=written(tmp_path, certificate(KEY), pem(KEY, b"word")))
    assert credentials(settings, {"AZURE_CLIENT_CERTIFICATE_PASSWORD": "word"}).by_certificate
    for environment in ({}, {"AZURE_CLIENT_CERTIFICATE_PASSWORD": "other"}):
        with pytest.raises(ProviderError, match="does not hold a private key") as raised:
            credentials(settings, environment)
        assert "AZURE_CLIENT_CERTIFICATE_PASSWORD" in raised.value.remedy


@pytest.mark.parametrize(
    ("parts", "wrong"),
    [
        ((b"",), "does not hold a private key and a certificate"),
        ((pem(KEY),), "does not hold a private key and a certificate"),
        ((certificate(KEY),), "does not hold a private key and a certificate"),
        ((pem(KEY), certificate(OTHER)), "belongs to none of the certificates"),
        ((pem(KEY), certificate(KEY, timedelta(days=-2))), "ended on"),
        ((b"\xff\xfe",), "is not text"),
    ],
)
def test_a_certificate_that_can_not_be_used(tmp_path: Path, parts: tuple[bytes, ...], wrong: str):
    settings = MicrosoftSettings(**SETTINGS, certificate_file=written(tmp_path, *parts))
    with pytest.raises(ProviderError, match=wrong) as raised:
        credentials(settings, {})
    assert raised.value.remedy
    assert "BEGIN" not in str(raised.value)


def test_a_key_that_microsoft_does_not_take(tmp_path: Path):
    key = ec.generate_private_key(ec.SECP256R1())
    with pytest.raises(ProviderError, match="is not RSA"):
        credentials(MicrosoftSettings(**SETTINGS, certificate_file=written(tmp_path, pem(key), certificate(key))), {})


@pytest.mark.parametrize("setting", ["certificate_file", "assertion_file"])
def test_a_file_that_is_not_there_is_named(tmp_path: Path, setting: str):
    with pytest.raises(ProviderError, match=r"none\.pem can't be read") as raised:
        credentials(MicrosoftSettings(**SETTINGS, **{setting: str(tmp_path / "none.pem")}), {})
    assert setting in raised.value.remedy


def test_a_secret_stands_in_the_environment_alone():
    settings = MicrosoftSettings(**SETTINGS, secret_variable="AUDIT_SECRET")
    found = credentials(settings, {"AUDIT_SECRET": "word", "AZURE_CLIENT_SECRET": "other"})
    assert (found.proof, found.by_certificate) == ("word", False)
    for environment in ({}, {"AUDIT_SECRET": ""}):
        with pytest.raises(ProviderError, match="AUDIT_SECRET has no secret"):
            credentials(settings, environment)


def test_an_assertion_is_read_anew_each_time(tmp_path: Path):
    file = tmp_path / "token"
    file.write_text("first\n")
    found = credentials(MicrosoftSettings(**SETTINGS, assertion_file=str(file)), {})
    assert isinstance(found.proof, dict)
    read = found.proof["client_assertion"]
    assert callable(read)
    assert read() == "first"
    file.write_text("second")
    assert read() == "second"
    file.write_text(" ")
    with pytest.raises(ProviderError, match="is empty"):
        credentials(MicrosoftSettings(**SETTINGS, assertion_file=str(file)), {})


def test_without_settings_the_environment_is_asked_as_azure_identity_does(tmp_path: Path):
    who = {"AZURE_TENANT_ID": TENANT, "AZURE_CLIENT_ID": CLIENT}
    file, token = written(tmp_path, pem(KEY), certificate(KEY)), tmp_path / "token"
    token.write_text("assertion")
    by_file = {"AZURE_CLIENT_CERTIFICATE_PATH": file, "AZURE_FEDERATED_TOKEN_FILE": str(token)}
    assert credentials(MicrosoftSettings(), who | by_file | {"AZURE_CLIENT_SECRET": "word"}).proof == "word"
    found = credentials(MicrosoftSettings(), who | by_file)
    assert isinstance(found.proof, dict)
    assert "private_key" in found.proof
    federated = credentials(MicrosoftSettings(), who | {"AZURE_FEDERATED_TOKEN_FILE": str(token)})
    assert isinstance(federated.proof, dict)
    assert "client_assertion" in federated.proof
    assert (found.tenant, found.client_id) == (TENANT, CLIENT)


@pytest.mark.parametrize(
    ("settings", "environment", "wrong"),
    [
        ({}, {}, "which application of which tenant"),
        ({"tenant": TENANT}, {}, "which application of which tenant"),
        ({"client_id": CLIENT}, {}, "which application of which tenant"),
        ({}, {"AZURE_TENANT_ID": "x/../y.example", "AZURE_CLIENT_ID": CLIENT}, "which application of which tenant"),
        ({}, {"AZURE_TENANT_ID": TENANT, "AZURE_CLIENT_ID": "audit"}, "which application of which tenant"),
        (SETTINGS, {}, "no credentials"),
    ],
)
def test_what_is_missing_is_named(settings: dict[str, str], environment: dict[str, str], wrong: str):
    with pytest.raises(ProviderError, match=wrong) as raised:
        credentials(MicrosoftSettings(**settings), environment)
    assert raised.value.remedy
