from cryptography import x509
from cryptography.hazmat.primitives.serialization import load_pem_private_key

from providers.sandbox.microsoft.certificates import application_certificate, authority, server_context, write_authority


def test_a_file_has_the_key_and_its_certificate():
    pem = application_certificate("app").pem
    key, certificate = load_pem_private_key(pem, None), x509.load_pem_x509_certificate(pem[pem.index(b"-----BEGIN CERTIFICATE") :])
    assert key.public_key() == certificate.public_key()


def test_the_servers_certificate_is_signed_by_the_authority(tmp_path):
    written = x509.load_pem_x509_certificate(write_authority(tmp_path / "ca.pem").read_bytes())
    assert written == authority().certificate
    server_context(tmp_path)
    served = (tmp_path / "server.pem").read_bytes()
    x509.load_pem_x509_certificate(served[served.index(b"-----BEGIN CERTIFICATE") :]).verify_directly_issued_by(written)
