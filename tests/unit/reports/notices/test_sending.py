"""The way that a line names, with the secrets of the environment."""

from datetime import UTC, datetime

import pytest

from audit.notify.readers import Reader
from policies.errors import Place
from policies.language import By, Notify, Send, To
from reports.notices.failing import DeliveryError, Patience
from reports.notices.sending import Sender, key_of
from tests.unit.reports.notices.papers import paper
from tests.unit.reports.notices.receivers import Receiver

AT = Place("notify.yaml")
QUICK = Patience(attempts=1)
NIGHT = datetime(2026, 11, 2, 2, tzinfo=UTC)
SECRET = "whsec_b29vb29vb29vb29vb29vb29vb29vb29v"


def reader(by: By, url_from: str = "ROOM", secrets: tuple[str, ...] = ()) -> Reader:
    return Reader("p17", Send(AT, To.PERSON, by, "p17", url_from=url_from, secrets_from=secrets), "en", frozenset({"p17"}))


@pytest.mark.parametrize(("by", "key"), [(By.SLACK, "blocks"), (By.TEAMS, "attachments"), (By.WEBHOOK, "data")])
def test_each_way_has_its_form(by: By, key: str, hook: Receiver):
    told = {"ROOM": f"{hook.url}/room\n", "NEW": SECRET, "OLD": SECRET}
    secrets = ("NEW", "OLD") if by is By.WEBHOOK else ()
    Sender(Notify(AT), told, QUICK).send(reader(by, secrets=secrets), paper(), "toegang-1", NIGHT)
    (request,) = hook.took("/room")
    assert key in request.json()
    signatures = request.headers.get("webhook-signature", "").split()
    assert len(signatures) == len(secrets)
    assert ("webhook-id" in request.headers) is bool(secrets)


@pytest.mark.parametrize(
    ("told", "why"), [({}, "ROOM is not set"), ({"ROOM": " "}, "ROOM is not set"), ({"ROOM": "http://x.example/s3cr3t"}, "https://")]
)
def test_a_variable_is_named_and_never_told(told: dict[str, str], why: str):
    sender = Sender(Notify(AT), told, QUICK)
    for asked in (lambda: sender.host(reader(By.SLACK)), lambda: sender.send(reader(By.SLACK), paper(), "k", NIGHT)):
        with pytest.raises(DeliveryError, match=why) as failed:
            asked()
        assert "s3cr3t" not in failed.value.message


def test_of_an_address_only_the_host_is_shown():
    assert Sender(Notify(AT), {"ROOM": "https://hooks.example/services/s3cr3t"}, QUICK).host(reader(By.SLACK)) == "hooks.example"


def test_mail_without_a_server():
    with pytest.raises(DeliveryError, match="names no mail server"):
        Sender(Notify(AT), {}, QUICK).host(reader(By.MAIL))


def test_a_key_is_of_the_night_and_the_reader():
    keys = {key_of(run, target) for run in ("2026-11-01T02-00-00Z", "2026-11-02T02-00-00Z") for target in ("p17 mail own", "p18 mail own")}
    assert len(keys) == 4
    assert key_of("a", "b") == key_of("a", "b")
    assert all("." not in key for key in keys)  # the signature joins by it
