"""Signed assertions that stand for a secret: by a certificate, or by another issuer that an application trusts.

Sources: "Microsoft identity platform application authentication certificate credentials", "Set up an app to trust an external identity provider".
"""

import base64
import binascii
import hashlib
import json
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any

from cryptography import x509
from cryptography.exceptions import InvalidSignature
from cryptography.hazmat.primitives import hashes, serialization
from cryptography.hazmat.primitives.asymmetric import padding, rsa

from providers.sandbox.microsoft.answers import Refused
from providers.sandbox.microsoft.certificates import Credential

EXCHANGE_AUDIENCE = "api://AzureADTokenExchange"
_SKEW = 300
_LONGEST = 86_400


@dataclass(frozen=True, slots=True)
class Trust:
    """A federated credential of an application: whose assertions count, and for whom."""

    issuer: str
    subject: str
    public: rsa.RSAPublicKey
    audience: str = EXCHANGE_AUDIENCE


@dataclass(frozen=True, slots=True)
class Assertion:
    """An assertion that is well formed; nothing in it is believed yet."""

    header: Mapping[str, Any]
    claims: Mapping[str, Any]
    signed: bytes
    signature: bytes

    def is_signed_by(self, public: object) -> bool:
        """Whether the signature is of this key, in one of the two ways that are allowed."""
        if not isinstance(public, rsa.RSAPublicKey):
            return False
        ways = {"RS256": padding.PKCS1v15(), "PS256": padding.PSS(padding.MGF1(hashes.SHA256()), padding.PSS.DIGEST_LENGTH)}
        way = ways.get(str(self.header.get("alg")))
        if way is None:
            return False
        try:
            public.verify(self.signature, self.signed, way, hashes.SHA256())
        except InvalidSignature:
            return False
        return True


def read(text: str) -> Assertion:
    """The parts of an assertion. Raises Refused for what is none."""
    try:
        head, payload, signature = text.split(".")
        header, claims = json.loads(_decode(head)), json.loads(_decode(payload))
        sealed = _decode(signature)
    except (ValueError, binascii.Error):
        raise _malformed() from None
    if not isinstance(header, dict) or not isinstance(claims, dict):
        raise _malformed()
    return Assertion(header, claims, f"{head}.{payload}".encode(), sealed)


def check_certificate(assertion: Assertion, client: str, known: Iterable[x509.Certificate], audiences: frozenset[str], now: float) -> None:
    """Holds an assertion against an application's certificates. Raises Refused."""
    if assertion.claims.get("iss") != client or assertion.claims.get("sub") != client:
        raise invalid(700021, "Client assertion application identifier doesn't match 'client_id' parameter.")
    if assertion.claims.get("aud") not in audiences:
        raise invalid(700023, "Client assertion audience claim does not match Realm issuer.")
    certificate = next((each for each in known if _is_named(assertion.header, each)), None)
    if certificate is None or not assertion.is_signed_by(certificate.public_key()):
        raise invalid(700027, "The certificate with identifier used to sign the client assertion is not registered on application.")
    _in_time(assertion.claims, now)


def check_trust(assertion: Assertion, trusted: Iterable[Trust], now: float) -> None:
    """Holds an assertion against an application's federated credentials. Raises Refused."""
    claims = assertion.claims
    named = [
        each for each in trusted if (each.issuer, each.subject, each.audience) == (claims.get("iss"), claims.get("sub"), claims.get("aud"))
    ]
    if not named:
        raise invalid(700213, "No matching federated identity record found for presented assertion.")
    if not any(assertion.is_signed_by(each.public) for each in named):
        raise invalid(5000224, "Assertion failed signature validation.")
    _in_time(claims, now)


def make(claims: Mapping[str, Any], credential: Credential) -> str:
    """An assertion as a CI system issues it: RS256."""
    assert isinstance(credential.key, rsa.RSAPrivateKey)
    head = _encode(json.dumps({"alg": "RS256", "typ": "JWT", "kid": "sandbox"}).encode())
    signed = f"{head}.{_encode(json.dumps(dict(claims)).encode())}"
    return f"{signed}.{_encode(credential.key.sign(signed.encode(), padding.PKCS1v15(), hashes.SHA256()))}"


def invalid(number: int, message: str) -> Refused:
    """The authority's refusal of a credential."""
    return Refused(401, "invalid_client", message, extra={"number": number})


def _malformed() -> Refused:
    return invalid(50027, "JWT token is invalid or malformed.")


def _is_named(header: Mapping[str, Any], certificate: x509.Certificate) -> bool:
    raw = certificate.public_bytes(serialization.Encoding.DER)
    thumbprints = {"x5t#S256": hashlib.sha256(raw).digest(), "x5t": hashlib.sha1(raw).digest()}  # noqa: S324 - the header's own definition
    return any(name in header and _bytes(header[name]) == digest for name, digest in thumbprints.items())


def _in_time(claims: Mapping[str, Any], now: float) -> None:
    end, begin = claims.get("exp"), claims.get("nbf", claims.get("iat", 0))
    if not isinstance(end, int | float) or not isinstance(begin, int | float):
        raise invalid(700024, "Client assertion has no valid time range.")
    if not begin - _SKEW <= now <= end + _SKEW or end - now > _LONGEST:
        raise invalid(700024, "Client assertion is not within its valid time range.")


def _bytes(text: object) -> bytes:
    try:
        return _decode(str(text))
    except (ValueError, binascii.Error):
        return b""


def _decode(part: str) -> bytes:
    return base64.urlsafe_b64decode(part + "=" * (-len(part) % 4))


def _encode(raw: bytes) -> str:
    return base64.urlsafe_b64encode(raw).rstrip(b"=").decode()
