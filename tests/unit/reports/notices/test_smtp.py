"""Mail through a real server: encrypted, signed in, refused, busy."""

import socket
from datetime import UTC, datetime
from email import message_from_bytes, policy

import pytest

from policies.errors import Place
from policies.language import MailSecurity, MailServer
from reports.notices import mail
from reports.notices.failing import DeliveryError, Patience
from reports.notices.smtp import send
from tests.unit.reports.notices.papers import paper
from tests.unit.reports.notices.receivers import HERE, Certificates, mail_server

QUICK = Patience(attempts=3, first=0.01, answer=2.0)
PASSWORD = "s3cr3t"
TO = "p17@shop.example"


def server(port: int, security: MailSecurity = MailSecurity.STARTTLS, user: str = "toegang") -> MailServer:
    return MailServer(Place("notify.yaml"), HERE, "toegang@shop.example", port, security, user)


def message(to: str = TO):
    return mail.message(paper("Zoë"), "toegang@shop.example", to, "toegang-1", datetime(2026, 11, 2, tzinfo=UTC))


def test_encrypted_and_signed_in(trusted: Certificates):
    with mail_server(trusted.context, "toegang", PASSWORD) as mails:
        send(message(), server(mails.port), PASSWORD, QUICK)
    ((sender, recipients, content),) = mails.taken
    assert (sender, recipients, mails.encrypted) == ("toegang@shop.example", (TO,), [True])
    read = message_from_bytes(content, policy=policy.default)
    assert read["subject"] == "Access: Zoë"
    assert "Zoë reads orders" in read.get_body(("plain",)).get_content()  # type: ignore[union-attr]


def test_without_trust_nothing_is_said(shown: Certificates):
    with mail_server(shown.context, "toegang", PASSWORD) as mails, pytest.raises(DeliveryError, match="can't be trusted"):
        send(message(), server(mails.port), PASSWORD, QUICK)
    assert mails.taken == []


def test_a_server_that_can_not_encrypt_gets_neither_password_nor_mail():
    with mail_server(None) as mails, pytest.raises(DeliveryError, match="lacks something"):
        send(message(), server(mails.port), PASSWORD, QUICK)
    assert mails.taken == []


def test_on_this_machine_without_encryption():
    with mail_server(None) as mails:
        send(message(), server(mails.port, MailSecurity.NONE, user=""), "", QUICK)
    assert mails.encrypted == [False]


def test_a_password_that_is_wrong_is_not_told(trusted: Certificates, capfd: pytest.CaptureFixture[str]):
    refused = pytest.raises(DeliveryError, match=r"refused to let toegang sign in \(535\)")
    with mail_server(trusted.context, "toegang", "another") as mails, refused as failed:
        send(message(), server(mails.port), PASSWORD, QUICK)
    assert failed.value.__suppress_context__
    assert PASSWORD not in "".join((str(failed.value), *capfd.readouterr()))


@pytest.mark.parametrize(
    ("says", "taken", "told"),
    [
        (["451 try later", "450 try later"], 1, ""),
        (["451 try later"] * 9, 0, "refused the recipient: 451 try later"),
        (["550 nobody here \x07"], 0, "refused the recipient: 550 nobody here \\x07"),
    ],
)
def test_a_recipient_that_is_refused_is_told_and_one_for_now_is_tried_again(says: list[str], taken: int, told: str):
    with mail_server(None) as mails:
        mails.says[TO] = says
        try:
            send(message(), server(mails.port, MailSecurity.NONE, user=""), "", QUICK)
            failed = ""
        except DeliveryError as error:
            failed = error.message
    assert (len(mails.taken), failed) == (taken, f"{HERE} {told}" if told else "")


def test_nobody_there():
    with socket.create_server((HERE, 0)) as free:
        port = free.getsockname()[1]
    with pytest.raises(DeliveryError, match="can't be reached"):
        send(message(), server(port, MailSecurity.NONE, user=""), "", QUICK)
