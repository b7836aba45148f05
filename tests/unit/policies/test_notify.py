"""`notify:` as it is read: what is left out holds as it is built in."""

import pytest

from policies.errors import PolicyError
from policies.language import About, By, MailSecurity, Notify, Policy, Severity, To
from policies.load import load_text
from policies.periods import Period

STARTER = """
version: 1
house_rules: {profile: starter}
organisation: {id: shop, name: Shop, contact: {email: privacy@shop.example}}
people: {p01: {email: p01@shop.example}}
categories: {contact: }
assets: {mail: {label: mail, owner: p01, where: "s3://mail", categories: [contact]}}
"""


def told(text: str) -> Notify:
    policy: Policy = load_text({"a.yaml": STARTER + text})
    assert policy.notify
    return policy.notify


def test_little_is_enough():
    found = told("notify: {send: [{to: security, by: slack, url_from: ROOM}]}")
    (line,) = found.send
    assert (line.to, line.by, line.about, line.url_from) == (To.SECURITY, By.SLACK, About.REST, "ROOM")
    assert (found.mail, found.ending_within, found.remind_every) == (None, Period(days=30), Period(days=7))
    assert dict(found.overdue_after) == {
        Severity.CRITICAL: Period(days=1),
        Severity.HIGH: Period(days=7),
        Severity.MEDIUM: Period(days=30),
        Severity.LOW: Period(days=90),
    }


def test_all_that_it_takes():
    found = told(
        """
notify:
  mail: {host: smtp.shop.example, security: tls, user: toegang, password_from: PASSWORD, from: toegang@shop.example}
  send:
    - {to: person:p01, by: mail, about: all, language: fr}
    - {to: security, by: webhook, url: "https://x.example/", secret_from: [NEW, OLD]}
  overdue_after: {critical: P0D, low: P1Y}
  ending_within: P2M
  remind_every: P1D
"""
    )
    assert found.mail
    assert (found.mail.port, found.mail.security, found.mail.password_from) == (465, MailSecurity.TLS, "PASSWORD")
    first, second = found.send
    assert (first.to, first.name, str(first), first.about, first.language) == (To.PERSON, "p01", "person:p01", About.ALL, "fr")
    assert second.secrets_from == ("NEW", "OLD")
    assert dict(found.overdue_after)[Severity.CRITICAL] == Period()
    assert dict(found.overdue_after)[Severity.HIGH] == Period(days=7)
    assert (found.ending_within, found.remind_every) == (Period(months=2), Period(days=1))


@pytest.mark.parametrize("key", ["url_from", "secret_from", "url"])
def test_a_secret_that_stands_in_the_policy_is_not_repeated(key: str):
    with pytest.raises(PolicyError) as found:
        told(f"notify: {{send: [{{to: security, by: webhook, {key}: 'hunter2/s3cr3t'}}]}}")
    assert f"notify.send.0.{key}" in str(found.value)
    assert "s3cr3t" not in str(found.value)


def test_a_port_of_its_own():
    text = "notify: {mail: {host: smtp.shop.example, port: 2525, from: t@shop.example}, send: [{to: security, by: mail}]}"
    mail = told(text).mail
    assert mail
    assert mail.port == 2525
