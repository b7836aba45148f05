import json
import time
from http.client import HTTPConnection
from urllib.parse import urlencode

import pytest
from google.auth import crypt, jwt
from google.auth.exceptions import RefreshError
from google.auth.transport.requests import Request
from google.oauth2.service_account import Credentials

from providers.sandbox.google.keys import make_key
from providers.sandbox.google.tokens import GRANT, Tokens
from providers.sandbox.google.world import World

from .worlds import ADMIN, P01, SCOPE, drive

READ = SCOPE + "drive.readonly"


def refresh(server, subject="", scopes=(READ,), **key):
    credentials = Credentials.from_service_account_info(server.key(**key), scopes=list(scopes), subject=subject or None)
    credentials.refresh(Request())
    return credentials.token


def test_the_service_account_signs_in_as_itself_and_as_a_user(server):
    assert refresh(server) != refresh(server, P01)


@pytest.mark.parametrize(
    ("subject", "error"),
    [("nobody@kanaal.example", "invalid_grant"), ("p03@kanaal.example", "invalid_grant"), ("p02@kanaal.example", "access_denied")],
)
def test_a_user_that_one_cannot_act_as(server, subject, error):
    server.world.users["p03@kanaal.example"]["suspended"] = True
    server.refuse_impersonation("p02@kanaal.example")
    with pytest.raises(RefreshError, match=error):
        refresh(server, subject)
    server.heal()
    server.world.users["p03@kanaal.example"]["suspended"] = False
    if not subject.startswith("nobody"):
        assert refresh(server, subject)


def test_delegation_is_scope_by_scope(server):
    assert refresh(server, P01, delegated={READ})
    with pytest.raises(RefreshError, match="unauthorized_client"):
        refresh(server, P01, scopes=(READ, SCOPE + "gmail.settings.basic"), delegated={READ})
    assert refresh(server, scopes=(SCOPE + "gmail.settings.basic",), delegated=())  # as itself it needs none


def test_a_withdrawn_scope_ends_what_was_issued(server):
    files = drive(server, P01).files()
    files.list().execute()
    server.withdraw(SCOPE + "drive.metadata.readonly")
    with pytest.raises(RefreshError, match="unauthorized_client"):
        files.list().execute()


def test_a_token_that_was_never_issued(server):
    connection = HTTPConnection("127.0.0.1", int(server.url.rpartition(":")[2]))
    connection.request("GET", "/www.googleapis.com/drive/v3/files", headers={"Authorization": "Bearer ya29.x"})
    answer = connection.getresponse()
    assert answer.status == 401
    assert json.loads(answer.read())["error"]["errors"][0]["reason"] == "authError"


def form(key, **claims):
    now = int(time.time())
    signer = crypt.RSASigner.from_service_account_info(dict(key.content))
    body = {"iss": key.email, "aud": "https://oauth2.googleapis.com/token", "iat": now, "exp": now + 3600, "scope": READ} | claims
    return urlencode({"grant_type": GRANT, "assertion": jwt.encode(signer, body).decode()}).encode()


@pytest.mark.parametrize(
    ("claims", "error"),
    [
        ({}, None),
        ({"aud": "http://127.0.0.1/token"}, "invalid_grant"),
        ({"exp": int(time.time()) - 10}, "invalid_grant"),
        ({"exp": int(time.time()) + 8000}, "invalid_grant"),
        ({"iss": "other@p.iam.gserviceaccount.com"}, "invalid_grant"),
        ({"scope": ""}, "invalid_scope"),
    ],
)
def test_an_assertion_is_looked_at(claims, error):
    tokens, key = Tokens(World()), make_key("a@p.iam.gserviceaccount.com", "http://127.0.0.1/token")
    tokens.register(key, None)
    assert tokens.answer(form(key, **claims)).body.get("error") == error


def test_a_signature_by_another_key():
    tokens, key = Tokens(World()), make_key("a@p.iam.gserviceaccount.com", "http://127.0.0.1/token")
    tokens.register(make_key("b@p.iam.gserviceaccount.com", ""), None)
    tokens.register(key, None)
    forged = form(make_key("b@p.iam.gserviceaccount.com", ""), iss=key.email)
    assert tokens.answer(forged).body == {"error": "invalid_grant", "error_description": "Invalid JWT Signature."}
    assert tokens.answer(b"grant_type=password").body["error"] == "unsupported_grant_type"
    assert tokens.answer(urlencode({"grant_type": GRANT, "assertion": "a.b"}).encode()).body["error"] == "invalid_grant"


def test_a_token_lasts_an_hour():
    now = [time.time()]
    tokens, key = Tokens(World(), lambda: now[0]), make_key("a@p.iam.gserviceaccount.com", "")
    tokens.register(key, None)
    token = tokens.answer(form(key)).body["access_token"]
    assert tokens.caller(token).identity == key.email
    now[0] += 3601
    assert tokens.caller(token) is None


def test_an_administrator_is_a_user_like_any_other(server):
    assert refresh(server, ADMIN)
