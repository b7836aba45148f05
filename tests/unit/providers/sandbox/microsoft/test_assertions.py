import pytest

from providers.sandbox.microsoft.answers import Refused
from providers.sandbox.microsoft.assertions import check_certificate, make, read
from providers.sandbox.microsoft.certificates import application_certificate, authority

CLIENT, AUDIENCE = "client", "https://login.example/token"


@pytest.fixture
def signed():
    import jwt

    def sign(algorithm="PS256", header="x5t#S256", **claims):
        credential = application_certificate("app")
        from base64 import urlsafe_b64encode
        from hashlib import sha1, sha256

        from cryptography.hazmat.primitives.serialization import Encoding

        raw = credential.certificate.public_bytes(Encoding.DER)
        digest = (sha256 if header == "x5t#S256" else sha1)(raw).digest()
        said = {"iss": CLIENT, "sub": CLIENT, "aud": AUDIENCE, "iat": 1000, "exp": 1600} | claims
        return read(jwt.encode(said, credential.key, algorithm=algorithm, headers={header: urlsafe_b64encode(digest).decode()}))

    return sign


def check(assertion, now=1200.0, known=None):
    check_certificate(
        assertion, CLIENT, [application_certificate("app").certificate] if known is None else known, frozenset({AUDIENCE}), now
    )


@pytest.mark.parametrize(("algorithm", "header"), [("PS256", "x5t#S256"), ("RS256", "x5t"), ("RS256", "x5t#S256")])
def test_a_right_one(signed, algorithm, header):
    check(signed(algorithm, header))


@pytest.mark.parametrize(
    ("made", "number"),
    [
        ({"aud": "else"}, 700023),
        ({"sub": "else"}, 700021),
        ({"exp": 100}, 700024),
        ({"exp": 10**9}, 700024),
        ({"nbf": 5000}, 700024),
        ({"algorithm": "RS512"}, 700027),
        ({"header": "kid"}, 700027),
    ],
)
def test_a_wrong_one(signed, made, number):
    with pytest.raises(Refused) as refused:
        check(signed(**made))
    assert refused.value.extra["number"] == number


def test_of_another_certificate(signed):
    for known in ([], [application_certificate("other").certificate], [authority().certificate]):
        with pytest.raises(Refused):
            check(signed(), known=known)


@pytest.mark.parametrize("text", ["", "a.b", "a.b.c", "W10.W10.W10", "é.é.é"])
def test_what_is_no_assertion(text):
    with pytest.raises(Refused):
        read(text)


def test_one_that_was_made_can_be_read():
    assertion = read(make({"iss": "x"}, application_certificate("app")))
    assert assertion.claims == {"iss": "x"}
    assert assertion.is_signed_by(application_certificate("app").key.public_key())
    assert not assertion.is_signed_by(application_certificate("other").key.public_key())
    assert not assertion.is_signed_by(authority().key.public_key())
