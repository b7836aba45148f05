"""A digest for a program: signed as others verify it, and as its schema says."""

import base64
import hashlib
import hmac
import json
from datetime import UTC, datetime

import pytest
from jsonschema import Draft202012Validator

from reports.json_report import renderer
from reports.notices import webhook
from reports.notices.failing import DeliveryError
from tests.unit.reports.notices.papers import paper

AT = datetime(2026, 11, 2, 2, tzinfo=UTC)
ONE, TWO = b"o" * 24, b"t" * 64


def test_the_signature_is_the_one_that_the_specification_asks_for():
    """The example of the specification's libraries, whose result they all agree on."""
    secret = webhook.secret("X", "whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw")
    made = webhook.headers("msg_p5jXN8AQM9LWM0D4loKWxJek", 1614265330, b'{"test": 2432232314}', [secret])
    assert made == {
        "webhook-id": "msg_p5jXN8AQM9LWM0D4loKWxJek",
        "webhook-timestamp": "1614265330",
        "webhook-signature": "v1,g0hM9SsE+OTPJTGt/tmIKtSyZlE3uFJELVlNIOLJ1OE=",
    }


def test_each_of_two_secrets_signs():
    made = webhook.headers("id", 7, b"{}", [ONE, TWO])["webhook-signature"].split(" ")
    for secret, signature in zip((ONE, TWO), made, strict=True):
        version, _, told = signature.partition(",")
        assert version == "v1"
        assert base64.b64decode(told) == hmac.new(secret, b"id.7.{}", hashlib.sha256).digest()


def test_the_body_is_as_its_schema_says_and_names_stay_whole():
    made = json.loads(webhook.body(paper("Zoë\n\u202e"), AT))
    assert (made["type"], made["timestamp"]) == ("toegang.digest", "2026-11-02T02:00:00+00:00")
    Draft202012Validator(json.loads(renderer.schemas()["digest"])).validate(made["data"])
    assert made["data"]["digest"]["new"][0]["what"] == "Zoë\n\u202e was added"


def test_the_body_is_the_same_every_time():
    assert webhook.body(paper(), AT) == webhook.body(paper(), AT)


@pytest.mark.parametrize("written", ["", "whsec_", "whsec_AAAA", "not base64!", "whsec_" + base64.b64encode(b"x" * 65).decode()])
def test_a_secret_that_is_none_is_not_told(written: str):
    with pytest.raises(DeliveryError) as failed:
        webhook.secret("TICKETS_SECRET", written)
    assert failed.value.message.startswith("TICKETS_SECRET holds no secret")
    assert not written or written not in failed.value.message.replace("whsec_ and", "")


def test_a_secret_without_its_prefix():
    assert webhook.secret("X", base64.b64encode(ONE).decode()) == ONE
