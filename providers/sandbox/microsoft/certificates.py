"""The sandbox's own certificate authority, the server's certificate on loopback, and certificates that applications sign in with.

All keys are real and made anew in each process; nothing on the machine trusts them but who is given the authority's file.
"""

import ipaddress
import ssl
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from functools import cache
from pathlib import Path

from cryptography import x509
from cryptography.hazmat.primitives import hashes, serialization
from cryptography.hazmat.primitives.asymmetric import ec, rsa
from cryptography.x509.oid import NameOID

from providers.sandbox.listener import LOOPBACK

_LIFE = timedelta(days=30)

PrivateKey = rsa.RSAPrivateKey | ec.EllipticCurvePrivateKey


@dataclass(frozen=True, slots=True)
class Credential:
    """A certificate with its private key."""

    key: PrivateKey
    certificate: x509.Certificate

    @property
    def pem(self) -> bytes:
        """Both as one PEM file: the key first."""
        key = self.key.private_bytes(serialization.Encoding.PEM, serialization.PrivateFormat.PKCS8, serialization.NoEncryption())
        return key + self.certificate.public_bytes(serialization.Encoding.PEM)


@cache
def authority() -> Credential:
    """The authority that signs the servers' certificates."""
    key = ec.generate_private_key(ec.SECP256R1())
    builder = _builder("Toegang sandbox authority", key, "Toegang sandbox authority")
    builder = builder.add_extension(x509.BasicConstraints(ca=True, path_length=0), critical=True)
    builder = builder.add_extension(_usage(signs=True), critical=True)
    return Credential(key, builder.sign(key, hashes.SHA256()))


@cache
def _server() -> Credential:
    above = authority()
    key = ec.generate_private_key(ec.SECP256R1())
    builder = _builder("loopback", key, "Toegang sandbox authority")
    names = [x509.DNSName("localhost"), x509.IPAddress(ipaddress.ip_address(LOOPBACK))]
    builder = builder.add_extension(x509.SubjectAlternativeName(names), critical=False)
    builder = builder.add_extension(x509.BasicConstraints(ca=False, path_length=None), critical=True)
    builder = builder.add_extension(_usage(signs=False), critical=True)
    identifier = x509.AuthorityKeyIdentifier.from_issuer_public_key(above.key.public_key())
    return Credential(key, builder.add_extension(identifier, critical=False).sign(above.key, hashes.SHA256()))


def server_context(folder: Path) -> ssl.SSLContext:
    """What the server speaks TLS with; its key is written to the folder, where Python wants to read it."""
    file = folder / "server.pem"
    file.write_bytes(_server().pem)
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    context.minimum_version = ssl.TLSVersion.TLSv1_2
    context.load_cert_chain(file)
    return context


def write_authority(path: Path) -> Path:
    """Writes the authority's certificate as PEM: the setting `ca_file`."""
    path.write_bytes(authority().certificate.public_bytes(serialization.Encoding.PEM))
    return path


@cache  # an RSA key takes a tenth of a second
def application_certificate(name: str) -> Credential:
    """A certificate that an application signs in with, self-signed as administrators make them."""
    key = rsa.generate_private_key(public_exponent=65537, key_size=2048)
    return Credential(key, _builder(name, key, name).sign(key, hashes.SHA256()))


def _builder(subject: str, key: PrivateKey, issuer: str) -> x509.CertificateBuilder:
    now = datetime.now(UTC)
    builder = x509.CertificateBuilder().subject_name(_name(subject)).issuer_name(_name(issuer)).public_key(key.public_key())
    builder = builder.serial_number(x509.random_serial_number()).not_valid_before(now - timedelta(hours=1)).not_valid_after(now + _LIFE)
    return builder.add_extension(x509.SubjectKeyIdentifier.from_public_key(key.public_key()), critical=False)


def _name(text: str) -> x509.Name:
    return x509.Name([x509.NameAttribute(NameOID.COMMON_NAME, text)])


def _usage(*, signs: bool) -> x509.KeyUsage:
    return x509.KeyUsage(
        digital_signature=not signs,
        content_commitment=False,
        key_encipherment=False,
        data_encipherment=False,
        key_agreement=False,
        key_cert_sign=signs,
        crl_sign=signs,
        encipher_only=False,
        decipher_only=False,
    )
