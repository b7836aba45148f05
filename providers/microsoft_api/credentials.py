"""What the application proves itself with: a certificate, a secret, or a token of another identity provider; as msal takes it.

Names of environment variables after "EnvironmentCredential" and "WorkloadIdentityCredential" (Azure Identity); the forms of a credential after
`ConfidentialClientApplication` (MSAL Python), certificates after "Microsoft identity platform application authentication certificate credentials".
"""

import os
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path

from cryptography import x509
from cryptography.hazmat.primitives.asymmetric import rsa
from cryptography.hazmat.primitives.serialization import Encoding, NoEncryption, PrivateFormat, load_pem_private_key

from audit.errors import ProviderError
from providers.microsoft_api.settings import CLIENT, TENANT, MicrosoftSettings

Proof = str | Mapping[str, str | Callable[[], str]]
_WAYS = (
    "name a certificate in certificate_file, an environment variable in secret_variable or a token's file in assertion_file,"
    " or set AZURE_CLIENT_SECRET, AZURE_CLIENT_CERTIFICATE_PATH or AZURE_FEDERATED_TOKEN_FILE"
)


@dataclass(frozen=True, slots=True)
class Credentials:
    """Who signs in, where, and with what.

    by_certificate: not by a secret, to which SharePoint's own interface gives no answer; a federated assertion is as good as a certificate
    (page "Access token claims reference", `appidacr` 2).
    """

    tenant: str
    client_id: str
    proof: Proof
    by_certificate: bool = False


def credentials(settings: MicrosoftSettings, environment: Mapping[str, str] = os.environ) -> Credentials:
    """The credentials of the settings, or of the environment.

    Raises:
        ProviderError: there are none, or what is named can't be read or used. A secret is never repeated.
    """
    tenant = settings.tenant or environment.get("AZURE_TENANT_ID", "")
    client = settings.client_id or environment.get("AZURE_CLIENT_ID", "")
    if not tenant or not client or not TENANT.fullmatch(tenant) or not CLIENT.fullmatch(client):
        raise ProviderError(
            "it is not said which application of which tenant signs in to Microsoft",
            "write tenant and client_id in the settings, or set AZURE_TENANT_ID and AZURE_CLIENT_ID",
        )
    return Credentials(tenant, client, *_proof(settings, environment))


def _proof(settings: MicrosoftSettings, environment: Mapping[str, str]) -> tuple[Proof, bool]:
    if settings.certificate_file:
        return _certificate(settings.certificate_file, environment), True
    if settings.secret_variable:
        return _secret(settings.secret_variable, environment), False
    if settings.assertion_file:
        return _assertion(settings.assertion_file), True
    if secret := environment.get("AZURE_CLIENT_SECRET"):
        return secret, False
    if path := environment.get("AZURE_CLIENT_CERTIFICATE_PATH"):
        return _certificate(path, environment), True
    if path := environment.get("AZURE_FEDERATED_TOKEN_FILE"):
        return _assertion(path), True
    raise ProviderError("there are no credentials for Microsoft", _WAYS)


def _secret(variable: str, environment: Mapping[str, str]) -> str:
    if not (secret := environment.get(variable, "")):
        raise ProviderError(f"the environment variable {variable} has no secret in it", "set it, or correct the setting secret_variable")
    return secret


def _assertion(path: str) -> Proof:
    """Read for each sign-in: such a token lives for minutes, and the file is written anew."""

    def read() -> str:
        return _text(path, "assertion_file").strip()

    if not read():
        raise ProviderError(f"the file {path} is empty", "name the file with the identity provider's token in assertion_file")
    return {"client_assertion": read}


def _certificate(path: str, environment: Mapping[str, str]) -> Proof:
    """The key and the certificate that it belongs to, which may stand in the file in any order."""
    pem = _text(path, "certificate_file").encode()
    password = environment.get("AZURE_CLIENT_CERTIFICATE_PASSWORD", "").encode() or None
    try:
        key = load_pem_private_key(pem, password)
        listed = x509.load_pem_x509_certificates(pem)
    except (ValueError, TypeError) as error:  # its text may quote the file
        raise ProviderError(
            f"the file {path} does not hold a private key and a certificate as PEM",
            "put both into one file; the password of an encrypted key goes into AZURE_CLIENT_CERTIFICATE_PASSWORD",
        ) from error
    if not isinstance(key, rsa.RSAPrivateKey):
        raise ProviderError(f"the key in {path} is not RSA, which Microsoft does not take", "make a certificate with an RSA key")
    own = next((one for one in listed if one.public_key() == key.public_key()), None)
    if own is None:
        raise ProviderError(f"the key in {path} belongs to none of the certificates there", "put the key and its certificate into one file")
    if own.not_valid_after_utc < datetime.now(UTC):
        raise ProviderError(f"the certificate in {path} ended on {own.not_valid_after_utc.date()}", "make a new one and register it")
    return {
        "private_key": key.private_bytes(Encoding.PEM, PrivateFormat.PKCS8, NoEncryption()).decode(),
        "public_certificate": own.public_bytes(Encoding.PEM).decode(),
    }


def _text(path: str, setting: str) -> str:
    try:
        return Path(path).expanduser().read_text(encoding="utf-8")
    except OSError as error:
        raise ProviderError(f"the file {path} can't be read: {error.strerror}", f"correct the setting {setting}") from error
    except UnicodeDecodeError as error:
        raise ProviderError(f"the file {path} is not text", f"correct the setting {setting}") from error
