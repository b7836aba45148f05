"""Service-account keys, as Google gives them: a JSON file with an RSA key that is real, and good for the sandbox alone."""

import hashlib
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache

from cryptography.hazmat.primitives import serialization
from cryptography.hazmat.primitives.asymmetric import rsa

TOKEN_URL = "https://oauth2.googleapis.com/token"  # noqa: S105 - the public address that every assertion names as its audience


@dataclass(frozen=True, slots=True)
class Key:
    """A key: the file's content, and what the token endpoint keeps of it."""

    content: Mapping[str, str]
    public: rsa.RSAPublicKey

    @property
    def email(self) -> str:
        """The service account's address."""
        return self.content["client_email"]


def make_key(email: str, token_uri: str) -> Key:
    """A new key of a service account; its project is the one that its address names."""
    private, public = _pair(email)
    number = str(int(hashlib.sha256(email.encode()).hexdigest(), 16))[:20]
    content = {
        "type": "service_account",
        "project_id": email.partition("@")[2].partition(".")[0],
        "private_key_id": hashlib.sha256(private.encode()).hexdigest()[:40],
        "private_key": private,
        "client_email": email,
        "client_id": "1" + number,
        "auth_uri": "https://accounts.google.com/o/oauth2/auth",
        "token_uri": token_uri,
        "auth_provider_x509_cert_url": "https://www.googleapis.com/oauth2/v1/certs",
        "universe_domain": "googleapis.com",
    }
    return Key(content, public)


_BITS = 1024  # for the sample company alone: reading a key of 2048 bits takes seven times as long, at each sign-in


@cache
def _pair(_email: str) -> tuple[str, rsa.RSAPublicKey]:
    key = rsa.generate_private_key(public_exponent=65537, key_size=_BITS)
    text = key.private_bytes(serialization.Encoding.PEM, serialization.PrivateFormat.PKCS8, serialization.NoEncryption()).decode()
    return text, key.public_key()
